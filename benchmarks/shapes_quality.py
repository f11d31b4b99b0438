"""How well a network follows made sentences, kind by kind, and those of the sample clip.

    python benchmarks/shapes_quality.py --model soc-shapes --clips 200

Made clips are of the test split: combinations of colour and shape, and of motion and size, that
training never shows. On the sample clip every expression is run through the whole program.
"""

from __future__ import annotations

import argparse
import json
import sys

import numpy as np

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.masks import Mask
from soc_rvos.training.quality import answer_made_clips, by_kind
from soc_studio.core.search import link, search
from soc_studio.core.video_reader import open_video
from soc_studio.core.weights import DEFAULT_MODEL, Model, load_model
from soc_studio.resources import resource


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--clips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    model = load_model(arguments.model, arguments.device)
    write = sys.stdout.write
    answered = list(answer_made_clips(model.predictor, arguments.clips, arguments.seed))
    write(f"{'made clips':40} {'count':>6} {'IoU':>6} {'marked':>7}\n")
    for kind, (count, iou, marked) in by_kind(answered).items():
        write(f"{kind:40} {count:6} {iou:6.3f} {marked:7.3f}\n")
    decisive = [one.iou for one in answered if one.decisive and one.kind != "absent"]
    write(f"{'only the words decide':40} {len(decisive):6} {np.mean(decisive):6.3f}\n\n")
    _sample(model)


def _sample(model: Model) -> None:
    """Print the mean IoU of every expression on the sample clip."""
    truth = json.loads(resource("sample", "sample.json").read_text(encoding="utf-8"))
    wanted: dict[str, list[str] | None] = {
        text: one["masks"] for one in truth["objects"] for text in one["expressions"]
    }
    wanted |= dict.fromkeys(truth["absent"])
    expressions = list(wanted)
    with open_video(resource("sample", truth["video"])) as reader:
        steps = search(reader, expressions, model.predictor, RunSettings())
        found = link([step for step in steps if isinstance(step, WindowResult)], expressions)
    sys.stdout.write(f"{'sample clip':58} {'IoU':>6} {'present':>8}\n")
    for one in found:
        (track, *_) = one.tracks
        present = track.present(model.predictor.threshold)
        masks = wanted[one.expression] or [None] * truth["frames"]
        ious = []
        for number, counts in enumerate(masks):
            empty = Mask.empty(truth["height"], truth["width"])
            right = empty if counts is None else Mask(empty.height, empty.width, counts.encode())
            ious.append((present[number].mask if number in present else empty).iou(right))
        absent = " (absent)" if wanted[one.expression] is None else ""
        row = f"{one.expression + absent:58} {np.mean(ious):6.3f} {len(present):8}"
        sys.stdout.write(row + "\n")


if __name__ == "__main__":
    main()
