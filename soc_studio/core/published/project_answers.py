"""What a project has found, as answers to the sentences of a published dataset.

A video of the project is that of the dataset with its name; a sentence is the one with the same
words, whatever their case.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.ref_davis import ANNOTATORS
from soc_rvos.datasets.sample import Sample, by_video
from soc_rvos.evaluation.procedures import Procedure
from soc_studio.core.datasets.dataset import Dataset, DatasetObject, DatasetVideo
from soc_studio.core.formats.mask_spool import MaskSpool
from soc_studio.core.formats.project_labels import LabelChoices, Labelled, project_labels
from soc_studio.core.formats.project_pictures import ProjectPictures
from soc_studio.core.published.plan import Plan
from soc_studio.core.published.results import ResultFolder
from soc_studio.core.storage.document import Document


def write_project_answers(
    document: Document, plan: Plan, procedure: Procedure, results: ResultFolder
) -> Generator[int, None, list[Sample]]:
    """Write the masks of a project; yield how many sentences are written, return those it lacks.

    A sentence that the project does not have, or did not search for, is answered with nothing.

    Raises:
        StudioError: a mask of the project cannot be read, or answers cannot be written.
    """
    with MaskSpool() as spool, ProjectPictures(document, False) as pictures:
        choices = LabelChoices(previews=True, labelled=Labelled.ALL)
        dataset = yield from _read(document, choices, spool, pictures)
        videos = {video.name: video for video in dataset.videos}
        lost: list[Sample] = []
        done = 0
        for own in by_video(list(plan.samples)):
            (first,) = own[0].frames.read([0])
            size = first.shape[0], first.shape[1]
            answers = [_Answer(videos.get(sample.video), sample, size) for sample in own]
            lost += [each.sample for each in answers if not each.is_known]
            _write(answers, procedure, results)
            done += len(own)
            yield done
    return lost


def _read(
    document: Document, choices: LabelChoices, spool: MaskSpool, pictures: ProjectPictures
) -> Generator[int, None, Dataset]:
    steps = project_labels(document, choices, spool, pictures)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            dataset: Dataset = end.value[0]
            return dataset
        yield 0


class _Answer:
    """What a project has for a sentence, on any frame."""

    def __init__(self, video: DatasetVideo | None, sample: Sample, size: tuple[int, int]) -> None:
        self.sample = sample
        self._size = size
        self._objects = None if video is None else _objects(video, sample.text)
        self._places: dict[str, int] = {}
        if video is not None and len(video.frames) != len(sample.frames):
            self._places = {name: place for place, name in enumerate(video.frames)}
        self.is_known = self._objects is not None

    def mask(self, place: int) -> NDArray[np.bool_]:
        """Return the mask of a frame, bool [H, W]; nothing where it is not known."""
        mask = np.zeros(self._size, dtype=np.bool_)
        at = self._places.get(self.sample.frames.names[place], -1) if self._places else place
        for each in self._objects or ():
            if each.masks.knows(at):
                found = each.masks.read(at).to_array()
                if found.shape == self._size:
                    mask |= found
        return mask

    def every(self) -> NDArray[np.bool_]:
        """Return the masks of all frames, bool [T, H, W]."""
        return np.stack([self.mask(place) for place in range(len(self.sample.frames))])


def _objects(video: DatasetVideo, text: str) -> list[DatasetObject] | None:
    """Return the objects that a sentence names in a video; None where the video lacks it."""
    said = " ".join(text.lower().split())
    for each in video.expressions:
        if " ".join(each.text.lower().split()) == said and each.objects is not None:
            return [one for one in video.objects if one.id in each.objects]
    return None


def _write(answers: Sequence[_Answer], procedure: Procedure, results: ResultFolder) -> None:
    if procedure.combined:
        pictures = []
        for annotator in range(ANNOTATORS):
            own = [each for each in answers if each.sample.annotator == annotator]
            combined = np.zeros(own[0].every().shape, dtype=np.uint8)
            for number, each in reversed(list(enumerate(own, 1))):  # the first is on top
                combined[each.every()] = number
            pictures.append(combined)
        results.write_combined(answers[0].sample, [pictures])
        return
    for each in answers:
        if procedure.every_query:
            (place,) = each.sample.annotated
            results.write_answers(each.sample, [(1.0, each.mask(place))])
        else:
            results.write_masks([each.sample], [[each.every()]])
