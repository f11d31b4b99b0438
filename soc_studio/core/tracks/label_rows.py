"""Rows of the labelling table: how much of each layer is found and reviewed; which are shown, in
which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.expression import Expression, ExpressionId
from soc_studio.core.project.project import Layer, LayerId, Review
from soc_studio.core.tracks.layer_facts import LayerFacts, corrected_in, facts_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.review_order import uncertain_places


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A layer and the progress of its work, in frames between the in and out points.

    Attributes:
        facts: facts about its track; empty for a layer still being read.
        accepted: frames that were reviewed and found right.
        rejected: frames that were reviewed and found wrong.
        uncertain: stretches that a person should look at.
        dashed: whether it has the colour of an older layer.
        number: of its object in the video.
        absent: whether there is no such object.
        others: further sentences that refer to it, alone or with others.
        notes: what was noted at its reviews, with the frames and the reviewer.
    """

    id: LayerId
    expression: str
    name: str
    category: str
    colour: Rgb
    facts: LayerFacts
    accepted: int
    rejected: int
    uncertain: int
    dashed: bool = False
    number: int = 0
    absent: bool = False
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def open(self) -> int:
        """Frames that nobody reviewed."""
        return self.facts.frames - self.accepted - self.rejected


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence beside those of layers, and the `numbers` of the objects that it means together;
    none where there is no such object."""

    id: ExpressionId
    text: str
    numbers: tuple[int, ...]


def sentence_rows(
    expressions: Iterable[Expression], numbers: Mapping[LayerId, int]
) -> list[SentenceRow]:
    """Return the rows of a video's sentences, in the order in which they were added."""
    return [
        SentenceRow(each.id, each.text, tuple(sorted(numbers[one] for one in each.layers)))
        for each in expressions
    ]


def label_row(
    layer: Layer,
    view: ResolvedTrack | None,
    span: range,
    dashed: bool = False,
    number: int = 0,
    expressions: Iterable[Expression] = (),
) -> LabelRow:
    """Return the row of a layer; `view` is None where it is still being read, it is `dashed` where
    it has the colour of an older layer, and `expressions` are those of its video."""
    unread = LayerFacts(len(span), corrected=corrected_in(layer, span))
    return LabelRow(
        layer.id,
        layer.expression,
        layer.name,
        layer.category,
        layer.colour,
        unread if view is None else facts_of(view, span),
        _reviewed(layer, Review.ACCEPTED, span),
        _reviewed(layer, Review.REJECTED, span),
        0 if view is None else len(uncertain_places([view], span)),
        dashed,
        number,
        layer.absent,
        tuple(each.text for each in expressions if layer.id in each.layers),
        tuple(_notes(layer)),
    )


class RowChoice(StrEnum):
    """Which rows are shown: all, or those that something is to be done about."""

    ALL = "all"
    OPEN = "open"
    REJECTED = "rejected"
    UNCERTAIN = "uncertain"
    WITHOUT_CATEGORY = "without category"
    ABSENT = "absent"


_SHOWN: dict[RowChoice, Callable[[LabelRow], bool]] = {
    RowChoice.ALL: lambda row: True,
    RowChoice.OPEN: lambda row: row.open > 0,
    RowChoice.REJECTED: lambda row: row.rejected > 0,
    RowChoice.UNCERTAIN: lambda row: row.uncertain > 0,
    RowChoice.WITHOUT_CATEGORY: lambda row: not row.category,
    RowChoice.ABSENT: lambda row: row.absent,
}
_ORDERS: tuple[Callable[[LabelRow], Any], ...] = (  # by columns of the table
    lambda row: row.number,
    lambda row: row.expression.casefold(),
    lambda row: row.category.casefold(),
    lambda row: row.facts.present,
    lambda row: row.accepted,
    lambda row: row.rejected,
    lambda row: row.open,
    lambda row: row.uncertain,
    lambda row: -1.0 if row.facts.score is None else row.facts.score,
)


def arranged(
    rows: Sequence[LabelRow],
    words: str = "",
    shown: RowChoice = RowChoice.ALL,
    column: int | None = None,
    falling: bool = False,
) -> list[LabelRow]:
    """Return the rows that are `shown` and have every one of `words` in a text of theirs, in the
    order of a column of the table; None is that of the layers."""
    wanted = words.casefold().split()
    found = [
        row
        for row in rows
        if _SHOWN[shown](row)
        and all(
            word in " ".join((row.expression, row.name, row.category, *row.others)).casefold()
            for word in wanted
        )
    ]
    if column is not None:
        found.sort(key=_ORDERS[column], reverse=falling)
    return found


def _notes(layer: Layer) -> Iterable[str]:
    for each in layer.verdicts:
        if each.value.note:
            by = f" ({each.value.reviewer})" if each.value.reviewer else ""
            yield f"{each.start} – {each.stop - 1}: {each.value.note}{by}"


def _reviewed(layer: Layer, opinion: Review, span: range) -> int:
    return sum(
        max(0, min(each.stop, span.stop) - max(each.start, span.start))
        for each in layer.reviews
        if each.value is opinion
    )
