"""Where colours lie that are fewer than pixels: on the left one of two, as videos mean it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.media.video_reader import open_video
from soc_studio.core.media.video_writer import VideoWriter

WIDTH, HEIGHT = 64, 32


def slope() -> NDArray[np.float64]:
    """Return the red difference of each column, in steps of 8 bits of limited range."""
    return np.linspace(100, 156, WIDTH)


@pytest.mark.parametrize(
    ("pixel_format", "down", "codec"),
    [("yuv422p", 1, "ffv1"), ("yuv420p", 2, "ffv1"), ("yuv420p", 2, "libvpx-vp9")],
)
def test_colours_are_read_where_they_lie(
    clips: Any, pixel_format: str, down: int, codec: str
) -> None:
    whole = np.full((HEIGHT, WIDTH), 120, np.uint8)
    size = (HEIGHT // down, WIDTH // 2)
    planes = [whole, np.full(size, 128, np.uint8), np.full(size, 128, np.uint8)]
    planes[2][:, WIDTH // 4 :] = 160  # the first red pixel is the one in the middle
    source = clips.planes("a.mkv", planes, pixel_format, 1, 1, codec=codec)
    with open_video(source) as reader:
        red = reader.frame(0)[HEIGHT // 2, :, 0].astype(int)
    middle = WIDTH // 2
    low, high = red[0], red[-1]
    assert high - low > 40
    found = (red[middle - 3 : middle + 2] - low) / (high - low)
    assert np.abs(found - (0, 0, 0.5, 1, 1)).max() < 0.1


def test_colours_are_written_where_they_are_read(tmp_path: Path) -> None:
    share = 0.2126  # of red in the luma of BT.709, which is one half everywhere
    above = 2 * (1 - share) * (slope() - 128) / 224
    others = 0.5 - share / (1 - share) * above
    levels = np.stack([0.5 + above, others, others], axis=1) * 255
    frame = np.rint(levels).astype(np.uint8)[None].repeat(HEIGHT, axis=0)
    path = tmp_path / "a.mp4"
    with VideoWriter(path, WIDTH, HEIGHT, Fraction(25)) as writer:
        writer.write(frame)
    with av.open(path) as container:
        plane = next(container.decode(video=0)).planes[2]
        found = np.frombuffer(bytes(plane), np.uint8).reshape(plane.height, -1)[:, : plane.width]
    off = found.mean(axis=0)[2:-2] - slope()[::2][2:-2]
    assert abs(off.mean()) < 0.2  # between two pixels it would be 0.44
