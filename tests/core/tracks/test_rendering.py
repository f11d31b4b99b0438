"""One matte for the window and every export, with the pixels that each of them always had."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.formats.png_masks_export import mask_picture
from soc_studio.core.masks.matte import matte
from soc_studio.core.project.project import Correction, MatteSettings
from soc_studio.core.tracks.rendering import follows_picture, matte_at, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.smoothing import shown_mask

# What exports did before there was one function for all of them: `shown_mask`, then `matte`.
SETTINGS = {
    "plain": MatteSettings(),
    "soft": MatteSettings(grow=3, feather=1.5),
    "clean": MatteSettings(grow=-1, fill_holes=30, remove_specks=12),
    "smooth": MatteSettings(feather=0.5, smooth=2),
}


def torn(left: int) -> NDArray[np.bool_]:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[8:20, left : left + 12] = True
    pixels[12:15, left + 4 : left + 7] = False
    pixels[26:28, 40:43] = True
    return pixels


@pytest.fixture
def track(documents: Any) -> ResolvedTrack:
    found: ResolvedTrack = documents.view(
        "dog", {at: (0.1 if at >= 30 else 0.9, torn(4 + at % 5)) for at in range(35)}
    )
    return found


def with_matte(track: ResolvedTrack, settings: MatteSettings, **changes: Any) -> ResolvedTrack:
    layer = replace(track.layer, matte=settings, **changes)
    return ResolvedTrack(layer, track.video, track.data, track._results, track._imports)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_matte_at_the_size_of_the_video_is_what_it_always_was(
    track: ResolvedTrack, name: str
) -> None:
    track = with_matte(track, SETTINGS[name])
    for frame in range(0, 30, 3):
        mask = shown_mask(track, frame)
        assert mask is not None
        shown = rendered_matte(track, frame, 64, 96)
        assert shown is not None
        assert np.array_equal(shown, matte(mask, track.layer.matte, 64, 96))
        assert np.array_equal(shown, mask_picture(track, frame))


def test_a_matte_at_another_size_has_its_edge_scaled(track: ResolvedTrack) -> None:
    track = with_matte(track, MatteSettings(grow=4, feather=2, fill_holes=80, remove_specks=40))
    mask = shown_mask(track, 10)
    assert mask is not None
    shown = rendered_matte(track, 10, 32, 48)
    half = MatteSettings(grow=2, feather=1, fill_holes=20, remove_specks=10)
    assert shown is not None
    assert np.array_equal(shown, matte(mask, half, 32, 48))


def test_there_is_no_matte_where_the_object_is_absent_or_nothing_is_computed(
    track: ResolvedTrack,
) -> None:
    assert rendered_matte(track, 32, 64, 96) is None
    assert rendered_matte(track, 38, 64, 96) is None
    assert not mask_picture(track, 32).any()
    erased = with_matte(
        track,
        MatteSettings(),
        corrections=MappingProxyType({3: Correction(Mask.empty(64, 96))}),
    )
    assert rendered_matte(erased, 3, 64, 96) is None
    assert matte_at(Mask.empty(64, 96), MatteSettings(grow=5), 64, 64, 96) is None


def test_an_edge_band_is_scaled_and_never_lost(track: ResolvedTrack) -> None:
    track = with_matte(track, MatteSettings(edge_band=3))
    mask = shown_mask(track, 10)
    assert mask is not None
    small = np.random.default_rng(1).integers(0, 256, (16, 24, 3)).astype(np.uint8)
    shown = rendered_matte(track, 10, 16, 24, small)
    assert shown is not None
    assert np.array_equal(shown, matte(mask, MatteSettings(edge_band=1), 16, 24, small))
    assert not np.array_equal(shown, rendered_matte(track, 10, 16, 24))
    assert follows_picture(track)
    assert not follows_picture(with_matte(track, MatteSettings(edge_softness=0)))
