"""How the actors of a made clip move, turn and grow, in the scene that the camera films."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.asset_cache import AssetCache, Cutout
from soc_rvos_recipe.clips.object_sampling import Role, kind_of

_Numbers = NDArray[np.float64]

# What needs no ground below it.
_AIRBORNE = {
    "airplane", "balloon", "bat", "bee", "bird", "butterfly", "dolphin", "dove", "eagle", "fish",
    "flying saucer", "fly", "frisbee", "hanging lamp", "helicopter", "jellyfish", "kite",
    "mosquito", "octopus", "owl", "parrot", "pufferfish", "rocket", "shark", "soccer ball",
    "squid", "toy plane", "whale", "ball", "basketball", "volleyball", "dragonfly", "mayfly",
    "starfish", "seahorse", "turtle", "nautilus", "ceiling fan", "chandelier", "ant", "crab",
}  # fmt: skip
_MOTIONS = (
    "still", "line", "curve", "faster", "stop", "start", "back", "closer", "away", "enter", "leave",
)  # fmt: skip
_OFTEN = (0.2, 0.27, 0.06, 0.06, 0.08, 0.06, 0.05, 0.06, 0.05, 0.06, 0.05)
_TRIES = 6


@dataclass(frozen=True, slots=True, eq=False)
class Performance:
    """What an actor does, frame by frame, in pixels of the scene.

    `centres` [T, 2], `heights` [T] and `widths` [T] of its picture, `angles` [T] in radians,
    `cutouts` the pictures; `flipped` if they are mirrored, `facing` [T] its azimuth in degrees or
    None, `base` [T] how far below the centre it stands; `growth` [T]. A rider, which `rides`, has
    the number of its `pair`, as what it rides; 0 for everyone else.
    """

    role: Role
    cutouts: tuple[Cutout, ...]
    centres: _Numbers
    heights: _Numbers
    widths: _Numbers
    angles: _Numbers
    growth: _Numbers
    path: _Numbers
    flipped: bool
    facing: _Numbers | None
    grounded: bool
    rides: bool = False
    pair: int = 0

    @property
    def boxes(self) -> _Numbers:
        """Its box in every frame, [T, 4], x0 y0 x1 y1."""
        half = np.stack((self.widths, self.heights), axis=1) / 2
        return np.concatenate((self.centres - half, self.centres + half), axis=1)


def performances(
    rng: np.random.Generator,
    assets: AssetCache,
    roles: list[Role],
    count: int,
    height: int,
    width: int,
) -> list[Performance]:
    """Give every role a way through the picture, without too much of a crowd."""
    sizes = _sizes(rng, roles)
    crowd = 0.12 if rng.random() < 0.7 else 0.6
    placed: list[Performance] = []
    for role, size in zip(roles, sizes, strict=True):
        best, least = None, np.inf
        for _ in range(_TRIES):
            one = _performance(rng, assets, role, size, count, height, width)
            covered = max((_covered(one, other) for other in placed), default=0.0)
            if covered < least:
                best, least = one, covered
            if covered <= crowd:
                break
        if best is not None and least < 0.8:
            placed.append(best)
    return placed


def _sizes(rng: np.random.Generator, roles: list[Role]) -> list[float]:
    """Heights as shares of the picture's height."""
    chance = rng.random()
    low, high = (0.95, 1.6) if chance < 0.12 else (0.5, 1.0) if chance < 0.75 else (0.16, 0.5)
    large = rng.uniform(low, high)
    if len(roles) > 2:
        large = min(large, 1.0) * rng.uniform(0.6, 1.0)
    sizes = [large]
    tall = roles[0].thing.height
    plausible = rng.random() < 0.6
    for role in roles[1:]:
        own = role.thing.height
        size = float(np.exp(rng.uniform(np.log(0.14), np.log(0.85))))
        if plausible and own and tall:
            known = large * own / tall * float(np.exp(rng.uniform(-0.35, 0.35)))
            size = known if 0.12 < known < 1.1 else size
        sizes.append(size)
    return sizes


def _performance(
    rng: np.random.Generator,
    assets: AssetCache,
    role: Role,
    size: float,
    count: int,
    height: int,
    width: int,
) -> Performance:
    motion = _motion(rng, role)
    name, kind = role.thing.name, kind_of(role.thing)
    airborne = name in _AIRBORNE or kind in ("clothing", "food") or rng.random() < 0.06
    way = _way(rng, airborne)
    progress = _progress(rng, motion, count)
    growth = _growth(rng, motion, progress, count)
    views, flipped, facing = _views(rng, role, motion, way, count)
    cutouts = tuple(assets.cutout(role.thing.views[view]) for view in views)
    heights, widths = _extents(role, cutouts, size * height / growth.max() ** 0.5, growth)
    if widths.max() > 1.1 * width:
        shrink = 1.1 * width / widths.max() * rng.uniform(0.7, 1)
        heights, widths = heights * shrink, widths * shrink
    # Shares of the width a step; slow is as frequent as fast.
    step = float(np.exp(rng.uniform(np.log(0.014), np.log(0.085)))) * width
    reach = step * (count - 1)
    curve = way[None] * progress[:, None] * reach
    if motion == "curve":
        bend = rng.uniform(-0.5, 0.5) * reach
        curve[:, 1] += np.sin(progress * np.pi * rng.uniform(0.5, 1)) * bend
    middle = _middle(rng, heights.mean(), widths.mean(), height, width, airborne)
    centres = middle[None] + curve - (curve[0] + curve[-1]) / 2
    if motion in ("enter", "leave"):
        centres = _crossing(rng, centres, motion, way, progress, widths, width)
    if not airborne:
        # Who comes closer comes down the picture too, feet first.
        sunk = (heights - heights.mean()) / 2 * rng.uniform(0.8, 1.3)
        centres[:, 1] += sunk
    path = centres.copy()
    if not airborne:
        path[:, 1] += heights / 2
    angles = np.zeros(count)
    moving = motion not in ("still", "closer", "away")
    if moving and kind in ("person", "animal") and not role.filmed and rng.random() < 0.75:
        beat = np.cos(np.arange(count) * rng.uniform(1.6, 3.1) + rng.uniform(0, 6))
        paced = np.abs(np.gradient(progress)) / max(np.abs(np.gradient(progress)).max(), 1e-6)
        centres[:, 1] += beat * paced * heights * rng.uniform(0.004, 0.02)
        angles += beat * paced * rng.uniform(0.005, 0.04)
    if rng.random() < 0.25 and kind not in ("furniture", "plant"):
        angles += rng.normal(0, 0.06)
        if moving:
            angles += np.linspace(0, 1, count) * rng.normal(0, 0.12)
    return Performance(
        role, cutouts, centres, heights, widths, angles, growth, path, flipped, facing, not airborne
    )


def _motion(rng: np.random.Generator, role: Role) -> str:
    kind = kind_of(role.thing)
    restful = {"furniture": 0.45, "household": 0.3, "clothing": 0.3, "plant": 0.6, "food": 0.3}
    at_rest = role.thing.pose in ("sitting", "lying") or role.filmed
    if rng.random() < (0.55 if at_rest else restful.get(kind, 0.0)):
        return "still"
    return _MOTIONS[int(rng.choice(len(_MOTIONS), p=_OFTEN))]


def _way(rng: np.random.Generator, airborne: bool) -> _Numbers:
    """The direction of its way, a unit vector: mostly across."""
    side = 1 if rng.random() < 0.5 else -1
    chance = rng.random()
    if chance < (0.3 if airborne else 0.1):
        turn = rng.normal(0, 0.2) + np.pi / 2
    elif chance < 0.85:
        turn = rng.normal(0, 0.15)
    else:
        turn = rng.uniform(0, 2 * np.pi)
    return np.array((np.cos(turn) * side, np.sin(turn) * side))


def _progress(rng: np.random.Generator, motion: str, count: int) -> _Numbers:
    """How far along its way it is, 0 to about 1."""
    even = np.linspace(0, 1, count)
    if motion in ("still", "closer", "away"):
        return np.asarray(
            even * (0.0 if motion == "still" or rng.random() < 0.6 else rng.uniform(0, 0.4))
        )
    if motion == "faster":
        return np.asarray(even ** rng.uniform(1.6, 2.4))
    held = int(rng.integers(2, max(3, count // 2 + 1)))
    if motion == "stop":
        return np.asarray(np.minimum(even / even[max(count - 1 - held, 1)], 1.0))
    if motion == "start":
        begin = even[min(held, count - 2)]
        return np.asarray(np.maximum(even - begin, 0.0) / (1 - begin))
    if motion == "back":
        return np.asarray(1 - np.abs(even * 2 - 1) * rng.uniform(0.8, 1.2))
    return even


def _growth(rng: np.random.Generator, motion: str, progress: _Numbers, count: int) -> _Numbers:
    even = np.linspace(0, 1, count)
    if motion == "closer":
        return np.asarray(rng.uniform(1.3, 2.3) ** even)
    if motion == "away":
        return np.asarray(rng.uniform(1.3, 2.3) ** -even)
    if motion != "still" and rng.random() < 0.25:
        return np.asarray(np.exp(progress * rng.normal(0, 0.1)))
    return np.ones(count)


def _views(
    rng: np.random.Generator, role: Role, motion: str, way: _Numbers, count: int
) -> tuple[list[int], bool, _Numbers | None]:
    """Which views show it in turn, whether they are mirrored, and the azimuths then seen."""
    views = role.thing.views
    flipped = bool(rng.random() < 0.5)
    if role.filmed:
        first = int(rng.integers(max(1, len(views) - count + 1)))
        order = [min(first + k, len(views) - 1) for k in range(count)]
        return (order if rng.random() < 0.8 else order[::-1]), flipped, None
    if views[0].azimuth is None:
        # Drawings of what drives and walks look to the left.
        if motion != "still" and kind_of(role.thing) in ("animal", "vehicle", "person"):
            flipped = bool(way[0] > 0)
        return [int(rng.integers(len(views)))] * count, flipped, None
    azimuths = np.array([view.azimuth or 0.0 for view in views])
    seen = -azimuths % 360 if flipped else azimuths
    wanted = rng.uniform(0, 360)
    if motion in ("closer", "away"):
        wanted = rng.normal(0 if motion == "closer" else 180, 25)
    elif motion != "still" and kind_of(role.thing) in ("person", "animal", "vehicle"):
        wanted = rng.normal(90 if way[0] < 0 else 270, 25)
    first = int(np.argmin(np.abs((seen - wanted + 180) % 360 - 180)))
    order = [first] * count
    if len(views) >= 20 and rng.random() < (0.35 if motion == "still" else 0.12):
        ranked = np.argsort(azimuths)
        place = int(np.flatnonzero(ranked == first)[0])
        step = int(rng.choice((-2, -1, 1, 2)))
        order = [int(ranked[(place + k * step) % len(ranked)]) for k in range(count)]
    return order, flipped, seen[order]


def _extents(
    role: Role, cutouts: tuple[Cutout, ...], height: float, growth: _Numbers
) -> tuple[_Numbers, _Numbers]:
    """Heights and widths, [T] each: a thing keeps its height when it turns, what was filmed its
    area."""
    shapes = np.array([cutout.alpha.shape for cutout in cutouts], dtype=np.float64)
    scales = height / shapes[:, 0]
    if role.filmed:
        areas = np.sqrt([max(cutout.area, 1) for cutout in cutouts])
        scales = height / shapes[0, 0] * areas[0] / areas
    scales = scales * growth
    return shapes[:, 0] * scales, shapes[:, 1] * scales


def _middle(
    rng: np.random.Generator, tall: float, broad: float, height: int, width: int, airborne: bool
) -> _Numbers:
    """Where the middle of its way is."""
    slack = 0.85 if rng.random() < 0.8 else 0.35
    room = max(width - broad * slack, 0.12 * width) / 2
    x = width / 2 + rng.uniform(-1, 1) * room
    if airborne:
        room = max(height - tall * slack, 0.1 * height) / 2
        return np.array((x, height / 2 + rng.uniform(-1, 1) * room))
    # The lower edge: what is small stands further away, higher up.
    share = tall / height
    if share > 0.95:  # close up: the head is in the picture, the feet are not
        return np.array((x, rng.uniform(-0.06, 0.1) * height + tall / 2))
    foot = 0.5 + 0.47 * share**0.6 + rng.normal(0, 0.06)
    foot = np.clip(foot, min(share * 0.9 + 0.02, 1.02), 1.12)
    return np.array((x, foot * height - tall / 2))


def _crossing(
    rng: np.random.Generator,
    centres: _Numbers,
    motion: str,
    way: _Numbers,
    progress: _Numbers,
    widths: _Numbers,
    width: int,
) -> _Numbers:
    """The way of what comes into the picture or goes out of it, at the left or right edge."""
    side = 1 if way[0] > 0 else -1
    half = widths.mean() / 2
    outside = -half * rng.uniform(0.8, 1.05) if side > 0 else width + half * rng.uniform(0.8, 1.05)
    inside = outside + side * max(half * 2.2, rng.uniform(0.3, 0.6) * width)
    if motion == "leave":
        outside, inside = width - inside, width - outside
    result = centres.copy()
    result[:, 0] = outside + (inside - outside) * progress
    result[:, 1] = centres[:, 1].mean()
    return result


def _covered(one: Performance, other: Performance) -> float:
    """How much of the smaller of both boxes the other one covers, as a mean."""
    first, second = one.boxes, other.boxes
    low = np.maximum(first[:, :2], second[:, :2])
    high = np.minimum(first[:, 2:], second[:, 2:])
    shared = np.maximum(high - low, 0).prod(axis=1)
    smaller = np.minimum(one.widths * one.heights, other.widths * other.heights)
    return float((shared / np.maximum(smaller, 1)).mean())
