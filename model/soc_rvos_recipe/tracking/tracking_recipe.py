"""How the tracker's network is made, from photographs to its file.

Every stage keeps what it made in the folder and goes on with it, so a run that was stopped loses
little. A run with more clips or steps than the last one goes on from there too.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import torch

from soc_rvos import checkpoint
from soc_rvos.networks.mask_memory import MaskMemory
from soc_rvos.networks.parts.picture_maps import FrozenEyes
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.tracker_file import TrackerWeights, save_tracker
from soc_rvos.training.loop import TrainingSettings, train
from soc_rvos_recipe.datapack.fetch import PACKAGES, fetch
from soc_rvos_recipe.tracking.tracking_batches import TrackingBatches
from soc_rvos_recipe.tracking.tracking_clips import make_clips
from soc_rvos_recipe.tracking.tracking_objective import objective
from soc_rvos_recipe.tracking.tracking_pack import build_tracking_pack

_log = logging.getLogger("soc_rvos_recipe")

CLIPS, STEPS = 1200, 3000
_RATE = 1e-3
_SEED = 61
_NEEDED = ("lomiri-wallpapers-16.04", "lobehub-fluent-emoji-3d-1.1.0", "pmndrs-assets-1.7.0")


@dataclass(frozen=True, slots=True)
class TrackingPlan:
    """Where things are and how much is done.

    `folder` takes everything that is made; `pictures` holds `caltech101`, `clothing` and `video`;
    `eyes` is the file of the network that ships, whose frozen parts the tracker sees with.
    """

    folder: Path
    pictures: Path
    eyes: Path
    clips: int = CLIPS
    steps: int = STEPS

    @property
    def result(self) -> Path:
        """The weights."""
        return self.folder / "soc-tracker.safetensors"


def make_all_clips(plan: TrackingPlan) -> None:
    """Fetch, cut out, compose: all clips of the plan."""
    torch.set_num_threads(1)
    packages = plan.folder / "packages"
    fetch(packages, [each for each in PACKAGES if each.folder in _NEEDED])
    eyes = eyes_of(plan.eyes)
    pack = build_tracking_pack(plan.folder / "things", packages, plan.pictures, eyes)
    _log.info("%d things, %d backgrounds", len(pack.objects), len(pack.backgrounds))
    for number in make_clips(pack, eyes, plan.folder / "clips", plan.clips):
        if (number + 1) % 50 == 0:
            _log.info("%d clips of %d", number + 1, plan.clips)


def learn(plan: TrackingPlan) -> None:
    """Train on the clips that are there, and write the weights."""
    torch.set_num_threads(1)
    torch.manual_seed(_SEED)
    network = MaskMemory()
    batches = TrackingBatches(plan.folder / "clips", _SEED)
    settings = TrainingSettings(plan.steps, _RATE, seed=_SEED)
    for progress in train(network, batches, objective, settings, plan.folder / "training",
                          report_every=20, save_every=40):  # fmt: skip
        shown = " ".join(f"{name} {value:.3f}" for name, value in progress.losses.items())
        _log.info("step %d/%d %s", progress.step, plan.steps, shown)
    weights = TrackerWeights(eyes_of(plan.eyes), network)
    save_tracker(plan.result, weights, {"made_by": "soc_rvos_recipe.tracking"})
    _log.info("wrote %s", plan.result)


def eyes_of(path: Path) -> FrozenEyes:
    """Return the frozen parts of the network that ships, in the file `path`."""
    network = checkpoint.load(path).network
    if not isinstance(network, SocMini):
        raise ValueError(f"{path.name} is not a network of the kind that ships")
    network.backbone.float().arrange()
    return FrozenEyes(network.backbone, network.saliency.float())
