"""Masks as arrays of numpy: a file NPZ for each video.

An array of numbers [T, H, W] has the numbers of objects; one of booleans, or [T, H, W] of nothing
but 0 and 1 beside others, is an object called as it is; [N, T, H, W] has one object for each N.
"""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset, DatasetObject, DatasetVideo, FrameMasks
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.format import DatasetReader
from soc_studio.core.datasets.image_lists import stem_of
from soc_studio.core.datasets.label_pictures import MOST_OBJECTS
from soc_studio.core.datasets.segmentation import check_bounds
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

MOST_BYTES = 2**31
"""Bytes of an array that is still read into memory."""


def _recognises(tree: DatasetTree) -> bool:
    return bool(tree.documents(".npz"))


def _read(tree: DatasetTree) -> Dataset:
    return Dataset(tuple(_video(tree, path) for path in tree.documents(".npz")))


def _video(tree: DatasetTree, path: str) -> DatasetVideo:
    named = f"'{shown(path)}'"
    objects: dict[str, NDArray[np.bool_]] = {}
    arrays = dict(_arrays(tree, path, named))
    shape = next((each.shape[-3:] for each in arrays.values()), None)
    if shape is None or any(each.shape[-3:] != shape for each in arrays.values()):
        raise _damaged(named)
    check_bounds(named, *shape[1:])
    for name, array in arrays.items():
        objects.update(_objects(name, array, alone=len(arrays) == 1))
        if len(objects) > MOST_OBJECTS:
            raise _damaged(named)
    packed = {id: np.packbits(pixels, axis=2) for id, pixels in objects.items()}
    frames = tuple(range(shape[0]))
    return DatasetVideo(
        stem_of(path),
        tuple(f"{place:05d}" for place in frames),
        shape[1],
        shape[2],
        tuple(
            DatasetObject(id, "", FrameMasks(frames, partial(_mask, bits, shape[2])))
            for id, bits in packed.items()
        ),
    )


def _arrays(tree: DatasetTree, path: str, named: str) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the arrays of a file with masks; what would take the memory is never unpacked."""
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(tree.read(path, MOST_BYTES))) as archive:
            for member in archive.infolist():
                with archive.open(member) as file:
                    version = np.lib.format.read_magic(file)
                    read = (
                        np.lib.format.read_array_header_1_0
                        if version == (1, 0)
                        else np.lib.format.read_array_header_2_0
                    )
                    shape, _, kind = read(file)
                    left -= math.prod(shape) * kind.itemsize
                    if left < 0 or kind.kind not in "bui":
                        raise _damaged(named)
                if len(shape) not in (3, 4) or 0 in shape:
                    continue
                with archive.open(member) as file:
                    array = np.lib.format.read_array(file, allow_pickle=False)
                yield member.filename.removesuffix(".npy"), array
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise _damaged(named) from error
    except (RuntimeError, OSError, MemoryError) as error:
        raise _damaged(named) from error


def _objects(name: str, array: NDArray[Any], alone: bool) -> Iterator[tuple[str, Any]]:
    if array.ndim == 4:
        for number in range(min(len(array), MOST_OBJECTS + 1)):
            yield (str(number) if alone else f"{name} {number}"), array[number] > 0
        return
    numbers = np.unique(array)
    numbers = numbers[numbers > 0]
    if array.dtype == np.bool_ or (not alone and len(numbers) == 1):
        yield name, array > 0
        return
    for number in numbers[: MOST_OBJECTS + 1].tolist():
        yield (str(number) if alone else f"{name} {number}"), array == number


def _mask(bits: NDArray[np.uint8], width: int, place: int) -> Mask:
    return Mask.from_array(np.unpackbits(bits[place], axis=1, count=width).astype(np.bool_))


def _damaged(named: str) -> DatasetError:
    return DatasetError(
        message("{named} has no arrays of masks that can be read.", named=named),
        message("Save arrays of numbers or booleans, one size, frames first."),
    )


READER = DatasetReader(_recognises, _read)
