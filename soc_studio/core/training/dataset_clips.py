"""The clips of a dataset that a network learns from, or is measured on."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.training.augmentation import pseudo_video
from soc_rvos.training.samples import TrainingSample
from soc_studio.core.datasets.categories import REF_YOUTUBE_VOS
from soc_studio.core.datasets.dataset import (
    Dataset,
    DatasetExpression,
    DatasetObject,
    DatasetVideo,
)
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.training.cutting import cuts, is_shown
from soc_studio.core.training.recipe import DataPart

_ANNOTATED_ROOM = 8  # notes of one kind that are told one by one


@dataclass(frozen=True, slots=True)
class _Clip:
    """An expression about some frames of a video; `annotated` as in `TrainingSample`."""

    video: DatasetVideo
    expression: DatasetExpression
    places: tuple[int, ...]
    annotated: int | None = None


class DatasetClips:
    """Clips of a dataset with an expression each; see `soc_rvos.training.samples.TrainingSamples`.

    Attributes:
        part: what a recipe asks for.
        notes: sentences on what was left out.
    """

    def __init__(self, clips: Sequence[_Clip], part: DataPart, notes: Sequence[str]) -> None:
        self._clips = clips
        self.part = part
        self.notes = tuple(notes)

    def __len__(self) -> int:
        return len(self._clips)

    @property
    def videos(self) -> list[str]:
        """The names of the videos, in order, each once."""
        return list(dict.fromkeys(each.video.name for each in self._clips))

    def frames_of(self, number: int) -> tuple[object, ...]:
        """Return what tells which frames a clip has."""
        clip = self._clips[number]
        return clip.video.name, clip.video.split, clip.places

    def video(self, number: int) -> str:
        """Return the name of the video that a clip is of."""
        return self._clips[number].video.name

    def __getitem__(self, number: int) -> TrainingSample:
        """Return a clip; raises DatasetError where a picture or mask cannot be read."""
        clip = self._clips[number]
        video = clip.video
        objects = _objects(clip)
        frames: dict[int, NDArray[np.uint8]] = {}
        masks: dict[int, NDArray[np.bool_]] = {}
        for place in dict.fromkeys(clip.places):
            frames[place] = read_frame(video, place)
            size = frames[place].shape[:2]
            masks[place] = _mask(video, objects, place, (size[0], size[1]))
        made = TrainingSample(
            f"{video.name}: '{clip.expression.text}'",
            np.stack([frames[place] for place in clip.places]),
            clip.expression.text,
            np.stack([masks[place] for place in clip.places]),
            bool(objects),
            class_number(objects[0].category if objects else ""),
            clip.annotated,
        )
        return finished(made, self.part)


def clips_of(
    dataset: Dataset, part: DataPart, name: str
) -> Generator[Progress, None, DatasetClips]:
    """Return the clips that a recipe asks for of a dataset, yielding how far masks are looked at.

    Expressions of nothing known are left out; so are clips that do not show their object.

    Raises:
        DatasetError: an expression names an object that is not there, a mask or a picture is
            missing or cannot be read, or nothing is left.
    """
    videos = [each for each in dataset.videos if part.split in ("", each.split)]
    if not videos:
        splits = sorted({each.split for each in dataset.videos})
        raise DatasetError(
            message("'{name}' has no videos of the split '{split}'.", name=name, split=part.split),
            message("It has these: {splits}.", splits=", ".join(splits)),
        )
    clips: list[_Clip] = []
    empty: list[str] = []
    watch = Stopwatch("Looking at masks")
    for done, video in enumerate(videos):
        clips += _clips_of_video(video, part, empty)
        yield watch.progress(done + 1, len(videos))
    notes = most_of(
        [
            message("No frame shows the object of {expression}: it is left out.", expression=each)
            for each in empty
        ]
    )
    if not clips:
        raise DatasetError(
            message("'{name}' has no expressions with masks to learn from.", name=name),
            message("Choose the split that has masks, or label the videos first."),
        )
    return DatasetClips(clips, part, notes)


def most_of(notes: Sequence[str]) -> list[str]:
    """Return notes of one kind, of many the first and how many there are besides."""
    told = list(notes[:_ANNOTATED_ROOM])
    if len(notes) > len(told):
        count = len(notes) - len(told)
        told.append(message("{count} more are left out for the same reason.", count=count))
    return told


def _clips_of_video(video: DatasetVideo, part: DataPart, empty: list[str]) -> list[_Clip]:
    objects = {each.id: each for each in video.objects}
    wanted = [
        each for each in video.expressions if each.objects or (part.absent and each.is_absent)
    ]
    for expression in wanted:
        for id in expression.objects or ():
            if id not in objects:
                raise DatasetError(
                    message(
                        "'{text}' in the video '{video}' names the object '{object}', which the "
                        "video does not have.",
                        text=shown(expression.text),
                        video=shown(video.name),
                        object=shown(id),
                    ),
                    message("Mend the file of expressions, or leave the expression out of it."),
                )
    used = {id for each in wanted for id in each.objects or ()}
    visible: dict[str, set[int]] = {id: set() for id in used}
    for place in range(len(video.frames)):  # frame by frame: a picture has all of its objects
        for id in used:
            if objects[id].masks.knows(place) and objects[id].masks.read(place).area:
                visible[id].add(place)
    clips: list[_Clip] = []
    for expression in wanted:
        own = expression.objects or ()
        known = video.annotated
        if own:
            known = tuple(
                place for place in known if all(objects[id].masks.knows(place) for id in own)
            )
        shown_on = [visible[id] for id in own]
        made = [
            _Clip(video, expression, cut.places, cut.annotated)
            for cut in cuts(known, len(video.frames), part)
            if not own or is_shown(cut, shown_on, part)
        ]
        if own and not made:
            empty.append(f"'{shown(expression.text)}' ({shown(video.name)})")
        clips += made
    return clips


def _objects(clip: _Clip) -> list[DatasetObject]:
    named = clip.expression.objects or ()
    return [each for each in clip.video.objects if each.id in named]


def finished(sample: TrainingSample, part: DataPart) -> TrainingSample:
    """Return `sample`, as a pseudo-video where a part of a recipe asks for these."""
    if part.clips != "pseudo-videos":
        return sample
    rng = np.random.default_rng(zlib.crc32(sample.name.encode("utf-8", "replace")))
    return pseudo_video(sample, part.frames, rng)


def class_number(category: str) -> int:
    """Return the number of a class among those of Ref-YouTube-VOS."""
    return REF_YOUTUBE_VOS.index(category if category in REF_YOUTUBE_VOS else "others")


def read_frame(video: DatasetVideo, place: int) -> NDArray[np.uint8]:
    """Return a frame of a video of a dataset, RGB uint8 [H, W, 3].

    Raises:
        DatasetError: its picture is missing, or cannot be read.
    """
    name = video.frames[place]
    file = video.pictures.files[place] if video.pictures else None
    if file is None or video.pictures is None:
        raise DatasetError(
            message(
                "The picture of the frame '{frame}' of the video '{video}' is missing.",
                frame=shown(name),
                video=shown(video.name),
            ),
            message("Fetch the dataset's pictures again, or take the video out of it."),
        )
    content = np.frombuffer(video.pictures.read(file), dtype=np.uint8)
    try:
        picture = cv2.imdecode(content, cv2.IMREAD_COLOR) if content.size else None
    except cv2.error:
        picture = None
    if picture is None:
        raise DatasetError(
            message(
                "The picture of the frame '{frame}' of the video '{video}' cannot be read.",
                frame=shown(name),
                video=shown(video.name),
            ),
            message("Fetch the dataset's pictures again, or take the video out of it."),
        )
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)  # type: ignore[return-value]


def _mask(
    video: DatasetVideo, objects: Sequence[DatasetObject], place: int, size: tuple[int, int]
) -> NDArray[np.bool_]:
    """Return bool [H, W], where any of `objects` is; nowhere where nothing is known."""
    pixels = np.zeros(size, dtype=np.bool_)
    for each in objects:
        if not each.masks.knows(place):
            continue
        mask = each.masks.read(place).to_array()
        if mask.shape != size:
            raise DatasetError(
                message(
                    "The mask of the frame '{frame}' of the video '{video}' has another size than "
                    "its picture.",
                    frame=shown(video.frames[place]),
                    video=shown(video.name),
                ),
                message("Masks and pictures of a video have to be of one size."),
            )
        pixels |= mask
    return pixels
