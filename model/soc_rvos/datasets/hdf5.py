"""Reads arrays of HDF5 files; of files from others nothing but numbers that lie in the file."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.files import PublishedError, broken, missing
from soc_rvos.messages import message

MOST_BYTES = 2**29
"""Bytes of an array that is still read: packed, they may be a few kilobytes of a file."""


class Hdf5Error(ValueError):
    """A file is no HDF5, or not as it has to be; `reason` is a sentence's part that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_arrays(path: Path, names: tuple[str, ...], advice: str) -> list[NDArray[Any]]:
    """Return the arrays called `names` of an HDF5 file.

    Raises:
        PublishedError: h5py is not installed, or the file is missing or broken; `advice` says what
            to download.
    """
    if not path.is_file():
        raise missing(path, advice)
    try:
        return arrays_in(path, names)
    except ImportError as error:
        raise PublishedError(
            message(
                "The masks of A2D-Sentences are HDF5 files, for which h5py is needed. Install it: "
                "pip install h5py"
            )
        ) from error
    except Hdf5Error as error:
        raise broken(path, error.reason, advice) from error


def arrays_in(file: Path | BinaryIO, names: tuple[str, ...]) -> list[NDArray[Any]]:
    """Return the arrays of numbers called `names` of an HDF5 `file`.

    Raises:
        ImportError: h5py is not installed.
        Hdf5Error: the file is no HDF5, damaged, lacks one, or takes one from elsewhere.
    """
    import h5py

    try:
        with h5py.File(file, "r") as content:
            return [_array(content, name) for name in names]
    except Hdf5Error:
        raise
    except KeyError as error:
        raise Hdf5Error(message("it does not have the arrays of this format")) from error
    except (
        OSError,
        ValueError,
        TypeError,
        AttributeError,
        RuntimeError,
        MemoryError,
        OverflowError,
        EOFError,
    ) as error:
        raise Hdf5Error(message("it cannot be read as HDF5")) from error


def _array(content: Any, name: str) -> NDArray[Any]:
    """Return an array whose numbers are in the file itself, and fit the memory."""
    import h5py

    link = content.get(name, getlink=True)
    if link is None:
        raise Hdf5Error(message("it has no '{name}'", name=name))
    if not isinstance(link, h5py.HardLink):
        raise Hdf5Error(message("'{name}' leads to another place", name=name))
    found = content[name]
    if not isinstance(found, h5py.Dataset):
        raise Hdf5Error(message("'{name}' is no array", name=name))
    if found.is_virtual or found.external:
        raise Hdf5Error(message("'{name}' takes its numbers from another file", name=name))
    if found.dtype.kind not in "biuf" or found.shape is None:
        raise Hdf5Error(message("'{name}' has no numbers", name=name))
    if math.prod(found.shape) * found.dtype.itemsize > MOST_BYTES:
        raise Hdf5Error(
            message("'{name}' has more than {most} MB", name=name, most=MOST_BYTES // 2**20)
        )
    return np.asarray(found[()])
