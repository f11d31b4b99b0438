"""A small project with all that labels can be: of a folder of frames and of an encoded video."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.registry import writable_format
from soc_studio.core.formats.dataset_export import DatasetExport, DatasetPlan
from soc_studio.core.formats.project_labels import LabelChoices, Labelled
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import label_edits
from soc_studio.core.project.project import Correction, LayerId, Project, Review, VideoId
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import put_layers, put_video
from tests.core.conftest import Documents
from tests.test_project_commands import film

HEIGHT, WIDTH = 64, 96
FIVES = tuple(f"{5 * number:05d}" for number in range(6))
EVERYTHING = LabelChoices(previews=True, unanswered=True, labelled=Labelled.ALL)


def box(left: int, top: int, width: int, height: int) -> Mask:
    """Return the mask of a box; one of no width has no pixels."""
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[top : top + height, left : left + width] = True
    return Mask.from_array(pixels)


def frames(folder: Path, names: Sequence[str] = FIVES, shade: int = 0) -> Path:
    """Write a folder of frames, JPEG, each of another colour."""
    folder.mkdir(parents=True)
    for number, name in enumerate(names):
        picture = np.full((HEIGHT, WIDTH, 3), 30 * number + 20 + shade, dtype=np.uint8)
        cv2.imwrite(str(folder / f"{name}.jpg"), picture)
    return folder


def corrected(project: Project, layer: LayerId, masks: Mapping[int, Mask]) -> Project:
    """Return a project in which a person drew masks."""
    return project.correct(layer, {frame: Correction(mask) for frame, mask in masks.items()})


def labelled_project(folder: Path) -> Path:
    """Make a project of two videos in `folder`, and return its file.

    "deer" is a folder of six frames, 6 a second: a deer that leaves on the last frame, a rider who
    overlaps it, sentences of both, of one twice and of nothing. "square" is an encoded video of six
    frames: a square that was found, quick on its last two frames, right on the first three, wrong
    on the fourth; and a sentence that nobody searched for.
    """
    path = folder / "two videos.soc"
    with Document(ProjectFile.create(path)) as document:
        place = frames(folder / "footage" / "deer")
        with open_video(place, Fraction(6)) as reader:
            deer = put_video(document, place, reader)
        first, second, third = (
            each.id for each in put_layers(document, deer, ["a deer", "the rider", "a purple goat"])
        )
        project = document.project
        on = {number: box(4 + 6 * number, 20, 24 * (number < 5), 20) for number in range(6)}
        project = corrected(project, first, on)
        project = corrected(
            project, second, {number: box(20 + 6 * number, 8, 16, 30) for number in range(6)}
        )
        project = project.categorise(first, "deer").categorise(second, "person")
        project = project.set_absent(third, True)
        project, _ = project.add_expression(deer.id, "the animal in front", [first])
        project, _ = project.add_expression(deer.id, "a deer and its rider", [first, second])
        project, _ = project.add_expression(deer.id, "a second deer", [])
        document.do(*label_edits.review(project, first, 0, 6, Review.ACCEPTED, "", "Ada"))
        _square(document, film(folder / "footage" / "square.mp4", 6))
    return path


def _square(document: Document, place: Path) -> None:
    with open_video(place) as reader:
        video = put_video(document, place, reader)
    found, _ = put_layers(document, video, ["the red square", "a blue circle"])
    pixels = np.zeros((HEIGHT // 2, WIDTH // 2), dtype=np.bool_)
    pixels[10:22, 4:16] = True
    results = document.file.results
    number = results.begin(replace(Documents.search("the red square"), video=video.fingerprint))
    whole = Documents.answers(dict.fromkeys(range(4), (0.9, pixels)))
    quick = Documents.answers(dict.fromkeys((4, 5), (0.9, pixels)), preview=True)
    results.add([(number, each) for each in whole])
    results.add([(number, each) for each in quick])
    project = document.project.review(found.id, 0, 3, Review.ACCEPTED)
    document.do(*label_edits.review(project, found.id, 3, 4, Review.REJECTED))


def ids_of(project: Project, video: str) -> VideoId:
    """Return the id of a video by its name."""
    return next(each.id for each in project.videos if each.name == video)


def exported(
    project: Path, format: str | DatasetFormat, folder: Path, plan: DatasetPlan | None = None
) -> tuple[Dataset, list[str]]:
    """Write a project as a dataset; return it, and the sentences on what is lost."""
    chosen = writable_format(format) if isinstance(format, str) else format
    with (
        Document.open(project) as document,
        DatasetExport(document, chosen, plan or DatasetPlan()) as export,
    ):
        for _ in export.prepare():
            pass
        for _ in export.write(folder):
            pass
        return export.dataset, [str(each.sentence) for each in export.losses]
