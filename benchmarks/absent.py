"""Measure what is shown of things that are in a photograph, and of things that are not.

    python benchmarks/absent.py PICTURES [--weights FILE] [--each 3] [--first 0] [--full] [--nouns]

PICTURES has photographs of one thing each, named KIND-NUMBER.jpg, as those of Caltech-101. For some
of each kind its own noun is asked for, and nine others of its sort, animals or things. J of what is
found of the thing itself is against what stands out for the large saliency network. --nouns prints
each noun besides: of how many photographs of it, and of others, it is shown.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

import soc_rvos  # first: it sets how torch waits
from soc_rvos.inference.preprocess import resize
from soc_rvos.metrics import region_similarity
from soc_rvos.saliency_file import load_fine_pass

OTHERS = 9
ANIMALS = (
    *("dog", "cat", "horse", "cow", "lion", "tiger", "zebra", "wolf", "fox", "bear", "polar bear"),
    *("sheep", "goat", "pig", "monkey", "rabbit", "chihuahua", "camel", "giraffe", "bird", "duck"),
    *("eagle", "penguin", "fish", "shark", "frog", "snake", "turtle", "spider", "deer", "crab"),
    *("butterfly", "chicken", "owl", "whale", "parrot", "mouse", "hippo", "elephant"),
)
THINGS = (
    *("guitar", "piano", "car", "bus", "train", "bicycle", "boat", "chair", "table", "lamp"),
    *("umbrella", "cup", "bottle", "phone", "laptop", "camera", "clock", "ball", "shoe", "hat"),
    *("sofa", "television", "airplane", "truck", "motorcycle", "flower", "tree", "violin", "drum"),
    *("ship", "bed", "knife", "scissors", "kite", "pizza", "banana", "apple", "backpack"),
    *("suitcase", "vase"),
)
OWN_ANIMALS = {
    "ant": "ant", "bass": "fish", "beaver": "beaver", "butterfly": "butterfly", "crab": "crab",
    "cougar-body": "cougar", "crayfish": "crayfish", "crocodile": "crocodile", "dalmatian": "dog",
    "dolphin": "dolphin", "dragonfly": "dragonfly", "elephant": "elephant", "emu": "emu",
    "flamingo": "flamingo", "gerenuk": "antelope", "hawksbill": "turtle", "hedgehog": "hedgehog",
    "ibis": "bird", "kangaroo": "kangaroo", "leopards": "leopard", "llama": "llama",
    "lobster": "lobster", "octopus": "octopus", "panda": "panda", "pigeon": "pigeon",
    "platypus": "platypus", "rhino": "rhino", "rooster": "rooster", "scorpion": "scorpion",
    "starfish": "starfish", "wild-cat": "cat",
}  # fmt: skip
OWN_THINGS = {
    "accordion": "accordion", "airplanes": "airplane", "anchor": "anchor", "barrel": "barrel",
    "binocular": "binoculars", "camera": "camera", "cannon": "cannon", "car-side": "car",
    "ceiling-fan": "fan", "cellphone": "phone", "chair": "chair", "cup": "cup",
    "electric-guitar": "guitar", "ferry": "ferry", "grand-piano": "piano", "ketch": "boat",
    "headphone": "headphones", "helicopter": "helicopter", "lamp": "lamp", "laptop": "laptop",
    "motorbikes": "motorcycle", "pizza": "pizza", "pagoda": "temple", "revolver": "gun",
    "saxophone": "saxophone", "schooner": "ship", "scissors": "scissors", "soccer-ball": "ball",
    "stop-sign": "sign", "strawberry": "strawberry", "sunflower": "flower", "umbrella": "umbrella",
    "watch": "watch", "water-lilly": "flower", "wheelchair": "wheelchair", "windsor-chair": "chair",
}  # fmt: skip


def main() -> None:
    """Measure, and print it for animals, things and all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--weights", type=Path, help="a network of the kind that ships")
    parser.add_argument("--each", type=int, default=3, help="photographs of a kind")
    parser.add_argument("--first", type=int, default=0, help="photographs that are passed over")
    parser.add_argument("--full", action="store_true", help="in full quality")
    parser.add_argument("--nouns", action="store_true", help="for each noun, too")
    options = parser.parse_args()
    model = soc_rvos.load(options.weights or "soc-mini")
    predictor = model.predictor.fine if options.full else model.predictor
    fine = load_fine_pass(torch.device("cpu"))
    assert fine is not None
    rng = random.Random(0)
    shown: dict[tuple[str, bool], list[float]] = defaultdict(list)
    overlaps: dict[str, list[float]] = defaultdict(list)
    by_noun: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for sort, kinds, others in (
        ("animals", OWN_ANIMALS, ANIMALS),
        ("things", OWN_THINGS, THINGS),
    ):
        for kind, own in kinds.items():
            paths = sorted(options.pictures.glob(f"{kind}-*.jpg"))
            rng.shuffle(paths)
            for path in paths[options.first :][: options.each]:
                asked = [own, *rng.sample([each for each in others if each != own], OTHERS)]
                picture = read(path)
                frame = resize(picture, predictor.frame_size(*picture.shape[:2]))
                sentences = [f"the {noun}" for noun in asked]
                for number, found in enumerate(predictor.predict([frame[None]], sentences, 1)[0]):
                    is_shown = float(found.scores[0].mean()) >= predictor.threshold
                    shown[sort, number == 0].append(is_shown)
                    by_noun[asked[number], number == 0].append(is_shown)
                    if number == 0:
                        true = fine.look(frame) > 0.5
                        mask = cv2.resize(found.logits[0, 0], true.shape[::-1])
                        overlap = region_similarity(mask > 0, true)
                        overlaps[sort].append(float(overlap) if is_shown else 0.0)
    for sort in ("animals", "things"):
        here, absent, j = shown[sort, True], shown[sort, False], overlaps[sort]
        sys.stdout.write(
            f"{sort}: shown {np.mean(here):.3f} of {len(here)} that are there, J {np.mean(j):.3f};"
            f" {np.mean(absent):.3f} of {len(absent)} that are not\n"
        )
    for noun in sorted({noun for noun, _ in by_noun}) if options.nouns else ():
        own, others = by_noun[noun, True], by_noun[noun, False]
        sys.stdout.write(
            f"{noun}: {sum(own):.0f} of {len(own)} that are there,"
            f" {sum(others):.0f} of {len(others)} that are not\n"
        )


def read(path: Path) -> NDArray[np.uint8]:
    """Return the picture, RGB uint8 [H, W, 3]."""
    return np.asarray(cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB), dtype=np.uint8)


if __name__ == "__main__":
    main()
