"""Folders for the user's data that belong to no project."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PLACE = "SOC_STUDIO_DATA"


def data_folder() -> Path:
    """Return the folder for this person's data, which may not exist yet.

    It is where the system keeps such folders, or what SOC_STUDIO_DATA says: an installation that is
    carried about takes its data along that way.
    """
    if place := os.environ.get(_PLACE):
        return Path(place).absolute()
    return platformdirs.user_data_path("soc-studio", appauthor=False)


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time, which may not exist yet."""
    if place := os.environ.get(_PLACE):
        return Path(place).absolute() / "cache"
    return platformdirs.user_cache_path("soc-studio", appauthor=False)
