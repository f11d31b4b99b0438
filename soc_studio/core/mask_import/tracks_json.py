"""Our own tracks.json, as `soc_studio.core.export.tracks_json` writes it.

A layer is the track that was exported; its alternatives are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from soc_rvos.masks import Mask
from soc_studio.core.export.tracks_json import VERSION
from soc_studio.core.mask_import.layer import (
    LONGEST_NAME,
    ImportedLayer,
    MaskImportError,
    check_count,
    check_frame,
    check_size,
    shortened,
)
from soc_studio.core.mask_import.segmentation import check_segmentation, mask_of

_ENTRIES = (
    "format version video width height frames tracks expression index present segmentation"
    " size counts"
)
KEPT = frozenset(_ENTRIES.split())
"""What is read of the file's objects."""


def read_tracks(
    content: Mapping[str, Any], named: str, height: int, width: int, frame_count: int
) -> list[ImportedLayer]:
    """Return one layer a track of a video of `height` x `width` pixels.

    `content` is the file's JSON, as far as it is `KEPT`; `named` is what to call it in sentences.

    Raises:
        MaskImportError: it is damaged, of a newer version, or of another video.
    """
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise MaskImportError(
            f"{named} was written by a newer SOC Studio.", "Open it with that version."
        )
    match content.get("video"):
        case {"width": int(own_width), "height": int(own_height), "frames": int(own_count)}:
            check_size(named, own_width, own_height, width, height)
            check_count(named, own_count, frame_count)
    tracks = content.get("tracks")
    if version not in range(1, VERSION + 1) or not isinstance(tracks, list):
        raise _damaged(named)
    return [_layer(track, named, height, width, frame_count) for track in tracks]


def _layer(track: Any, named: str, height: int, width: int, frame_count: int) -> ImportedLayer:
    match track:
        case {"expression": str(expression), "frames": list(frames)}:
            named = f"{named}, '{shortened(expression)}'"
        case _:
            raise _damaged(named)
    coded: dict[int, Any] = {}
    for frame in frames:
        match frame:
            case {"index": int(index), "present": bool(present)} if index not in coded:
                check_frame(f"A mask in {named}", index, frame_count)
                coded[index] = frame.get("segmentation") if present else None
            case _:
                raise _damaged(named)
        if present:
            check_segmentation(f"{named}, frame {index}", coded[index], height, width)
    read = partial(_read, coded, named, height, width)
    name = shortened(expression, LONGEST_NAME) or "masks"
    return ImportedLayer(name, tuple(sorted(coded)), read)


def _read(coded: Mapping[int, Any], named: str, height: int, width: int, frame: int) -> Mask:
    if coded[frame] is None:
        return Mask.empty(height, width)
    return mask_of(f"{named}, frame {frame}", coded[frame], height, width)


def _damaged(named: str) -> MaskImportError:
    return MaskImportError(
        f"{named} is damaged: it is not as SOC Studio writes it.", "Export the masks again."
    )
