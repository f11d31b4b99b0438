"""A2D-Sentences: sentences about actors, masks of a few frames of each clip.

    Release/videoset.csv                    video, label, start, end, height, width, frames,
                                            annotated frames, subset (0 train, 1 test); no head
    Release/clips320H/VIDEO.mp4
    text_annotations/a2d_annotation.txt     video_id,instance_id,query
    text_annotations/a2d_missed_videos.txt  videos that are left out
    text_annotations/a2d_annotation_with_instances/VIDEO/00001.h5
        `instance`: ids; `reMask`: their masks [N, W, H], or [W, H] of a single one

Frames are numbers from 1. Beside them may lie what others made of these files, which fixes the
order: a2d_sentences_single_frame_SPLIT_annotations.json, [[query, video, frame, object]]. Masks are
in HDF5, for which h5py is needed.
"""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.clip_frames import ClipFrames
from soc_rvos.datasets.files import broken, inside, missing, names_in, read_bytes, read_json
from soc_rvos.datasets.hdf5 import read_arrays
from soc_rvos.datasets.published_dataset import PublishedDataset, PublishedPart
from soc_rvos.datasets.sample import Sample, Truth
from soc_rvos.messages import Message, message

_SUBSETS = {"train": "0", "test": "1"}
_RATE = Fraction(24)
_CLIPS_ADVICE = message(
    "Download A2D (A2D_main_1_0.tar.gz) from https://web.eecs.umich.edu/~jjcorso/r/a2d and unpack "
    "it here: it holds Release."
)
_TEXTS_ADVICE = message(
    "Download the sentences of A2D (text_annotations) from "
    "https://kgavrilyuk.github.io/publication/actor_action and unpack them here."
)


def opened(folder: Path) -> PublishedDataset | None:
    """Return the dataset in `folder`, None where it is another."""
    texts, release = folder / "text_annotations", folder / "Release"
    if not (release / "videoset.csv").is_file() and not (texts / "a2d_annotation.txt").is_file():
        return None
    parts = (
        PublishedPart(release / "videoset.csv", _CLIPS_ADVICE),
        PublishedPart(release / "clips320H", _CLIPS_ADVICE),
        PublishedPart(texts / "a2d_annotation.txt", _TEXTS_ADVICE),
        PublishedPart(texts / "a2d_missed_videos.txt", _TEXTS_ADVICE),
        PublishedPart(texts / "a2d_annotation_with_instances", _TEXTS_ADVICE),
    )
    is_listed = any((folder / _listed(split)).is_file() for split in _SUBSETS)
    return PublishedDataset(
        "a2d-sentences",
        "A2D-Sentences",
        folder,
        tuple(_SUBSETS),
        parts,
        "as published, with a list of single frames" if is_listed else "as published",
        lambda split: _read(folder, split),
        lambda split: _doubts(folder, split),
    )


def _listed(split: str) -> str:
    return f"a2d_sentences_single_frame_{split}_annotations.json"


def _read(folder: Path, split: str) -> list[Sample]:
    masks = folder / "text_annotations" / "a2d_annotation_with_instances"
    if not masks.is_dir():
        raise missing(masks, _TEXTS_ADVICE)
    samples = []
    for text, video, number, instance in _rows(folder, split):
        frames = _frames(folder / "Release" / "clips320H", video)
        file = inside(masks, video) / f"{number:05d}.h5"
        samples.append(
            Sample(
                video,
                f"f_{number}_i_{instance}",
                text,
                frames,
                (str(instance),),
                (number - 1,),
                _Truths(file, instance),
                rate=_RATE,
            )
        )
    return samples


@lru_cache(maxsize=4096)
def _frames(clips: Path, video: str) -> ClipFrames:
    return ClipFrames(inside(clips, f"{video}.mp4"), _CLIPS_ADVICE)


def _rows(folder: Path, split: str) -> list[tuple[str, str, int, int]]:
    """Return sentence, video, number of the frame from 1 on, and instance; raises PublishedError.

    Where the list of others is missing it is made as they did: every annotated frame on which the
    instance has a mask, in the order of the sentences.
    """
    listed = folder / _listed(split)
    if listed.is_file():
        return read_json(listed, list[tuple[str, str, int, int]], _TEXTS_ADVICE)
    rows = []
    for text, video, id in _said(folder, split):
        rows += [(text, video, number, id) for number in _shown_on(folder, video, id)]
    return rows


def _doubts(folder: Path, split: str) -> list[Message]:
    """See `PublishedDataset.doubts`: sentences whose object is on no annotated frame."""
    if (folder / _listed(split)).is_file():
        return []
    return [
        message(
            "'{text}': no annotated frame of '{video}' has the object {object}.",
            text=text[:60],
            video=video,
            object=id,
        )
        for text, video, id in _said(folder, split)
        if not _shown_on(folder, video, id)
    ]


def _said(folder: Path, split: str) -> list[tuple[str, str, int]]:
    """Return sentence, video and instance of all that is said in a split; raises PublishedError."""
    texts = folder / "text_annotations"
    table = folder / "Release" / "videoset.csv"
    used = {row[0] for row in _table(table, _CLIPS_ADVICE) if row[-1:] == [_SUBSETS[split]]}
    left_out = read_bytes(texts / "a2d_missed_videos.txt", _TEXTS_ADVICE).decode("utf-8", "replace")
    used -= {line.strip() for line in left_out.splitlines()}
    rows = []
    path = texts / "a2d_annotation.txt"
    for number, row in enumerate(_table(path, _TEXTS_ADVICE)[1:], start=2):
        if len(row) != 3:
            raise broken(path, f"row {number} is no video, object, query", _TEXTS_ADVICE)
        video, id, text = row
        if video not in used or not id.isdecimal():  # one is called '1 (copy)': published, left out
            continue
        rows.append((text, video, int(id)))
    return rows


def _shown_on(folder: Path, video: str, instance: int) -> list[int]:
    """Return the annotated frames that have an instance, from 1 on; raises PublishedError."""
    masks = inside(folder / "text_annotations" / "a2d_annotation_with_instances", video)
    found = []
    for name in sorted(each for each in names_in(masks) if each.endswith(".h5")):
        if not name[:-3].isdecimal():
            raise broken(masks / name, "its name is no number of a frame", _TEXTS_ADVICE)
        if instance in _instances(masks / name):
            found.append(int(name[:-3]))
    return found


def _table(path: Path, advice: str) -> list[list[str]]:
    text = read_bytes(path, advice).decode("utf-8-sig", "replace")
    try:
        return [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    except csv.Error as error:
        raise broken(path, error, advice) from error


@lru_cache(maxsize=4096)
def _instances(path: Path) -> tuple[int, ...]:
    (ids,) = read_arrays(path, ("instance",), _TEXTS_ADVICE)
    return _ids(path, ids)


def _ids(path: Path, said: NDArray[np.generic]) -> tuple[int, ...]:
    numbers = said.ravel().astype(np.float64)
    if not (np.abs(numbers) < 2**53).all():  # not a number is not, either
        raise broken(path, "'instance' has no numbers of objects", _TEXTS_ADVICE)
    return tuple(int(each) for each in numbers)


class _Truths:
    """Reads the truth of one object on one frame; a plain value, for other processes."""

    def __init__(self, path: Path, instance: int) -> None:
        self._path, self._instance = path, instance

    def __call__(self, place: int) -> Truth:
        ids, masks = read_arrays(self._path, ("instance", "reMask"), _TEXTS_ADVICE)
        own = _ids(self._path, ids)
        planes: NDArray[np.generic] = masks[None] if masks.ndim == 2 else masks
        if planes.ndim != 3 or len(planes) != len(own):
            raise broken(self._path, "'reMask' does not have a mask for each object", _TEXTS_ADVICE)
        if self._instance not in own:
            raise broken(self._path, f"it has no object {self._instance}", _TEXTS_ADVICE)
        # Stored as [W, H].
        plane = planes[own.index(self._instance)].T
        return Truth((plane != 0)[None])
