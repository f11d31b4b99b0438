"""Videos of a dataset as files: written of the pictures of frames, for formats that have clips."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.datasets.dataset import Dataset, DatasetVideo
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.fitting import DatasetLoss, Fitted, each_video
from soc_studio.core.datasets.frame_pictures import FrameFiles, link
from soc_studio.core.datasets.mask_picture import size_of
from soc_studio.core.datasets.segmentation import check_size
from soc_studio.core.media.colour_tags import ColourTags
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.system.messages import message

_RATE = Fraction(24)  # of videos of which nobody said it
# What loaders take a file for that says nothing, as those of the originals do.
_TAGS = ColourTags(matrix=6, primaries=6, transfer=1)
_FINE = {"crf": "10", "preset": "medium"}


def with_clips(dataset: Dataset) -> Fitted:
    """Let the frames of each video be one file; where pictures are missing, it has none."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        files = video.pictures.files if video.pictures is not None else ()
        is_broken = video.clip is None and None in files
        return (replace(video, pictures=None) if is_broken else video), is_broken

    changed, count = each_video(dataset, change)
    frames = sum(
        len(video.pictures.files)
        for video in changed.videos
        if video.pictures is not None and video.clip is None
    )
    return changed, [
        DatasetLoss(
            message("Videos that lack pictures of frames get no MP4: {count}.", count=count), count
        ),
        DatasetLoss(
            message("Frames are written as H.264 in MP4, with some loss: {count}.", count=frames),
            frames,
        ),
    ]


def without_clips(dataset: Dataset) -> Fitted:
    """Leave out videos that are files, for formats that have the pictures of frames."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        return replace(video, clip=None), video.clip is not None and video.pictures is None

    changed, count = each_video(dataset, change)
    sentence = message(
        "Videos that are files get no pictures of their frames: {count}. Import the dataset and "
        "export the project to have them.",
        count=count,
    )
    return changed, [DatasetLoss(sentence, count)]


def write_clip(folder: Path, video: DatasetVideo, kept: FrameFiles) -> None:
    """Write the frames of `video` into `folder`, which is there, as an MP4 of its name.

    Raises:
        DatasetError: a picture cannot be read, or is of another size than the video.
        WriteError: the file cannot be written.
        OSError: likewise.
    """
    path = folder / f"{video.name}.mp4"
    clip = video.clip
    if clip is not None:
        if clip.folder is None:
            path.write_bytes(clip.read(clip.file))
        elif kept is FrameFiles.LINK:
            link(clip.folder / clip.file, path)
        else:
            shutil.copyfile(clip.folder / clip.file, path)
        return
    if video.pictures is None or not video.frames:
        return
    is_even = not (video.height % 2 or video.width % 2)
    pixels = "yuv420p" if is_even else "yuv444p"  # which has no odd sizes
    encoding = Encoding(pixel_format=pixels, options=_FINE)
    rate = video.rate or _RATE
    with VideoWriter(path, video.width, video.height, rate, encoding, tags=_TAGS) as writer:
        for frame in _frames(video):
            writer.write(frame)


def _frames(video: DatasetVideo) -> Iterator[NDArray[np.uint8]]:
    """Yield the frames of a video that has pictures, RGB uint8 [H, W, 3]."""
    assert video.pictures is not None
    for file in video.pictures.files:
        content = video.pictures.read(file or "")
        named = f"'{shown(file)}'"
        check_size(named, size_of(content, named), video.height, video.width)
        try:
            picture = cv2.imdecode(np.frombuffer(content, dtype=np.uint8), cv2.IMREAD_COLOR)
        except cv2.error:
            picture = None
        if picture is None:
            raise DatasetError(
                message("{path} cannot be read as a picture.", path=named),
                message("Write it again, or leave it out."),
            )
        yield cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)
