"""A predictor and videos simple enough to know every answer beforehand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.key_frames import KeyFrames
from soc_rvos.inference.predictor import Answers

COLOURS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "bright": (255,) * 3}


@dataclass
class BrightPredictor:
    """Answers with what has the colour that an expression names, without a network.

    Each colour is a query: the one named comes first, the others follow with lower scores. A query
    of a colour that a frame does not show marks nothing there and scores 0.1. What was asked is
    noted: `asked` has the number of clips and the expressions of every call.
    """

    window_length: int = 8
    threshold: float = 0.5
    batch: int = 1
    scale: int = 1
    asked: list[tuple[int, tuple[str, ...], tuple[Hashable | None, ...]]] = field(
        default_factory=list
    )

    def frame_size(self, height: int, width: int) -> tuple[int, int]:
        return max(1, height // self.scale), max(1, width // self.scale)

    def predict(
        self,
        clips: Sequence[NDArray[np.uint8]],
        expressions: Sequence[str],
        count: int,
        keys: Sequence[Hashable | None] | None = None,
        key_frames: Sequence[KeyFrames] | None = None,
    ) -> list[list[Answers]]:
        self.asked.append((len(clips), tuple(expressions), tuple(keys or [None] * len(clips))))
        return [[self._answer(clip, each, count) for each in expressions] for clip in clips]

    def _answer(self, clip: NDArray[np.uint8], expression: str, count: int) -> Answers:
        names = sorted(COLOURS, key=lambda name: name not in expression)[:count]
        height, width = clip.shape[1:3]
        size = (max(1, width // 4), max(1, height // 4))
        small = np.stack([cv2.resize(frame, size, interpolation=cv2.INTER_AREA) for frame in clip])
        logits = np.stack([_likeness(small, COLOURS[name]) for name in names])
        shown = (logits > 0).any(axis=(2, 3))
        best = np.where(np.array([name in expression for name in names]), 0.9, 0.4)
        boxes = np.array([[_box(plane > 0) for plane in planes] for planes in logits])
        return Answers(
            queries=np.array([list(COLOURS).index(name) for name in names], dtype=np.int64),
            scores=np.where(shown, best[:, None], 0.1).astype(np.float32),
            boxes=boxes.astype(np.float32),
            logits=logits,
            embeddings=np.array([COLOURS[name] for name in names], dtype=np.float32) - 100,
        )


def _likeness(frames: NDArray[np.uint8], colour: tuple[int, ...]) -> NDArray[np.float32]:
    """Return mask logits [T, h, w], above zero where a pixel is within 100 levels of `colour`."""
    away = np.abs(frames.astype(np.float32) - np.array(colour, dtype=np.float32)).max(axis=-1)
    return ((100 - away) / 10).astype(np.float32)


def _box(marked: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    rows, columns = np.nonzero(marked)
    if not len(rows):
        return 0.5, 0.5, 0.0, 0.0
    height, width = marked.shape
    left, right = columns.min() / width, (columns.max() + 1) / width
    top, bottom = rows.min() / height, (rows.max() + 1) / height
    return (left + right) / 2, (top + bottom) / 2, right - left, bottom - top


@dataclass
class ArraySource:
    """A video that is an array, uint8 [T, H, W, 3]; it breaks at frame `broken` if that is set."""

    pictures: NDArray[np.uint8]
    rate: Fraction = Fraction(30)
    broken: int | None = None
    read: int = 0
    closed: bool = False

    @property
    def height(self) -> int:
        return int(self.pictures.shape[1])

    @property
    def width(self) -> int:
        return int(self.pictures.shape[2])

    @property
    def frame_count(self) -> int:
        return len(self.pictures)

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
        try:
            for number in range(start, stop):
                if number == self.broken:
                    raise OSError(f"The video breaks at frame {number}.")
                self.read += 1
                yield self.pictures[number]
        finally:
            self.closed = True


def made_texture(height: int, width: int, seed: int) -> NDArray[np.uint8]:
    """Return a dark picture with soft structure, uint8 [H, W, 3]: a scene for things to be in."""
    generator = np.random.default_rng(seed)
    coarse = generator.integers(20, 110, (max(2, height // 16), max(2, width // 16), 3))
    scene = cv2.resize(coarse.astype(np.uint8), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.minimum(scene, 120).astype(np.uint8)


def made_squares(
    length: int,
    squares: dict[str, tuple[float, float, float]],
    size: tuple[int, int] = (96, 160),
    seed: int = 0,
    side: int = 24,
) -> NDArray[np.uint8]:
    """Return a shot, uint8 [T, H, W, 3]; a square is its left, top, and pixels a frame."""
    height, width = size
    shot = np.repeat(made_texture(height, width, seed)[None], length, axis=0)
    for colour, (left, top, speed) in squares.items():
        for number, frame in enumerate(shot):
            at, down = round(left + speed * number), round(top)
            frame[down : down + side, max(at, 0) : max(at + side, 0)] = COLOURS[colour]
    return shot


@pytest.fixture
def texture() -> Callable[[int, int, int], NDArray[np.uint8]]:
    """`made_texture`: what tests share comes as fixtures, for they cannot import each other."""
    return made_texture


@pytest.fixture
def squares() -> Callable[..., NDArray[np.uint8]]:
    """`made_squares`."""
    return made_squares


@pytest.fixture
def array_source() -> type[ArraySource]:
    return ArraySource


@pytest.fixture
def bright_predictor() -> type[BrightPredictor]:
    return BrightPredictor


@pytest.fixture
def predictor() -> BrightPredictor:
    return BrightPredictor()
