"""What a project keeps of a video of a dataset: its objects as layers, and its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from soc_studio.core.datasets.dataset import DatasetExpression, DatasetObject, DatasetVideo
from soc_studio.core.datasets.dataset_error import shown
from soc_studio.core.project.imported_object import (
    ImportedExpression,
    ImportedLabels,
    ImportedObject,
)
from soc_studio.core.project.limits import LONGEST_TEXT, MOST_OF_A_NAME
from soc_studio.core.project.objects import stand_in
from soc_studio.core.project.project import Review, Verdict
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.system.messages import message

_LONGEST_NUMBER = 9  # digits of the number of an object


@dataclass(slots=True)
class LeftOut:
    """Counts of what a project does not keep of a dataset; of frames and objects on no frame, the
    first is named, with its video."""

    frames: int = 0
    frame: tuple[str, str] = ("", "")
    unseen: int = 0
    object: tuple[str, str] = ("", "")
    wordless: int = 0
    numbers: int = 0

    def sentences(self) -> Iterator[str]:
        """Yield a sentence for each kind."""
        if self.frames:
            yield message(
                "Frames that the videos do not have are left out: {count}, such as '{frame}' of "
                "'{video}'.",
                count=self.frames,
                frame=shown(self.frame[0]),
                video=shown(self.frame[1]),
            )
        if self.unseen:
            yield message(
                "Objects that are on no frame: {count}, such as '{object}' of '{video}'.",
                count=self.unseen,
                object=shown(self.object[0]),
                video=shown(self.object[1]),
            )
        if self.wordless:
            yield message("Expressions without words are left out: {count}.", count=self.wordless)
        if self.numbers:
            yield message(
                "Objects that are counted from 0 are counted from 1 now: {count}.",
                count=self.numbers,
            )


def labels_to_keep(
    video: DatasetVideo,
    places: Sequence[int | None],
    kept: Mapping[str, int],
    accepted: bool,
    left: LeftOut,
) -> ImportedLabels:
    """Return what a project keeps of a video: an object has its first sentence as its own.

    Args:
        video: the video.
        places: the frame of the project's video that each of its frames is; None for none.
        kept: the numbers of the masks of its objects, by their ids.
        accepted: whether all its masks count as marked right.
        left: counts what is not kept.
    """
    spoken = []
    for each in video.expressions:
        if text := " ".join(each.text.split())[:LONGEST_TEXT]:
            spoken.append((text, each))
        else:
            left.wordless += 1
    own: dict[str, tuple[str, DatasetExpression]] = {}
    for text, each in spoken:
        if each.objects is not None and len(each.objects) == 1:
            own.setdefault(each.objects[0], (text, each))
    objects = []
    at = {each.id: place for place, each in enumerate(video.objects)}
    numbers = _numbers(video, left)
    for place, one in enumerate(video.objects):
        text, said = own.get(one.id, (stand_in(numbers.get(one.id, place + 1)), None))
        objects.append(
            ImportedObject(
                text,
                kept.get(one.id),
                "" if one.id in numbers else shown(one.id),
                " ".join(one.category.split())[:LONGEST_TEXT],
                object_id=numbers.get(one.id),
                verdicts=_accepted(one, places) if accepted else ValuedSpans(),
                annotator="" if said is None else _name(said.annotator),
            )
        )
    taken = {id(each) for _, each in own.values()}
    further = []
    for text, each in spoken:
        annotator = _name(each.annotator)
        if each.objects is None:  # to be searched for
            objects.append(ImportedObject(text, annotator=annotator))
        elif id(each) not in taken:
            meant = tuple(at[one] for one in each.objects)
            further.append(ImportedExpression(text, meant, annotator))
    return ImportedLabels(tuple(objects), tuple(further))


def _name(text: str) -> str:
    return " ".join(text.split())[:MOST_OF_A_NAME]


def _numbers(video: DatasetVideo, left: LeftOut) -> dict[str, int]:
    """Return the numbers that objects have by their ids, from 1 on; of others nothing."""
    numbers = {
        each.id: int(each.id)
        for each in video.objects
        if each.id.isascii() and each.id.isdecimal() and len(each.id) <= _LONGEST_NUMBER
    }
    if 0 in numbers.values():
        left.numbers += len(numbers)
        return {id: number + 1 for id, number in numbers.items()}
    return numbers


def _accepted(one: DatasetObject, places: Sequence[int | None]) -> ValuedSpans[Verdict]:
    """Return the frames of which the dataset says where an object is, as marked right."""
    spans: ValuedSpans[Verdict] = ValuedSpans()
    frames = sorted(frame for place in one.masks.frames if (frame := places[place]) is not None)
    start = 0
    for at, frame in enumerate(frames):
        if at + 1 == len(frames) or frames[at + 1] != frame + 1:
            spans = spans.put(frames[start], frame + 1, Verdict(Review.ACCEPTED))
            start = at + 1
    return spans
