"""Videos that projects know of, and masks that people decide on: values, without files."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Video, VideoId

HEIGHT, WIDTH = 64, 96


def known_video(name: str = "clip", frames: int = 40, **changes: Any) -> Video:
    """Return a video as a project has it that knows no place of its own."""
    values: dict[str, Any] = {"width": WIDTH, "height": HEIGHT, "rate": Fraction(25)}
    file = f"{name}.mp4"
    values |= {"id": VideoId(0), "name": file, "relative": None, "absolute": file}
    return Video(**values | {"fingerprint": f"1:{name}", "frame_count": frames} | changes)


def every(step: int, height: int = HEIGHT, width: int = WIDTH) -> Mask:
    """Return a mask of every so many pixels."""
    return Mask.from_array(np.arange(height * width).reshape(height, width) % step == 0)
