"""People who ride: on a bicycle, a horse, a skateboard. They move as what they ride does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from soc_rvos_recipe.clips.actor_motion import Performance, performances
from soc_rvos_recipe.clips.asset_cache import AssetCache
from soc_rvos_recipe.clips.object_sampling import Role

_STOOD_ON = ("skateboard", "kick scooter", "sled", "scooter")


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
        plays.append(replace(one, pair=pair))
        plays.append(replace(_mounted(rng, assets, rider, one), pair=pair))
    return plays


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
    upright = cutout.alpha.shape[0] >= cutout.alpha.shape[1]
    large = mount.heights[0] * rng.uniform(0.75, 1.25) if upright else mount.heights[0] * 0.6
    if mount.role.thing.name in _STOOD_ON:
        large = mount.widths[0] * rng.uniform(0.9, 1.5)
    heights = large * mount.growth / mount.growth[0]
    shape = cutout.alpha.shape
    # The rider's middle is over the upper part of what it rides.
    raised = mount.heights * rng.uniform(-0.5, -0.2) - heights * rng.uniform(0.12, 0.3)
    aside = mount.widths * rng.uniform(-0.1, 0.1)
    centres = mount.centres + np.stack((aside, raised), axis=1)
    return Performance(
        role, (cutout,) * count, centres, heights, heights * shape[1] / shape[0],
        mount.angles * 0.5, mount.growth, mount.path.copy(), flipped, facing,
        grounded=False, rides=True,
    )  # fmt: skip
