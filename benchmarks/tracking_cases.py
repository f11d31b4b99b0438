"""Measures how the tracker behaves where following is hard: on clips composed of real objects.

`python benchmarks/tracking_cases.py CLIPS CASE` cuts objects out of clips by their true masks and
moves them before a picture of another clip, along a camera that pans slowly, so that there is a
true mask of every frame at full rate. The cases:

- `crossing`: two objects pass each other, one before the other; also an object and its mirror image
- `together`: the same two, carried by the program one by one and together
- `returning`: an object leaves the picture and comes back, alone or while another one stays
- `cut`: another clip between two parts of one; on how many of its frames something is found. And
  from the middle on another view of the same, mirrored and nearer, in an encoded film; and then
  another thing before the same ground, mirrored
- `flash`: a camera's flash of one frame and of two, lightning, and a fade through black and back
- `dark`: the picture fades to black and back; of `rendered_sequences.py --gone 20` the object has
  left by then: what is still found, else J
- `sizes`: seconds, memory and J at 640 x 360, in 4K, and upright
- `objects`: what one, two and three objects cost, of the tracker and of flow
- `long`: memory of `--frames` frames of a clip that runs to and fro: all that following it holds,
  counted, and the process

Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import cv2
from case_costs import long, objects, sizes
from case_encounters import crossing, cut, dark, flash, returning
from case_together import together

from soc_rvos.evaluation.manifest import Clip, read_clips
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.tracking import load_tracker


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of clips with a manifest.json")
    parser.add_argument("case", choices=list(CASES))
    parser.add_argument("--frames", type=int, default=10_000, help="of the case `long`")
    parser.add_argument("--width", type=int, default=96, help="of its pictures")
    parser.add_argument("--most", type=int, default=99, help="clips or pairs at most")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    clips = {each.name: each for each in read_clips(options.folder)}
    CASES[options.case](load_tracker(), clips, options)


CASES: dict[str, Callable[[MemoryTracker, dict[str, Clip], argparse.Namespace], None]] = {
    "crossing": crossing,
    "together": together,
    "returning": returning,
    "cut": cut,
    "flash": flash,
    "dark": dark,
    "sizes": sizes,
    "objects": objects,
    "long": long,
}

if __name__ == "__main__":
    main()
