"""The opacity along an edge follows the picture: closer to the truth, and the same every time."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.masks.matte import matte
from soc_studio.core.masks.soft_edge import soft_edge
from soc_studio.core.project.project import MatteSettings

HEIGHT, WIDTH = 96, 128
BAND = 8


def opacity(at: int = 0) -> NDArray[np.float32]:
    """A disc with strands of hair, moved by `at` pixels."""
    drawn = np.zeros((4 * HEIGHT, 4 * WIDTH), np.uint8)
    middle = np.array([4 * (60 + at), 4 * 48])
    cv2.circle(drawn, middle.tolist(), 4 * 26, 255, -1)
    for angle in np.linspace(0, 2 * np.pi, 40, endpoint=False):
        away = np.array([np.cos(angle), np.sin(angle)])
        ends = [np.rint(middle + 4 * far * away).astype(int).tolist() for far in (24, 33)]
        cv2.line(drawn, *ends, 255, 4, cv2.LINE_AA)
    small = cv2.resize(drawn, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / 255


def composite(share: NDArray[np.float32], seed: int = 1) -> NDArray[np.uint8]:
    rng = np.random.default_rng(seed)
    texture = cv2.GaussianBlur(rng.normal(0, 40, (HEIGHT, WIDTH, 3)), (0, 0), 2)
    own, ground = texture + (190, 120, 60), (60, 110, 150) - texture  # noqa: RUF005
    return np.clip(share[..., None] * own + (1 - share[..., None]) * ground, 0, 255).astype(
        np.uint8
    )


def coarse(share: NDArray[np.float32], seed: int = 1) -> NDArray[np.bool_]:
    """What a network leaves of it: at a sixth of the size, with a trembling edge."""
    small = cv2.resize(share, (WIDTH // 6, HEIGHT // 6), interpolation=cv2.INTER_AREA)
    small += np.random.default_rng(seed).normal(0, 0.2, small.shape).astype(np.float32)
    marked = (small > 0.5).astype(np.float32)
    return np.asarray(cv2.resize(marked, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR) >= 0.5)


def wrong(found: NDArray[np.uint8], share: NDArray[np.float32]) -> float:
    return float(np.abs(found / 255 - share).sum())


@pytest.mark.parametrize("band", [6, BAND, 14])
def test_the_opacity_comes_closer_to_the_known_one(band: int) -> None:
    share = opacity()
    picture, mask = composite(share), coarse(share)
    before = wrong(mask.astype(np.uint8) * np.uint8(255), share)
    assert wrong(soft_edge(picture, mask, band), share) < before * 0.6


def test_inside_and_far_outside_stay() -> None:
    share = opacity()
    mask = coarse(share)
    found = soft_edge(composite(share), mask, BAND)
    inside, outside = (
        cv2.distanceTransform(each.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE) > BAND
        for each in (mask, ~mask)
    )
    assert inside.any()
    assert (found[inside] == 255).all()
    assert (found[outside] == 0).all()
    assert found.dtype == np.uint8


def test_it_trembles_less_than_the_mask() -> None:
    before: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None
    hard = soft = 0.0
    for at in range(4):
        share = opacity(at)
        mask = coarse(share, seed=at)
        found = soft_edge(composite(share), mask, BAND)
        errors = mask - share.astype(np.float64), found / 255 - share.astype(np.float64)
        if before is not None:
            hard += np.abs(errors[0] - before[0]).sum()
            soft += np.abs(errors[1] - before[1]).sum()
        before = errors
    assert soft < hard / 2


def test_background_between_arm_and_body_goes() -> None:
    share = np.zeros((HEIGHT, WIDTH), np.float32)
    share[10:90, 30:100] = 1
    share[30:90, 62:70] = 0  # the gap, which the mask does not know
    filled = share > 0
    filled[30:90, 62:70] = True
    filled[60:90, 65:67] = False  # but for a slit
    found = soft_edge(composite(share), filled, BAND)
    assert found[62:88, 63:69].mean() < 40
    assert found[50, 50] == 255


def test_without_softness_the_edge_is_hard() -> None:
    share = opacity()
    picture, mask = composite(share), coarse(share)
    soft, hard = soft_edge(picture, mask, BAND), soft_edge(picture, mask, BAND, 0.0)
    assert ((hard > 0) & (hard < 255)).mean() < 0.01
    assert ((hard >= 128) == (soft >= 128)).mean() > 0.99


@pytest.mark.parametrize("kind", ["nothing", "all", "a pixel", "at the border"])
def test_any_mask_has_an_edge(kind: str) -> None:
    mask = np.zeros((20, 30), np.bool_)
    match kind:
        case "all":
            mask[:] = True
        case "a pixel":
            mask[10, 15] = True
        case "at the border":
            mask[:, :9] = True
    picture = np.random.default_rng(2).integers(0, 256, (20, 30, 3)).astype(np.uint8)
    for band in (1, 3, 40):
        found = soft_edge(picture, mask, band)
        assert found.shape == mask.shape
        if kind in ("nothing", "all"):
            assert (found == mask * np.uint8(255)).all()


def test_a_picture_of_one_colour_leaves_the_edge_where_it_is() -> None:
    mask = np.zeros((40, 60), np.bool_)
    mask[:, :30] = True
    found = soft_edge(np.full((40, 60, 3), 90, np.uint8), mask, 4)
    assert (np.diff(found.astype(int), axis=1) <= 0).all()
    assert ((found >= 128) == mask).mean() > 0.97


def test_a_deep_picture_gives_the_same_as_a_plain_one() -> None:
    share = opacity()
    picture, mask = composite(share), coarse(share)
    deep = picture.astype(np.uint16) * 257
    assert np.abs(soft_edge(deep, mask, 6).astype(int) - soft_edge(picture, mask, 6)).max() <= 1  # type: ignore[arg-type]


def test_a_matte_has_the_band_around_its_moved_edge() -> None:
    share = opacity()
    picture, mask = composite(share), Mask.from_array(coarse(share))
    settings = MatteSettings(edge_band=BAND, grow=-3)
    assert not np.array_equal(
        matte(mask, settings, HEIGHT, WIDTH, picture),
        matte(mask, MatteSettings(grow=-3), HEIGHT, WIDTH),
    )
    assert np.array_equal(
        matte(mask, settings, HEIGHT, WIDTH), matte(mask, MatteSettings(grow=-3), HEIGHT, WIDTH)
    )
    plain = MatteSettings(edge_band=BAND)
    assert np.array_equal(
        matte(mask, plain, HEIGHT, WIDTH, picture),
        soft_edge(picture, mask.to_array(), BAND, plain.edge_softness / 100),
    )


def test_a_cut_out_with_a_band_shows_less_of_the_background() -> None:
    share = opacity()
    picture, mask = composite(share), coarse(share)
    ground = np.array((0, 177, 64), np.float32)

    def laid(alpha: NDArray[np.uint8]) -> NDArray[np.float32]:
        cut = cut_out(picture, alpha).astype(np.float32)
        part = cut[..., 3:] / 255
        return np.asarray(part * cut[..., :3] + (1 - part) * ground)

    best = laid(np.rint(share * 255).astype(np.uint8))
    hard = np.abs(laid(mask.astype(np.uint8) * np.uint8(255)) - best).mean()
    assert np.abs(laid(soft_edge(picture, mask, BAND)) - best).mean() < hard * 0.6


def test_what_is_like_the_object_by_chance_leaves_no_haze_beside_it() -> None:
    rng = np.random.default_rng(2)
    shape = np.zeros((120, 160), np.bool_)
    shape[30:90, 50:110] = True
    mask = shape.copy()
    mask[26:94, 46:114] = True  # too large, as a network's
    ground = np.full((120, 160, 3), (60, 60, 60), np.float64)
    ground[:, :50] += rng.normal(0, 30, (120, 50, 1))  # some of it nearly as bright as the object
    picture = np.where(shape[..., None], 150.0, ground) + rng.normal(0, 4, (120, 160, 3))
    found = soft_edge(np.clip(picture, 0, 255).astype(np.uint8), mask, 8)
    beside = cv2.dilate(shape.view(np.uint8), np.ones((9, 9), np.uint8)) == 0
    assert ((found > 0) & (found < 40) & beside).sum() < 200  # of 1204 without that
    assert (found[shape] > 200).mean() > 0.95


def test_what_is_hardly_seen_is_left_out() -> None:
    share = cv2.GaussianBlur(opacity(), (0, 0), 4)
    found = soft_edge(composite(share), share > 0.5, 16)
    faint, seen = (found > 0) & (found < 8), (found >= 8) & (found < 26)
    assert seen.any()  # the edge is soft all the same
    assert faint.sum() < 0.6 * seen.sum()  # 0.84 with all that is faint
