"""Reads arrays of HDF5 files, with h5py where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.files import PublishedError, broken, missing
from soc_rvos.messages import message


def read_arrays(path: Path, names: tuple[str, ...], advice: str) -> list[NDArray[Any]]:
    """Return the arrays called `names` of an HDF5 file.

    Raises:
        PublishedError: h5py is not installed, or the file is missing or broken; `advice` says what
            to download.
    """
    try:
        import h5py
    except ImportError as error:
        raise PublishedError(
            message(
                "The masks of A2D-Sentences are HDF5 files, for which h5py is needed. Install it: "
                "pip install 'soc-studio[train]'"
            )
        ) from error
    if not path.is_file():
        raise missing(path, advice)
    try:
        with h5py.File(path, "r") as file:
            return [np.asarray(file[name]) for name in names]
    except (OSError, KeyError, ValueError, TypeError, RuntimeError) as error:
        raise broken(path, str(error)[:200], advice) from error
