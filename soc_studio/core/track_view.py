"""What is seen of an expression: a pure function of what was decided and what was computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.database import DamageError
from soc_studio.core.imported_masks import Import, ImportedMasks
from soc_studio.core.linked_tracks import LinkedTrack, tracks_of
from soc_studio.core.project import Absent, Expression, Origin, Pick, Video
from soc_studio.core.results import Results, Search
from soc_studio.core.stretches import Stretch

LOOK = 0.5
"""Weakness from which a person should look at a frame."""
_SAME_OBJECT = 0.3
"""Overlap from which a track shows the object that was picked."""
_SUDDEN = np.float32(np.log(3.0))
"""Change of a mask's area, as a logarithm, that could not be more suspicious."""
_MOMENT = 2
"""Frames up to which an object that comes, or is gone, is hardly right."""


class State(IntEnum):
    """Whether the object is on a frame."""

    NOT_COMPUTED = 0
    ABSENT = 1
    PRESENT = 2


class Source(IntEnum):
    """Where a frame's answer comes from."""

    NONE = 0
    NETWORK = 1
    ALTERNATIVE = 2
    HAND = 3
    CARRIED = 4
    IMPORTED = 5


class Weakness(StrEnum):
    """Why a person should look at a frame."""

    SCORE = "the score is close to the threshold"
    AGREEMENT = "neighbouring windows do not agree"
    AREA = "the size changes suddenly"


_WEAKNESSES = tuple(Weakness)
_ORIGINS = {
    Origin.HAND: Source.HAND,
    Origin.CARRIED: Source.CARRIED,
    Origin.IMPORTED: Source.IMPORTED,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one search, and the tracks through them, the best one first.

    `ranks` remembers which track shows what was picked: masks of many windows are read to tell.
    """

    number: int
    search: Search
    tracks: tuple[LinkedTrack, ...]
    ranks: dict[Pick, int | None] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Layer:
    """All that is known of an expression beside the decisions: answers, the latest first, and what
    was imported for it."""

    answers: tuple[Answers, ...] = ()
    imported: Import | None = None
    imported_frames: NDArray[np.int64] | None = None
    imported_areas: NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True)
class WeakStretch:
    """Frames from `start` until before `stop` that a person should look at, the weakest of them
    `frame`, `weakness` in [0, 1], and why."""

    start: int
    stop: int
    frame: int
    weakness: float
    reason: Weakness


class TrackView:
    """What is seen of an expression on the F frames of its video.

    Attributes:
        states: uint8 [F], of `State`.
        sources: uint8 [F], of `Source`.
        scores: float32 [F], 0 to 1; NaN where no network spoke.
        areas: float32 [F], share of the frame that the mask covers.
        previews: bool [F], whether the mask was moved there from a neighbour.
        ties: float32 [F], overlap in [0, 1] of the frame's window with the one before; NaN where
            nothing overlaps, or no network spoke.
        weakness: float32 [F], 0 to 1, how much a person should look there; 0 on frames that were
            corrected or reviewed.
        threshold: score from which the object counts as present: what was decided, else the
            network's own; frames that older answers of another network fill have that one's. What
            a person picked counts as present whatever its score.
    """

    def __init__(
        self,
        expression: Expression,
        video: Video,
        layer: Layer,
        results: Results,
        imports: ImportedMasks,
    ) -> None:
        """See; `layer` is what `results` and `imports` hold of the expression."""
        self.expression = expression
        self.video = video
        self.layer = layer
        self._results = results
        self._imports = imports
        self._size = (video.height, video.width)
        count = video.frame_count
        self.states = np.zeros(count, dtype=np.uint8)
        self.sources = np.zeros(count, dtype=np.uint8)
        self.scores = np.full(count, np.nan, dtype=np.float32)
        self.areas = np.zeros(count, dtype=np.float32)
        self.previews = np.zeros(count, dtype=np.bool_)
        self.ties = np.full(count, np.nan, dtype=np.float32)
        self._answers = np.full(count, -1, dtype=np.int16)  # which of the layer's
        self._ranks = np.zeros(count, dtype=np.uint8)  # which of their tracks
        self._by_hand = np.zeros(count, dtype=np.bool_)  # where a person took that track
        own = [each.search.threshold for each in layer.answers if each.tracks]
        chosen = expression.matte.threshold
        self.threshold = (own[0] if own else 0.5) if chosen is None else chosen
        self._take_answers()
        self._take_imported()
        self._take_choices()
        self._decide_presence()
        self._take_corrections()
        self.weakness, self._reasons = self._weaknesses()

    def mask(self, frame: int) -> Mask | None:
        """Return the mask of `frame`: None where nothing is computed, of no pixels where absent.

        A network's mask is of the size that masks are kept at, others of the video's.

        Raises:
            DamageError: it cannot be read.
        """
        correction = self.expression.corrections.get(frame)
        if correction is not None:
            return correction.mask
        if self.states[frame] == State.NOT_COMPUTED:
            return None
        if self.states[frame] == State.ABSENT:
            return Mask.empty(*self._size)
        if self._answers[frame] < 0:
            assert self.layer.imported is not None
            return self._imports.mask(self.layer.imported, frame)
        return self._answered_mask(int(self._answers[frame]), int(self._ranks[frame]), frame)

    def span(self, frames: range) -> list[int]:
        """Return those of `frames` that have an answer."""
        states = self.states[frames.start : frames.stop]
        return (np.flatnonzero(states != State.NOT_COMPUTED) + frames.start).tolist()

    def is_enough(self, frame: int, score: float, chosen: bool) -> bool:
        """Return whether an object of this score counts as present on `frame`: by its score, or
        because it is the one that a person picked."""
        return score >= self._thresholds()[frame] or (chosen and bool(self._by_hand[frame]))

    def present(self, frame: int) -> bool:
        """Return whether the object is on `frame`, as far as is known."""
        return bool(self.states[frame] == State.PRESENT)

    def score(self) -> float:
        """Return the mean score of the frames on which a network spoke, 0 where none did."""
        spoken = self.scores[~np.isnan(self.scores)]
        return float(spoken.mean()) if len(spoken) else 0.0

    def present_anywhere(self) -> bool:
        """Return whether the object is on any frame."""
        return bool((self.states == State.PRESENT).any())

    def best_score(self) -> float | None:
        """Return the highest score of a frame, None where no network spoke."""
        return None if np.isnan(self.scores).all() else float(np.nanmax(self.scores))

    def alternative(self, rank: int, frame: int) -> tuple[float, Mask] | None:
        """Return score and mask of the track of `rank` through the latest answers, None where it
        has none; 0 is the best one, whatever was chosen."""
        answers = self.layer.answers[0]
        track = answers.tracks[rank]
        if not track.windows[frame]:
            return None
        return float(track.scores[frame]), self._answered_mask(0, rank, frame)

    def alternatives(self, frame: int) -> list[tuple[float, Mask]]:
        """Return score and mask of what the tracks through the answers say of `frame`: the answers
        that are seen there, else the latest.

        The best track comes first, whatever was chosen.
        """
        place = self._place_of(frame)
        if place is None:
            return []
        return [
            (float(track.scores[frame]), self._answered_mask(place, rank, frame))
            for rank, track in enumerate(self.layer.answers[place].tracks)
            if track.windows[frame]
        ]

    def chosen(self, frame: int) -> int | None:
        """Return which of `alternatives` the network's answer on `frame` is; None where something
        else is seen."""
        if self.sources[frame] not in (Source.NETWORK, Source.ALTERNATIVE):
            return None
        tracks = self.layer.answers[self._answers[frame]].tracks
        offered = [rank for rank, track in enumerate(tracks) if track.windows[frame]]
        rank = int(self._ranks[frame])
        return offered.index(rank) if rank in offered else None

    def _place_of(self, frame: int) -> int | None:
        """Return the place of the answers that `alternatives` are of, None without any."""
        places = [
            place
            for place, answers in enumerate(self.layer.answers)
            if any(track.windows[frame] for track in answers.tracks)
        ]
        seen = int(self._answers[frame])
        return seen if seen in places else next(iter(places), None)

    def weak_stretches(self) -> list[WeakStretch]:
        """Return where a person should look, in the order in which to look: the weakest first."""
        found = []
        for start, stop in _runs(self.weakness >= LOOK):
            frame = start + int(self.weakness[start:stop].argmax())
            reason = _WEAKNESSES[self._reasons[frame]]
            found.append(WeakStretch(start, stop, frame, float(self.weakness[frame]), reason))
        return sorted(found, key=lambda each: (-each.weakness, each.start))

    def weak_beside(self, frame: int, step: int) -> WeakStretch | None:
        """Return where a person should look after having looked at `frame`.

        In the order of weakness, that is the stretch `step` places after the one that `frame` is
        in, around the end; the weakest one where it is in none. None where no other is weak.
        """
        weak = self.weak_stretches()
        inside = [place for place, each in enumerate(weak) if each.start <= frame < each.stop]
        if not inside:
            return weak[0] if weak else None
        return weak[(inside[0] + step) % len(weak)] if len(weak) > 1 else None

    def weakness_at(self, frame: int) -> Weakness | None:
        """Return why a person should look at `frame`, None where there is no need to."""
        return _WEAKNESSES[self._reasons[frame]] if self.weakness[frame] >= LOOK else None

    def seams(self) -> NDArray[np.int64]:
        """Return where windows begin that hardly agree with the ones before: frames, rising.

        Only those where the object is seen as a network sees it.
        """
        network = (self.sources == Source.NETWORK) | (self.sources == Source.ALTERNATIVE)
        with np.errstate(invalid="ignore"):
            loose = (self.states == State.PRESENT) & network & (1 - self.ties >= LOOK)
        frames = np.flatnonzero(loose)
        windows = np.zeros(len(frames), dtype=np.int64)
        for place, answers in enumerate(self.layer.answers):
            for rank, track in enumerate(answers.tracks):
                own = (self._answers[frames] == place) & (self._ranks[frames] == rank)
                windows[own] = track.windows[frames[own]]
        # Ids are unique in a file, so that one is a window of one search.
        return np.sort(frames[np.unique(windows, return_index=True)[1]])

    def corrected_beside(self, frame: int, step: int) -> int | None:
        """Return the next corrected frame after `frame`, or before it where `step` is negative;
        those that were carried there do not count."""
        frames = sorted(
            at for at, each in self.expression.corrections.items() if each.source is None
        )
        if step > 0:
            return next((at for at in frames if at > frame), None)
        return next((at for at in reversed(frames) if at < frame), None)

    def run_at(self, frame: int) -> tuple[int, int]:
        """Return start and stop of the frames around `frame` of the same state."""
        other = np.flatnonzero(self.states != self.states[frame])
        place = int(np.searchsorted(other, frame))
        start = int(other[place - 1]) + 1 if place else 0
        return start, int(other[place]) if place < len(other) else len(self.states)

    def stretch_to_review(self, frame: int) -> tuple[int, int]:
        """Return start and stop of what an opinion on `frame` is about: the weak stretch around it,
        else its run."""
        for each in self.weak_stretches():
            if each.start <= frame < each.stop:
                return each.start, each.stop
        return self.run_at(frame)

    def computed(self) -> list[tuple[int, int]]:
        """Return the spans of frames that have an answer."""
        return _runs(self.states != State.NOT_COMPUTED)

    def used_answers(self) -> list[Answers]:
        """Return the answers that something is seen of, the latest first."""
        used = set(np.unique(self._answers).tolist())
        return [each for place, each in enumerate(self.layer.answers) if place in used]

    def _answered_mask(self, place: int, rank: int, frame: int) -> Mask:
        answers = self.layer.answers[place]
        track = answers.tracks[rank]
        search = answers.search
        return self._results.mask(
            int(track.windows[frame]), int(track.places[frame]), search.height, search.width
        )

    def _take(self, place: int, rank: int, span: slice, previews: bool, source: Source) -> None:
        """Let a track answer the frames of `span` for which it has a preview, or a full answer."""
        answers = self.layer.answers[place]
        track = answers.tracks[rank]
        own = (track.windows[span] > 0) & (track.previews[span] == previews)
        here = np.flatnonzero(own) + span.start
        if not len(here):
            return
        self.sources[here] = source
        self.scores[here] = track.scores[here]
        self.areas[here] = track.areas[here] / np.float32(
            answers.search.height * answers.search.width
        )
        self.previews[here] = previews
        self.ties[here] = track.ties[here]
        self._answers[here] = place
        self._ranks[here] = rank

    def _take_tracks(self, ranks: Mapping[int, int], span: slice) -> None:
        """Let tracks, by the place of their answers, speak for `span`: the latest answers first, a
        full answer before a preview."""
        for previews in (True, False):
            for place in sorted(ranks, reverse=True):
                source = Source.ALTERNATIVE if ranks[place] else Source.NETWORK
                self._take(place, ranks[place], span, previews, source)

    def _take_answers(self) -> None:
        best = {place: 0 for place, each in enumerate(self.layer.answers) if each.tracks}
        self._take_tracks(best, slice(0, len(self.states)))

    def _take_imported(self) -> None:
        layer = self.layer
        if layer.imported is None or layer.imported_frames is None or layer.imported_areas is None:
            return
        pixels = np.float32(layer.imported.height * layer.imported.width)
        self.sources[layer.imported_frames] = Source.IMPORTED
        self.areas[layer.imported_frames] = layer.imported_areas / pixels

    def _take_choices(self) -> None:
        for stretch in self.expression.choices:
            if isinstance(stretch.value, Pick):
                self._take_pick(stretch, stretch.value)

    def _take_pick(self, stretch: Stretch[Absent | Pick], pick: Pick) -> None:
        """Show the picked object. Answers that do not know it, such as those that have not come to
        the frame where it was picked, are passed over; where all do, the choice is the network's.
        """
        span = slice(stretch.start, stretch.stop)
        known: dict[int, int] = {}
        for place in range(len(self.layer.answers)):
            rank = self._picked(place, pick)
            if rank is None:
                continue
            known[place] = rank
            # Where the object is in no window it is absent: the best track shows another one.
            here = np.flatnonzero(self.layer.answers[place].tracks[0].windows[span]) + span.start
            self.sources[here] = Source.ALTERNATIVE
            self.scores[here] = self.ties[here] = np.nan
            self.areas[here] = 0
            self.previews[here] = False
            self._answers[here] = place
            self._by_hand[here] = True
        self._take_tracks(known, span)

    def _picked(self, place: int, pick: Pick) -> int | None:
        """Return the rank of the track that shows the picked object, None where none does."""
        ranks = self.layer.answers[place].ranks
        if pick not in ranks:
            overlaps = [
                self._overlap(place, rank, pick)
                for rank in range(len(self.layer.answers[place].tracks))
            ]
            best = int(np.argmax(overlaps)) if overlaps else None
            known = best is not None and overlaps[best] >= _SAME_OBJECT
            ranks[pick] = best if known else None
        return ranks[pick]

    def _overlap(self, place: int, rank: int, pick: Pick) -> float:
        """Return the overlap in [0, 1] of a track with a picked object."""
        windows = self.layer.answers[place].tracks[rank].windows
        if pick.frame >= len(windows) or not windows[pick.frame]:
            return 0.0
        try:
            mask = self._answered_mask(place, rank, pick.frame)
        except DamageError:  # seen where the mask is looked at; the other frames can be shown
            return 0.0
        same_size = (mask.height, mask.width) == (pick.mask.height, pick.mask.width)
        return mask.iou(pick.mask) if same_size and mask.area and pick.mask.area else 0.0

    def _thresholds(self) -> NDArray[np.float32]:
        """Return the score from which the object counts as present, float32 [F]."""
        if self.expression.matte.threshold is not None:
            return np.full(len(self.states), self.threshold, dtype=np.float32)
        own = [each.search.threshold for each in self.layer.answers]
        # Frames that no network answered are at the place -1: the last.
        return np.array([*own, self.threshold], dtype=np.float32)[self._answers]

    def _decide_presence(self) -> None:
        answered = self.sources != Source.NONE
        # Not so where there is no score, nor where a person has seen the mask and taken it.
        low = (self.scores < self._thresholds()) & ~self._by_hand
        self.states[answered] = State.ABSENT
        self.states[answered & (self.areas > 0) & ~low] = State.PRESENT
        for stretch in self.expression.choices:
            if isinstance(stretch.value, Absent):
                here = slice(stretch.start, stretch.stop)
                self.states[here] = State.ABSENT
                self.sources[here] = Source.HAND
                self.previews[here] = False
        self.areas[self.states != State.PRESENT] = 0

    def _take_corrections(self) -> None:
        corrections = self.expression.corrections
        if not corrections:
            return
        frames = np.fromiter(corrections, dtype=np.int64)
        masks = [each.mask for each in corrections.values()]
        self.areas[frames] = [mask.area / (mask.height * mask.width) for mask in masks]
        self.states[frames] = np.where(self.areas[frames] > 0, State.PRESENT, State.ABSENT)
        self.sources[frames] = [_ORIGINS[each.origin] for each in corrections.values()]
        self.previews[frames] = False

    def _weaknesses(self) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """Return the weakness of every frame, and the place of its reason in `Weakness`."""
        present = self.states == State.PRESENT
        thresholds = self._thresholds()
        # How near to the threshold, as a share of the room on its side.
        room = np.maximum(np.where(present, 1 - thresholds, thresholds), np.float32(1e-6))
        score = 1 - np.where(present, self.scores - thresholds, thresholds - self.scores) / room
        score[self._by_hand & (self.scores < thresholds)] = 0  # a person decided against the score
        agreement = np.where(present, 1 - self.ties, 0)
        size = np.log(np.maximum(self.areas, np.float32(1e-6)))
        change = np.zeros_like(size)
        change[1:] = np.where(present[1:] & present[:-1], np.abs(np.diff(size)) / _SUDDEN, 0)
        # What comes or goes at once may be right; for a moment only, it hardly is.
        edges = np.flatnonzero(np.diff(self.states)) + 1
        before, after = self.states[edges[:-1] - 1], self.states[edges[1:]]
        moment = (before == after) & (before != State.NOT_COMPUTED) & (np.diff(edges) <= _MOMENT)
        for at in range(_MOMENT):
            change[np.minimum(edges[:-1] + at, edges[1:] - 1)[moment]] = 1
        parts = np.stack((score, agreement, change)).astype(np.float32)
        np.nan_to_num(parts, copy=False, nan=0.0)
        parts.clip(0, 1, out=parts)
        weakness = parts.max(axis=0)
        looked_at = (self.sources != Source.NETWORK) & (self.sources != Source.ALTERNATIVE)
        for stretch in self.expression.reviews:
            looked_at[stretch.start : stretch.stop] = True
        weakness[looked_at] = 0
        return weakness, parts.argmax(axis=0).astype(np.uint8)


def layer_of(
    expression: Expression, video: Video, results: Results, imports: ImportedMasks
) -> Layer:
    """Return what is known of an expression; may take a while after a search was cut short."""
    if expression.imported is not None:
        found = imports.find(expression.imported)
        if found is None:
            return Layer()
        frames, areas = imports.areas(found.id, video.frame_count)
        return Layer((), found, frames, areas)
    return Layer(
        tuple(
            Answers(number, search, tuple(tracks_of(results, number, video.frame_count)))
            for number, search in results.searches(video.fingerprint, expression.text)
        )
    )


def views(
    expressions: Sequence[Expression], video: Video, results: Results, imports: ImportedMasks
) -> Iterator[TrackView]:
    """Yield what is seen of every one of `expressions`, all of `video`."""
    for expression in expressions:
        layer = layer_of(expression, video, results, imports)
        yield TrackView(expression, video, layer, results, imports)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the spans (start, stop) in which `flags` are true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]
