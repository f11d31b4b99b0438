"""What a network makes of words, on made clips of objects and backgrounds not trained on:

python -m soc_rvos_recipe.measure MODEL --pack PACK [--clips 60]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos import checkpoint
from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.errors import CheckpointError
from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.loading import engine_of
from soc_rvos.training.calibration import by_kind
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.pack import Pack, load_pack
from soc_rvos_recipe.learning.calibration import answer_made_clips
from soc_rvos_recipe.sentences.grammar import Reference, make_references
from soc_rvos_recipe.sentences.variations import paraphrases, swaps

_SEED = 900_000
_SIZE = (8, 320, 568)
_SAME = 0.5  # overlap from which two masks are the same thing


def found_masks(
    predictor: NetworkPredictor, frames: NDArray[np.uint8], expressions: Sequence[str]
) -> list[NDArray[np.bool_]]:
    """Return bool [T, H, W] for each expression: the best answer where it is present."""
    height, width = frames.shape[1:3]
    masks = []
    for answers in predictor.predict([frames], expressions, count=1)[0]:
        planes = [cv2.resize(plane, (width, height)) > 0 for plane in answers.logits[0]]
        present = answers.scores[0] >= predictor.threshold
        masks.append(np.stack(planes) & present[:, None, None])
    return masks


def overlap(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """Return the IoU of two masks of a clip, 1 where both are empty."""
    either = np.count_nonzero(first | second)
    return float(np.count_nonzero(first & second) / either) if either else 1.0


def measure(predictor: NetworkPredictor, pack: Pack, clips: int) -> dict[str, float]:
    """Return shares and means over `clips` made clips of the "test" split.

    "swap" is the share of pairs of sentences about two things in one clip whose masks each overlap
    their own thing more than the other's; "paraphrase" the share of pairs of sentences that mean
    the same and give the same mask; "change" the mean change of the overlap from one frame to the
    next, and "change alone" that of the same frames looked at one by one.
    """
    swapped, same, change, alone = [], [], [], []
    for number in range(_SEED, _SEED + clips):
        clip = make_clip(pack, "test", number, *_SIZE)
        for first, second in swaps(clip, pack, "test", number, 2):
            swapped.append(_swap(predictor, clip.frames, clip.masks, first, second))
        for reference in make_references(clip, pack, "test", number, 2):
            if reference.target is None:
                continue
            true = clip.masks[reference.target]
            others = paraphrases(clip, reference, number, 1)
            texts = [reference.text, *(each.text for each in others)]
            mine, *theirs = found_masks(predictor, clip.frames, texts)
            same += [overlap(mine, each) >= _SAME for each in theirs]
            single = np.concatenate(
                [
                    found_masks(predictor, clip.frames[k : k + 1], texts[:1])[0]
                    for k in range(len(true))
                ]
            )
            change.append(_change(mine, true))
            alone.append(_change(single, true))
    return {
        "swap": float(np.mean(swapped)),
        "swaps": len(swapped),
        "paraphrase": float(np.mean(same)),
        "paraphrases": len(same),
        "change": float(np.mean(change)),
        "change alone": float(np.mean(alone)),
    }


def _swap(
    predictor: NetworkPredictor,
    frames: NDArray[np.uint8],
    true: NDArray[np.bool_],
    first: Reference,
    second: Reference,
) -> bool:
    assert first.target is not None
    assert second.target is not None
    one, other = true[first.target], true[second.target]
    mine, theirs = found_masks(predictor, frames, [first.text, second.text])
    return overlap(mine, one) > overlap(mine, other) and overlap(theirs, other) > overlap(
        theirs, one
    )


def _change(found: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    frames = [overlap(mask, right) for mask, right in zip(found, true, strict=True)]
    return float(np.abs(np.diff(frames)).mean())


def main() -> None:
    """Print what is measured as JSON."""
    parser = argparse.ArgumentParser(prog="python -m soc_rvos_recipe.measure")
    parser.add_argument("model", type=Path)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--clips", type=int, default=60)
    options = parser.parse_args()
    model = checkpoint.load(options.model)
    if not isinstance(model, MiniCheckpoint):
        raise CheckpointError(f"{options.model.name} is not a network of the kind that ships.")
    device = torch.device("cpu")
    engine = engine_of(model, options.model, device, backbone_precision(device))
    predictor = NetworkPredictor(engine)
    pack = load_pack(options.pack)
    answered = answer_made_clips(predictor, model.reader, pack, "test", options.clips, _SEED)
    result = {
        "kinds": by_kind(answered, predictor.threshold),
        **measure(predictor, pack, options.clips),
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
