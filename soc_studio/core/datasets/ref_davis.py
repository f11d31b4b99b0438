"""Ref-DAVIS as the community converts it: the files of Ref-YouTube-VOS, of four expressions each.

Objects are numbered from 1, and the expressions of object n are 4n-4 to 4n-1: of the first and of
the second annotator, each from the first frame and from the whole video (`davis.ANNOTATORS`).
Results are the mean over the four.
"""

from __future__ import annotations

from dataclasses import replace

from soc_studio.core.datasets import ref_youtube_vos
from soc_studio.core.datasets.dataset import Dataset, DatasetExpression, DatasetVideo
from soc_studio.core.datasets.davis import ANNOTATORS
from soc_studio.core.datasets.fitting import (
    DatasetLoss,
    Fitted,
    without_absent,
    without_several_objects,
    without_unanswered,
    without_unnamed_objects,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.mask_fitting import without_empty_objects
from soc_studio.core.datasets.mask_picture import VOID
from soc_studio.core.datasets.naming import (
    with_numbered_objects,
    with_safe_names,
    with_sorting_frames,
    with_split,
)
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_EACH = len(ANNOTATORS)


def _recognises(tree: DatasetTree) -> bool:
    """Return whether every expression is the one of its place of an object, in all splits."""
    splits = list(ref_youtube_vos.splits_of(tree))
    videos = [
        video
        for split in splits
        for video in ref_youtube_vos.expressions_of(tree, split).videos.values()
    ]
    found = False
    for video in videos:
        for place, (id, each) in enumerate(video.expressions.items()):
            found = True
            if (id, str(each.obj_id)) != (str(place), str(place // _EACH + 1)):
                return False
        if len(video.expressions) % _EACH:
            return False
    return found


def _read(tree: DatasetTree) -> Dataset:
    dataset = ref_youtube_vos.READER.read(tree)
    videos = tuple(
        replace(
            video,
            expressions=tuple(
                replace(each, annotator=ANNOTATORS[place % _EACH])
                for place, each in enumerate(video.expressions)
            ),
        )
        for video in dataset.videos
    )
    return replace(dataset, videos=videos)


def _with_four_expressions(dataset: Dataset) -> Fitted:
    """Give every object four expressions, one of each annotator."""
    repeated = over = unlike = 0
    videos = []
    for video in dataset.videos:
        said: list[DatasetExpression] = []
        for each in video.objects:
            own = [one for one in video.expressions if one.objects == (each.id,)]
            chosen = {one.annotator: one for one in reversed(own)}
            rest = [one for one in own if chosen.get(one.annotator) is not one or not _is_of(one)]
            for place, annotator in enumerate(ANNOTATORS):
                one = chosen[annotator] if annotator in chosen else own[place % len(own)]
                if annotator not in chosen and rest:
                    one = rest.pop(0)
                    unlike += one.annotator != ""
                elif annotator not in chosen:
                    repeated += 1
                said.append(replace(one, id=str(len(said)), annotator=annotator))
            over += len(rest)
        videos.append(replace(video, expressions=tuple(said)))
    return replace(dataset, videos=tuple(videos)), [
        DatasetLoss(
            message(
                "Expressions are repeated, so that every object has four: {count}.", count=repeated
            ),
            repeated,
        ),
        DatasetLoss(
            message("Expressions over the four of an object are left out: {count}.", count=over),
            over,
        ),
        DatasetLoss(
            message(
                "Expressions become those of annotator 1 or 2, without a name: {count}.",
                count=unlike,
            ),
            unlike,
        ),
        *_renumbered(dataset, videos),
    ]


def _renumbered(dataset: Dataset, videos: list[DatasetVideo]) -> list[DatasetLoss]:
    pairs = zip(dataset.videos, videos, strict=True)
    count = sum(
        [each.id for each in old.expressions] != [each.id for each in new.expressions]
        for old, new in pairs
    )
    sentence = message("Videos whose expressions get other numbers: {count}.", count=count)
    return [DatasetLoss(sentence, count)]


def _is_of(expression: DatasetExpression) -> bool:
    """Return whether an expression is one of the four of an object."""
    return expression.annotator in ANNOTATORS


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        with_split("valid"),
        with_sorting_frames,
        without_several_objects,
        without_absent,
        without_unanswered,
        without_empty_objects,  # those who score count objects by their pixels
        without_unnamed_objects,
        with_numbered_objects(1, VOID - 1, gapless=True),
        _with_four_expressions,
        *ref_youtube_vos.PALETTE_RULES,
    ),
    ref_youtube_vos.WRITER.write,
)
