"""The answers of an evaluation as files: what servers take, and what other tools write.

    Annotations/VIDEO/SENTENCE/FRAME.png    Ref-YouTube-VOS and MeViS: 0 and 255
    anno_0/VIDEO/FRAME.png … anno_3         Ref-DAVIS17: a palette, the sentences' places from 1 on
    answers/VIDEO/SENTENCE.json             single frames: {"scores": […], "masks": [{COCO's code}]}

A folder or file is there when all of it is, so that an evaluation that was stopped goes on.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.datasets.files import PublishedError, inside, read_json, read_labels
from soc_rvos.datasets.ref_davis import ANNOTATORS
from soc_rvos.datasets.sample import Sample
from soc_rvos.evaluation.scoring import ImageScore, Score
from soc_rvos.masks import Mask
from soc_rvos.rle import checked_mask
from soc_studio.core.datasets.mask_picture import PALETTE
from soc_studio.core.datasets.segmentation import MOST_PIXELS
from soc_studio.core.system.atomic_file import replacing_file, write_error
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

_NEW = ".unfinished"
_MASKS, _ANSWERS = "Annotations", "answers"


class _Code(msgspec.Struct):
    size: tuple[int, int]
    counts: str


class _Answers(msgspec.Struct):
    scores: list[float]
    masks: list[_Code]


class _Result(msgspec.Struct):
    image_id: str | int
    segmentation: _Code
    score: float


class ResultFolder:
    """The answers in a folder, of one split of a dataset.

    Attributes:
        root: the folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def has_masks(self, sample: Sample) -> bool:
        """Return whether a sentence about a video is answered."""
        return self._masks(sample).is_dir()

    def has_combined(self, video: str) -> bool:
        """Return whether the combined pictures of all annotators of a video are there."""
        return all(self._combined(annotator, video).is_dir() for annotator in range(ANNOTATORS))

    def has_answers(self, sample: Sample) -> bool:
        """Return whether a sentence about a single frame is answered."""
        return self._answers(sample).is_file()

    def write_masks(
        self, samples: Sequence[Sample], passes: Iterable[Sequence[NDArray[np.bool_]]]
    ) -> None:
        """Write the masks of sentences about one video, bool [T, H, W] each, pass by pass.

        Raises:
            WriteError: they cannot be written.
        """
        names = samples[0].frames.names
        with _whole([self._masks(sample) for sample in samples]) as folders:
            done = 0
            for masks in passes:
                for folder, planes in zip(folders, masks, strict=True):
                    for name, plane in zip(names[done:], planes, strict=False):
                        _write(folder / f"{name}.png", plane.astype(np.uint8) * 255, False)
                done += len(masks[0])

    def write_combined(self, sample: Sample, passes: Iterable[Sequence[NDArray[np.uint8]]]) -> None:
        """Write the combined pictures of a video, uint8 [T, H, W] for each annotator, pass by pass.

        Raises:
            WriteError: they cannot be written.
        """
        names = sample.frames.names
        places = [self._combined(annotator, sample.video) for annotator in range(ANNOTATORS)]
        with _whole(places) as folders:
            done = 0
            for pictures in passes:
                for folder, planes in zip(folders, pictures, strict=True):
                    for name, plane in zip(names[done:], planes, strict=False):
                        _write(folder / f"{name}.png", plane, True)
                done += len(pictures[0])

    def write_answers(
        self, sample: Sample, answers: Sequence[tuple[float, NDArray[np.bool_]]]
    ) -> None:
        """Write the answers about a single frame, best first; raises WriteError."""
        masks = [Mask.from_array(mask) for _, mask in answers]
        content: dict[str, Any] = {
            "scores": [score for score, _ in answers],
            "masks": [
                {"size": [mask.height, mask.width], "counts": mask.counts.decode("ascii")}
                for mask in masks
            ],
        }
        with replacing_file(self._answers(sample)) as unfinished:
            unfinished.write_text(json.dumps(content), encoding="utf-8")

    def mask_file(self, sample: Sample, place: int) -> Path:
        """Return where the mask of a sentence on a frame is."""
        folder = self._masks(sample)
        if not folder.is_dir():
            folder = inside(inside(self.root, sample.video), sample.id)
        return folder / f"{sample.frames.names[place]}.png"

    def mask(self, sample: Sample, place: int) -> NDArray[np.bool_]:
        """Return the mask of a sentence on a frame, bool [H, W].

        Raises:
            RvosError: it is missing or broken.
        """
        values = read_labels(self.mask_file(sample, place), _ADVICE)
        least = 127 if values.max(initial=0) > 1 else 0
        return np.asarray(values > least, dtype=np.bool_)

    def combined(self, sample: Sample, place: int) -> NDArray[np.uint8]:
        """Return the combined picture of a sentence's annotator, uint8 [H, W]; raises RvosError."""
        folder = self._combined(sample.annotator or 0, sample.video)
        return read_labels(folder / f"{sample.frames.names[place]}.png", _ADVICE)

    def answers(self, sample: Sample) -> list[tuple[float, NDArray[np.bool_]]]:
        """Return the answers about a single frame.

        Raises:
            RvosError: they are missing or broken.
        """
        path = self._answers(sample)
        if not path.is_file() and self._listed:
            named = f"v_{sample.video}_{sample.id}"
            found = self._listed.get(named) or self._listed.get(sample.id, [])
            return [(each.score, _mask_of(each.segmentation, self._list)) for each in found]
        if not path.is_file():
            picture = inside(inside(self.root, sample.video), f"{sample.id}.png")
            return [(1.0, read_labels(picture if picture.is_file() else path, _ADVICE) > 0)]
        try:
            said = msgspec.json.decode(path.read_bytes(), type=_Answers)
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            raise PublishedError(
                message("'{path}' is broken: {reason}.", path=path, reason=str(error)[:200])
            ) from error
        masks = [_mask_of(each, path) for each in said.masks]
        return list(zip(said.scores, masks, strict=False))

    def shown(self, sample: Sample, score: Score, place: int) -> NDArray[np.bool_]:
        """Return what was scored of a sentence on a frame, bool [H, W]; raises RvosError."""
        if isinstance(score, ImageScore):
            answers = self.answers(sample)
            empty = np.zeros_like(sample.truth(place).mask)
            return max(answers, key=lambda each: each[0])[1] if answers else empty
        if score.answer is None:
            return self.mask(sample, place)
        found = self.combined(sample, place) == score.answer
        return np.asarray(found & (score.answer > 0), dtype=np.bool_)

    @cached_property
    def _listed(self) -> dict[str, list[_Result]]:
        """The answers of `predictions.json`, COCO's list of results, by the ids of its images."""
        found: dict[str, list[_Result]] = {}
        if self._list.is_file():
            advice = message("It has to be COCO's list of results.")
            for each in read_json(self._list, list[_Result], advice):
                found.setdefault(str(each.image_id), []).append(each)
        return found

    @property
    def _list(self) -> Path:
        return self.root / "predictions.json"

    def _masks(self, sample: Sample) -> Path:
        return inside(inside(self.root / _MASKS, sample.video), sample.id)

    def _combined(self, annotator: int, video: str) -> Path:
        return inside(self.root / f"anno_{annotator}", video)

    def _answers(self, sample: Sample) -> Path:
        return inside(inside(self.root / _ANSWERS, sample.video), f"{sample.id}.json")


_ADVICE = message("Every frame that is scored needs its mask.")


def check_belongs(root: Path, said: dict[str, Any]) -> None:
    """Raise StudioError where a folder has the answers of another evaluation; else say of which.

    Raises:
        WriteError: the folder cannot be written.
    """
    path = root / "evaluation.json"
    try:
        root.mkdir(parents=True, exist_ok=True)
        former = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    except ValueError:
        former = {}
    except OSError as error:
        raise write_error(root, error) from error
    if former is None:
        if any(root.iterdir()):
            raise StudioError(
                message("'{folder}' is not empty, and no evaluation is in it.", folder=root),
                message("Choose a new or an empty folder."),
            )
        with replacing_file(path) as unfinished:
            unfinished.write_text(json.dumps(said, indent=1), encoding="utf-8")
    elif former != said:
        raise StudioError(
            message(
                "'{folder}' has the answers of another model, dataset or protocol.", folder=root
            ),
            message("Choose another folder, or repeat the command as it was given."),
        )


@contextmanager
def _whole(places: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield a folder for each of `places`, which become these at the end of the block."""
    new = [place.with_name(place.name + _NEW) for place in places]
    try:
        for folder in new:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        yield new
        for folder, place in zip(new, places, strict=True):
            shutil.rmtree(place, ignore_errors=True)
            folder.rename(place)
    except OSError as error:
        raise write_error(places[0], error) from error
    finally:
        for folder in new:
            shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, values: NDArray[np.uint8], has_palette: bool) -> None:
    picture = Image.fromarray(values)
    if has_palette:
        picture.putpalette(PALETTE.tobytes())
    picture.save(path, format="PNG", bits=8) if has_palette else picture.save(path, format="PNG")


def _mask_of(code: _Code, path: Path) -> NDArray[np.bool_]:
    """Return the mask of a code, bool [H, W]; raises PublishedError with the file of it."""
    height, width = code.size
    try:
        if not 0 < height * width <= MOST_PIXELS:
            raise ValueError("a mask of no size")
        return checked_mask(height, width, code.counts.encode()).to_array()
    except ValueError as error:
        raise PublishedError(
            message("'{path}' is broken: {reason}.", path=path, reason=str(error))
        ) from error
