"""Writes a dataset: what it will lose is said before, and what was written is read again."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from soc_studio.core.datasets.clips import with_clips, without_clips
from soc_studio.core.datasets.comparing import differences
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.fitting import DatasetLoss, fitted
from soc_studio.core.datasets.format import DatasetFormat, DatasetWriter
from soc_studio.core.datasets.frame_pictures import FrameFiles, with_pictures, with_suffix
from soc_studio.core.datasets.naming import with_plain_texts
from soc_studio.core.datasets.tree import open_tree
from soc_studio.core.system.atomic_file import replacing_contents
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message


def fitted_to(
    dataset: Dataset, format: DatasetFormat, pictures: FrameFiles
) -> tuple[Dataset, list[DatasetLoss]]:
    """Return what of a dataset comes back from a `format`, and what that loses.

    Raises:
        DatasetError: a mask cannot be read.
    """
    writer = _writer(format)
    frames = (with_clips,) if writer.clips else (without_clips, with_suffix(writer.pictures))
    rules = (with_plain_texts, *frames, *writer.rules)
    return fitted(with_pictures(dataset, pictures), rules)


def write_dataset(
    dataset: Dataset,
    format: DatasetFormat,
    folder: Path,
    pictures: FrameFiles = FrameFiles.COPY,
) -> Generator[object, None, None]:
    """Write a dataset that `fitted_to` returned into `folder`, new or empty, whole or not at all.

    Something is yielded for each video that was written, and for each that was read again and is
    equal in every pixel.

    Raises:
        DatasetError: a mask or picture cannot be read.
        WriteError: `folder` has files, cannot be written, or does not come back as it was meant.
    """
    writer = _writer(format)
    if not dataset.videos:
        raise WriteError(
            message("There is nothing that {format} can hold.", format=format.name),
            message("Choose another format, or a dataset that has videos with labels."),
        )
    with replacing_contents(folder, refuse_all) as new:
        try:
            yield from writer.write(new, dataset, pictures)
        except UnicodeEncodeError as error:
            raise WriteError(
                message("A name of the dataset is no text: {reason}.", reason=error),
                message("Rename the files or objects whose names have such signs."),
            ) from error
        for difference in differences(dataset, format.reader.read(open_tree(new))):
            if difference:
                raise WriteError(
                    message(
                        "What was written is not what was meant: {difference}",
                        difference=difference,
                    ),
                    message("Nothing was kept. This is a fault of the program: please report it."),
                )
            yield difference


def _writer(format: DatasetFormat) -> DatasetWriter:
    assert format.writer is not None, f"{format.id} is only read"
    return format.writer


def refuse_all(folder: Path, entries: Sequence[Path]) -> Path | None:
    """Refuse a folder with `entries`, whosever they are: a dataset takes the place of nothing.

    Raises:
        WriteError: there are some.
    """
    if entries:
        raise WriteError(
            message(
                "'{folder}' is not empty: it contains '{found}'.",
                folder=folder,
                found=min(entries).name,
            ),
            message("Choose a new or an empty folder: a dataset takes the place of nothing."),
        )
    return None
