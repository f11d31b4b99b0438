"""Writes made clips with their sentences as a folder that `soc-studio evaluate` measures.

python -m soc_rvos_recipe.test_set --pack PACK --out FOLDER
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from soc_rvos.evaluation.manifest import FORMAT_VERSION, MANIFEST
from soc_rvos_recipe.clips.clip import Clip
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.pack import Pack, load_pack
from soc_rvos_recipe.sentences.grammar import KINDS, Reference, make_references

SIZE = (8, 288, 480)
FIRST_SEED = 10_000_000
_RATE = 6
_QUALITY = 95
_REFERENCES = 3
# Where a kind can seldom be said, this ends the search.
_MOST_CLIPS = 1200


def write_test_set(
    pack: Pack, folder: Path, each: int, size: tuple[int, int, int] = SIZE
) -> Counter[str]:
    """Write clips of the "test" split until `each` sentences of every kind are said of them, or no
    more are found; return how many there are of each kind.

    `size` is frames, height and width. The same pack gives the same clips.
    """
    said: Counter[str] = Counter()
    entries: list[dict[str, Any]] = []
    for seed in range(FIRST_SEED, FIRST_SEED + _MOST_CLIPS):
        wanting = tuple(kind for kind in KINDS if said[kind] < each)
        if not wanting:
            break
        clip = make_clip(pack, "test", seed, *size)
        references = make_references(clip, pack, "test", seed, _REFERENCES, wanting)
        chosen: list[Reference] = []
        for reference in references:
            if said[reference.kind] < each:
                said[reference.kind] += 1
                chosen.append(reference)
        if chosen:
            name = f"made-{seed - FIRST_SEED:04d}"
            _write_clip(folder / name, clip)
            entries.append(_entry(name, clip, chosen))
    manifest = {"format_version": FORMAT_VERSION, "clips": entries}
    part = folder / (MANIFEST + ".part")
    part.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(folder / MANIFEST)
    return said


def _write_clip(folder: Path, clip: Clip) -> None:
    (folder / "frames").mkdir(parents=True, exist_ok=True)
    (folder / "masks").mkdir(exist_ok=True)
    labels = np.zeros(clip.frames.shape[:3], dtype=np.uint8)
    for number, mask in enumerate(clip.masks, start=1):
        labels[mask] = number
    for number, (frame, label) in enumerate(zip(clip.frames, labels, strict=True)):
        Image.fromarray(frame).save(
            folder / "frames" / f"{number:05d}.jpg", quality=_QUALITY, subsampling=0
        )
        Image.fromarray(label).save(folder / "masks" / f"{number:05d}.png")


def _entry(name: str, clip: Clip, references: list[Reference]) -> dict[str, Any]:
    count, height, width = clip.frames.shape[:3]

    def told(target: int | None) -> list[dict[str, str]]:
        return [
            {"text": reference.text, "kind": reference.kind}
            for reference in references
            if reference.target == target
        ]

    return {
        "name": name,
        "height": height,
        "width": width,
        "frames": count,
        "fps": _RATE,
        "objects": [
            {"id": number, "category": actor.name, "expressions": told(number - 1)}
            for number, actor in enumerate(clip.actors, start=1)
        ],
        "absent_expressions": told(None),
    }


def main() -> None:
    """Write the test set."""
    parser = argparse.ArgumentParser(prog="python -m soc_rvos_recipe.test_set")
    parser.add_argument("--pack", type=Path, required=True, help="folder of the data pack")
    parser.add_argument("--out", type=Path, required=True, help="where the clips go")
    parser.add_argument("--each", type=int, default=30, help="sentences of each kind")
    options = parser.parse_args()
    write_test_set(load_pack(options.pack), options.out, options.each)


if __name__ == "__main__":
    main()
