"""The pictures of frames of a dataset: found beside its labels, and written with them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path, PurePosixPath

import cv2
import numpy as np

from soc_rvos.picture_folder import SUFFIXES
from soc_studio.core.datasets.dataset import Dataset, DatasetVideo, FramePictures
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import DatasetLoss, Fitted, Rule
from soc_studio.core.datasets.mask_picture import size_of
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_JPEGS = (".jpg", ".jpeg")
_QUALITY = 95
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_HEAD_BYTES = 2**20  # of a picture, in which its size is said


class FrameFiles(Enum):
    """What becomes of the pictures of frames when a dataset is written."""

    COPY = "copy"
    LINK = "link"
    LEAVE = "leave"


def pictures_by_name(tree: DatasetTree, folder: str) -> dict[str, str]:
    """Return the pictures in a folder of `tree`: their paths by their names without suffix."""
    folder = tree.spelled(folder)
    return {
        name.rpartition(".")[0]: f"{folder}/{name}" if folder else name
        for name in tree.files(folder, *SUFFIXES)
    }


def as_called(files: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return `files` by their names; one that differs in upper and lower case, or in zeros before
    numbers, alone from one of `names` that no file has, and from no other, gets that."""
    wanted = [each for each in names if each not in files]
    folded: dict[str, str | None] = {}
    for each in wanted:
        folded[_folded(each)] = None if _folded(each) in folded else each
    called = {folded.get(_folded(name)) or name: file for name, file in files.items()}
    return called if len(called) == len(files) else dict(files)


def _folded(name: str) -> str:
    return _ZEROS.sub("", name.casefold())


def frame_pictures(
    tree: DatasetTree, files: Mapping[str, str], frames: Sequence[str]
) -> FramePictures | None:
    """Return the pictures of `frames` among `files`, paths by names; None where there is none."""
    found = tuple(files.get(frame) for frame in frames)
    if not any(found):
        return None
    return FramePictures(found, tree.read, tree.place())


def picture_size(tree: DatasetTree, file: str) -> tuple[int, int]:
    """Return height and width of a picture in pixels, of which the head alone is read.

    Raises:
        DatasetError: it cannot be read.
    """
    return size_of(tree.peek(file, _HEAD_BYTES), f"'{shown(file)}'")


def with_pictures(dataset: Dataset, kept: FrameFiles) -> Dataset:
    """Return a dataset whose videos have pictures only as far as these are written."""
    if kept is not FrameFiles.LEAVE:
        return dataset
    return replace(
        dataset, videos=tuple(replace(each, pictures=None, clip=None) for each in dataset.videos)
    )


def with_suffix(suffix: str) -> Rule:
    """Return a rule that counts the pictures that are encoded anew, for a format of JPEGs."""

    def rule(dataset: Dataset) -> Fitted:
        count = sum(
            file is not None and not _is_kept(file, suffix)
            for video in dataset.videos
            if video.pictures is not None
            for file in video.pictures.files
        )
        sentence = message("Pictures of frames become JPEG, with some loss: {count}.", count=count)
        return dataset, [DatasetLoss(sentence, count)]

    return rule


def write_pictures(folder: Path, video: DatasetVideo, kept: FrameFiles, suffix: str) -> list[str]:
    """Write the pictures of `video` into `folder`, which is made, called as its frames are.

    Files of another kind than `suffix`, where one is given, are encoded as JPEG; the others are
    copied as they are or, where they lie on the disk and may be, linked.

    Returns:
        The names of their files, for each frame; that which it would have where it has none.

    Raises:
        DatasetError: a picture cannot be read.
        OSError: one cannot be written.
    """
    if video.pictures is None:
        return [f"{frame}{suffix or '.jpg'}" for frame in video.frames]
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for frame, file in zip(video.frames, video.pictures.files, strict=True):
        if file is None:
            names.append(f"{frame}{suffix or '.jpg'}")
            continue
        own = suffix or PurePosixPath(file).suffix.lower()
        names.append(f"{frame}{own}")
        target = folder / names[-1]
        if not _is_kept(file, suffix):
            target.write_bytes(_as_jpeg(video.pictures.read(file), file))
            continue
        source = video.pictures.folder and video.pictures.folder / file
        if kept is FrameFiles.LINK and source is not None:
            link(source, target)
        elif source is not None:
            shutil.copyfile(source, target)
        else:
            target.write_bytes(video.pictures.read(file))
    return names


def _is_kept(file: str, suffix: str) -> bool:
    return not suffix or file.lower().endswith(_JPEGS)


def link(source: Path, target: Path) -> None:
    """Let `target` be the same file as `source`; on another disk, a link to it."""
    try:
        os.link(source.resolve(), target)
    except OSError:
        target.symlink_to(source.resolve())


def _as_jpeg(content: bytes, file: str) -> bytes:
    size_of(content, f"'{shown(file)}'")
    try:
        picture = cv2.imdecode(np.frombuffer(content, dtype=np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        picture = None
    if picture is None:
        raise DatasetError(
            message("'{path}' cannot be read as a picture.", path=shown(file)),
            message("Write it again, or leave it out."),
        )
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
