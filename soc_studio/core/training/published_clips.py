"""The clips of a dataset in its authors' layout, as `soc_rvos.datasets` reads it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.published import recognised
from soc_rvos.datasets.published_dataset import PublishedDataset
from soc_rvos.datasets.sample import Sample
from soc_rvos.training.samples import TrainingSample
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.training.cutting import Cut, cuts, is_shown
from soc_studio.core.training.dataset_clips import class_number, finished, most_of
from soc_studio.core.training.recipe import DataPart


@dataclass(frozen=True, slots=True)
class PublishedClips:
    """Clips with an expression each; see `soc_rvos.training.samples.TrainingSamples`.

    Attributes:
        part: what a recipe asks for.
        notes: sentences on what was left out.
    """

    part: DataPart
    notes: tuple[str, ...]
    _clips: tuple[tuple[Sample, Cut], ...]

    def __len__(self) -> int:
        return len(self._clips)

    @property
    def videos(self) -> list[str]:
        """The names of the videos, in order, each once."""
        return list(dict.fromkeys(said.video for said, _ in self._clips))

    def frames_of(self, number: int) -> tuple[object, ...]:
        """Return what tells which frames a clip has."""
        said, cut = self._clips[number]
        return said.video, cut.places

    def video(self, number: int) -> str:
        """Return the name of the video that a clip is of."""
        return str(self._clips[number][0].video)

    def __getitem__(self, number: int) -> TrainingSample:
        """Return a clip.

        Raises:
            RvosError: a picture or mask is missing or cannot be read.
            DatasetError: a mask is of another size than its picture.
        """
        said, cut = self._clips[number]
        places = list(dict.fromkeys(cut.places))
        frames: dict[int, NDArray[np.uint8]] = dict(
            zip(places, said.frames.read(places), strict=True)
        )
        name = f"{said.video}: '{said.text}'"
        masks = {}
        for place in places:
            size = frames[place].shape[:2]
            masks[place] = np.zeros(size, dtype=np.bool_)
            if place in said.annotated:
                masks[place] = said.truth(place).mask
            if masks[place].shape != size:
                raise DatasetError(
                    message(
                        "The mask of the frame '{frame}' of the video '{video}' has another size "
                        "than its picture.",
                        frame=shown(said.frames.names[place]),
                        video=shown(said.video),
                    ),
                    message("Masks and pictures of a video have to be of one size."),
                )
        made = TrainingSample(
            name,
            np.stack([frames[place] for place in cut.places]),
            said.text,
            np.stack([masks[place] for place in cut.places]),
            True,
            class_number(said.category),
            cut.annotated,
        )
        return finished(made, self.part)


def published_dataset(path: Path) -> PublishedDataset | None:
    """Return the dataset at `path` where it is in its authors' layout, else None."""
    return recognised(path) if path.is_dir() else None


def published_clips(
    dataset: PublishedDataset, part: DataPart, name: str
) -> Generator[Progress, None, PublishedClips]:
    """Return the clips that a recipe asks for, yielding how far masks are looked at.

    Where each clip has one frame that counts, masks are not looked at before: what shows nothing
    there teaches that.

    Raises:
        RvosError: there is no such split, or a file of it is missing or broken.
        DatasetError: nothing is left.
    """
    split = _split(dataset, part, name)
    samples = dataset.samples(split)
    looks = part.clips == "windows"
    found: list[tuple[Sample, Cut]] = []
    empty = 0
    seen: dict[tuple[str, tuple[str, ...]], list[set[int]]] = {}
    watch = Stopwatch("Looking at masks")
    for done, said in enumerate(samples):
        shown_on: Sequence[set[int]] = ()
        if looks and said.annotated:
            key = said.video, tuple(said.objects or (said.id,))
            if key not in seen:
                seen[key] = _shown_on(said)
            shown_on = seen[key]
        own = cuts(said.annotated, len(said.frames), part)
        left = [cut for cut in own if not looks or is_shown(cut, shown_on, part)]
        empty += bool(own) and not left
        found += [(said, cut) for cut in left]
        yield watch.progress(done + 1, len(samples))
    if not found:
        raise DatasetError(
            message("'{name}' has no expressions with masks to learn from.", name=name),
            message("Choose the split that has masks, or label the videos first."),
        )
    notes = most_of(list(map(str, dataset.doubts(split))))
    if empty:
        notes.append(
            message("Expressions whose object no frame shows are left out: {count}.", count=empty)
        )
    return PublishedClips(part, tuple(notes), tuple(found))


def _split(dataset: PublishedDataset, part: DataPart, name: str) -> str:
    """Return what a part calls a split, with the name of the set where the dataset has several."""
    if part.split in dataset.splits:
        return part.split
    with_set = f"{name}/{part.split}"
    return with_set if with_set in dataset.splits else part.split


def _shown_on(said: Sample) -> list[set[int]]:
    """Return on which frames each object of a sentence is to be seen."""
    found: list[set[int]] = []
    for place in said.annotated:
        for number, mask in enumerate(said.truth(place).masks):
            if number == len(found):
                found.append(set())
            if mask.any():
                found[number].add(place)
    return found
