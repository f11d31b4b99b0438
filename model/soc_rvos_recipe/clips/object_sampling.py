"""Which objects of the pack play in a clip."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.asset_cache import AssetCache, Cutout
from soc_rvos_recipe.datapack.colour_names import dominant_colours
from soc_rvos_recipe.datapack.pack import Object
from soc_rvos_recipe.datapack.photographs import FOLDER

# How often each group is chosen: what films show most comes first.
_SHARES = {
    "person": 0.32,
    "animal": 0.13,
    "vehicle": 0.15,
    "household": 0.11,
    "furniture": 0.08,
    "clothing": 0.03,
    "plant": 0.02,
    "food": 0.02,
    "emoji": 0.14,
}
# Filmed cut-outs are few but real.
_FILMED = 0.12
# What was cut out of a photograph is real, too, and there are many kinds of it.
_PHOTOGRAPHED = 0.4
# On what people sit or stand in pictures, by name.
RIDDEN = (
    "bicycle", "motorbike", "scooter", "horse", "skateboard", "elephant", "camel", "tricycle",
    "donkey", "sled", "kick scooter",
)  # fmt: skip
_RIDERS = 0.09
_CROWD = (5, 10)
# What may be dyed: its name says nothing of its colour.
_DYED = {"vehicle", "household", "furniture", "clothing"}
_DRAWN_KINDS = ("person", "animal", "vehicle", "clothing", "plant", "food")


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """An object of the pack in a clip, with its own colours; `dye` turns the hues by so much
    (of 180), None for none. If it `rides`, it sits on the role before it."""

    thing: Object
    dye: int | None = None
    rides: bool = False

    @property
    def filmed(self) -> bool:
        """Whether its views are frames of a film, in order."""
        return len(self.thing.views) > 2 and self.thing.views[0].azimuth is None


def kind_of(thing: Object) -> str:
    """The group of an object; of a drawing that of what it shows."""
    if thing.group != "emoji":
        return thing.group
    return next((kind for kind in thing.general if kind in _DRAWN_KINDS), "household")


def cast(rng: np.random.Generator, assets: AssetCache, split: str, count: int) -> list[Role]:
    """Choose `count` roles, in about a third of the cases two or more with one name; at times a
    person rides one of them, who comes on top of the number."""
    roles: list[Role] = []
    if rng.random() < _RIDERS:
        roles += _ridden(rng, assets, split)
    twins = rng.random() < 0.42
    for _ in range(count - (1 if roles else 0)):
        if roles and twins and rng.random() < 0.75:
            roles.append(_twin(rng, assets, split, roles[int(rng.integers(len(roles)))]))
        else:
            roles.append(_dyed(rng, assets, drawn(rng, assets, split)))
    return roles


def crowd(rng: np.random.Generator, assets: AssetCache, split: str) -> list[Role]:
    """Choose many people, or many of one name."""
    groups = assets.objects[split]
    first = drawn(rng, assets, split)
    people = groups.get("person", ())
    if people and rng.random() < 0.75:
        return [
            Role(people[int(rng.integers(len(people)))]) for _ in range(int(rng.integers(*_CROWD)))
        ]
    return [_twin(rng, assets, split, Role(first)) for _ in range(int(rng.integers(*_CROWD)))]


def _ridden(rng: np.random.Generator, assets: AssetCache, split: str) -> list[Role]:
    """Something that is ridden and its rider; none where the pack has no such things."""
    people = [
        thing
        for thing in assets.objects[split].get("person", ())
        if thing.pose in (None, "sitting", "standing", "running")
    ]
    names = [name for name in RIDDEN if (split, name) in assets.namesakes]
    if not people or not names:
        return []
    alike = assets.namesakes[split, names[int(rng.integers(len(names)))]]
    mount = _dyed(rng, assets, alike[int(rng.integers(len(alike)))], 0.4)
    return [mount, Role(people[int(rng.integers(len(people)))], rides=True)]


def drawn(rng: np.random.Generator, assets: AssetCache, split: str) -> Object:
    """Choose an object: what films show most is chosen most."""
    groups = assets.objects[split]
    names = [name for name in groups if name in _SHARES] or list(groups)
    weights = np.array([_SHARES.get(name, 1.0) for name in names])
    group = names[int(rng.choice(len(names), p=weights / weights.sum()))]
    things = groups[group]
    if rng.random() < _FILMED:
        filmed = [thing for thing in things if Role(thing).filmed]
        things = tuple(filmed) or things
    if rng.random() < _PHOTOGRAPHED:
        real = [thing for thing in things if thing.credit == FOLDER]
        things = tuple(real) or things
    # Names come before models: or all that is dyed five times would come five times as often.
    name = things[int(rng.integers(len(things)))].name
    if group != "person" and rng.random() < 0.7:
        every = sorted({thing.name for thing in things})
        name = every[int(rng.integers(len(every)))]
    alike = [thing for thing in things if thing.name == name]
    return alike[int(rng.integers(len(alike)))]


def _twin(rng: np.random.Generator, assets: AssetCache, split: str, role: Role) -> Role:
    """Another role of the same name, often of another look."""
    alike = assets.namesakes[split, role.thing.name]
    alike = tuple(thing for thing in alike if thing.group == role.thing.group) or alike
    thing = alike[int(rng.integers(len(alike)))]
    return _dyed(rng, assets, thing, 0.5)


def _dyed(rng: np.random.Generator, assets: AssetCache, thing: Object, chance: float = 0.2) -> Role:
    if kind_of(thing) not in _DYED or not thing.colours or rng.random() > chance:
        return Role(thing)
    turn = int(rng.integers(12, 168))
    cutouts = [assets.cutout(view) for view in thing.views[:: max(1, len(thing.views) // 2)][:2]]
    pictures = [_small(with_hue(cutout, turn)) for cutout in cutouts]
    colours = dominant_colours(pictures)
    if not colours:
        return Role(thing)
    return Role(replace(thing, colours=colours), turn)


def _small(cutout: Cutout) -> NDArray[np.uint8]:
    step = max(1, max(cutout.alpha.shape) // 48)
    colour, alpha = cutout.colour[::step, ::step], cutout.alpha[::step, ::step]
    return np.dstack((colour, np.where(alpha >= cutout.edge, 255, 0).astype(np.uint8)))


def with_hue(cutout: Cutout, turn: int) -> Cutout:
    """Return the cut-out with its hues turned by `turn` of 180."""
    coded = cv2.cvtColor(cutout.colour, cv2.COLOR_RGB2HSV)
    table = ((np.arange(256) + turn) % 180).astype(np.uint8)
    coded[..., 0] = table[coded[..., 0]]
    return replace(cutout, colour=np.asarray(cv2.cvtColor(coded, cv2.COLOR_HSV2RGB)))
