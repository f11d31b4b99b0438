"""How far masks and boxes in half precision are from those in float32, taught and untaught.

    python benchmarks/paper_ablations.py FOLDER --only queries=15
    python benchmarks/half_precision.py FOLDER/clips-5 FOLDER/queries=15-0-2-140/trained/model.safetensors

The first argument is a dataset as Ref-YouTube-VOS is laid out, the others are weights of networks.
Each is asked for all sentences about the videos to be measured, as taught, and with new weights at
random. The overlap (IoU) is that of the best answer's masks at the size of the frames.
"""  # noqa: E501

from __future__ import annotations

import soc_rvos  # isort: skip  # noqa: F401  # before torch, whose threads sleep then

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.inference.preprocess import logits_to_masks
from soc_rvos.loading import load_predictor


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--frames", type=int, default=5, help="of each video, the first ones")
    parser.add_argument("--videos", type=int, help="the first ones (default: all)")
    options = parser.parse_args()
    write = sys.stdout.write
    write("IoU with float32: least   mean   0.99 or more   box, pixels   same best answer\n")
    for path in options.weights:
        exact, half = (load_predictor(path, "cpu", exact=is_exact) for is_exact in (True, False))
        for kind in ("taught", "untaught"):
            if kind == "untaught":
                exact, half = _untaught(exact, half)
            rows = np.array([_compared(exact, half, *each) for each in _asked(options)])
            overlaps, boxes, same = rows.T
            write(
                f"{kind:8} {np.nanmin(overlaps):16.3f} {np.nanmean(overlaps):6.3f} "
                f"{(overlaps >= 0.99).sum():7.0f} of {np.isfinite(overlaps).sum()} "
                f"{np.nanmax(boxes):13.2f} {same.sum():11.0f} of {len(rows)}   {path}\n"
            )


def _asked(options: argparse.Namespace) -> Iterator[tuple[NDArray[np.uint8], str]]:
    """Yield frames [T, H, W, 3] and a sentence about them."""
    said = options.dataset / "meta_expressions" / "valid" / "meta_expressions.json"
    videos = json.loads(said.read_text(encoding="utf-8"))["videos"]
    for name, video in list(videos.items())[: options.videos]:
        folder = options.dataset / "valid" / "JPEGImages" / name
        paths = [folder / f"{frame}.jpg" for frame in video["frames"][: options.frames]]
        frames = np.stack([np.asarray(Image.open(path)) for path in paths])
        for each in video["expressions"].values():
            yield frames, each["exp"]


def _untaught(*predictors: NetworkPredictor) -> Iterator[NetworkPredictor]:
    """Yield the predictors with the same new weights at random, each in its precision."""
    torch.manual_seed(0)
    network = predictors[0].engine.network
    fresh = type(network)(network.config)  # type: ignore[call-arg]
    fresh.complete()
    for each in predictors:
        each.engine.network.load_state_dict(fresh.state_dict())  # which keeps each weight's type
        yield NetworkPredictor(each.engine)


def _compared(
    exact: NetworkPredictor, half: NetworkPredictor, frames: NDArray[np.uint8], sentence: str
) -> tuple[float, float, bool]:
    """Return the overlap of the masks of the answer that is the best in float32, NaN where it shows
    nothing, how far its boxes are off in pixels, and whether it is the best in half precision."""
    ((one,),), ((other,),) = (each.predict([frames], [sentence], 100) for each in (exact, half))
    row = other.queries.tolist().index(one.queries[0])
    height, width = frames.shape[1:3]
    masks, others = (
        logits_to_masks(logits, (height, width))
        for logits in (one.logits[:1], other.logits[row : row + 1])
    )
    either = (masks | others).sum()
    overlap = float((masks & others).sum() / either) if either else float("nan")
    away = np.abs(one.boxes[0] - other.boxes[row]) * [width, height, width, height]
    return overlap, float(away.max()), row == 0


if __name__ == "__main__":
    main()
