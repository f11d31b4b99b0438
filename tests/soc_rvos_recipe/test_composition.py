"""Made clips: what is shown, and that it is where the clip says."""

from __future__ import annotations

import numpy as np
import pytest

from soc_rvos_recipe.clips.clip import LEAST_OF_ITSELF, LEAST_OF_PICTURE, Clip, boxes_of
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.pack import Pack

pytestmark = pytest.mark.slow  # training: nothing that the program does

SIZE = (5, 96, 160)


@pytest.fixture(
    scope="module",
    params=[20, pytest.param(80, marks=pytest.mark.slow)],
    ids=["few", "many"],
)
def clips(request: pytest.FixtureRequest, small_pack: Pack) -> list[Clip]:
    return [make_clip(small_pack, "train", seed, *SIZE) for seed in range(request.param)]


def test_a_clip_has_the_size_that_was_asked_for(clips: list[Clip]) -> None:
    for clip in clips:
        assert clip.frames.shape == (*SIZE, 3)
        assert clip.frames.dtype == np.uint8
        assert clip.masks.shape == (len(clip.actors), *SIZE)
        assert clip.actors


def test_the_same_seed_gives_the_same_clip(small_pack: Pack, clips: list[Clip]) -> None:
    for seed in (0, 3, 7):
        again = make_clip(small_pack, "train", seed, *SIZE)
        assert np.array_equal(again.frames, clips[seed].frames)
        assert np.array_equal(again.masks, clips[seed].masks)


def test_another_seed_gives_another_clip(clips: list[Clip]) -> None:
    assert not np.array_equal(clips[0].frames, clips[1].frames)


def test_a_pixel_belongs_to_one_actor_at_most(clips: list[Clip]) -> None:
    for clip in clips:
        assert clip.masks.sum(axis=0).max() <= 1


def test_the_boxes_are_those_of_the_masks(clips: list[Clip]) -> None:
    for clip in clips:
        for actor, mask in zip(clip.actors, clip.masks, strict=True):
            assert np.allclose(actor.boxes, boxes_of(mask))
            assert np.array_equal(actor.visible, mask.any(axis=(1, 2)))
            assert actor.visible.any()


def test_what_hardly_shows_has_no_mask(clips: list[Clip]) -> None:
    least = LEAST_OF_PICTURE * SIZE[1] * SIZE[2] / 4.5  # a quarter of a picture of four scenes
    for clip in clips:
        areas = clip.masks.sum(axis=(2, 3))
        assert (areas[areas > 0] >= least).all()
        for actor, area in zip(clip.actors, areas, strict=True):
            whole = (actor.whole[:, 2:] - actor.whole[:, :2]).prod(axis=1) * SIZE[1] * SIZE[2]
            shown = actor.visible & (actor.group != "")
            assert (area[shown] >= LEAST_OF_ITSELF * 0.6 * whole[shown]).all()


def test_the_mask_covers_the_actor(small_pack: Pack) -> None:
    """Every plate has one colour, so most of what the mask covers has to be near it."""
    agreeing = []
    for seed in range(60):
        clip = make_clip(small_pack, "train", seed, *SIZE)
        for actor in clip.actors:
            if actor.object_id.startswith("train"):
                red = actor.object_id.endswith("red")
                names = {"red", "pink", "brown", "orange"} if red else {"blue", "purple"}
                if not actor.colours or actor.colours[0] in ("red", "blue"):
                    agreeing.append(sum(actor.shares.get(name, 0.0) for name in names) > 0.5)
    assert np.mean(agreeing) > 0.75


def test_clips_of_a_split_show_its_objects_alone(small_pack: Pack) -> None:
    for split in ("train", "test"):
        for seed in range(20):
            for actor in make_clip(small_pack, split, seed, *SIZE).actors:
                assert actor.object_id.startswith((split, "footage"))
                assert split == "train" or not actor.real


def test_some_clips_are_filmed_and_some_have_several_scenes(clips: list[Clip]) -> None:
    assert any(clip.filmed for clip in clips)
    assert any(clip.scenes > 1 for clip in clips)
    assert any(len(clip.actors) > 2 for clip in clips)


def test_two_of_a_name_are_frequent(clips: list[Clip]) -> None:
    twins = [len({actor.name for actor in clip.actors}) < len(clip.actors) for clip in clips]
    assert 0.15 < np.mean(twins) < 0.8  # the pack has few names


def test_a_mirrored_film_keeps_the_sentences_that_are_still_true(small_pack: Pack) -> None:
    sides = set()
    for seed in range(300):
        clip = make_clip(small_pack, "train", seed, *SIZE)
        for actor in clip.actors:
            middle = float(((actor.boxes[:, 0] + actor.boxes[:, 2]) / 2)[actor.visible].mean())
            if actor.sentences and clip.scenes == 1:
                if "the girl on the left" in actor.sentences:
                    sides.add("left")
                    assert middle < 0.5
                if "the girl on the right" in actor.sentences:
                    sides.add("right")
                    assert middle > 0.5
    assert sides == {"left", "right"}
