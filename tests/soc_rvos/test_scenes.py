"""Made clips: what is said of an object is what is drawn."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from soc_rvos.training.colours import COLOURS, sample_colour
from soc_rvos.training.scenes import HELD_OUT, HELD_OUT_MOTIONS, MadeClip, make_clip
from soc_rvos.training.shapes import FLAT_SHAPES, SOLID_SHAPES, mesh, outline

HEIGHT, WIDTH = 56, 96


def clips(world: str, count: int, split: str = "train") -> list[MadeClip]:
    rng = np.random.default_rng(7)
    return [make_clip(rng, HEIGHT, WIDTH, world=world, split=split) for _ in range(count)]


@pytest.mark.parametrize("world", ["flat", "solid"])
def test_the_same_seed_makes_the_same_clip_and_another_seed_another(world: str) -> None:
    first, again, other = (
        make_clip(np.random.default_rng(seed), HEIGHT, WIDTH, world=world) for seed in (3, 3, 4)
    )

    assert np.array_equal(first.frames, again.frames)
    assert np.array_equal(first.labels, again.labels)
    assert not np.array_equal(first.frames, other.frames)
    assert first.frames.shape == (8, HEIGHT, WIDTH, 3)
    assert first.frames.dtype == first.labels.dtype == np.uint8


def test_a_clip_has_as_many_frames_as_asked_for() -> None:
    for world in ("flat", "solid"):
        for count in (2, 5, 12):
            clip = make_clip(np.random.default_rng(1), HEIGHT, WIDTH, frames=count, world=world)
            assert clip.frames.shape == (count, HEIGHT, WIDTH, 3)


@pytest.mark.parametrize("world", ["flat", "solid"])
def test_objects_are_drawn_where_they_are_said_to_be(world: str) -> None:
    checked = 0
    for clip in clips(world, 60):
        if len(clip.objects) > 1:
            continue
        one = clip.objects[0]
        for frame, mask in enumerate(clip.labels == 1):
            inside = (
                one.extents[frame] * 1.5 < (x := one.centres[frame]) * (WIDTH / HEIGHT, 1)
            ) & ((1 - x) * (WIDTH / HEIGHT, 1) > one.extents[frame] * 1.5)
            if inside.all():
                rows, columns = np.nonzero(mask)
                middle = (columns.mean() + 0.5) / WIDTH, (rows.mean() + 0.5) / HEIGHT
                assert np.abs(np.array(middle) - x).max() < 0.35 * one.extents[frame] + 0.02
                checked += 1
    assert checked > 10


@pytest.mark.parametrize("world", ["flat", "solid"])
def test_what_moves_left_or_right_moves_that_way_on_screen_and_what_is_still_stays(
    world: str,
) -> None:
    moved = {"left": [], "right": [], "still": []}
    for clip in clips(world, 60):
        for index, one in enumerate(clip.objects):
            target = clip.target(index)
            areas = target.masks.sum(axis=(1, 2))
            alone = areas[0] > 0 and 0.9 < areas[-1] / areas[0] < 1.1
            if alone and one.motion in moved and not (one.enters or one.leaves):
                moved[one.motion].append(target.boxes[-1, 0] - target.boxes[0, 0])

    assert min(map(len, moved.values())) >= 5
    assert max(moved["left"]) < -0.04
    assert min(moved["right"]) > 0.04
    assert max(np.abs(moved["still"])) < 0.06


def test_what_stops_moves_in_the_first_half_only() -> None:
    stopping = [one for clip in clips("flat", 80) for one in clip.objects if one.stops]

    assert stopping
    for one in stopping:
        early = np.abs(one.centres[4] - one.centres[0]).max()
        late = np.abs(one.centres[-1] - one.centres[5]).max()
        assert early > 2 * late


def test_what_enters_is_outside_first_and_what_leaves_is_outside_last() -> None:
    objects = [one for w in ("flat", "solid") for c in clips(w, 80) for one in c.objects]
    entering = [one.start[0] for one in objects if one.enters]
    leaving = [one.end[0] for one in objects if one.leaves]

    assert entering
    assert leaving
    assert all(not 0 < x < 1 for x in entering + leaving)


def test_training_never_shows_a_held_out_combination_and_testing_mostly_does() -> None:
    def held_out(clip: MadeClip) -> bool:
        return any(
            (one.colour, one.shape) in HELD_OUT or (one.motion, one.size) in HELD_OUT_MOTIONS
            for one in clip.objects
        )

    for world in ("flat", "solid"):
        assert not any(map(held_out, clips(world, 50)))
        assert sum(map(held_out, clips(world, 20, split="test"))) > 10


def test_an_object_shows_in_its_colour() -> None:
    hues = {"red": 0, "yellow": 54, "green": 120, "blue": 220}
    checked = 0
    for world in ("flat", "solid"):
        for clip in clips(world, 60):
            for index, one in enumerate(clip.objects):
                inner = cv2.erode(clip.target(index).masks[0].astype(np.uint8), np.ones((5, 5)))
                if one.colour in hues and inner.sum() > 20:
                    red, green, blue = np.median(clip.frames[0][inner > 0], axis=0) / 255
                    pixel = np.array([[[red, green, blue]]], dtype=np.float32)
                    hue = float(cv2.cvtColor(pixel, cv2.COLOR_RGB2HSV)[0, 0, 0])
                    away = abs((hue - hues[one.colour] + 180) % 360 - 180)
                    assert away < 45, (one, hue)
                    checked += 1
    assert checked > 30


def test_a_target_has_the_box_around_its_mask_and_none_where_it_is_hidden() -> None:
    labels = np.zeros((2, 4, 8), dtype=np.uint8)
    labels[0, 1:3, 2:6] = 1
    labels[1, 0, 0] = 2
    clip = MadeClip(np.zeros((2, 4, 8, 3), np.uint8), labels, (), "flat", "train")

    target = clip.target(0)

    assert target.visible.tolist() == [True, False]
    # Columns 2 to 6 of 8 and rows 1 to 3 of 4.
    assert target.boxes.tolist() == [[0.5, 0.5, 0.5, 0.5], [0, 0, 0, 0]]
    assert target.masks.sum() == 8


def test_of_two_solids_the_nearer_one_hides_the_other() -> None:
    hidden = 0
    for clip in clips("solid", 100):
        for index, one in enumerate(clip.objects):
            if one.shape == "torus" or not one.seen[0] or one.enters:
                continue
            row, column = (one.centres[0, ::-1] * (HEIGHT, WIDTH)).astype(int)
            label = clip.labels[0, row, column]
            if label not in (0, index + 1):
                assert clip.objects[label - 1].depth < one.depth
                hidden += 1
    assert hidden


def test_every_colour_and_shape_can_be_drawn_and_no_other() -> None:
    rng = np.random.default_rng(0)
    for colour in COLOURS:
        drawn = sample_colour(rng, colour)
        assert 0 <= drawn.min() <= drawn.max() <= 255
    for shape in FLAT_SHAPES:
        assert max(np.abs(contour).max() for contour in outline(shape)) < 1.2
    for shape in SOLID_SHAPES[1:]:
        solid = mesh(shape)
        assert abs(solid.vertices[:, 2].min()) < 1e-6  # stands on the table
        middles = np.stack([solid.vertices[face].mean(axis=0) for face in solid.faces])
        if solid.convex:  # every face looks away from the middle
            assert (((middles - solid.vertices.mean(axis=0)) * solid.normals).sum(axis=1) > 0).all()
    with pytest.raises(ValueError, match="not one of the flat shapes"):
        outline("blob")
    with pytest.raises(ValueError, match="has no mesh"):
        mesh("ball")
