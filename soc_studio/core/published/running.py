"""Asks a model about all sentences of a split, and keeps the answers; what is kept is not asked."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.ref_davis import ANNOTATORS
from soc_rvos.datasets.sample import Sample, by_video
from soc_rvos.evaluation import asking
from soc_rvos.evaluation.asking import Asker
from soc_rvos.evaluation.procedures import Procedure
from soc_rvos.found_tracks import find_tracks
from soc_rvos.mask_size import full_size
from soc_rvos.object_track import Track
from soc_rvos.settings import RunSettings
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.published.plan import PUBLISHED, STUDIO
from soc_studio.core.published.results import ResultFolder


@dataclass(frozen=True, slots=True)
class SampleSource:
    """The frames of a sample as a source for a search."""

    sample: Sample
    height: int
    width: int

    @classmethod
    def of(cls, sample: Sample) -> SampleSource:
        """Return the source of a sample; raises RvosError where its first frame is missing."""
        (first,) = sample.frames.read([0])
        return cls(sample, first.shape[0], first.shape[1])

    @property
    def frame_count(self) -> int:
        return len(self.sample.frames)

    @property
    def rate(self) -> Fraction:
        return self.sample.rate

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
        """Yield the frames from `start` to before `stop`, RGB uint8 [H, W, 3]."""
        for place in range(start, stop):
            yield from self.sample.frames.read([place])


def system_of(model: LoadedModel) -> str:
    """Return of which system a model is, as procedures are found by."""
    return asking.system_of(model.predictor)


def ask_all(
    samples: Sequence[Sample],
    procedure: Procedure,
    protocol: str,
    model: LoadedModel,
    results: ResultFolder,
) -> Generator[int, None, None]:
    """Answer what is not answered yet; yield how many sentences are, after every video.

    Raises:
        RvosError: a frame cannot be read, or the network cannot be run.
        WriteError: answers cannot be written.
    """
    asker = Asker(model.predictor, procedure)
    done = 0
    for own in by_video(list(samples)):
        if procedure.combined:
            if not results.has_combined(own[0].video):
                _combined(own, asker, protocol, model, results)
            done += len(own)
            yield done
        elif procedure.every_query:
            for sample in sorted(own, key=lambda each: each.annotated):  # a frame is seen once
                if not results.has_answers(sample):
                    _single(sample, asker, protocol, model, results)
                done += 1
                yield done
        else:
            left = [sample for sample in own if not results.has_masks(sample)]
            if left and protocol == STUDIO:
                tracks = [_planes(track) for track in _tracks(left, model)]
                results.write_masks(left, [tracks])
            elif left:
                results.write_masks(left, asker.sentences(left))
            done += len(own)
            yield done


def _combined(
    samples: Sequence[Sample],
    asker: Asker,
    protocol: str,
    model: LoadedModel,
    results: ResultFolder,
) -> None:
    annotators = [[each for each in samples if each.annotator == n] for n in range(ANNOTATORS)]
    if protocol == PUBLISHED:
        results.write_combined(samples[0], asker.combined(annotators))
        return
    pictures = []
    for own in annotators:
        tracks = _tracks(own, model)
        labels = np.zeros((len(tracks[0]), *tracks[0].size), dtype=np.uint8)
        best = np.zeros_like(labels, dtype=np.float32)
        for number, track in enumerate(tracks, 1):  # where several are, the surest one is
            for frame in np.flatnonzero(track.present).tolist():
                over = track.mask(frame) & (track.scores[frame] > best[frame])
                labels[frame][over] = number
                best[frame][over] = track.scores[frame]
        pictures.append(labels)
    results.write_combined(samples[0], [pictures])


def _single(
    sample: Sample, asker: Asker, protocol: str, model: LoadedModel, results: ResultFolder
) -> None:
    if protocol == PUBLISHED:
        found = asker.frame(sample)
        pairs = [(float(s), m[0]) for s, m in zip(found.scores, found.masks, strict=True)]
        results.write_answers(sample, pairs)
        return
    (track,) = _tracks([sample], model)
    (place,) = sample.annotated
    mask = full_size(track.coded[place], *track.size)
    results.write_answers(sample, [(float(track.scores[place]), mask)])


def _tracks(samples: Sequence[Sample], model: LoadedModel) -> list[Track]:
    source = SampleSource.of(samples[0])
    texts = [sample.text for sample in samples]
    return find_tracks(source, texts, model.predictor, RunSettings(), model.predictor.threshold)


def _planes(track: Track) -> NDArray[np.bool_]:
    return track.masks
