"""The tracker's recipe: clips are made once, examples go wrong in known ways, a step learns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from soc_rvos.networks.mask_memory import MaskMemory
from soc_rvos.networks.parts.efficientnet_lite import EfficientNetLite
from soc_rvos.networks.parts.picture_maps import FrozenEyes
from soc_rvos.networks.parts.saliency import SaliencyHead
from soc_rvos_recipe.datapack.pack import Pack
from soc_rvos_recipe.tracking.tracking_batches import CLIPS, TrackingBatches
from soc_rvos_recipe.tracking.tracking_clips import FRAMES, TrackingClip, clip_file, make_clips
from soc_rvos_recipe.tracking.tracking_objective import objective
from soc_rvos_recipe.tracking.tracking_pack import salient

pytestmark = pytest.mark.slow  # training: nothing that the program does


@pytest.fixture(scope="module")
def eyes() -> FrozenEyes:
    torch.manual_seed(1)
    return FrozenEyes(EfficientNetLite(), SaliencyHead())


@pytest.fixture(scope="module")
def clips(small_pack: Pack, eyes: FrozenEyes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    assert list(make_clips(small_pack, eyes, folder, 2)) == [0, 1]
    return folder


def test_clips_that_are_there_are_kept(clips: Path, small_pack: Pack, eyes: FrozenEyes) -> None:
    before = clip_file(clips, 0).stat().st_mtime_ns
    assert list(make_clips(small_pack, eyes, clips, 2)) == [0, 1]
    assert clip_file(clips, 0).stat().st_mtime_ns == before
    clip = TrackingClip.load(clip_file(clips, 0))
    assert len(clip.maps) == len(clip.labels) == FRAMES
    assert clip.labels.any()


def test_a_batch_is_always_the_same_and_a_step_gives_every_weight_a_gradient(clips: Path) -> None:
    batches = TrackingBatches(clips, 3)
    batch, again = batches[5], batches[5]
    assert batch.masks.shape[:3] == (CLIPS, FRAMES, 1)
    for one, other in zip(batch.maps.tensors(), again.maps.tensors(), strict=True):
        assert (one == other).all()
    assert (batch.spoilt == again.spoilt).all()
    assert (batch.spoilt[:, 0] == -1).all()  # what a person gave is right
    torch.manual_seed(2)
    network = MaskMemory()
    loss, named = objective(network, batch)
    loss.backward()
    assert {"mask", "dice", "judge", "overlap"} == set(named)
    assert [name for name, value in network.named_parameters() if value.grad is None] == []


def test_what_stands_out_has_the_size_of_its_picture(eyes: FrozenEyes) -> None:
    found = salient(np.full((40, 70, 3), 90, dtype=np.uint8), eyes)
    assert (found.shape, found.dtype) == ((40, 70), np.uint8)
