"""Reads masks of any supported format."""

from __future__ import annotations

import logging
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from soc_studio.core.formats import coco_import, tracks_json_import
from soc_studio.core.formats.frame_matching import VideoFrames
from soc_studio.core.formats.imported_layer import ImportedLayer, MaskImportError
from soc_studio.core.formats.json_file import ADVICE, read_json
from soc_studio.core.formats.png_masks_import import open_folder
from soc_studio.core.formats.tracks_json_export import FORMAT
from soc_studio.core.system.messages import message

_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"


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
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            layers = open_folder(path, height, width, frames)
        elif stat.S_ISREG(mode):
            layers = _in_json(path, height, width, frames, video)
        else:
            raise MaskImportError(
                message("'{path}' is neither a file nor a folder.", path=path.name), ADVICE
            )
    except OSError as error:
        raise MaskImportError(
            message(
                "'{path}' cannot be read: {reason}.", path=path.name, reason=error.strerror or error
            ),
            message("Check that it exists and that you have permission to read it."),
        ) from error
    if not layers:
        raise MaskImportError(message("'{path}' contains no masks.", path=path.name), ADVICE)
    return layers


def _in_json(
    path: Path, height: int, width: int, frames: VideoFrames, video: str | None
) -> list[ImportedLayer]:
    with path.open("rb") as file:
        begins_as_json = file.read(4096).lstrip(_BEFORE_JSON)[:1] == b"{"
    content = read_json(path, tracks_json_import.KEPT | coco_import.KEPT) if begins_as_json else {}
    named = f"'{path.name}'"
    match content:
        case {"format": str(own), "version": int()} if own == FORMAT:
            return tracks_json_import.read_tracks(content, named, height, width, frames)
        case {"annotations": _, "images": _} | {"annotations": _, "videos": _}:
            return coco_import.read_coco(content, named, height, width, frames, video)
        case _:
            raise MaskImportError(
                message("{named} is not in a mask format that SOC Studio reads.", named=named),
                ADVICE,
            )
