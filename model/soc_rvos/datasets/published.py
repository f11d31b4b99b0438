"""Which published dataset a folder holds."""

from __future__ import annotations

from pathlib import Path

from soc_rvos.datasets import (
    a2d_sentences,
    jhmdb_sentences,
    mevis,
    ref_davis,
    ref_youtube_vos,
    refcoco,
)
from soc_rvos.datasets.files import PublishedError
from soc_rvos.datasets.published_dataset import PublishedDataset
from soc_rvos.messages import message

_READERS = (ref_davis, ref_youtube_vos, mevis, a2d_sentences, jhmdb_sentences, refcoco)


def open_published(folder: Path) -> PublishedDataset:
    """Return the published dataset in `folder`; of a split or part in it the whole.

    Raises:
        PublishedError: it is none, or a file that says what it is cannot be read.
    """
    found = recognised(folder)
    if found is None:
        raise PublishedError(
            message(
                "'{folder}' is none of the published datasets. Choose the folder that holds all of "
                "one: Ref-YouTube-VOS, Ref-DAVIS17, MeViS, A2D-Sentences, JHMDB-Sentences or "
                "RefCOCO.",
                folder=folder,
            )
        )
    return found


def recognised(folder: Path) -> PublishedDataset | None:
    """Return the published dataset in `folder`, or None; see `open_published`."""
    places = [folder, folder.resolve().parent]  # train, DAVIS and Release are parts of one
    for place in places:
        for reader in _READERS:
            found: PublishedDataset | None = reader.opened(place)
            if found is not None:
                return found
    return None
