"""Files and folders that come together, each recognised as what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from soc_studio.core.formats.dataset_opening import is_dataset
from soc_studio.core.runs.run_list import is_run_list
from soc_studio.core.storage.added_videos import clips_in
from soc_studio.core.storage.project_file import SUFFIX


@dataclass(frozen=True, slots=True)
class DroppedPaths:
    """What files and folders are, each kind in the order in which they came.

    Attributes:
        projects: projects.
        lists: lists of videos and sentences.
        datasets: datasets, each a folder or a file.
        clips: videos and folders of frames, also those in other folders.
    """

    projects: tuple[Path, ...]
    lists: tuple[Path, ...]
    datasets: tuple[Path, ...]
    clips: tuple[Path, ...]


def recognised(paths: Iterable[Path]) -> DroppedPaths:
    """Return what `paths` are. What is none of all counts as a clip, which then cannot be read.

    Raises:
        VideoError: there are too many videos.
    """
    projects, lists, datasets, others = list[Path](), list[Path](), list[Path](), list[Path]()
    for path in dict.fromkeys(paths):
        if path.suffix == SUFFIX:
            projects.append(path)
        elif is_dataset(path):
            datasets.append(path)
        elif is_run_list(path):
            lists.append(path)
        else:
            others.append(path)
    return DroppedPaths(tuple(projects), tuple(lists), tuple(datasets), tuple(clips_in(others)))
