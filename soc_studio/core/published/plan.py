"""What an evaluation is about: the split of a dataset, its sentences, and how they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from soc_rvos.datasets.files import missing, names_in
from soc_rvos.datasets.published import open_published
from soc_rvos.datasets.published_dataset import PublishedDataset
from soc_rvos.datasets.sample import PictureFrames, Sample, by_video
from soc_rvos.evaluation.procedures import Procedure, procedure_of
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

_USUAL = {
    "ref-youtube-vos": "valid",
    "ref-davis": "valid",
    "mevis": "valid_u",
    "a2d-sentences": "test",
    "jhmdb-sentences": "test",
    "refcoco": "refcoco/val",
}
PUBLISHED, STUDIO = "published", "studio"
"""How a model is asked: as its paper does, or as the program finds what a person looks for."""
PROTOCOLS = (PUBLISHED, STUDIO)


@dataclass(frozen=True, slots=True)
class Plan:
    """An evaluation before it begins.

    Attributes:
        dataset: the dataset.
        split: the part of it.
        samples: the sentences, perhaps of some videos only.
        is_whole: whether these are all of the split.
    """

    dataset: PublishedDataset
    split: str
    samples: tuple[Sample, ...]
    is_whole: bool

    def procedure(self, system: str) -> Procedure:
        """Return how a network of `system` is asked."""
        return procedure_of(system, self.dataset.kind, self.split)

    def about(self, protocol: str, procedure: Procedure, model: dict[str, str]) -> dict[str, Any]:
        """Return what results say of themselves, for JSON."""
        return {
            "dataset": self.dataset.kind,
            "split": self.split,
            "protocol": protocol,
            "model": model,
            "procedure": asdict(procedure),
        }


def planned(folder: Path, split: str | None, limit: int | None = None) -> Plan:
    """Return what is to be evaluated of the dataset in `folder`.

    Args:
        folder: the dataset.
        split: a split of it; None is the one that papers report.
        limit: how many videos are taken, the first ones; None is all of them.

    Raises:
        RvosError: it is no published dataset, the split is not there, or frames are missing.
        StudioError: the split has no sentences.
    """
    dataset = open_published(folder)
    usual = _USUAL[dataset.kind]
    if split is None:
        split = next((each for each in (usual, *dataset.splits) if each in dataset.splits), usual)
    every = dataset.samples(split)
    videos = list(by_video(every))
    taken = [sample for own in videos[:limit] for sample in own]
    if not taken:
        raise StudioError(
            message(
                "The split '{split}' of {name} has no sentences.", split=split, name=dataset.name
            ),
            message("Choose another split: {splits}.", splits=", ".join(dataset.splits)),
        )
    check_frames(taken)
    return Plan(dataset, split, tuple(taken), len(taken) == len(every))


def check_frames(samples: Sequence[Sample]) -> None:
    """Raise RvosError where a picture of a frame is missing: hours must not end so."""
    for own in by_video(list(samples)):
        frames = own[0].frames
        if not isinstance(frames, PictureFrames) or not frames.files:
            continue
        there = names_in(frames.files[0].parent)
        for file in frames.files:
            if file.name not in there:
                raise missing(file, frames.advice)
