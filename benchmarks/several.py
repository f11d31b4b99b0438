"""Measure what sentences about several things find, where things of other kinds are beside them.

    python benchmarks/several.py FOLDER

FOLDER has clips with true masks, as `soc-studio evaluate` reads them. Four of them at a time are
put into the quarters of one; each sentence is searched for with `soc-studio segment --each`. A
layer is right where it covers a thing of the kind that was asked for (a mean IoU of 0.3 on every
fourth frame, since things are small there), of another kind where it covers one of those, else it
is neither.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.evaluation.manifest import Clip, read_clips

QUARTERS = (
    ("goat", "tennis", "car-roundabout", "flamingo"),
    ("camel", "hike", "bus", "blackswan"),
    ("goat", "camel", "tennis", "hike"),
    ("train", "surf", "dance-twirl", "bus"),
)
SENTENCES = {
    "all the people": "person",
    "all the animals": "animal",
    "all the vehicles": "vehicle",
    "two people": "person",
    "both animals": "animal",
    "everyone": "person",
}
KINDS = {
    **dict.fromkeys(("goat", "flamingo", "camel", "swan"), "animal"),
    **dict.fromkeys(("car", "bus", "train"), "vehicle"),
    "person": "person",
}
HEIGHT, WIDTH = 180, 320  # of a quarter
COVERED, EVERY = 0.3, 4


def main() -> int:
    """Measure, and print what each layer covers, and how many are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    clips = {each.name: each for each in read_clips(options.folder)}
    counts: Counter[str] = Counter()
    for names in QUARTERS:
        with tempfile.TemporaryDirectory() as place:
            for layer, said in measured([clips[name] for name in names], Path(place)):
                sys.stdout.write(f"{' '.join(names)}: {layer}: {said}\n")
                counts[said] += 1
    sys.stdout.write(f"{dict(counts)}\n")
    return 0


def measured(clips: list[Clip], place: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each layer that is found in `clips` together, and whether it is right."""
    frames = place / "frames"
    frames.mkdir()
    labels = []
    for number in range(min(each.frame_count for each in clips)):
        picture = np.zeros((2 * HEIGHT, 2 * WIDTH, 3), np.uint8)
        true = np.zeros((2 * HEIGHT, 2 * WIDTH), np.uint8)
        for quarter, clip in enumerate(clips):
            rows = slice(HEIGHT * (quarter // 2), HEIGHT * (quarter // 2 + 1))
            columns = slice(WIDTH * (quarter % 2), WIDTH * (quarter % 2 + 1))
            (frame,) = clip.frames(number, number + 1)
            picture[rows, columns] = cv2.resize(
                frame, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA
            )
            small = cv2.resize(
                clip.labels(number), (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST
            )
            true[rows, columns] = (small == clip.objects[0].value) * (quarter + 1)
        cv2.imwrite(str(frames / f"{number:05d}.png"), picture[:, :, ::-1])
        labels.append(true)
    out = place / "out"
    command = [sys.executable, "-m", "soc_studio", "segment", str(frames), *SENTENCES]
    command += ["--rate", "8", "--each", "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    kinds = [KINDS.get(clip.objects[0].category, "") for clip in clips]
    for layer in sorted(each for each in out.iterdir() if each.is_dir()):
        name = layer.name[3:].replace("-", " ")
        wanted = next(SENTENCES[each] for each in SENTENCES if name.startswith(each))
        covered = _covered(layer, labels, len(clips))
        best = max(range(len(clips)), key=lambda quarter: covered[quarter])
        if covered[best] < COVERED:
            yield name, "neither"
        else:
            yield name, "right" if kinds[best] == wanted else "of another kind"


def _covered(layer: Path, labels: list[NDArray[np.uint8]], count: int) -> list[float]:
    """Return the mean IoU of a layer with the thing in each quarter, where the layer has a mask."""
    found: list[list[float]] = [[0.0] for _ in range(count)]
    for path in sorted(layer.glob("*.png"))[::EVERY]:
        mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) > 0
        true = labels[int(path.stem)]
        if mask.any():
            for quarter in range(count):
                thing = true == quarter + 1
                either = np.count_nonzero(mask | thing)
                found[quarter].append(np.count_nonzero(mask & thing) / either)
    return [float(np.mean(each[1:] or each)) for each in found]


if __name__ == "__main__":
    sys.exit(main())
