"""People who ride: on a bicycle, a horse, a skateboard. They move as what they ride does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from soc_rvos_recipe.clips.actor_motion import Performance, performances
from soc_rvos_recipe.clips.asset_cache import AssetCache
from soc_rvos_recipe.clips.object_sampling import Role

_STOOD_ON = ("skateboard", "kick scooter", "sled")
# The height of a rider, times that of what is ridden.
_TALLER = {"horse": 0.8, "donkey": 0.9, "camel": 0.55, "elephant": 0.45, "sled": 1.6}
_FITS = 0.96  # share of the picture's height that both take at the most


def staged(
    rng: np.random.Generator,
    assets: AssetCache,
    roles: list[Role],
    count: int,
    height: int,
    width: int,
) -> list[Performance]:
    """Give every role a way through the picture, and riders that of the role before theirs."""
    ridden = {id(roles[k]): roles[k + 1] for k in range(len(roles) - 1) if roles[k + 1].rides}
    others = [role for role in roles if not role.rides]
    plays: list[Performance] = []
    for one in performances(rng, assets, others, count, height, width):
        rider = ridden.get(id(one.role))
        if rider is None:
            plays.append(one)
            continue
        pair = len(plays) + 1
        both = (one, _mounted(rng, assets, rider, one))
        plays += [replace(each, pair=pair) for each in _fitted(both, height)]
    return plays


def _fitted(both: tuple[Performance, Performance], height: int) -> list[Performance]:
    """What is ridden and its rider, so small and so low that the rider's head is in the picture."""
    mount, rider = both
    top = float(np.min(rider.centres[:, 1] - rider.heights / 2))
    bottom = float(np.max(mount.centres[:, 1] + mount.heights / 2))
    scale = min(1.0, _FITS * height / max(bottom - top, 1.0))
    middle = mount.centres[:, 1:].mean(axis=0)
    scaled = []
    for one in both:
        apart = one.centres - mount.centres
        centres = mount.centres + apart * scale
        centres[:, 1] = middle + (mount.centres[:, 1] - middle) * scale + apart[:, 1] * scale
        scaled.append(
            replace(one, centres=centres, heights=one.heights * scale, widths=one.widths * scale)
        )
    mount, rider = scaled
    top = float(np.min(rider.centres[:, 1] - rider.heights / 2))
    lowered = np.array((0.0, max(0.02 * height - top, 0.0)))
    return [replace(one, centres=one.centres + lowered, path=one.path + lowered) for one in scaled]


def _mounted(
    rng: np.random.Generator, assets: AssetCache, role: Role, mount: Performance
) -> Performance:
    """The rider of something: it moves, grows and turns as that does."""
    count = len(mount.centres)
    views = role.thing.views
    toward = 90.0 if mount.cutouts[0].alpha.shape[1] >= mount.cutouts[0].alpha.shape[0] else 0.0
    facing = None
    chosen, flipped = 0, mount.flipped
    if views[0].azimuth is not None:
        # Drawings of what is ridden look to the left unless they are mirrored.
        wanted = toward if mount.facing is None else float(mount.facing[0])
        wanted = -wanted % 360 if mount.facing is None and mount.flipped else wanted
        azimuths = np.array([view.azimuth or 0.0 for view in views])
        flipped = False
        chosen = int(np.argmin(np.abs((azimuths - wanted + 180) % 360 - 180)))
        facing = np.full(count, azimuths[chosen])
    cutout = assets.cutout(views[chosen])
    name = mount.role.thing.name
    heights = mount.heights * _TALLER.get(name, 1.35) * rng.uniform(0.85, 1.2)
    if name in _STOOD_ON:
        heights = mount.widths * rng.uniform(1.0, 1.8)
    shape = cutout.alpha.shape
    # The feet are at half the height of what is ridden, or lower.
    foot = rng.uniform(-0.15, 0.1) if name in _STOOD_ON else rng.uniform(0.0, 0.3)
    foot = rng.uniform(0.28, 0.4) if name == "kick scooter" else foot  # its board is low
    raised = mount.heights * foot - heights / 2
    aside = mount.widths * rng.uniform(-0.1, 0.1)
    centres = mount.centres + np.stack((aside, raised), axis=1)
    return Performance(
        role, (cutout,) * count, centres, heights, heights * shape[1] / shape[0],
        mount.angles * 0.5, mount.growth, mount.path.copy(), flipped, facing,
        grounded=False, rides=True,
    )  # fmt: skip
