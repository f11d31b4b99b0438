"""The masks of A2D-Sentences: a file of HDF5 for each annotated frame, with all of its objects.

    `instance`: ids [N]; `reMask`: masks [N, W, H], 0 or 1, or [W, H] of a single one;
    `reBBox`: boxes [4, N], or [4] of a single one: left, top, right, bottom

MATLAB wrote them, which has its axes in the other order.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.hdf5 import Hdf5Error, arrays_in
from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import FrameMasks
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.segmentation import check_bounds, check_size
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

FOLDER = "text_annotations/a2d_annotation_with_instances"
FRAME = "{:05d}"
MOST_FRAMES = 10**6


@dataclass(frozen=True, slots=True)
class VideoMasks:
    """The masks of a video.

    Attributes:
        size: height and width; None where it has none.
        masks: where each object is, by its id; known on the frames whose files have it.
        late: a file of a frame that the video does not have; empty for none.
    """

    size: tuple[int, int] | None
    masks: dict[str, FrameMasks]
    late: str = ""


def read_masks(tree: DatasetTree, video: str, count: int) -> VideoMasks:
    """Return the masks of a `video` of `count` frames; they are read when they are asked for.

    Raises:
        DatasetError: a file is damaged, or of another format.
    """
    folder = f"{FOLDER}/{video}"
    files: dict[int, str] = {}
    late = ""
    for name in tree.files(folder, ".h5"):
        number = name[:-3]
        if not (number.isascii() and number.isdecimal() and int(number[:9]) > 0):
            continue
        if int(number[:9]) > count:
            late = late or name
        else:
            files[int(number[:9]) - 1] = f"{folder}/{name}"
    frames = _Frames(tree, files)
    known: dict[str, list[int]] = {}
    size = None
    for place in sorted(files):
        ids, planes = frames.read(place)
        size = size or planes.shape[:0:-1]
        check_size(f"'{shown(files[place])}'", planes.shape[:0:-1], *size)
        for id in dict.fromkeys(ids):  # one file of the original says an id twice
            known.setdefault(id, []).append(place)
    masks = {id: FrameMasks(tuple(at), partial(frames.mask, id)) for id, at in known.items()}
    return VideoMasks(size and (size[0], size[1]), masks, late)


class _Frames:
    """Reads the files of a video, the last of which is kept."""

    def __init__(self, tree: DatasetTree, files: dict[int, str]) -> None:
        self._tree, self._files = tree, files
        self._lock = threading.Lock()
        self._last: tuple[int, list[str], NDArray[Any]] | None = None

    def read(self, place: int) -> tuple[list[str], NDArray[Any]]:
        """Return the ids of the objects of a frame, and their masks [N, W, H]."""
        with self._lock:
            if self._last is None or self._last[0] != place:
                self._last = place, *_read(self._tree, self._files[place])
            return self._last[1:]

    def mask(self, id: str, place: int) -> Mask:
        """Return where an object is on a frame."""
        ids, planes = self.read(place)
        return Mask.from_array(planes[ids.index(id)].T != 0)


def _read(tree: DatasetTree, path: str) -> tuple[list[str], NDArray[Any]]:
    content = tree.read(path)
    try:
        numbers, planes = arrays_in(io.BytesIO(content), ("instance", "reMask"))
    except ImportError as error:
        raise _without_h5py() from error
    except Hdf5Error as error:
        raise _damaged(path, error.reason) from error
    planes = planes[None] if planes.ndim == 2 else planes
    if planes.ndim != 3 or len(planes) != numbers.size:
        raise _damaged(path, message("'reMask' does not have a mask for each object"))
    if planes.size:
        check_bounds(f"'{shown(path)}'", planes.shape[2], planes.shape[1])
    if not (numbers.size and np.isfinite(numbers).all() and (np.abs(numbers) < 2**53).all()):
        raise _damaged(path, message("'instance' has no numbers of objects"))
    return [str(int(each)) for each in numbers.ravel()], planes


def _damaged(path: str, reason: str) -> DatasetError:
    return DatasetError(
        message("'{path}' is damaged: {reason}.", path=shown(path), reason=reason),
        message("Write the file again with the program that made it."),
    )


def write_masks(path: Path, objects: Sequence[tuple[str, Mask]]) -> None:
    """Write the file of a frame that has `objects`, by their ids.

    Raises:
        DatasetError: h5py is not installed.
        OSError: the file cannot be written.
    """
    try:
        import h5py
    except ImportError as error:
        raise _without_h5py() from error

    planes = np.stack([mask.to_array().T for _, mask in objects]).astype(np.uint8)
    boxes = np.array([_corners(mask) for _, mask in objects], dtype=np.float64).T
    is_single = len(objects) == 1
    with h5py.File(path, "w") as file:
        file["instance"] = np.array([int(id) for id, _ in objects], dtype=np.uint32)
        file["reBBox"] = boxes[:, 0] if is_single else boxes
        file.create_dataset("reMask", data=planes[0] if is_single else planes, compression="gzip")


def _corners(mask: Mask) -> tuple[int, int, int, int]:
    left, top, width, height = mask.box
    return left, top, left + width, top + height


def _without_h5py() -> DatasetError:
    return DatasetError(
        message("The masks of A2D-Sentences are HDF5 files, for which h5py is needed."),
        message("Install it: pip install h5py"),
    )
