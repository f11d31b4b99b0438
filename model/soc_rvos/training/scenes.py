"""Made clips: coloured shapes that move, with everything known about each of them.

Half of the clips are "flat" (shapes on a picture), half "solid" (solids on a table). Clips of the
"train" split never show a combination that is held out; those of "test" nearly always do, on
pictures from other seeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from .colours import COLOURS, fit_together, sample_colour
from .painting import FlatStage, Floats, Look, Piece, SolidStage
from .shapes import FLAT_SHAPES, SOLID_SHAPES

Split = Literal["train", "test"]
World = Literal["flat", "solid"]

SIZES = ("small", "medium", "large")
MOTIONS = ("still", "left", "right", "up", "down", "closer", "away")

# Combinations of colour and shape that are kept from training.
HELD_OUT = frozenset(
    {
        ("purple", "ball"),
        ("green", "cube"),
        ("orange", "cone"),
        ("pink", "cylinder"),
        ("brown", "pyramid"),
        ("white", "torus"),
        ("red", "star"),
        ("blue", "triangle"),
        ("yellow", "heart"),
        ("green", "circle"),
        ("black", "cross"),
        ("orange", "square"),
    }
)
# Combinations of motion and size that are kept from training.
HELD_OUT_MOTIONS = frozenset({("up", "small"), ("down", "large"), ("closer", "small")})

_RADII: dict[World, dict[str, tuple[float, float]]] = {
    "flat": {"small": (0.075, 0.105), "medium": (0.14, 0.18), "large": (0.23, 0.29)},
    "solid": {"small": (0.36, 0.48), "medium": (0.65, 0.8), "large": (1.0, 1.25)},
}
# Which way on screen, x right and y down.
_WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_TRIES = 12  # places tried for an object before the clip goes without it


@dataclass(frozen=True, slots=True)
class MadeObject:
    """What is known of one object of a clip.

    `centres` float32 [T, 2] and `extents` float32 [T] say where the whole object is on screen,
    hidden or not: x and y as shares of width and height, half its size as a share of the height.
    `seen` bool [T]: whether enough of it shows. `motion` is one of MOTIONS, against the table or
    picture ("closer" and "away" are growing and shrinking in a flat clip); `stops` says that it
    moved and then stood, `enters` and `leaves` that it came from or went outside the frame.
    `depth` is larger for what is further away at the start (0 in flat clips).
    """

    shape: str
    colour: str
    size: str
    material: Literal["matte", "shiny"]
    motion: str
    stops: bool
    enters: bool
    leaves: bool
    centres: Floats
    extents: Floats
    seen: NDArray[np.bool_]
    depth: float

    @property
    def start(self) -> tuple[float, float]:
        """Where it is in the first frame, x and y as shares of width and height."""
        return float(self.centres[0, 0]), float(self.centres[0, 1])

    @property
    def end(self) -> tuple[float, float]:
        """Where it is in the last frame, x and y as shares of width and height."""
        return float(self.centres[-1, 0]), float(self.centres[-1, 1])


@dataclass(frozen=True, slots=True)
class Target:
    """Where one object shows: `visible` bool [T], `boxes` float32 [T, 4] as cx, cy, w, h in [0, 1]
    (0 where it does not show), `masks` bool [T, H, W]."""

    visible: NDArray[np.bool_]
    boxes: Floats
    masks: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class MadeClip:
    """A clip and its objects.

    `frames` uint8 [T, H, W, 3], RGB; `labels` uint8 [T, H, W]: which object shows at a pixel,
    counted from 1 (`objects[0]`), 0 for none.
    """

    frames: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    objects: tuple[MadeObject, ...]
    world: World
    split: Split

    def target(self, index: int) -> Target:
        """Where `objects[index]` shows."""
        masks = self.labels == index + 1
        count, height, width = masks.shape
        boxes = np.zeros((count, 4), dtype=np.float32)
        for frame, mask in enumerate(masks):
            columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
            if len(columns):
                x0, x1 = columns[0] / width, (columns[-1] + 1) / width
                y0, y1 = rows[0] / height, (rows[-1] + 1) / height
                boxes[frame] = ((x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0)
        return Target(masks.any(axis=(1, 2)), boxes, masks)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an object is to be and do, before there is room for it."""

    shape: str
    colour: str
    size: str
    motion: str
    stops: bool
    enters: bool
    leaves: bool


def held_out(shape: str | None, colour: str | None, size: str | None, motion: str | None) -> bool:
    """Whether what is named holds a combination that is kept from training."""
    return (colour, shape) in HELD_OUT or (motion, size) in HELD_OUT_MOTIONS


def make_clip(
    rng: np.random.Generator,
    height: int,
    width: int,
    frames: int = 8,
    split: Split = "train",
    world: World | None = None,
) -> MadeClip:
    """Draw a clip of 1 to 5 objects on at least 2 frames, which stand for 6 a second.

    The same state of `rng` gives the same clip. `world` None draws one of the two.
    """
    world = world or ("flat", "solid")[rng.integers(2)]
    pictures = np.random.default_rng(int(rng.integers(1 << 31)) + (split == "test") * (1 << 31))
    drift = float(rng.choice((0.0, 0.012, 0.03))) if rng.random() < 0.7 else 0.0
    stage: FlatStage | SolidStage = (FlatStage if world == "flat" else SolidStage)(
        rng, pictures, height, width, frames, drift
    )
    plans: list[_Plan] = []
    pieces: list[Piece] = []
    looks: list[Look] = []
    while not pieces:
        for plan in _plans(rng, world, split):
            placed = _placed(rng, stage, plan, world, frames, pieces, looks)
            if placed is not None:
                plans.append(plan)
                pieces.append(placed)
                looks.append(stage.look(placed))
    pictured, labels = stage.film(pieces)
    pictured = _finished(rng, pictured)
    area = np.stack([(labels == n + 1).sum(axis=(1, 2)) for n in range(len(plans))])
    enough = max(6, height * width // 2500)
    objects = tuple(
        MadeObject(
            plan.shape,
            plan.colour,
            plan.size,
            "shiny" if piece.shine > 0.3 else "matte",
            plan.motion,
            plan.stops,
            plan.enters,
            plan.leaves,
            look.centres,
            look.extents,
            shown >= enough,
            float(piece.places[0, 1]) if world == "solid" else 0.0,
        )
        for plan, piece, look, shown in zip(plans, pieces, looks, area, strict=True)
    )
    return MadeClip(pictured, labels, objects, world, split)


def _plans(rng: np.random.Generator, world: World, split: Split) -> list[_Plan]:
    """Up to 5 objects: each of its own, or like an earlier one in shape, colour or both."""
    plans: list[_Plan] = []
    likeness = rng.uniform(0.1, 0.9)
    for _ in range(int(rng.choice(5, p=(0.08, 0.16, 0.24, 0.27, 0.25))) + 1):
        wanted = split == "test" and not plans and rng.random() < 0.8
        for _ in range(60):
            plan = _plan(rng, world, plans, likeness)
            out = held_out(plan.shape, plan.colour, plan.size, plan.motion)
            if (split == "train" and out) or (wanted and not out):
                continue
            if all(fit_together(plan.colour, other.colour) for other in plans):
                plans.append(plan)
                break
    return plans


def _plan(rng: np.random.Generator, world: World, others: list[_Plan], likeness: float) -> _Plan:
    shapes = FLAT_SHAPES if world == "flat" else SOLID_SHAPES
    shape = shapes[rng.integers(len(shapes))]
    if world == "solid" and rng.random() < 0.15:
        shape = "ball"
    colour = COLOURS[rng.integers(len(COLOURS))]
    if others and rng.random() < likeness:
        model = others[rng.integers(len(others))]
        like = rng.random()
        if like < 0.7:
            shape = model.shape
        if like < 0.3 or like > 0.7:
            colour = model.colour
    size = SIZES[rng.choice(3, p=(0.35, 0.4, 0.25))]
    moves = MOTIONS if world == "flat" else ("still", "left", "right", "closer", "away")
    weights = np.array([2.2, 2, 2, 1, 1, 0.7, 0.7] if world == "flat" else [2, 2, 2, 0.7, 0.7])
    motion = moves[rng.choice(len(moves), p=weights / weights.sum())]
    slides = motion in _WAYS
    sideways = motion in ("left", "right")
    stops = slides and rng.random() < 0.2
    enters = sideways and rng.random() < 0.15
    leaves = sideways and not stops and not enters and rng.random() < 0.15
    return _Plan(shape, colour, size, motion, stops, enters, leaves)


def _placed(
    rng: np.random.Generator,
    stage: FlatStage | SolidStage,
    plan: _Plan,
    world: World,
    frames: int,
    others: list[Piece],
    looks: list[Look],
) -> Piece | None:
    """`plan` at a place with room for it, or None when none was found."""
    radius = rng.uniform(*_RADII[world][plan.size])
    colour = sample_colour(rng, plan.colour)
    for _ in range(4):
        if np.linalg.norm(colour - stage.ground) > 80:
            break
        colour = sample_colour(rng, plan.colour)
    shine = rng.uniform(0, 0.3) if rng.random() < 0.5 else rng.uniform(0.3, 1)
    turn = _turn(rng, plan.shape)
    progress = np.linspace(0, 1, frames, dtype=np.float32)
    if plan.stops:
        progress = np.minimum(progress / rng.uniform(0.45, 0.6), 1).astype(np.float32)
    elif rng.random() < 0.3:
        progress = progress ** np.float32(rng.uniform(0.7, 1.4))
    for _ in range(_TRIES):
        start, end = _path(rng, plan, world)
        first, last = stage.place(*start), stage.place(*end)
        if first is None or last is None:
            continue
        places = first + (last - first) * progress[:, None]
        sizes = np.full(frames, radius, dtype=np.float32)
        if world == "flat" and plan.motion in ("closer", "away"):
            growth = np.float32(rng.uniform(1.5, 2.2))
            change = growth**progress if plan.motion == "closer" else growth**-progress
            sizes = (sizes * change).astype(np.float32)
        piece = Piece(plan.shape, colour, places, sizes, turn, shine)
        look = stage.look(piece)
        if _acceptable(plan, world, look) and _apart(world, piece, look, others, looks):
            return piece
    return None


def _turn(rng: np.random.Generator, shape: str) -> float:
    if shape in SOLID_SHAPES:
        return float(rng.uniform(0, 2 * np.pi))
    if shape in ("triangle", "heart", "square", "cross", "star"):
        return float(rng.uniform(-0.25, 0.25))
    return float(rng.uniform(-0.5, 0.5) + np.pi / 2 * rng.integers(2))


def _path(
    rng: np.random.Generator, plan: _Plan, world: World
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the object is to be seen first and last, x and y as shares of width and height."""
    top = 0.12 if world == "flat" else 0.25
    u, v = rng.uniform(0.08, 0.92), rng.uniform(top, 0.9)
    if plan.motion == "still" or (world == "flat" and plan.motion in ("closer", "away")):
        return (u, v), (u, v)
    if plan.motion in ("closer", "away"):
        near, far = sorted((v, rng.uniform(top, 0.95)), reverse=True)
        aside = u + rng.uniform(-0.06, 0.06)
        if plan.motion == "closer":
            return (u, far), (aside, near)
        return (u, near), (aside, far)
    x, y = _WAYS[plan.motion]
    # Slow and fast alike: a tenth of the frame to most of it.
    far = float(np.exp(rng.uniform(np.log(0.11), np.log(0.75))))
    skew = rng.uniform(-0.3, 0.3) * far
    if plan.enters or plan.leaves:
        outside = rng.uniform(-0.12, -0.02) if x > 0 else rng.uniform(1.02, 1.12)
        if plan.enters:
            return (outside, v), (outside + x * max(far, 0.3), v + skew)
        outside = 1 - outside
        return (outside - x * max(far, 0.3), v), (outside, v + skew)
    return (u, v), (u + x * far + abs(y) * skew, v + y * far + abs(x) * skew)


def _acceptable(plan: _Plan, world: World, look: Look) -> bool:
    """Whether the object shows well, and seems to move as it does."""
    x, y = look.centres.T
    inside = (x > 0.03) & (x < 0.97) & (y > 0.06) & (y < 0.97)
    if not inside.all() and not (plan.enters or plan.leaves):
        return False
    if 2 * inside.sum() < len(inside):
        return False
    across, along = float(x[-1] - x[0]), float(y[-1] - y[0])
    if plan.motion in ("left", "right"):
        return across * _WAYS[plan.motion][0] > max(0.08, abs(along))
    if plan.motion in ("up", "down"):
        return along * _WAYS[plan.motion][1] > max(0.1, abs(across))
    if world == "solid" and plan.motion in ("closer", "away"):
        growth = look.extents[-1] / look.extents[0]
        clear = growth > 1.15 if plan.motion == "closer" else growth < 1 / 1.15
        return bool(clear) and abs(along) > max(0.15, abs(across))
    return True


def _apart(world: World, piece: Piece, look: Look, others: list[Piece], looks: list[Look]) -> bool:
    """Whether there is room: solids never meet, nothing hides most of another for long."""
    for other, seen in zip(others, looks, strict=True):
        if world == "solid":
            gap = np.linalg.norm(piece.places - other.places, axis=1)
            if (gap < (piece.sizes + other.sizes) * 1.1).any():
                return False
        span = np.hypot(
            (look.centres - seen.centres)[:, 0] * 1.7, (look.centres - seen.centres)[:, 1]
        )
        close = span < 0.8 * np.maximum(look.extents, seen.extents)
        if close.mean() > 0.4:
            return False
    return True


def _finished(rng: np.random.Generator, frames: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """`frames` as a camera and a codec leave them: light that changes, blur, noise, blocks."""
    count, height, width = frames.shape[:3]
    levels = np.linspace(0, 1, 256, dtype=np.float32)[:, None]
    gamma = np.float32(np.exp(rng.uniform(-0.25, 0.25)))
    gain = rng.uniform(0.82, 1.1) * rng.uniform(0.93, 1.05, 3)
    lift = rng.uniform(0, 0.06)
    change = rng.uniform(-0.12, 0.12) if rng.random() < 0.3 else 0.0
    blur = rng.uniform(0.3, 1.1) if rng.random() < 0.4 else 0.0
    noise = None
    if rng.random() < 0.5:
        strength = np.float32(rng.uniform(1, 9))
        grain = rng.standard_normal((height + 24, width + 24, 3), dtype=np.float32)
        noise = (grain * strength).astype(np.int16)
    quality = int(rng.integers(25, 90)) if rng.random() < 0.35 else None
    fade = rng.uniform(0.75, 1) if rng.random() < 0.5 else 1.0
    result = np.empty_like(frames)
    for index, frame in enumerate(frames):
        now = 1 + change * index / max(count - 1, 1)
        table = np.clip((levels**gamma * gain * now * (1 - lift) + lift) * 255, 0, 255)
        shown = cv2.LUT(frame, table.astype(np.uint8)[None])
        if fade < 1:
            grey = cv2.cvtColor(cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
            shown = cv2.addWeighted(shown, fade, grey, 1 - fade, 0)
        if blur:
            shown = cv2.GaussianBlur(shown, (0, 0), blur)
        if noise is not None:
            y, x = rng.integers(24, size=2)
            part = noise[y : y + height, x : x + width]
            shown = cv2.add(shown, part, dtype=cv2.CV_8U)
        if quality is not None:
            _, coded = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, quality])
            shown = cv2.imdecode(coded, cv2.IMREAD_COLOR)
        result[index] = shown
    return result
