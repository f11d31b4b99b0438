"""What the window says of datasets."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.formats.project_labels import Labelled
from soc_studio.core.system.progress import Progress
from soc_studio.ui.toolkit.translation import tr, translated

_TOOLS = frozenset({"cvat-video", "labelme", "label-studio", "png"})
_ICONS = {"cvat-video": "pencil", "labelme": "tags", "label-studio": "brush", "png": "images"}


def icon(format: DatasetFormat) -> str:
    """Return the icon of a format, by its name among Lucide's."""
    return _ICONS.get(format.id, "database")


def group(format: DatasetFormat) -> str:
    """Return what a format is for."""
    return tr("For other tools") if format.id in _TOOLS else tr("For training and evaluation")


def about(format: DatasetFormat) -> str:
    """Return what a format is, in a sentence."""
    return translated(format.description)


def frames(labelled: Labelled) -> str:
    """Return which frames are taken."""
    match labelled:
        case Labelled.ALL:
            return tr("All, with masks or without")
        case Labelled.SOME:
            return tr("Those with masks of some object")
        case Labelled.EVERY:
            return tr("Those with masks of every object")


def contents(dataset: Dataset) -> str:
    """Return how much is in a dataset, in a line."""
    objects = sum(len(each.objects) for each in dataset.videos)
    sentences = sum(len(each.expressions) for each in dataset.videos)
    count = sum(len(each.frames) for each in dataset.videos)
    videos = len(dataset.videos)
    return " · ".join(
        (
            tr("1 video") if videos == 1 else tr("{0} videos").format(_number(videos)),
            tr("1 frame") if count == 1 else tr("{0} frames").format(_number(count)),
            tr("1 object") if objects == 1 else tr("{0} objects").format(_number(objects)),
            tr("1 sentence") if sentences == 1 else tr("{0} sentences").format(_number(sentences)),
        )
    )


def step(now: Progress) -> str:
    """Return how far work on a dataset is; empty where it is other work."""
    words = {
        "Reading": tr("Reading masks: {0} of {1}"),
        "Writing": tr("Writing videos: {0} of {1}"),
        "Comparing": tr("Comparing videos: {0} of {1}"),
    }
    if now.what not in words:
        return ""
    return words[now.what].format(_number(now.done), _number(now.total or 0))


def _number(count: int) -> str:
    return QLocale().toString(count)
