"""Measures what fine-tuning brings, and how long it takes, on videos that it does not learn from.

    python benchmarks/finetuning.py                  rendered series, 20 to learn from, 5 held out
    python benchmarks/finetuning.py --clips FOLDER   clips with true masks, split by video

Nothing that ships is trained with it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from fractions import Fraction
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.evaluation.manifest import Clip, read_clips
from soc_rvos.masks import Mask
from soc_studio.cli.finetune import table
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
    FrameMasks,
    FramePictures,
)
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import writable_format
from soc_studio.core.datasets.writing import fitted_to, write_dataset
from soc_studio.core.models.store import Store
from soc_studio.core.training.fine_tune_wish import FineTuneWish
from soc_studio.core.training.fine_tuning import fine_tune

_HEIGHT, _WIDTH, _FRAMES = 240, 426, 12
_MARKS = ("stripes", "dots", "checks", "rings")


def main() -> None:
    """Measure, and print the table of held-out videos and the minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=Path, help="folder with manifest.json")
    parser.add_argument("--videos", type=int, default=25, help="rendered ones")
    parser.add_argument("--hold-out", type=float, default=0.2)
    parser.add_argument("--model", default="soc-mini")
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--work", type=Path, help="folder from which it goes on")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.work or Path(folder)
        if options.clips:
            dataset = Dataset(tuple(_of_clip(each) for each in read_clips(options.clips)))
        else:
            made = range(options.videos)
            dataset = Dataset(tuple(_rendered(place / "made", number) for number in made))
        format = writable_format("mevis")
        if not (place / "dataset").exists():
            held, _ = fitted_to(dataset, format, FrameFiles.COPY)
            for _ in write_dataset(held, format, place / "dataset", FrameFiles.COPY):
                pass
        wish = FineTuneWish("improved", options.model, options.hold_out, steps=options.steps)
        began = time.monotonic()
        stage = ""
        steps = fine_tune(wish, [place / "dataset"], Store(place / "models"))
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                result = end.value
                break
            if step.what != stage:
                print(f"{time.monotonic() - began:7.1f} s  {step.what}", flush=True)  # noqa: T201
                stage = step.what
        for line in table(result):
            print(line)  # noqa: T201
        minutes, busy = (time.monotonic() - began) / 60, time.process_time() / 60
        print(  # noqa: T201
            f"{len(result.learned)} videos learned from, {minutes:.1f} minutes, "
            f"{busy:.1f} of them on a processor core"
        )


def _of_clip(clip: Clip) -> DatasetVideo:
    """Return a clip of a manifest as a video of a dataset."""
    pictures, masks = clip.folder / "frames", clip.folder / "masks"
    names = tuple(f"{place:05d}" for place in range(clip.frame_count))

    def mask(value: int, place: int) -> Mask:
        return Mask.from_array(np.asarray(Image.open(masks / f"{names[place]}.png")) == value)

    files = tuple(f"{name}.jpg" for name in names)
    said = [(text, str(each.value)) for each in clip.objects for text in each.expressions]
    return DatasetVideo(
        clip.name,
        names,
        clip.height,
        clip.width,
        tuple(
            DatasetObject(
                str(each.value),
                each.category,
                FrameMasks(tuple(range(len(names))), partial(mask, each.value)),
            )
            for each in clip.objects
        ),
        tuple(DatasetExpression(str(at), text, (id,)) for at, (text, id) in enumerate(said)),
        clip.rate,
        "train",
        pictures=FramePictures(files, lambda name: (pictures / name).read_bytes(), pictures),
    )


def _rendered(folder: Path, number: int) -> DatasetVideo:
    """Return a made video of one kind: badges with a pattern each, two of them in motion."""
    rng = np.random.default_rng(number)
    kinds = [str(each) for each in rng.permutation(_MARKS)[:2]]
    ground = cv2.resize(
        rng.integers(50, 160, (6, 10, 3), dtype=np.uint8),
        (_WIDTH, _HEIGHT),
        interpolation=cv2.INTER_CUBIC,
    )
    starts = np.array([[_HEIGHT * 0.35, _WIDTH * 0.3], [_HEIGHT * 0.65, _WIDTH * 0.7]])
    moves = rng.uniform(-4, 4, (2, 2))
    sizes = rng.integers(28, 52, 2)
    tints = rng.integers(90, 255, (2, 3))
    own = folder / f"series{number:02d}"
    own.mkdir(parents=True, exist_ok=True)

    def mask(which: int, place: int) -> NDArray[np.bool_]:
        row, column = starts[which] + moves[which] * place
        drawn = np.zeros((_HEIGHT, _WIDTH), dtype=np.uint8)
        cv2.circle(drawn, (int(column), int(row)), int(sizes[which]), 1, -1)
        return drawn > 0

    for place in range(_FRAMES):
        seen = ground.copy()
        for which, kind in enumerate(kinds):
            seen[mask(which, place)] = 0
            pattern = _pattern(kind)[..., None] * tints[which].astype(np.uint8)
            seen = np.where(mask(which, place)[..., None], pattern, seen)
        noisy = seen.astype(np.int16) + rng.integers(-6, 7, seen.shape)
        cv2.imwrite(str(own / f"{place:05d}.jpg"), noisy.clip(0, 255).astype(np.uint8))
    names = tuple(f"{place:05d}" for place in range(_FRAMES))
    return DatasetVideo(
        own.name,
        names,
        _HEIGHT,
        _WIDTH,
        tuple(
            DatasetObject(
                str(which + 1),
                "badge",
                FrameMasks(
                    tuple(range(_FRAMES)),
                    lambda place, which=which: Mask.from_array(mask(which, place)),
                ),
            )
            for which in range(2)
        ),
        tuple(
            DatasetExpression(str(which), f"the badge with {kind}", (str(which + 1),))
            for which, kind in enumerate(kinds)
        ),
        Fraction(6),
        "train",
        pictures=FramePictures(
            tuple(f"{name}.jpg" for name in names), lambda name: (own / name).read_bytes(), own
        ),
    )


def _pattern(kind: str) -> NDArray[np.uint8]:
    """Return uint8 [H, W], 0 or 1."""
    rows, columns = np.mgrid[:_HEIGHT, :_WIDTH]
    if kind == "stripes":
        return (columns // 6 % 2).astype(np.uint8)
    if kind == "checks":
        return ((columns // 10 + rows // 10) % 2).astype(np.uint8)
    if kind == "dots":
        return (np.hypot(columns % 14 - 7, rows % 14 - 7) < 4).astype(np.uint8)
    middle = np.hypot(columns % 40 - 20, rows % 40 - 20)
    return (middle // 5 % 2).astype(np.uint8)


if __name__ == "__main__":
    main()
