"""The track shown for a layer: a pure function of decisions and results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.frame_tracks import OFFERED
from soc_rvos.masks import Mask
from soc_studio.core.project.project import Layer, Video
from soc_studio.core.storage.imported_masks import ImportedMasks
from soc_studio.core.storage.results import Results
from soc_studio.core.tracks.associated_tracks import tracks_of
from soc_studio.core.tracks.frame_answers import FrameAnswers
from soc_studio.core.tracks.frame_states import (
    REVIEW_FROM,
    LayerData,
    SearchAnswers,
    Source,
    State,
    UncertainSpan,
    UncertaintyReason,
    runs,
)
from soc_studio.core.tracks.steadied_answers import seen_answers

__all__ = [
    "REVIEW_FROM",
    "LayerData",
    "ResolvedTrack",
    "SearchAnswers",
    "Source",
    "State",
    "UncertainSpan",
    "UncertaintyReason",
    "layer_data_of",
    "views",
]

_REASONS = tuple(UncertaintyReason)


class ResolvedTrack(FrameAnswers):
    """A layer's track on the F frames of its video, resolved from decisions and results.

    The facts about every frame are in the arrays of `FrameAnswers`.
    """

    def mask(self, frame: int) -> Mask | None:
        """Return the mask of `frame`: None where nothing is computed, of no pixels where absent.

        A network's mask is of the size that masks are kept at, others of the video's.

        Raises:
            DamageError: it cannot be read.
        """
        correction = self.layer.corrections.get(frame)
        if correction is not None and not self.layer.absent:
            return correction.mask
        if self.states[frame] == State.NOT_COMPUTED:
            return None
        if self.states[frame] == State.ABSENT:
            return Mask.empty(*self._size)
        if self._answers[frame] < 0:
            assert self.data.imported is not None
            return self._imports.mask(self.data.imported, frame)
        return self._answered_mask(int(self._answers[frame]), int(self._ranks[frame]), frame)

    def span(self, frames: range) -> list[int]:
        """Return those of `frames` that have an answer."""
        states = self.states[frames.start : frames.stop]
        return (np.flatnonzero(states != State.NOT_COMPUTED) + frames.start).tolist()

    def is_enough(self, frame: int, score: float, chosen: bool) -> bool:
        """Return whether an object of this score counts as present on `frame`: by its score, or
        because it is the one that a person picked."""
        return score >= self._thresholds()[frame] or (chosen and bool(self._by_hand[frame]))

    def threshold_at(self, frame: int) -> float:
        """Return the score from which the object counts as present on `frame`."""
        return float(self._thresholds()[frame])

    def present(self, frame: int) -> bool:
        """Return whether the object is on `frame`, as far as is known."""
        return bool(self.states[frame] == State.PRESENT)

    def confidences(self) -> NDArray[np.float32]:
        """Return how sure the mask of each frame is, float32 [F], 0 to 1: what a person corrected
        is certain, of what was carried it is how far it is trusted, else the network's score; NaN
        where nobody says so."""
        given = np.isin(self.sources, (Source.MANUAL, Source.PROPAGATED))
        trusted = np.nan_to_num(self.trusts, nan=1.0)
        return np.asarray(np.where(given, trusted, self.scores.clip(0, 1)), dtype=np.float32)

    def score(self) -> float:
        """Return the mean score of the frames on which a network spoke, 0 where none did."""
        spoken = self.scores[~np.isnan(self.scores)]
        return float(spoken.mean()) if len(spoken) else 0.0

    def present_nearest(self, frame: int) -> int | None:
        """Return the frame nearest to `frame` on which the object is, None where it is on none."""
        there = np.flatnonzero(self.states == State.PRESENT)
        return int(there[np.abs(there - frame).argmin()]) if there.size else None

    def present_anywhere(self) -> bool:
        """Return whether the object is on any frame."""
        return bool((self.states == State.PRESENT).any())

    def best_score(self) -> float | None:
        """Return the highest score of a frame, None where no network spoke."""
        return None if np.isnan(self.scores).all() else float(np.nanmax(self.scores))

    def alternative(self, rank: int, frame: int) -> tuple[float, Mask] | None:
        """Return score and mask of the track of `rank` through the latest answers, None where it
        has none; 0 is the best one, whatever was chosen."""
        answers = self.data.answers[0]
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
            for rank, track in enumerate(self.data.answers[place].tracks[:OFFERED])
            if track.windows[frame]
        ]

    def chosen(self, frame: int) -> int | None:
        """Return which of `alternatives` the network's answer on `frame` is; None where something
        else is seen."""
        if self.sources[frame] not in (Source.NETWORK, Source.ALTERNATIVE):
            return None
        tracks = self.data.answers[self._answers[frame]].tracks[:OFFERED]
        offered = [rank for rank, track in enumerate(tracks) if track.windows[frame]]
        rank = int(self._ranks[frame])
        return offered.index(rank) if rank in offered else None

    def _place_of(self, frame: int) -> int | None:
        """Return the place of the answers that `alternatives` are of, None without any."""
        places = [
            place
            for place, answers in enumerate(self.data.answers)
            if any(track.windows[frame] for track in answers.tracks)
        ]
        seen = int(self._answers[frame])
        return seen if seen in places else next(iter(places), None)

    def uncertain_spans(self) -> list[UncertainSpan]:
        """Return the spans that a person should review, the most uncertain first."""
        found = []
        for start, stop in runs(self.uncertainty >= REVIEW_FROM):
            frame = start + int(self.uncertainty[start:stop].argmax())
            reason = _REASONS[self._reasons[frame]]
            found.append(UncertainSpan(start, stop, frame, float(self.uncertainty[frame]), reason))
        return sorted(found, key=lambda each: (-each.uncertainty, each.start))

    def uncertainty_reason(self, frame: int) -> UncertaintyReason | None:
        """Return why a person should look at `frame`, None where there is no need to."""
        return _REASONS[self._reasons[frame]] if self.uncertainty[frame] >= REVIEW_FROM else None

    def seams(self) -> NDArray[np.int64]:
        """Return where windows begin that hardly agree with the ones before: frames, rising.

        Only those where the object is seen as a network sees it.
        """
        network = (self.sources == Source.NETWORK) | (self.sources == Source.ALTERNATIVE)
        with np.errstate(invalid="ignore"):
            loose = (self.states == State.PRESENT) & network & (1 - self.window_ious >= REVIEW_FROM)
        frames = np.flatnonzero(loose)
        windows = np.zeros(len(frames), dtype=np.int64)
        for place, answers in enumerate(self.data.answers):
            for rank, track in enumerate(answers.tracks):
                own = (self._answers[frames] == place) & (self._ranks[frames] == rank)
                windows[own] = track.windows[frames[own]]
        # Ids are unique in a file, so that one is a window of one search.
        return np.sort(frames[np.unique(windows, return_index=True)[1]])

    def corrected_beside(self, frame: int, step: int) -> int | None:
        """Return the next corrected frame after `frame`, or before it where `step` is negative;
        those that were propagated there do not count."""
        frames = sorted(at for at, each in self.layer.corrections.items() if each.source is None)
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
        """Return start and stop of what a review of `frame` covers: the uncertain span around it,
        else its run."""
        for each in self.uncertain_spans():
            if each.start <= frame < each.stop:
                return each.start, each.stop
        return self.run_at(frame)

    def computed(self) -> list[tuple[int, int]]:
        """Return the spans of frames that have an answer."""
        return runs(self.states != State.NOT_COMPUTED)

    def used_answers(self) -> list[SearchAnswers]:
        """Return the answers that something is seen of, the latest first."""
        used = set(np.unique(self._answers).tolist())
        return [each for place, each in enumerate(self.data.answers) if place in used]


def layer_data_of(
    layer: Layer, video: Video, results: Results, imports: ImportedMasks
) -> LayerData:
    """Return the data that a layer's track is made of; may take a while after an interrupted
    search."""
    if layer.imported is not None:
        found = imports.find(layer.imported)
        if found is None:
            return LayerData()
        frames, areas = imports.areas(found.id, video.frame_count)
        return LayerData((), found, frames, areas)
    return LayerData(
        tuple(
            SearchAnswers(number, search, tuple(tracks_of(results, number, video.frame_count)))
            for number, search in seen_answers(
                results.searches(video.fingerprint, layer.searched), layer.steadied
            )
        )
    )


def views(
    layers: Sequence[Layer], video: Video, results: Results, imports: ImportedMasks
) -> Iterator[ResolvedTrack]:
    """Yield the resolved track of every one of `layers`, all of `video`."""
    for layer in layers:
        data = layer_data_of(layer, video, results, imports)
        yield ResolvedTrack(layer, video, data, results, imports)
