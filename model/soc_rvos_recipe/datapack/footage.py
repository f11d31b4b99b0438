"""Frames of real videos: what stands out in them, and what is what where that can be trusted.

The masks come from the saliency teacher, from what moves before a camera that stands still, and
from colours that nothing else in the picture has. They were checked by eye; frames where they are
wrong have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.pack import (
    Background,
    Credit,
    Footage,
    FootageObject,
    Object,
    PackError,
    View,
)
from soc_rvos_recipe.datapack.pictures import fitted, write_grey, write_webp
from soc_rvos_recipe.datapack.saliency import Teacher, largest_piece

CREDITS = {
    "sa-v": Credit(
        "Demonstration videos of SAM 2, footage of the SA-V kind",
        "Meta SA-V (Meta AI)",
        "CC BY 4.0",
        "GitHub repository facebookresearch/sam2, demo/data",
    ),
    "sam2": Credit(
        "bedroom.mp4 of the SAM 2 notebooks",
        "Meta AI",
        "Apache-2.0",
        "GitHub repository facebookresearch/sam2, notebooks/videos",
    ),
}
LONG_SIDE = 448
_CUT_OUT_SIDE = 224
_Picture = NDArray[np.uint8]
_Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Thing:
    """An object of a video; `trusted` are the numbers of the video's frames whose mask is right,
    None where all are; in those of `gone` it is out of the picture."""

    name: str
    general: tuple[str, ...]
    group: str
    expressions: tuple[str, ...]
    trusted: frozenset[int] | None = None
    gone: frozenset[int] = frozenset()
    wears: tuple[str, ...] = ()
    clothes: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    pose: str | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame with what helps to tell its objects apart; `moved` is how much every pixel differs
    from the picture without what moves, 0 to 255."""

    number: int
    picture: _Picture
    salient: _Bools
    moved: NDArray[np.float32]


_Finder = Callable[[_Frame], Mapping[str, _Bools | None]]


@dataclass(frozen=True, slots=True)
class _Video:
    file: str
    name: str
    credit: str
    split: str
    every: int
    things: tuple[_Thing, ...] = ()
    find: _Finder | None = None
    # Parts of the picture without what moves that hold no object: left, top, right, bottom.
    empty: tuple[tuple[float, float, float, float], ...] = ()


def taken(
    folder: Path, teacher: Teacher, out: Path
) -> Iterator[tuple[Footage, list[Object], list[Background]]]:
    """Yield each video's footage, its objects as cut-outs, and backgrounds from its empty parts."""
    for video in VIDEOS:
        pictures = _frames(folder / video.file, video.every)
        plate = np.median([picture for _, picture in pictures], axis=0).astype(np.float32)
        frames, saliencies = [], []
        masks: dict[str, list[str | None]] = {thing.name: [] for thing in video.things}
        views: dict[str, list[View]] = {thing.name: [] for thing in video.things}
        for number, picture in pictures:
            stem = f"footage/{video.name}-{number:04d}"
            saliency = teacher.saliency(picture, f"{Path(video.file).stem}-{number:04d}")
            _write_once(out / f"{stem}.webp", picture)
            if not (out / f"{stem}-saliency.png").exists():
                write_grey(out / f"{stem}-saliency.png", saliency)
            frames.append(f"{stem}.webp")
            saliencies.append(f"{stem}-saliency.png")
            moved = np.abs(picture.astype(np.float32) - plate).max(axis=2)
            frame = _Frame(number, picture, saliency > 127, moved)
            found = video.find(frame) if video.find is not None else {}
            for thing in video.things:
                trusted = thing.trusted is None or number in thing.trusted
                mask = found.get(thing.name) if trusted else None
                if number in thing.gone:
                    mask = np.zeros(saliency.shape, dtype=np.bool_)
                file = f"{stem}-{thing.name.replace(' ', '-')}.png" if mask is not None else None
                masks[thing.name].append(file)
                if mask is None or file is None:
                    continue
                write_grey(out / file, np.where(mask, 255, 0).astype(np.uint8))
                if whole(mask):
                    view = View(f"objects/{Path(file).stem}.webp")
                    _write_once(out / view.file, _cut(picture, mask))
                    views[thing.name].append(view)
        things = tuple(
            FootageObject(thing.name, thing.expressions, tuple(masks[thing.name]))
            for thing in video.things
        )
        yield (
            Footage(
                video.name, video.split, video.credit, tuple(frames), tuple(saliencies), things
            ),
            [
                _object(video, thing, views[thing.name])
                for thing in video.things
                if views[thing.name]
            ],
            _backgrounds(video, plate, out),
        )


def whole(mask: NDArray[np.bool_]) -> bool:
    """Return whether the object is in the picture and not cut off by more than a few pixels of
    its border."""
    if mask.mean() < 0.002:
        return False
    border = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    return int(border.sum()) <= 6


def _frames(path: Path, every: int) -> list[tuple[int, _Picture]]:
    """Every so manieth frame with its number, RGB uint8, longest side LONG_SIDE."""
    frames = []
    video = cv2.VideoCapture(str(path.absolute()))  # `12:30.mp4` alone would be an address
    try:
        number = 0
        while video.grab():
            if number % every == 0:
                _, picture = video.retrieve()
                height, width = picture.shape[:2]
                scale = LONG_SIDE / max(height, width)
                size = (round(width * scale), round(height * scale))
                small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
                frames.append((number, np.ascontiguousarray(small[..., ::-1], dtype=np.uint8)))
            number += 1
    finally:
        video.release()
    if not frames:
        raise PackError(f"{path} is not there or holds no video that can be read.")
    return frames


def _write_once(path: Path, picture: _Picture) -> None:
    if not path.exists():
        write_webp(path, picture, 74)


def _cut(picture: _Picture, mask: _Bools) -> _Picture:
    """The object alone; the edge is drawn in by half a pixel and softened."""
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.8)
    alpha = np.clip((soft - 0.35) / 0.55, 0, 1) * 255
    return fitted(np.dstack([picture, np.rint(alpha).astype(np.uint8)]), _CUT_OUT_SIDE)


def _object(video: _Video, thing: _Thing, views: Sequence[View]) -> Object:
    identity = f"footage-{video.name}-{thing.name.replace(' ', '-')}"
    return Object(
        id=identity,
        name=thing.name,
        group=thing.group,
        split=video.split,
        credit=video.credit,
        views=tuple(views),
        general=thing.general,
        colours=thing.colours,
        wears=thing.wears,
        clothes=thing.clothes,
        pose=thing.pose,
        model=identity,
    )


def _backgrounds(video: _Video, plate: NDArray[np.float32], out: Path) -> list[Background]:
    found = []
    height, width = plate.shape[:2]
    for number, (left, top, right, bottom) in enumerate(video.empty):
        file = f"backgrounds/{video.name}-{number:02d}.webp"
        rows = slice(round(top * height), round(bottom * height))
        columns = slice(round(left * width), round(right * width))
        part = np.ascontiguousarray(plate[rows, columns]).astype(np.uint8)
        size = (512, 288)
        _write_once(out / file, np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_CUBIC)))
        found.append(Background(file, video.split, video.credit))
    return found


def _lab(picture: _Picture) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Lightness 0 to 100, chroma, hue angle 0 to 360."""
    lab: NDArray[np.float32] = np.asarray(
        cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), dtype=np.float32
    )
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    return lab[..., 0], np.hypot(lab[..., 1], lab[..., 2]), hue


def _closed(mask: _Bools, size: int) -> _Bools:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel) > 0)


def _opened(mask: _Bools, size: int) -> _Bools:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, kernel) > 0)


def _dilated(mask: _Bools, size: int) -> _Bools:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones((size, size), dtype=np.uint8)) > 0)


def _pieces(mask: _Bools, least: int) -> list[_Bools]:
    """The connected pieces of at least so many pixels, from left to right."""
    count, labels, statistics, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    kept = [k for k in range(1, count) if statistics[k, cv2.CC_STAT_AREA] >= least]
    kept.sort(key=lambda k: int(statistics[k, cv2.CC_STAT_LEFT]))
    return [np.asarray(labels == k, dtype=np.bool_) for k in kept]


def _dog_and_woman(frame: _Frame) -> Mapping[str, _Bools | None]:
    height, width = frame.salient.shape
    rows, columns = np.indices((height, width))
    moving = _opened((frame.moved > 30) & (columns > 0.4 * width) & (rows > 0.4 * height), 5)
    dog: _Bools | None = None
    woman: _Bools | None = None
    for piece in _pieces(_opened(frame.salient, 3), 250):
        across = columns[piece]
        if np.ptp(across) > 0.26 * width:
            continue  # both in one
        if across.mean() < 0.3 * width:
            woman = piece
        elif rows[piece].mean() > 0.45 * height:
            dog = largest_piece(_opened(piece, 5))
    # Where it runs fast the teacher misses parts of the dog, but all of what moves must be it.
    if dog is not None and (moving & ~_dilated(dog, 9)).sum() > 0.2 * moving.sum():
        dog = None
    return {"dog": dog, "woman": woman}


def _man_and_ball(frame: _Frame) -> Mapping[str, _Bools | None]:
    light, chroma, _ = _lab(frame.picture)
    # The shoes are as white, but they stand where they are most of the time.
    white = (light > 70) & (chroma < 16) & (frame.moved > 22)
    rows, columns = np.indices(white.shape)
    best, ball = 0.0, None
    near = _dilated(frame.salient, 9)
    lowest = int(np.flatnonzero(frame.salient.any(axis=1)).max(initial=0))
    for radius in (11.0, 12.0, 13.0):
        size = 2 * int(radius) + 9
        y, x = np.indices((size, size)) - size // 2
        far = np.hypot(x, y)
        inside = (far <= radius).astype(np.float32)
        ring = ((far > radius + 1) & (far <= radius + 3)).astype(np.float32)
        weights = inside / inside.sum() - ring / ring.sum()
        score = np.array(cv2.filter2D(white.astype(np.float32), -1, weights), dtype=np.float32)
        score[~near] = -1
        score[lowest - 15 :] -= 0.4
        row, column = np.unravel_index(int(np.argmax(score)), score.shape)
        if score[row, column] > best:
            best = float(score[row, column])
            ball = np.hypot(rows - row, columns - column) <= radius + 0.5
    if ball is None or best < 0.5:
        return {}
    # A ball before a leg cuts it in two.
    parts = _pieces(_opened(frame.salient & ~ball, 3), 60)
    man = np.asarray(np.any(parts, axis=0), dtype=np.bool_) if parts else None
    return {"man": man, "ball": np.asarray(ball, dtype=np.bool_)}


def _girl_and_boy(frame: _Frame) -> Mapping[str, _Bools | None]:
    height, width = frame.salient.shape
    children: dict[str, _Bools | None] = {}
    for piece in _pieces(frame.salient, 900):
        where = float(np.flatnonzero(piece.any(axis=0)).mean()) / width
        tall = piece.any(axis=1).sum() > 0.35 * height  # pillows are not
        if tall and where < 0.27:
            children["boy"] = _opened(piece, 3)
        elif tall and where < 0.6:
            children["girl"] = largest_piece(_opened(piece, 3))
    return children


def _mug(frame: _Frame) -> Mapping[str, _Bools | None]:
    light, chroma, hue = _lab(frame.picture)
    blue = (hue > 245) & (hue < 300) & (chroma > 22) & (light > 12)
    pieces = _pieces(_closed(blue, 5), 200)
    if not pieces:
        return {}
    return {"mug": max(pieces, key=lambda piece: int(piece.sum()))}


def _cups_and_player(frame: _Frame) -> Mapping[str, _Bools | None]:
    light, chroma, hue = _lab(frame.picture)
    red = ((hue < 40) | (hue > 350)) & (chroma > 48)
    cups = _opened(_closed(red, 5), 3)
    cups = np.any(_pieces(cups, 150) or [np.zeros_like(cups)], axis=0)
    orange = (hue > 50) & (hue < 85) & (chroma > 30) & (light > 25)
    skin = (hue > 30) & (hue < 80) & (chroma > 12) & (light > 50)
    rows = np.arange(cups.shape[0])[:, None]
    body = _closed((orange | skin) & ~cups & (rows < 0.8 * cups.shape[0]), 7) & ~cups
    player = _pieces(_opened(body, 3), 250)
    yellow = (hue > 80) & (hue < 110) & (chroma > 40) & (light > 50) & (rows > 0.5 * cups.shape[0])
    return {
        "ball": _opened(yellow, 3),
        "cups": np.asarray(cups, dtype=np.bool_),
        "person": np.asarray(np.any(player, axis=0), dtype=np.bool_) if player else None,
    }


# Where the ball is told from the man's shoes.
_BALL_FOUND = frozenset(range(0, 247, 4)) - {60, 104, 108, 124, 156, 172, 176, 180, 216}
VIDEOS = (
    _Video(
        "01_dog.mp4",
        "dog",
        "sa-v",
        "train",
        4,
        (
            _Thing(
                "dog",
                ("animal", "pet"),
                "animal",
                (
                    "the dog",
                    "a dog jumping and running around",
                    "the brown and white dog",
                    "the spotted dog with a leash",
                    "the animal",
                    "the dog that runs in front of the woman",
                ),
                frozenset(
                    (
                        *(8, 12, 24, 28, 60, 64, 68, 132, 140, 168, 176),
                        *(196, 200, 204, 208, 212, 216, 232, 236, 240, 252),
                    )
                ),
                frozenset(range(76, 101, 4)),
                colours=("white", "brown"),
            ),
            _Thing(
                "woman",
                ("person", "adult"),
                "person",
                (
                    "the woman",
                    "the woman in blue jeans",
                    "a woman playing with a dog",
                    "the person on the left",
                    "the woman in a white shirt and jeans",
                    "the lady standing on the left",
                    "the person with long brown hair",
                ),
                wears=("white", "blue"),
                clothes=("t-shirt", "jeans"),
                pose="standing",
            ),
        ),
        _dog_and_woman,
        (
            (0.42, 0.3, 1.0, 1.0),
            (0.3, 0.0, 0.9, 0.6),
            (0.34, 0.0, 1.0, 0.66),
            (0.5, 0.4, 1.0, 0.9),
            (0.4, 0.05, 0.8, 0.45),
        ),
    ),
    _Video(
        "02_cups.mp4",
        "cups",
        "sa-v",
        "train",
        5,
        (
            _Thing(
                "cups",
                ("cup",),
                "household",
                (
                    "the red cups",
                    "the cups on the table",
                    "red plastic cups being moved around",
                    "the cups turned upside down",
                    "the red things",
                ),
                colours=("red",),
            ),
            _Thing(
                "ball",
                (),
                "household",
                ("the yellow ball", "the small ball", "the ball under the cup", "a yellow ball"),
                colours=("yellow",),
            ),
            _Thing(
                "person",
                (),
                "person",
                (
                    "the person",
                    "the person in the orange top",
                    "the person moving the cups",
                    "the woman behind the table",
                    "the one in an orange shirt",
                ),
            ),
        ),
        _cups_and_player,
    ),
    _Video("03_blocks.mp4", "blocks", "sa-v", "train", 8),
    _Video(
        "04_coffee.mp4",
        "coffee",
        "sa-v",
        "train",
        8,
        (
            _Thing(
                "mug",
                ("cup",),
                "household",
                (
                    "the blue mug",
                    "the blue cup",
                    "the mug that is filled with coffee",
                    "the cup on the table",
                    "the mug",
                    "the mug held by the person on the right",
                ),
                colours=("blue",),
            ),
        ),
        _mug,
    ),
    _Video(
        "05_default_juggle.mp4",
        "juggle",
        "sa-v",
        "train",
        4,
        (
            _Thing(
                "man",
                ("person", "adult"),
                "person",
                (
                    "the man",
                    "the man juggling a ball",
                    "the man in a grey shirt",
                    "a man kicking a football",
                    "the person in dark trousers and white shoes",
                    "the person",
                    "the soccer player",
                ),
                _BALL_FOUND,
                wears=("grey", "blue"),
                clothes=("shirt", "trousers"),
                pose="standing",
            ),
            _Thing(
                "ball",
                ("soccer ball",),
                "household",
                (
                    "the ball",
                    "the white ball",
                    "the soccer ball",
                    "the football",
                    "a white ball bouncing up and down",
                    "the ball that the man is juggling",
                ),
                _BALL_FOUND,
                colours=("white",),
            ),
        ),
        _man_and_ball,
        (
            (0.0, 0.0, 0.43, 0.6),
            (0.0, 0.4, 0.43, 0.83),
            (0.0, 0.57, 0.43, 1.0),
            (0.66, 0.0, 1.0, 0.34),
            (0.62, 0.25, 1.0, 0.63),
            (0.64, 0.6, 1.0, 0.96),
        ),
    ),
    _Video(
        "bedroom.mp4",
        "bedroom",
        "sam2",
        "train",
        3,
        (
            _Thing(
                "girl",
                ("child", "person"),
                "person",
                (
                    "the girl",
                    "the girl in the blue skirt",
                    "the girl jumping on the bed",
                    "a little girl with blond hair",
                    "the child on the right",
                    "the girl with raised arms",
                ),
                frozenset((*range(126, 177, 3), 186)),
                wears=("white", "blue"),
                clothes=("shirt", "skirt"),
                pose="jumping",
            ),
            _Thing(
                "boy",
                ("child", "person"),
                "person",
                (
                    "the boy",
                    "the boy in the white shirt and shorts",
                    "the child on the left",
                    "the boy next to the girl",
                    "a boy with short hair",
                ),
                frozenset((135, *range(156, 180, 3), 186, 192, 195)),
                wears=("white", "brown"),
                clothes=("t-shirt", "shorts"),
                pose="jumping",
            ),
        ),
        _girl_and_boy,
        (
            (0.0, 0.0, 1.0, 1.0),
            (0.42, 0.42, 1.0, 1.0),
            (0.4, 0.0, 1.0, 0.6),
            (0.3, 0.2, 0.95, 0.85),
        ),
    ),
)
