"""The pictures of a data pack, decoded once and kept, and what can be chosen from it."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.pack import Object, Pack, Photograph, View

KEPT_BYTES = 384 * 2**20
_Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Cutout:
    """A cut-out: colour uint8 [h, w, 3], alpha uint8 [h, w]; alpha from `edge` on belongs to it.

    `area` is how many pixels do.
    """

    colour: _Picture
    alpha: _Picture
    edge: int
    area: int

    @property
    def kept_bytes(self) -> int:
        """The size of its pictures in memory."""
        return self.colour.nbytes + self.alpha.nbytes


class AssetCache:
    """Cut-outs and photographs of one pack, bounded in bytes, and its objects by split."""

    def __init__(self, pack: Pack, kept_bytes: int = KEPT_BYTES) -> None:
        self.pack = pack
        self._left = kept_bytes
        self._cutouts: OrderedDict[str, Cutout] = OrderedDict()
        self._photographs: OrderedDict[str, _Picture] = OrderedDict()

    def cutout(self, view: View) -> Cutout:
        """Return the cut-out of a view."""
        kept = self._cutouts.get(view.file)
        if kept is not None:
            self._cutouts.move_to_end(view.file)
            return kept
        made = cutout_of(self.pack.view(view))
        self._left -= made.kept_bytes
        while self._left < 0 and self._cutouts:
            self._left += self._cutouts.popitem(last=False)[1].kept_bytes
        self._cutouts[view.file] = made
        return made

    def photograph(self, file: str) -> _Picture:
        """Return a background or frame, RGB uint8 [H, W, 3]; do not write into it."""
        return self._photograph(file, self.pack.picture)

    def mask(self, file: str) -> _Picture:
        """Return a mask of footage, uint8 [H, W]; do not write into it."""
        return self._photograph(file, self.pack.grey)

    def _photograph(self, file: str, read: Callable[[str], _Picture]) -> _Picture:
        kept = self._photographs.get(file)
        if kept is not None:
            self._photographs.move_to_end(file)
            return kept
        made = read(file)
        self._left -= made.nbytes
        while self._left < 0 and self._photographs:
            self._left += self._photographs.popitem(last=False)[1].nbytes
        self._photographs[file] = made
        return made

    @cached_property
    def objects(self) -> dict[str, dict[str, tuple[Object, ...]]]:
        """The objects of each split by their group; drawings by their nearest group."""
        found: dict[str, dict[str, list[Object]]] = defaultdict(lambda: defaultdict(list))
        for thing in self.pack.objects:
            found[thing.split][thing.group].append(thing)
        return {
            split: {group: tuple(things) for group, things in groups.items()}
            for split, groups in found.items()
        }

    @cached_property
    def namesakes(self) -> dict[tuple[str, str], tuple[Object, ...]]:
        """The objects of a split and name."""
        found: dict[tuple[str, str], list[Object]] = defaultdict(list)
        for thing in self.pack.objects:
            found[thing.split, thing.name].append(thing)
        return {key: tuple(things) for key, things in found.items()}

    @cached_property
    def photographs(self) -> dict[str, tuple[Photograph, ...]]:
        """The photographs of each split."""
        found: dict[str, list[Photograph]] = defaultdict(list)
        for each in self.pack.photographs:
            found[each.thing.split].append(each)
        return {split: tuple(several) for split, several in found.items()}

    @cached_property
    def alike(self) -> dict[tuple[str, str], tuple[Object, ...]]:
        """One object of every name in a split and kind: for "animal" a cat, a dog, and so on."""
        found: dict[tuple[str, str], dict[str, Object]] = defaultdict(dict)
        for thing in self.pack.objects:
            for kind in thing.general:
                found[thing.split, kind].setdefault(thing.name, thing)
        return {key: tuple(things.values()) for key, things in found.items()}

    @cached_property
    def backgrounds(self) -> dict[str, tuple[str, ...]]:
        """The files of the backgrounds of each split."""
        found: dict[str, list[str]] = defaultdict(list)
        for background in self.pack.backgrounds:
            found[background.split].append(background.file)
        return {split: tuple(files) for split, files in found.items()}


def cutout_of(picture: _Picture) -> Cutout:
    """Return RGBA uint8 [h, w, 4] as a cut-out."""
    alpha = np.ascontiguousarray(picture[..., 3])
    seen = alpha[alpha > 20]
    # Glass is never solid: half of what most of it has is its edge.
    edge = int(max(24, np.percentile(seen, 80) // 2)) if seen.size else 128
    area = int((alpha >= edge).sum())
    return Cutout(np.ascontiguousarray(picture[..., :3]), alpha, edge, area)


_CACHES: dict[Path, AssetCache] = {}


def assets_of(pack: Pack) -> AssetCache:
    """Return the assets of a pack, the same one each time within a process."""
    assets = _CACHES.get(pack.folder)
    if assets is None or assets.pack is not pack:
        cv2.setNumThreads(1)
        assets = _CACHES[pack.folder] = AssetCache(pack)
    return assets
