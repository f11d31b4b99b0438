"""Compares two datasets to the last pixel."""

from __future__ import annotations

from collections.abc import Iterator

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset, DatasetObject, DatasetVideo
from soc_studio.core.datasets.dataset_error import shown
from soc_studio.core.system.messages import message


def differences(first: Dataset, second: Dataset) -> Iterator[str]:
    """Yield a sentence for each thing that two datasets do not say alike, pixels included.

    The order of videos, where their files are, and notes are left out. All masks are read, one at
    a time; after each video that is equal, an empty text is yielded.

    Raises:
        DatasetError: one cannot be read.
    """
    one, other = ({(each.split, each.name): each for each in has.videos} for has in (first, second))
    for key in sorted(one.keys() ^ other.keys()):
        yield message("'{video}' is only in one of them.", video=shown("/".join(filter(None, key))))
    for key, video in one.items():
        if key in other:
            yield from _of_video(video, other[key])
            yield ""


def equal_masks(first: Mask, second: Mask) -> bool:
    """Return whether two masks have the same size and pixels."""
    if (first.height, first.width) != (second.height, second.width):
        return False
    return first.counts == second.counts or bool((first.to_array() == second.to_array()).all())


def _of_video(video: DatasetVideo, other: DatasetVideo) -> Iterator[str]:
    named = shown(video.name)
    parts = (
        (message("names of frames"), video.frames, other.frames),
        (message("size"), (video.width, video.height), (other.width, other.height)),
        (message("rate"), video.rate, other.rate),
        (message("expressions"), _by_id(video), _by_id(other)),
        (message("objects"), _categories(video), _categories(other)),
    )
    for what, one, another in parts:
        if one != another:
            yield message("'{video}' differs in its {what}.", video=named, what=what)
            return
    if (found := _different(video, other)) is not None:
        yield message(
            "'{video}', object {object}: the mask of frame {frame} differs.",
            video=named,
            object=shown(found[0].id),
            frame=shown(video.frames[found[1]]),
        )
        return
    if (place := _different_void(video, other)) is not None:
        yield message(
            "'{video}': the void regions of frame {frame} differ.",
            video=named,
            frame=shown(video.frames[place]),
        )


def _by_id(video: DatasetVideo) -> dict[str, object]:
    return {each.id: each for each in video.expressions}


def _categories(video: DatasetVideo) -> dict[str, str]:
    return {each.id: each.category for each in video.objects}


def _different(video: DatasetVideo, other: DatasetVideo) -> tuple[DatasetObject, int] | None:
    """Return the first mask that differs, or of which only one of them knows: its object and frame.

    Frame by frame, as pictures that have all objects are decoded once then.
    """
    others = {each.id: each.masks for each in other.objects}
    for each in video.objects:
        frames, known = each.masks.frames, others[each.id].frames
        if frames != known:
            return each, min(set(frames) ^ set(known), default=0)
    for place in sorted({place for each in video.objects for place in each.masks.frames}):
        for each in video.objects:
            if each.masks.knows(place) and not equal_masks(
                each.masks.read(place), others[each.id].read(place)
            ):
                return each, place
    return None


def _different_void(video: DatasetVideo, other: DatasetVideo) -> int | None:
    """Return the first frame on which void differs; where nothing is said of it, there is none."""
    empty = Mask.empty(max(video.height, 1), max(video.width, 1))
    known = [each.void.frames for each in (video, other) if each.void is not None]
    for place in sorted({place for frames in known for place in frames}):
        one, another = (
            empty if void is None or not void.knows(place) else void.read(place)
            for void in (video.void, other.void)
        )
        if not equal_masks(one, another):
            return place
    return None
