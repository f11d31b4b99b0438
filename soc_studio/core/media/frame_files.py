"""The files of a folder that are the frames of a video, in order, with their names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

from soc_rvos.picture_folder import SUFFIXES as SUFFIXES
from soc_rvos.picture_folder import natural as natural
from soc_studio.core.media.picture_file import FORMATS
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

_SAME = {".jpeg": ".jpg", ".tiff": ".tif"}
_MASK_KINDS = frozenset({".bmp", ".png", ".tif"})  # a JPEG is a photograph, however grey
_MASK_MODES = frozenset({"1", "I;16", "L", "LA", "P"})


def pictures_in(folder: Path) -> list[Path]:
    """Return the pictures in `folder`, frames or not, in no order; raises OSError."""
    return [
        entry
        for entry in folder.iterdir()
        if entry.suffix.lower() in SUFFIXES and not entry.name.startswith(".")
    ]


def frame_files(folder: Path) -> list[Path]:
    """Return the pictures of `folder` that are the frames of a video, in natural order.

    Masks that lie beside the pictures and are named after them ("00000.png" or "00000_mask.png"
    beside "00000.jpg") are none.

    Raises:
        VideoError: two pictures have one name, and it is not plain which of them is the frame.
        OSError: the folder cannot be read.
    """
    files = sorted(pictures_in(folder), key=lambda file: natural(file.name))
    kinds: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        suffix = file.suffix.lower()
        kinds[_SAME.get(suffix, suffix)].append(file)
    if len(kinds) > 1:
        photographs = [own for own in kinds.values() if _others_are_masks(own, files)]
        if len(photographs) == 1:
            files = photographs[0]
    seen: dict[str, Path] = {}
    for file in files:
        twin = seen.setdefault(name_key(file.stem), file)
        if twin is not file:
            raise VideoError(
                message(
                    "The folder {folder} has two images with the same name: {twin} and {file}.",
                    folder=folder.name,
                    twin=twin.name,
                    file=file.name,
                ),
                message("Keep one image per frame, and put masks in a folder of their own."),
            )
    return files


def looks_like_masks(folder: Path) -> bool:
    """Return whether the first picture of a folder is of a kind that masks have: a colour table,
    or grey, in a file that loses nothing. Footage may be so, too."""
    try:
        first = min(pictures_in(folder), key=lambda file: natural(file.name), default=None)
    except OSError:
        return False
    return first is not None and _may_be_mask(first)


def name_key(name: str) -> str:
    """Return a name in one form for all systems, which compose accents differently."""
    return unicodedata.normalize("NFC", name)


def places_by_name(names: Sequence[str], frames: Sequence[str]) -> list[int | None]:
    """Return the place in `frames` of each of `names`; None where it is not among them.

    All are names of files without their suffix.
    """
    places = {name_key(frame): place for place, frame in enumerate(frames)}
    return [places.get(name_key(name)) for name in names]


def places_by_affix(names: Sequence[str], frames: Sequence[str]) -> list[int] | None:
    """Return the place in `frames` of each of `names`, which have the same text before or after it.

    "00005_mask" is "00005". None where one has no such frame, or may have several.
    """
    places = {name_key(frame): place for place, frame in enumerate(frames)}
    keys = [name_key(name) for name in names]
    found = [
        each
        for before, after in _affixes(keys[0], places)
        if (each := _stripped(keys, before, after, places)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _affixes(name: str, frames: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return what may stand before and after a frame in `name`; no number is cut in two."""
    ends = range(len(name) + 1)
    return [
        (name[:start], name[stop:])
        for start in ends
        for stop in ends[start + 1 :]
        if name[start:stop] in frames
        and not re.search(r"[0-9]$", name[:start])
        and not re.match(r"[0-9]", name[stop:])
    ]


def _stripped(
    names: Sequence[str], before: str, after: str, frames: Mapping[str, int]
) -> list[int] | None:
    found = []
    for name in names:
        middle = name[len(before) : len(name) - len(after)]
        if name != f"{before}{middle}{after}" or middle not in frames:
            return None
        found.append(frames[middle])
    return found


def _others_are_masks(own: Sequence[Path], files: Sequence[Path]) -> bool:
    """Return whether all `files` but `own` are masks of these."""
    known = set(own)
    others = [file for file in files if file not in known]
    names, frames = [[file.stem for file in each] for each in (others, own)]
    if None in places_by_name(names, frames) and places_by_affix(names, frames) is None:
        return False
    return all(_may_be_mask(file) for file in others)


def _may_be_mask(file: Path) -> bool:
    suffix = file.suffix.lower()
    if _SAME.get(suffix, suffix) not in _MASK_KINDS or not file.is_file():
        return False
    try:
        with Image.open(file, formats=FORMATS) as picture:
            return picture.mode in _MASK_MODES
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
