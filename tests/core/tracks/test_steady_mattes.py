"""The edges of an export do not tremble from frame to frame, and nothing is taken over a cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.steady_edge import small_picture, steady_edge
from soc_studio.core.project.project import Correction, MatteSettings
from soc_studio.core.tracks.combined_track import CombinedTrack
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.steady_mattes import in_a_row, made_in_a_row

HEIGHT, WIDTH = 64, 96


def moving(at: int) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """A disc that moves over a still ground: the frame and its opacity."""
    rng = np.random.default_rng(5)
    grain = cv2.GaussianBlur(rng.normal(0, 60, (HEIGHT, WIDTH, 6)), (0, 0), 1.5)
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    far = np.hypot(rows - 32, columns - 40 - 2 * at)
    share = np.clip(20 - far, -1, 1).astype(np.float32) / 2 + np.float32(0.5)
    own = np.roll(grain[..., :3], 2 * at, 1) + np.array((180, 130, 70))
    ground = np.array((70, 110, 150))
    mixed = share[..., None] * own + (1 - share[..., None]) * (grain[..., 3:] + ground)
    return np.clip(mixed, 0, 255).astype(np.uint8), share


def torn(share: NDArray[np.float32], seed: int) -> NDArray[np.bool_]:
    noise = np.random.default_rng(seed).normal(0, 1, (HEIGHT // 4, WIDTH // 4)).astype(np.float32)
    return np.asarray(share + 0.6 * cv2.resize(noise, (WIDTH, HEIGHT)) > 0.5)


def same(one: Any, other: Any) -> bool:
    return np.array_equal(one, other)


@pytest.fixture
def track(documents: Any) -> ResolvedTrack:
    masks = {at: (0.9, torn(moving(at)[1], at)[::2, ::2]) for at in range(6)}
    found: ResolvedTrack = documents.view("a ball", masks, band=4)
    return found


def alone(track: ResolvedTrack, at: int) -> NDArray[np.uint8] | None:
    return rendered_matte(track, at, HEIGHT, WIDTH, moving(at)[0])


def test_an_edge_trembles_less_and_is_no_less_true(track: ResolvedTrack) -> None:
    steady = [each.matte(track) for each in in_a_row((at, moving(at)[0]) for at in range(6))]
    trembling, wrong = [], []
    for mattes in ([alone(track, at) for at in range(6)], steady):
        errors = [
            np.asarray(each) / 255 - moving(at)[1]
            for at, each in enumerate(mattes)
            if each is not None
        ]
        assert len(errors) == 6
        trembling.append(sum(np.abs(late - early).sum() for early, late in pairwise(errors[1:-1])))
        wrong.append(sum(np.abs(each).sum() for each in errors[1:-1]))
    assert trembling[1] < 0.9 * trembling[0]
    assert wrong[1] < wrong[0]


def test_the_matte_of_the_frame_alone_stays_where_nothing_is_beside_it(
    track: ResolvedTrack,
) -> None:
    frames = [(at, moving(at)[0]) for at in (0, 1, 2, 4)]
    shown = {each.number: each.matte(track) for each in in_a_row(iter(frames))}
    assert list(shown) == [0, 1, 2, 4]
    for at in (0, 2, 4):
        assert same(shown[at], alone(track, at))
    assert not same(shown[1], alone(track, 1))


@pytest.mark.parametrize("why", ["no band", "a hard edge", "corrected"])
def test_an_edge_that_was_decided_stays(track: ResolvedTrack, why: str) -> None:
    mask = Mask.from_array(moving(1)[1] > 0.5)
    layer = {
        "no band": replace(track.layer, matte=MatteSettings(edge_band=0)),
        "a hard edge": replace(track.layer, matte=MatteSettings(edge_band=4, edge_softness=0)),
        "corrected": replace(track.layer, corrections=MappingProxyType({1: Correction(mask)})),
    }[why]
    view = ResolvedTrack(layer, track.video, track.data, track._results, track._imports)
    _, middle, _ = in_a_row((at, moving(at)[0]) for at in range(3))
    assert same(middle.matte(view), alone(view, 1))


def test_layers_together_have_the_steady_edges_of_each(track: ResolvedTrack) -> None:
    _, middle, _ = in_a_row((at, moving(at)[0]) for at in range(3))
    assert same(middle.matte(CombinedTrack([track], "all")), middle.matte(track))


def test_nothing_comes_over_a_cut_and_deep_pictures_are_compared_as_well() -> None:
    frame, share = moving(0)
    matte = np.rint(255 * share).astype(np.uint8)
    other = np.random.default_rng(3).integers(0, 256, frame.shape).astype(np.uint8)
    grey, cut = small_picture(frame), (small_picture(other), np.zeros_like(matte))
    changed = steady_edge(grey, matte, cut, cut).astype(int) - matte
    assert np.abs(changed).mean() < 1
    assert np.array_equal(small_picture(frame.astype(np.uint16) * 257), grey)
    hard = np.where(matte > 127, np.uint8(255), np.uint8(0))
    assert steady_edge(grey, hard, cut, cut) is hard


def test_what_is_made_ahead_is_what_is_made_one_by_one(track: ResolvedTrack) -> None:
    frames = [(at, moving(at)[0]) for at in range(6)]
    ahead = list(made_in_a_row(iter(frames), lambda each: each.matte(track)))
    alone = [each.matte(track) for each in in_a_row(iter(frames))]
    assert all(map(same, ahead, alone))
    assert list(made_in_a_row([], lambda each: each.number)) == []
