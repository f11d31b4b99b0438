"""JHMDB-Sentences: sentences about people, three frames of each clip are scored.

    jhmdb_annotation.txt                                video_id,query
    Rename_Images/ACTION/VIDEO/00001.png                frames, numbers from 1
    puppet_mask/ACTION/VIDEO/puppet_mask.mat            `part_mask`, [H, W, frames]
    jhmdb_sentences_samples_metadata.json               [[video, picture, masks, frames, query]]

Which frames are scored was drawn once, by those who measured first, and is kept in the last of
these; papers repeat it. The last frames of a clip may have no masks, and do not count as its
frames.
"""

from __future__ import annotations

import zlib
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.io import loadmat
from scipy.io.matlab import MatReadError

from soc_rvos.datasets.files import broken, inside, missing, read_json
from soc_rvos.datasets.published_dataset import PublishedDataset, PublishedPart
from soc_rvos.datasets.sample import PictureFrames, Sample, Truth
from soc_rvos.messages import message

_CHOICE = "jhmdb_sentences_samples_metadata.json"
_RATE = Fraction(30)
_MOST_FRAMES = 10_000
_STUMBLES = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    NotImplementedError,
    MemoryError,
    zlib.error,
    MatReadError,
)
_JHMDB_ADVICE = message(
    "Download Rename_Images.tar.gz and puppet_mask.zip from http://jhmdb.is.tue.mpg.de and unpack "
    "them here."
)
_TEXTS_ADVICE = message(
    "Download jhmdb_annotation.txt from https://kgavrilyuk.github.io/publication/actor_action and "
    "put it here."
)
_CHOICE_ADVICE = message(
    "Download jhmdb_sentences_samples_metadata.json from https://github.com/mttr2021/MTTR "
    "(datasets/jhmdb_sentences) and put it here: it says which frames the papers score."
)


def opened(folder: Path) -> PublishedDataset | None:
    """Return the dataset in `folder`, None where it is another."""
    names = ("Rename_Images", "puppet_mask", "jhmdb_annotation.txt", _CHOICE)
    if not any((folder / name).exists() for name in names):
        return None
    return PublishedDataset(
        "jhmdb-sentences",
        "JHMDB-Sentences",
        folder,
        ("test",),
        (
            PublishedPart(folder / "Rename_Images", _JHMDB_ADVICE),
            PublishedPart(folder / "puppet_mask", _JHMDB_ADVICE),
            PublishedPart(folder / "jhmdb_annotation.txt", _TEXTS_ADVICE),
            PublishedPart(folder / _CHOICE, _CHOICE_ADVICE),
        ),
        "as published, with the stored choice of frames",
        lambda split: _read(folder),
    )


def _read(folder: Path) -> list[Sample]:
    path = folder / _CHOICE
    rows = read_json(path, list[tuple[str, str, str, int, str]], _CHOICE_ADVICE)
    samples = []
    shared: dict[Path, PictureFrames] = {}
    for video, picture, masks, count, text in rows:
        file = _below(folder, picture, "Rename_Images", path)
        if not file.stem.isdecimal() or not 0 < count <= _MOST_FRAMES:
            raise broken(path, f"'{picture[:80]}' is no number of a frame", _CHOICE_ADVICE)
        number = int(file.stem)
        if not 1 <= number <= count:
            raise broken(path, f"'{video[:80]}' has no frame {number}", _CHOICE_ADVICE)
        if file.parent not in shared:
            names = tuple(f"{each:05d}" for each in range(1, count + 1))
            files = tuple(file.parent / f"{name}.png" for name in names)
            shared[file.parent] = PictureFrames(names, files, _JHMDB_ADVICE)
        truth = _Truths(_below(folder, masks, "puppet_mask", path))
        samples.append(
            Sample(
                video,
                f"f_{number}",
                text,
                shared[file.parent],
                ("1",),
                (number - 1,),
                truth,
                rate=_RATE,
            )
        )
    return samples


def _below(folder: Path, said: str, top: str, path: Path) -> Path:
    """Return a path that the choice says, from the folder `top` on: before it, it was elsewhere."""
    parts = said.replace("\\", "/").split("/")
    if top not in parts:
        raise broken(path, f"'{said[:80]}' is not in {top}", _CHOICE_ADVICE)
    place = folder
    for part in parts[parts.index(top) :]:
        place = inside(place, part)
    return place


@lru_cache(maxsize=8)
def _masks(path: Path) -> NDArray[np.uint8]:
    """Return the masks of a clip, uint8 [H, W, T]; raises PublishedError."""
    if not path.is_file():
        raise missing(path, _JHMDB_ADVICE)
    try:
        masks = np.asarray(loadmat(path, variable_names=["part_mask"])["part_mask"])
    except _STUMBLES as error:
        raise broken(path, str(error)[:200], _JHMDB_ADVICE) from error
    if masks.ndim != 3:
        raise broken(path, "'part_mask' is not height, width and frames", _JHMDB_ADVICE)
    return masks


class _Truths:
    """Reads the truth of a clip; a plain value, so that it travels between processes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, place: int) -> Truth:
        masks = _masks(self._path)
        if place >= masks.shape[2]:
            reason = f"it has masks of {masks.shape[2]} frames, not of {place + 1}"
            raise broken(self._path, reason, _JHMDB_ADVICE)
        return Truth((masks[:, :, place] > 0)[None])
