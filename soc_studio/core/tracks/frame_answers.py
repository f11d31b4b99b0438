"""The answer that applies on every frame of a layer, with its confidence."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.outdated import outdated_frames
from soc_studio.core.project.project import Absent, Layer, Origin, Pick, Video
from soc_studio.core.project.spans import ValuedSpan
from soc_studio.core.storage.imported_masks import ImportedMasks
from soc_studio.core.storage.results import Results
from soc_studio.core.system.database import DamageError
from soc_studio.core.tracks.frame_states import LayerData, Source, State, UncertaintyReason

_SAME_OBJECT = 0.3
"""Overlap from which a track shows the object that was picked."""
_SUDDEN = np.float32(np.log(3.0))
"""Change of a mask's area, as a logarithm, that could not be more suspicious."""
_MOMENT = 2
"""Frames up to which an object that comes, or is gone, is hardly right."""
TRUSTED = 0.75
"""Trust from which a propagated mask need not be checked: on nine clips 11 of 14 masks below it
had a J under 0.75, and 5 of 121 above it."""
_OUTDATED = np.float32(0.75)
"""Uncertainty of a mask that is older than a correction beside it."""
_REASON_TRUST, _REASON_OUTDATED = (
    list(UncertaintyReason).index(each)
    for each in (UncertaintyReason.TRUST, UncertaintyReason.OUTDATED)
)
_ORIGINS = {
    Origin.MANUAL: Source.MANUAL,
    Origin.PROPAGATED: Source.PROPAGATED,
    Origin.IMPORTED: Source.IMPORTED,
}


class FrameAnswers:
    """The answers of a layer on the F frames of its video.

    Attributes:
        states: uint8 [F], of `State`.
        sources: uint8 [F], of `Source`.
        scores: float32 [F], 0 to 1; NaN where no network spoke.
        areas: float32 [F], share of the frame that the mask covers.
        previews: bool [F], whether the mask was moved there from a neighbour.
        window_ious: float32 [F], overlap in [0, 1] of the frame's window with the one before; NaN
            where nothing overlaps, or no network spoke.
        trusts: float32 [F], 0 to 1, how far a propagated mask can be relied on; NaN elsewhere.
        outdated: bool [F], whether a propagated mask is older than a correction beside it.
        uncertainty: float32 [F], 0 to 1, how much a person should look there; 0 on frames that were
            corrected or reviewed.
        threshold: score from which the object counts as present: the person's, else the
            network's own; frames that older answers of another network fill have that one's. What
            a person picked counts as present whatever its score.
    """

    def __init__(
        self,
        layer: Layer,
        video: Video,
        data: LayerData,
        results: Results,
        imports: ImportedMasks,
    ) -> None:
        """See; `data` is what `results` and `imports` hold of the layer."""
        self.layer = layer
        self.video = video
        self.data = data
        self._results = results
        self._imports = imports
        self._size = (video.height, video.width)
        count = video.frame_count
        self.states = np.zeros(count, dtype=np.uint8)
        self.sources = np.zeros(count, dtype=np.uint8)
        self.scores = np.full(count, np.nan, dtype=np.float32)
        self.areas = np.zeros(count, dtype=np.float32)
        self.previews = np.zeros(count, dtype=np.bool_)
        self.window_ious = np.full(count, np.nan, dtype=np.float32)
        self.trusts = np.full(count, np.nan, dtype=np.float32)
        self.outdated = np.zeros(count, dtype=np.bool_)
        self._answers = np.full(count, -1, dtype=np.int16)  # which of the data's
        self._ranks = np.zeros(count, dtype=np.uint8)  # which of their tracks
        self._by_hand = np.zeros(count, dtype=np.bool_)  # where a person took that track
        own = [each.search.threshold for each in data.answers if each.tracks]
        chosen = layer.matte.threshold
        self.threshold = (own[0] if own else 0.5) if chosen is None else chosen
        if layer.absent:
            self.states[:] = State.ABSENT
            self.sources[:] = Source.MANUAL
        else:
            self._take_answers()
            self._take_imported()
            self._take_choices()
            self._decide_presence()
            self._take_corrections()
        self.uncertainty, self._reasons = self._uncertainties()

    def _answered_mask(self, place: int, rank: int, frame: int) -> Mask:
        answers = self.data.answers[place]
        track = answers.tracks[rank]
        search = answers.search
        return self._results.mask(
            int(track.windows[frame]), int(track.places[frame]), search.height, search.width
        )

    def _take(self, place: int, rank: int, span: slice, previews: bool, source: Source) -> None:
        """Let a track answer the frames of `span` for which it has a preview, or a full answer."""
        answers = self.data.answers[place]
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
        self.window_ious[here] = track.overlaps[here]
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
        best = {place: 0 for place, each in enumerate(self.data.answers) if each.tracks}
        self._take_tracks(best, slice(0, len(self.states)))

    def _take_imported(self) -> None:
        data = self.data
        if data.imported is None or data.imported_frames is None or data.imported_areas is None:
            return
        pixels = np.float32(data.imported.height * data.imported.width)
        self.sources[data.imported_frames] = Source.IMPORTED
        self.areas[data.imported_frames] = data.imported_areas / pixels

    def _take_choices(self) -> None:
        for stretch in self.layer.choices:
            if isinstance(stretch.value, Pick):
                self._take_pick(stretch, stretch.value)

    def _take_pick(self, stretch: ValuedSpan[Absent | Pick], pick: Pick) -> None:
        """Show the picked object. Answers that do not know it, such as those that have not come to
        the frame where it was picked, are passed over; where all do, the choice is the network's.
        """
        span = slice(stretch.start, stretch.stop)
        known: dict[int, int] = {}
        for place in range(len(self.data.answers)):
            rank = self._picked(place, pick)
            if rank is None:
                continue
            known[place] = rank
            # Where the object is in no window it is absent: the best track shows another one.
            here = np.flatnonzero(self.data.answers[place].tracks[0].windows[span]) + span.start
            self.sources[here] = Source.ALTERNATIVE
            self.scores[here] = self.window_ious[here] = np.nan
            self.areas[here] = 0
            self.previews[here] = False
            self._answers[here] = place
            self._by_hand[here] = True
        self._take_tracks(known, span)

    def _picked(self, place: int, pick: Pick) -> int | None:
        """Return the rank of the track that shows the picked object, None where none does."""
        ranks = self.data.answers[place].ranks
        if pick not in ranks:
            overlaps = [
                self._overlap(place, rank, pick)
                for rank in range(len(self.data.answers[place].tracks))
            ]
            best = int(np.argmax(overlaps)) if overlaps else None
            known = best is not None and overlaps[best] >= _SAME_OBJECT
            ranks[pick] = best if known else None
        return ranks[pick]

    def _overlap(self, place: int, rank: int, pick: Pick) -> float:
        """Return the overlap in [0, 1] of a track with a picked object."""
        windows = self.data.answers[place].tracks[rank].windows
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
        if self.layer.matte.threshold is not None:
            return np.full(len(self.states), self.threshold, dtype=np.float32)
        own = [each.search.threshold for each in self.data.answers]
        # Frames that no network answered are at the place -1: the last.
        return np.array([*own, self.threshold], dtype=np.float32)[self._answers]

    def _decide_presence(self) -> None:
        answered = self.sources != Source.NONE
        # Not so where there is no score, nor where a person has seen the mask and taken it.
        low = (self.scores < self._thresholds()) & ~self._by_hand
        self.states[answered] = State.ABSENT
        self.states[answered & (self.areas > 0) & ~low] = State.PRESENT
        for stretch in self.layer.choices:
            if isinstance(stretch.value, Absent):
                here = slice(stretch.start, stretch.stop)
                self.states[here] = State.ABSENT
                self.sources[here] = Source.MANUAL
                self.previews[here] = False
        self.areas[self.states != State.PRESENT] = 0

    def _take_corrections(self) -> None:
        corrections = self.layer.corrections
        if not corrections:
            return
        frames = np.fromiter(corrections, dtype=np.int64)
        masks = [each.mask for each in corrections.values()]
        self.areas[frames] = [mask.area / (mask.height * mask.width) for mask in masks]
        self.states[frames] = np.where(self.areas[frames] > 0, State.PRESENT, State.ABSENT)
        self.sources[frames] = [_ORIGINS[each.origin] for each in corrections.values()]
        self.previews[frames] = False
        trusts = [np.nan if each.trust is None else each.trust for each in corrections.values()]
        self.trusts[frames] = trusts
        self.outdated[outdated_frames(corrections)] = True

    def _uncertainties(self) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """Return the uncertainty of every frame, and the index of its `UncertaintyReason`."""
        present = self.states == State.PRESENT
        thresholds = self._thresholds()
        # How near to the threshold, as a share of the room on its side.
        room = np.maximum(np.where(present, 1 - thresholds, thresholds), np.float32(1e-6))
        score = 1 - np.where(present, self.scores - thresholds, thresholds - self.scores) / room
        score[self._by_hand & (self.scores < thresholds)] = 0  # a person decided against the score
        agreement = np.where(present, 1 - self.window_ious, 0)
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
        uncertainty = parts.max(axis=0)
        looked_at = (self.sources != Source.NETWORK) & (self.sources != Source.ALTERNATIVE)
        reasons = parts.argmax(axis=0).astype(np.uint8)
        # What was propagated counts as looked at, unless there is a reason not to trust it.
        moved = self.sources == Source.PROPAGATED
        doubt = np.where(present, np.nan_to_num((1 - self.trusts) / (2 - 2 * TRUSTED)), 0)
        doubt = np.where(self.outdated, _OUTDATED, doubt.clip(0, 1))
        uncertainty[moved] = doubt[moved]
        reasons[moved] = np.where(self.outdated, _REASON_OUTDATED, _REASON_TRUST)[moved]
        looked_at &= ~moved
        for stretch in self.layer.reviews:
            looked_at[stretch.start : stretch.stop] = True
        uncertainty[looked_at] = 0
        return uncertainty, reasons
