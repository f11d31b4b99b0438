"""The rendered frames of the sample clip to `sample.mp4` and `sample.json`."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from contents import ACTORS, FRAMES, HEIGHT, RATE, WIDTH
from expressions import ABSENT, CREDITS, EXPRESSIONS, LICENCE, NAME
from numpy.typing import NDArray
from PIL import Image
from pycocotools import mask as coco

BT709 = 1
LIMITED = 1
GRAIN = 1.2  # standard deviation of the sensor's noise, of 255


def write_video(pictures: list[Path], path: Path) -> None:
    """Encode `pictures`, PNG files of one frame each, as H.264 with a little sensor noise."""
    noise = np.random.default_rng(7)
    unfinished = path.with_name(f"unfinished-{path.name}")
    with av.open(unfinished, "w", options={"movflags": "+faststart"}) as container:
        options = {"crf": "20", "preset": "slow"}
        stream = container.add_stream("libx264", rate=Fraction(RATE), options=options)
        stream.width, stream.height = WIDTH, HEIGHT
        stream.pix_fmt = "yuv420p"
        codec = stream.codec_context
        codec.color_range = LIMITED
        codec.colorspace = codec.color_primaries = codec.color_trc = BT709
        for picture in pictures:
            pixels = np.asarray(Image.open(picture).convert("RGB"), dtype=np.float32)
            grainy = pixels + noise.normal(0, GRAIN, (HEIGHT, WIDTH, 1))
            frame = av.VideoFrame.from_ndarray(
                np.rint(grainy.clip(0, 255)).astype(np.uint8), format="rgb24"
            ).reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    unfinished.replace(path)


def write_truth(masks: list[Path], path: Path) -> None:
    """Write what is in the clip, with the visible part of every object on every frame.

    `masks` are grey PNG files whose pixels are the number of the object, from 1.
    """
    numbers = [np.asarray(Image.open(mask), dtype=np.uint8) for mask in masks]
    truth: dict[str, Any] = {
        "name": NAME,
        "licence": LICENCE,
        "credits": CREDITS,
        "video": "sample.mp4",
        "width": WIDTH,
        "height": HEIGHT,
        "frames": FRAMES,
        "rate": str(Fraction(RATE)),
        "objects": [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "colour": actor.colour,
                "expressions": EXPRESSIONS[actor.id],
                "masks": [_counts(frame == number) for frame in numbers],
            }
            for number, actor in enumerate(ACTORS, start=1)
        ],
        "absent": ABSENT,
    }
    unfinished = path.with_name(f"unfinished-{path.name}")
    unfinished.write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8", newline="\n")
    unfinished.replace(path)


def _counts(pixels: NDArray[np.bool_]) -> str:
    """Return COCO's compressed counts of `pixels`, bool [H, W]."""
    counts: bytes = coco.encode(np.asfortranarray(pixels, dtype=np.uint8))["counts"]
    return counts.decode("ascii")
