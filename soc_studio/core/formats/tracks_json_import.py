"""Reads tracks.json, as `soc_studio.core.formats.tracks_json_export` writes it.

A layer is the track that was exported, with what is said of its object and of its corrections; its
alternatives are not read, nor are masks of an object that is said not to exist. Frames of a folder
of pictures are found by their names, others by their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from soc_rvos.masks import Mask
from soc_studio.core.formats.coco_segmentation import check_segmentation, mask_of
from soc_studio.core.formats.format import MaskFile, Reader
from soc_studio.core.formats.frame_matching import VideoFrames
from soc_studio.core.formats.imported_layer import (
    LONGEST_NAME,
    ImportedLayer,
    MaskImportError,
    check_count,
    check_frame,
    check_size,
    shortened,
)
from soc_studio.core.formats.tracks_json_export import FORMAT, VERSION
from soc_studio.core.formats.tracks_json_labels import (
    ENTRIES,
    LabelsError,
    correction_of,
    expressions_of,
    object_of,
)
from soc_studio.core.media.frame_files import places_by_name
from soc_studio.core.project.imported_object import ImportedExpression
from soc_studio.core.project.project import Correction
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.system.messages import message

_Read = TypeVar("_Read")

_ENTRIES = (
    "format version video width height frames tracks expression index name present segmentation"
    " size counts"
)
KEPT = frozenset([*_ENTRIES.split(), *ENTRIES.split()])
"""The entries that the reader keeps of the file's objects."""


def read_tracks(
    content: Mapping[str, Any], named: str, height: int, width: int, frames: VideoFrames
) -> list[ImportedLayer]:
    """Return one layer a track of a video of `height` x `width` pixels.

    `content` is the file's JSON, as far as it is `KEPT`; `named` is its name in sentences.

    Raises:
        MaskImportError: it is damaged, of a newer version, or of another video.
    """
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise MaskImportError(
            message("{named} was written by a newer version of SOC Studio.", named=named),
            message("Open it with that version."),
        )
    match content.get("video"):
        case {"width": int(own_width), "height": int(own_height), "frames": int(own_count)}:
            check_size(named, own_width, own_height, width, height)
            if not _has_names(content, frames):
                check_count(named, own_count, frames.count)
    tracks = content.get("tracks")
    if version not in range(1, VERSION + 1) or not isinstance(tracks, list):
        raise _damaged(named)
    return [_layer(track, named, height, width, frames) for track in tracks]


def _has_names(content: Mapping[str, Any], frames: VideoFrames) -> bool:
    """Return whether frames can be found by name, however many there are."""
    if frames.names is None:
        return False
    match content.get("tracks"):
        case [{"frames": [{"name": str()}, *_]}, *_]:
            return True
    return False


def _layer(
    track: Any, named: str, height: int, width: int, video_frames: VideoFrames
) -> ImportedLayer:
    match track:
        case {"expression": str(expression), "frames": list(frames)}:
            named = message("{named}, '{layer}'", named=named, layer=shortened(expression))
        case _:
            raise _damaged(named)
    coded: dict[int, Any] = {}
    numbers = _numbers(frames, named, video_frames)
    places = _places(frames, numbers, video_frames)
    corrected: dict[int, Callable[[Mask], Correction]] = {}
    for index, frame in zip(numbers, frames, strict=True):
        match frame:
            case {"present": bool(present)} if index not in coded:
                check_frame(message("A mask in {named}", named=named), index, video_frames.count)
                coded[index] = frame.get("segmentation") if present else None
                if "correction" in frame:
                    corrected[index] = _understood(
                        partial(correction_of, frame["correction"], places), named
                    )
            case _:
                raise _damaged(named)
        if present:
            check_segmentation(
                message("{named}, frame {frame}", named=named, frame=index),
                coded[index],
                height,
                width,
            )
    read = partial(_read, coded, named, height, width)
    name = shortened(expression, LONGEST_NAME) or "masks"
    said = _understood(partial(object_of, track, places), named)
    return ImportedLayer(name, tuple(sorted(coded)), read, said, corrected)


def _places(
    frames: Sequence[Any], numbers: Sequence[int], video_frames: VideoFrames
) -> Mapping[int, int]:
    """Return the frames of the video by their numbers in the file."""
    found = {each["index"]: number for each, number in zip(frames, numbers, strict=True)}
    if all(number == at for number, at in found.items()):
        return {number: number for number in range(video_frames.count)}
    return found


def _understood(read: Callable[[], _Read], named: str) -> _Read:
    try:
        return read()
    except LabelsError as error:
        raise _damaged(named) from error


def _numbers(frames: Sequence[Any], named: str, video_frames: VideoFrames) -> list[int]:
    """Return the number that each of `frames` has in the video."""
    names, numbers = [], []
    for frame in frames:
        match frame:
            case {"index": int(index)}:
                numbers.append(index)
            case _:
                raise _damaged(named)
        match frame:
            case {"name": str(name)}:
                names.append(name)
    if video_frames.names is None or not names:
        return numbers
    if len(names) != len(numbers):
        raise _damaged(named)
    coded = [coded_name(each) for each in video_frames.names]
    places = places_by_name(names, coded)
    if None in places:
        raise MaskImportError(
            message(
                "A mask in {named} belongs to the frame '{frame}', which the video does not have.",
                named=named,
                frame=shortened(names[places.index(None)]),
            ),
            message("Choose masks of this video."),
        )
    return [place for place in places if place is not None]


def _read(coded: Mapping[int, Any], named: str, height: int, width: int, frame: int) -> Mask:
    if coded[frame] is None:
        return Mask.empty(height, width)
    return mask_of(
        message("{named}, frame {frame}", named=named, frame=frame), coded[frame], height, width
    )


def _damaged(named: str) -> MaskImportError:
    return MaskImportError(
        message("{named} is damaged: SOC Studio did not write it like this.", named=named),
        message("Export the masks again."),
    )


def _recognises(file: MaskFile) -> bool:
    match file.json:
        case {"format": str(own), "version": int()}:
            return own == FORMAT
    return False


def _read_file(
    file: MaskFile, height: int, width: int, frames: VideoFrames, _: str | None
) -> list[ImportedLayer]:
    return read_tracks(file.json, f"'{file.path.name}'", height, width, frames)


def _expressions(file: MaskFile) -> list[ImportedExpression]:
    tracks = [each.get("object_id") for each in file.json["tracks"]]
    return _understood(partial(expressions_of, file.json, tracks), f"'{file.path.name}'")


READER = Reader(_recognises, _read_file, (".json",), KEPT, _expressions)
