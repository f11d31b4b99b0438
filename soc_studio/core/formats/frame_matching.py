"""Matches masks with frames by their file names.

Pictures of a folder have names, and a mask belongs to the picture of its name, whatever numbers
are in it. Frames of a video file have only numbers. Nothing is guessed: where names leave open
which frame is meant, the masks are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from soc_studio.core.formats.imported_layer import MaskImportError, check_frame, shortened
from soc_studio.core.media.frame_files import places_by_affix, places_by_name
from soc_studio.core.system.messages import message

# What Roboflow puts behind names and Label Studio before them says nothing of the frame.
_ROBOFLOW = re.compile(r"[._-](?:bmp|jpe?g|png|tiff?|webp)\.rf\.[0-9A-Za-z]+", re.IGNORECASE)
_LABEL_STUDIO = re.compile(r"^[0-9a-f]{8}-(?=.*[0-9])")
_LONGEST = 255  # characters of the name of a file
_ADVICE = message("Give each mask the name of its frame.")


@dataclass(frozen=True, slots=True)
class VideoFrames:
    """The frames that masks are matched with.

    Attributes:
        count: how many there are.
        names: what they are called, names of files without suffix; None in a video file.
        tell: called with sentences on how ambiguous masks were treated.
    """

    count: int
    names: Sequence[str] | None
    tell: Callable[[str], None]


def frames_of(files: Sequence[str], named: str, frames: VideoFrames) -> list[int]:
    """Return the frame of each of `files`, names of masks or of the pictures that they are of.

    `named` begins sentences and says what holds them.

    Raises:
        MaskImportError: they are not of this video, or it is not certain of which frames they are.
    """
    stems = [PurePosixPath(file.replace("\\", "/")).stem[-_LONGEST:] for file in files]
    if frames.names is None:
        found = _by_number(files, stems, named, frames)
    else:
        found = _by_name(files, stems, named, frames, frames.names)
    seen: dict[int, str] = {}
    for file, number in zip(files, found, strict=True):
        if number in seen:
            raise MaskImportError(
                message(
                    "{named}: '{file}' and '{other}' belong to the same frame.",
                    named=named,
                    file=shortened(file),
                    other=shortened(seen[number]),
                ),
                message("Keep one file for each frame."),
            )
        seen[number] = file
    return found


def numbers_of(stems: Sequence[str], frame_count: int) -> list[int] | None:
    """Return the number of the frame that stands in each of `stems`; None where that is not plain.

    It is the last number of each, and the only one in which names that are alike otherwise differ:
    "take2_00017" is 17. One that stands elsewhere ("3_b") counts where it is the only number, or
    where the numbers are exactly those of all `frame_count` frames.
    """
    fields = [re.split(r"([0-9]+)", _bare(stem).casefold()) for stem in stems]
    if len({tuple(each[::2]) for each in fields}) != 1 or len(fields[0]) == 1:
        return None
    columns = [[int(each[at]) for each in fields] for at in range(1, len(fields[0]), 2)]
    varying = [column for column in columns if len(set(column)) > 1]
    if not varying:  # one file, or several of one name
        return columns[-1] if len(columns) == 1 or not fields[0][-1] else None
    if len(varying) > 1:
        return None
    if varying[0] is columns[-1] or _first_of_all(varying[0], frame_count) is not None:
        return varying[0]
    return None


def _bare(stem: str) -> str:
    return _LABEL_STUDIO.sub("", _ROBOFLOW.sub("", stem))


def _first_of_all(numbers: Sequence[int], frame_count: int) -> int | None:
    """Return the first of `numbers`, 0 or 1, where they count all frames; else None."""
    first = min(numbers)
    counts = sorted(numbers) == list(range(first, first + frame_count))
    return first if counts and first in (0, 1) else None


def _by_number(
    files: Sequence[str], stems: Sequence[str], named: str, frames: VideoFrames
) -> list[int]:
    numbers = numbers_of(stems, frames.count)
    if numbers is None:
        raise MaskImportError(
            message(
                "{named} gives no order of its images: no number in their names, "
                "such as '{file}', is clearly that of the frame.",
                named=named,
                file=shortened(files[0]),
            ),
            message("End the names of the image files with the frame number."),
        )
    if (in_order := _in_order(numbers, named, frames)) is not None:
        return in_order
    for file, number in zip(files, numbers, strict=True):
        check_frame(
            message("{named}: '{file}'", named=named, file=shortened(file)), number, frames.count
        )
    return numbers


def _in_order(numbers: Sequence[int], named: str, frames: VideoFrames) -> list[int] | None:
    """Return frames in the order of `numbers` where there is one for each frame; else None."""
    ordered = sorted(set(numbers))
    if len(ordered) != len(numbers) or len(numbers) != frames.count:
        return None
    if ordered[0] or ordered[-1] != frames.count - 1 or frames.names is not None:
        frames.tell(
            message(
                "{named} has one mask for each frame, numbered {first} to {last}: number {first} "
                "is taken for the first frame.",
                named=named,
                first=ordered[0],
                last=ordered[-1],
            )
        )
    places = {number: place for place, number in enumerate(ordered)}
    return [places[number] for number in numbers]


def _by_name(
    files: Sequence[str],
    stems: Sequence[str],
    named: str,
    frames: VideoFrames,
    names: Sequence[str],
) -> list[int]:
    places = places_by_name(stems, names)
    found = [place for place in places if place is not None]
    if len(found) == len(stems):
        return found
    if found:
        with_picture = files[next(at for at, place in enumerate(places) if place is not None)]
        raise MaskImportError(
            message(
                "{named}: no frame of the video is named like '{file}', although "
                "one is named like '{other}'.",
                named=named,
                file=shortened(files[places.index(None)]),
                other=shortened(with_picture),
            ),
            _ADVICE,
        )
    by_affix = places_by_affix(stems, names)
    result = _by_other_numbers(stems, named, frames, names) if by_affix is None else by_affix
    if result is None:
        raise MaskImportError(
            message(
                "{named}: no frame of the video is named like '{file}'; they are "
                "named '{first}' to '{last}'.",
                named=named,
                file=shortened(files[0]),
                first=shortened(names[0]),
                last=shortened(names[-1]),
            ),
            _ADVICE,
        )
    if by_affix is None and not {"", _words(names[0])} & {_words(stems[0])}:
        frames.tell(
            message(
                "{named} has masks named like '{mask}', and the frames are named like '{frame}': "
                "they are matched by number. Check that they belong to this video.",
                named=named,
                mask=shortened(files[0]),
                frame=shortened(names[0]),
            )
        )
    return result


def _words(stem: str) -> str:
    """Return what a name says beside numbers, which may be that of another clip."""
    return "".join(filter(str.isalpha, _bare(stem).casefold()))


def _by_other_numbers(
    stems: Sequence[str], named: str, frames: VideoFrames, names: Sequence[str]
) -> list[int] | None:
    """Return frames by numbers where these can be understood in one way only; else None."""
    numbers = numbers_of(stems, frames.count)
    own = numbers_of(names, frames.count)
    if numbers is None:
        return None
    places = {number: place for place, number in enumerate(own or ())}
    if set(numbers) <= set(places) and len(places) == len(names):
        by_name = [places[number] for number in numbers]
        # They may count the frames, too, as other programs do.
        if by_name == numbers or max(numbers) >= frames.count:
            return by_name
        return None
    return None if set(numbers) & set(places) else _in_order(numbers, named, frames)
