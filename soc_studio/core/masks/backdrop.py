"""Reads the picture that is shown behind objects."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from soc_studio.core.masks.effects import Backdrop
from soc_studio.core.media.picture_file import ValueRange, read_values
from soc_studio.core.media.resize import fit_within
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

_MOST = 3840  # pixels a side that are kept of a picture: as many as a large screen has


def read_backdrop(path: Path) -> Generator[None, None, Backdrop]:
    """Return the picture at `path`; a step of long work.

    Raises:
        VideoError: it cannot be read as a picture.
    """
    yield
    try:
        values = read_values(path)
    except OSError as error:
        raise VideoError(
            message("{file} cannot be read as a picture.", file=path.name),
            message("Choose a JPEG or PNG file."),
        ) from error
    picture = ValueRange.of([values]).to_rgb(values)
    return Backdrop(fit_within(picture, _MOST, _MOST))
