"""Folders for the user's data that belong to no project."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from soc_rvos.places import DATA_VARIABLE, data_folder

__all__ = ["cache_folder", "data_folder"]


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time, which may not exist yet."""
    if place := os.environ.get(DATA_VARIABLE):
        return Path(place).absolute() / "cache"
    return platformdirs.user_cache_path("soc-studio", appauthor=False)
