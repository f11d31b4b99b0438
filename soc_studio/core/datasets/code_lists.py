"""The masks of an object in a large file of JSON: a piece of it, decoded when it is asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

import msgspec

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.json_text import decoded
from soc_studio.core.datasets.segmentation import Segmentation, coded, mask_of
from soc_studio.core.system.messages import message

_KEPT = 64


class CodeLists:
    """Lists of codes, one for each object, whose entries are those of the frames of its video.

    Each list is a piece of JSON that is kept as it is; where its entries are is kept of the last
    few.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: OrderedDict[int, tuple[Any, list[msgspec.Raw]]] = OrderedDict()

    def entries(self, raw: Any, named: str) -> list[msgspec.Raw]:
        """Return the entries of a list; raises DatasetError, with `named`, where it is none."""
        with self._lock:
            found = self._last.pop(id(raw), None)
            if found is None:
                kind: Any = list[msgspec.Raw] | None
                found = raw, decoded(raw, kind, named) or []
            self._last[id(raw)] = found
            if len(self._last) > _KEPT:
                self._last.popitem(last=False)
            return found[1]

    def first(self, raw: Any, named: str) -> Segmentation:
        """Return the first code of a list that is of a mask; None where there is none."""
        codes = (coded(each, named) for each in self.entries(raw, named))
        return next((each for each in codes if each is not None), None)

    def mask(
        self, raw: Any, named: str, height: int, width: int, frames: tuple[str, ...], place: int
    ) -> Mask:
        """Return the mask of a frame.

        Raises:
            DatasetError: the list has not as many codes as there are frames, or one is damaged.
        """
        entries = self.entries(raw, named)
        if len(entries) != len(frames):
            raise DatasetError(
                message(
                    "{named} has {count} frames, but its video has {frames}.",
                    named=named,
                    count=len(entries),
                    frames=len(frames),
                ),
                message("Write the file again with the program that made it."),
            )
        called = message("{named}, frame {frame}", named=named, frame=frames[place])
        return mask_of(called, coded(entries[place], called), height, width)
