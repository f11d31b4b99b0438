"""Merges what two people decided about the frames of one object.

What only one of them decided is taken. A mask that a person made comes before one that was carried
there, so that neither is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol, TypeAlias, TypeVar

from soc_studio.core.project.conflicts import ConflictKind, Whose
from soc_studio.core.project.layer import (
    Absent,
    Choice,
    Correction,
    Layer,
    Origin,
    Pick,
    Review,
    Verdict,
)
from soc_studio.core.project.limits import LONGEST_TEXT, MOST_OF_A_NAME
from soc_studio.core.project.spans import ValuedSpan, ValuedSpans
from soc_studio.core.system.messages import message

_NAMES, _NOTES = ", ", " / "
"""What stands between the names and the notes of two people who agree."""

V = TypeVar("V")
_Look: TypeAlias = "Correction | Choice | Verdict"
"""What a person decided about the mask of a frame; a verdict is that the one found is right."""


class AskFrames(Protocol):
    """Says whose decision is taken about frames."""

    def __call__(
        self, kind: ConflictKind, mine: str, theirs: str, start: int, stop: int
    ) -> Whose: ...


@dataclass(frozen=True, slots=True)
class _Piece:
    """Frames about which both sides decided one thing each, or nothing."""

    start: int
    stop: int
    choices: tuple[Choice | None, Choice | None]
    verdicts: tuple[Verdict | None, Verdict | None]
    corrections: tuple[Correction | None, Correction | None]

    @property
    def looks(self) -> tuple[_Look | None, _Look | None]:
        """What each side decided about the masks."""
        return self._look(0), self._look(1)

    def _look(self, side: int) -> _Look | None:
        verdict = self.verdicts[side]
        accepted = verdict if verdict is not None and verdict.review is Review.ACCEPTED else None
        return self.corrections[side] or self.choices[side] or accepted


def merge_frames(mine: Layer, theirs: Layer, frame_count: int, ask: AskFrames) -> Layer:
    """Return `mine` with what both decided about its frames: corrections, choices and verdicts.

    `ask` is asked about each stretch that both decided differently; of `theirs`, frames from
    `frame_count` on do not count.
    """
    pieces = [each for each in _pieces(mine, theirs) if each.stop <= frame_count]
    choices: list[ValuedSpan[Choice]] = []
    corrections: dict[int, Correction] = {}
    for piece, side in _decided(pieces, ask):
        correction, choice = _taken(piece, side)
        if correction is not None:
            corrections[piece.start] = correction
        if choice is not None:
            choices.append(ValuedSpan(piece.start, piece.stop, choice))
    verdicts: list[ValuedSpan[Verdict]] = []
    for piece, verdict in _verdicts(pieces, ask):
        if verdict is not None:
            verdicts.append(ValuedSpan(piece.start, piece.stop, verdict))
    same = dict(mine.corrections) == corrections
    return replace(
        mine,
        corrections=mine.corrections if same else MappingProxyType(corrections),
        choices=_joined(choices),
        verdicts=_joined(verdicts),
    )


def _pieces(mine: Layer, theirs: Layer) -> Iterator[_Piece]:
    """Yield the stretches of which anything is decided, in order."""
    edges: set[int] = set()
    for layer in (mine, theirs):
        for each in (*layer.choices, *layer.verdicts):
            edges |= {each.start, each.stop}
        for frame in layer.corrections:
            edges |= {frame, frame + 1}
    places = sorted(edges)
    for start, stop in pairwise(places):
        piece = _Piece(
            start,
            stop,
            (mine.choices.at(start), theirs.choices.at(start)),
            (mine.verdicts.at(start), theirs.verdicts.at(start)),
            (mine.corrections.get(start), theirs.corrections.get(start)),
        )
        if any(each is not None for pair in _pairs(piece) for each in pair):
            yield piece


def _pairs(piece: _Piece) -> tuple[tuple[object, object], ...]:
    return piece.choices, piece.verdicts, piece.corrections


def _decided(pieces: list[_Piece], ask: AskFrames) -> Iterator[tuple[_Piece, Whose | None]]:
    """Yield the pieces with the side that is taken; None where there is no conflict.

    Neighbours with one and the same conflict are asked about together.
    """
    at = 0
    while at < len(pieces):
        said = _difference(pieces[at])
        if said is None:
            yield pieces[at], None
            at += 1
            continue
        stop = at + 1
        while (
            stop < len(pieces)
            and pieces[stop].start == pieces[stop - 1].stop
            and _difference(pieces[stop]) == said
        ):
            stop += 1
        side = ask(*said, pieces[at].start, pieces[stop - 1].stop)
        for piece in pieces[at:stop]:
            yield piece, side
        at = stop


def _difference(piece: _Piece) -> tuple[ConflictKind, str, str] | None:
    """Return what a piece was decided differently in, with both decisions in words."""
    mine, theirs = piece.looks
    if mine is None or theirs is None or _agree(mine, theirs):
        return None
    drawn = any(isinstance(each, Correction) for each in (mine, theirs))
    kind = ConflictKind.CORRECTION if drawn else ConflictKind.CHOICE
    return kind, _said(mine), _said(theirs)


def _agree(mine: _Look, theirs: _Look) -> bool:
    """Return whether both decisions can be kept."""
    if isinstance(mine, Verdict) and isinstance(theirs, Verdict):
        return True
    if isinstance(mine, Correction) and isinstance(theirs, Correction):
        carried = [each.origin is Origin.PROPAGATED for each in (mine, theirs)]
        return mine.mask == theirs.mask or carried[0] != carried[1]
    for one, other in ((mine, theirs), (theirs, mine)):
        if isinstance(one, Correction) and isinstance(other, Pick):
            return True  # a correction is made of what was picked
        if isinstance(one, Correction) and isinstance(other, Absent):
            return not one.mask.area
    return mine == theirs


def _said(look: _Look) -> str:
    match look:
        case Correction(origin=Origin.PROPAGATED, source=int(source)):
            return message("carried from frame {frame}", frame=source)
        case Correction(origin=Origin.PROPAGATED):
            return message("carried there")
        case Correction(origin=Origin.IMPORTED):
            return message("imported")
        case Correction(mask=mask) if not mask.area:
            return message("not here")
        case Correction():
            return message("corrected by hand")
        case Absent():
            return message("not here")
        case Pick(frame=frame):
            return message("another object, picked on frame {frame}", frame=frame)
        case Verdict(reviewer=""):
            return message("right as found")
        case Verdict(reviewer=name):
            return message("right as found, says {name}", name=name)
    raise AssertionError(look)


def _taken(piece: _Piece, side: Whose | None) -> tuple[Correction | None, Choice | None]:
    """Return correction and choice of a piece; of one side where there was a conflict."""
    if side is not None:
        place = 0 if side is Whose.MINE else 1
        return piece.corrections[place], piece.choices[place]
    mine, theirs = piece.corrections
    if mine is not None and theirs is not None:
        correction: Correction | None = max(mine, theirs, key=_worth)
    else:
        correction = mine or theirs
    known = [each for each in piece.choices if each is not None]
    return correction, max(known, key=_order, default=None)


def _order(choice: Choice) -> tuple[int, bytes]:
    """Return what orders choices, likewise; all but one are hidden by a correction."""
    return (choice.frame, choice.mask.counts) if isinstance(choice, Pick) else (-1, b"")


def _worth(correction: Correction) -> tuple[object, ...]:
    """Return what orders corrections, so that it does not matter whose is whose."""
    return (
        correction.origin is not Origin.PROPAGATED,
        correction.origin,
        -1 if correction.source is None else correction.source,
        -1.0 if correction.trust is None else correction.trust,
        -1 if correction.basis is None else correction.basis,
    )


def _verdicts(pieces: list[_Piece], ask: AskFrames) -> Iterator[tuple[_Piece, Verdict | None]]:
    """Yield the pieces with what is thought of them in the end."""
    at = 0
    while at < len(pieces):
        pair = pieces[at].verdicts
        stop = at + 1
        while (
            stop < len(pieces)
            and pieces[stop].start == pieces[stop - 1].stop
            and pieces[stop].verdicts == pair
        ):
            stop += 1
        mine, theirs = pair
        verdict: Verdict | None
        if mine is None or theirs is None or mine == theirs:
            verdict = mine or theirs
        else:
            verdict = _both(mine, theirs)
            if verdict is None:
                start, end = pieces[at].start, pieces[stop - 1].stop
                side = ask(ConflictKind.REVIEW, _opinion(mine), _opinion(theirs), start, end)
                verdict = mine if side is Whose.MINE else theirs
        for piece in pieces[at:stop]:
            yield piece, verdict
        at = stop


def _both(mine: Verdict, theirs: Verdict) -> Verdict | None:
    """Return one verdict with the names and notes of both; None where they do not agree, or where
    that is too long."""
    if mine.review is not theirs.review:
        return None
    note = _united(mine.note, theirs.note, _NOTES)
    reviewer = _united(mine.reviewer, theirs.reviewer, _NAMES)
    if len(note) > LONGEST_TEXT or len(reviewer) > MOST_OF_A_NAME:
        return None
    return Verdict(mine.review, note, reviewer)


def _united(mine: str, theirs: str, between: str) -> str:
    parts = {each for text in (mine, theirs) for each in text.split(between) if each}
    return between.join(sorted(parts))


def _opinion(verdict: Verdict) -> str:
    said = message("accepted") if verdict.review is Review.ACCEPTED else message("rejected")
    by = message("{opinion} by {name}", opinion=said, name=verdict.reviewer)
    named = by if verdict.reviewer else said
    return message("{opinion}: {note}", opinion=named, note=verdict.note) if verdict.note else named


def _joined(spans: list[ValuedSpan[V]]) -> ValuedSpans[V]:
    """Return rising spans with neighbours of equal value made one."""
    joined: list[ValuedSpan[V]] = []
    for each in spans:
        if joined and joined[-1].stop == each.start and joined[-1].value == each.value:
            each = ValuedSpan(joined.pop().start, each.stop, each.value)
        joined.append(each)
    return ValuedSpans(tuple(joined))
