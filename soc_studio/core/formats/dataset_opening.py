"""Whether a file or folder is a dataset; and a new project of one."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from soc_studio.core.datasets.dataset import Dataset, DatasetVideo
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.registry import open_dataset, recognise
from soc_studio.core.formats.project_from_dataset import ImportChoices, import_dataset
from soc_studio.core.media.frame_files import pictures_in
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress

_FILES = frozenset({".json", ".npz", ".xml", ".zip"})
_PLAIN = ("videos.csv", "masks", "Annotations")  # in a folder of PNG masks, not of PNG frames


def is_dataset(path: Path) -> bool:
    """Return whether a file or folder is a dataset, and no video and no folder of frames."""
    try:
        if path.is_dir():
            if pictures_in(path):
                return False
        elif path.suffix.lower() not in _FILES:
            return False
        format = recognise(path)
    except (DatasetError, OSError):
        return False
    return format.id != "png" or any((path / each).exists() for each in _PLAIN)


def read_dataset(path: Path) -> tuple[Dataset, int]:
    """Return the dataset at `path`, and how many frames its videos without a rate have.

    Raises:
        DatasetError: it cannot be read.
    """
    _, dataset = open_dataset(path)
    return dataset, sum(len(each.frames) for each in dataset.videos if _lacks_rate(each))


def _lacks_rate(video: DatasetVideo) -> bool:
    return video.rate is None and video.clip is None  # a file says its own


def project_of(
    path: Path, dataset: Dataset, rate: Fraction | None, tell: Callable[[str], None]
) -> Generator[Progress, None, Document]:
    """Make a new document of a dataset; yield how far it is. `rate` is that of videos of which the
    dataset says none. It is gone where this fails or is stopped.

    Frames of an archive are written beside it.

    Raises:
        StudioError: see `import_dataset`.
    """
    document = Document.new()
    complete = False
    try:
        unpacked = path.with_name(f"{path.stem} frames")
        choices = replace(ImportChoices(), rate=rate, unpacked=unpacked)
        yield from import_dataset(document, dataset, path, choices, tell)
        document.save()
        complete = True
        return document
    finally:
        if not complete:
            with suppress(StudioError):
                document.discard()
