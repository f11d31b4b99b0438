"""All formats of datasets: a row for each, with the module that writes and reads it.

The command line goes by this table.
"""

from __future__ import annotations

from pathlib import Path

from soc_studio.core.datasets import mevis, ref_youtube_vos
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.tree import DatasetTree, open_tree
from soc_studio.core.system.messages import message

FORMATS = (
    DatasetFormat(
        "ref-youtube-vos",
        message("Ref-YouTube-VOS"),
        message("Expressions of one object each, masks in pictures with a palette."),
        ref_youtube_vos.WRITER,
        ref_youtube_vos.READER,
    ),
    DatasetFormat(
        "mevis",
        message("MeViS"),
        message("Expressions of any number of objects, masks in mask_dict.json."),
        mevis.WRITER,
        mevis.READER,
    ),
)
"""All formats, in the order in which a dataset is compared with them."""

_DEEPEST = 3  # folders that hold nothing but the dataset, as archives often do


def recognise(path: Path) -> DatasetFormat:
    """Return the format of the dataset at `path`: a folder, a zip archive, or a file that says all.

    Raises:
        DatasetError: it is none that is known, or cannot be read.
    """
    return _recognised(open_tree(path))[0]


def open_dataset(path: Path) -> tuple[DatasetFormat, Dataset]:
    """Return the dataset at `path`, and its format.

    Raises:
        DatasetError: it is none that is known, or cannot be read, or is damaged, as far as that
            shows before masks are read.
    """
    format, tree = _recognised(open_tree(path))
    return format, format.reader.read(tree)


def writable_format(id: str) -> DatasetFormat:
    """Return the format of an `id` that datasets are written in.

    Raises:
        DatasetError: there is none.
    """
    written = {each.id: each for each in FORMATS if each.writer is not None}
    if id not in written:
        raise DatasetError(
            message("There is no format of datasets called '{id}'.", id=shown(id)),
            message("These are written: {formats}.", formats=", ".join(written)),
        )
    return written[id]


def _recognised(tree: DatasetTree) -> tuple[DatasetFormat, DatasetTree]:
    named = tree.name
    for _ in range(_DEEPEST):
        for format in FORMATS:
            if format.reader.recognises(tree):
                return format, tree
        folders = tree.folders()
        if tree.focus or len(folders) != 1 or tree.files():
            break
        tree = tree.below(folders[0])
    raise DatasetError(
        message("'{name}' is no dataset that SOC Studio knows.", name=shown(named)),
        message(
            "Choose the folder that holds all of it. These are read: {formats}.",
            formats=", ".join(each.name for each in FORMATS),
        ),
    )
