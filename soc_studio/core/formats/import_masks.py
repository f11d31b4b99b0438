"""Reads masks of any supported format."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from soc_studio.core.formats.format import MaskFile
from soc_studio.core.formats.frame_matching import VideoFrames
from soc_studio.core.formats.imported_layer import (
    ImportedLayer,
    MaskContents,
    MaskImportError,
)
from soc_studio.core.formats.json_file import ADVICE
from soc_studio.core.formats.registry import IMPORTS
from soc_studio.core.system.messages import message

_READERS = [each.reader for each in IMPORTS if each.reader is not None]
_ENTRIES = frozenset().union(*(each.entries for each in _READERS))
_LOGGER = logging.getLogger(__name__)


def open_masks(
    path: Path,
    height: int,
    width: int,
    frame_count: int,
    video: str | None = None,
    names: Sequence[str] | None = None,
    tell: Callable[[str], None] = _LOGGER.info,
) -> list[ImportedLayer]:
    """Return the layers of the masks at `path`, one or more, that are read when they are asked for.

    What else the file says is left out; see `read_labels` for it, the arguments and what is raised.
    """
    return read_labels(path, height, width, frame_count, video, names, tell).layers


def read_labels(
    path: Path,
    height: int,
    width: int,
    frame_count: int,
    video: str | None = None,
    names: Sequence[str] | None = None,
    tell: Callable[[str], None] = _LOGGER.info,
) -> MaskContents:
    """Return what is at `path`: layers of masks, one or more, that are read when they are asked
    for, and sentences that refer to them.

    What can be told of all masks together is checked here: format, sizes, frames. Each mask is
    checked when it is read.

    Args:
        path: a folder of PNG pictures, or a JSON file: ours or COCO's.
        height: of the video as displayed, in pixels.
        width: likewise.
        frame_count: frames of the video.
        video: which one to take in a file of COCO's that is of several videos.
        names: what the frames are called where the video is a folder of pictures, without suffix.
        tell: called with a sentence for whatever of the masks is left out or was not certain.

    Raises:
        MaskImportError: there are no masks that can be read, or they are not of this video.
    """
    frames = VideoFrames(frame_count, names, tell)
    try:
        file = MaskFile(path, _ENTRIES)
        if not (file.is_folder or file.is_file):
            raise MaskImportError(
                message("'{path}' is neither a file nor a folder.", path=path.name), ADVICE
            )
        reader = next((each for each in _READERS if each.recognises(file)), None)
        if reader is None:
            raise MaskImportError(
                message("'{path}' is not in a mask format that SOC Studio reads.", path=path.name),
                ADVICE,
            )
        layers = reader.read(file, height, width, frames, video)
        expressions = tuple(reader.expressions(file))
    except OSError as error:
        raise MaskImportError(
            message(
                "'{path}' cannot be read: {reason}.", path=path.name, reason=error.strerror or error
            ),
            message("Check that it exists and that you have permission to read it."),
        ) from error
    if not layers:
        raise MaskImportError(message("'{path}' contains no masks.", path=path.name), ADVICE)
    return MaskContents(layers, expressions)
