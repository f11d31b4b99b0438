"""Effects on real pixels: objects stay as they are, and what is around them changes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from soc_studio.core.masks.compositing import Shown
from soc_studio.core.masks.effects import Backdrop, EffectSettings, PictureEffect, apply_effect
from tests.thoroughness import examples

CYAN = (53, 200, 234)
RED, GREY = (220, 20, 20), (90, 120, 60)
INSIDE, NEAR, FAR = (90, 160), (90, 228), (20, 20)
HEIGHT, WIDTH = 180, 320
ALL = tuple(EffectSettings(each) for each in PictureEffect)


def disc(radius: int = 60, soft: int = 0) -> NDArray[np.uint8]:
    """A round object in the middle, whose edge is `soft` pixels wide."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    depth = radius - np.hypot(rows - HEIGHT / 2, columns - WIDTH / 2)
    if not soft:
        return np.where(depth > 0, 255, 0).astype(np.uint8)
    return np.clip(depth / soft * 255, 0, 255).astype(np.uint8)


@pytest.fixture
def frame() -> NDArray[np.uint8]:
    """A red disc on a striped background."""
    picture = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    picture[:] = GREY
    picture[:, ::4] = (30, 40, 20)
    picture[disc() > 0] = RED
    return picture


def colourfulness(pixel: NDArray[np.uint8]) -> int:
    return int(pixel.max()) - int(pixel.min())


@pytest.mark.parametrize("settings", ALL, ids=lambda each: each.effect.value)
def test_an_effect_returns_another_picture_of_the_same_size(
    frame: NDArray[np.uint8], settings: EffectSettings
) -> None:
    before = frame.copy()
    made = apply_effect(frame, [Shown(disc(), CYAN)], settings)
    assert made.dtype == np.uint8
    assert made.shape == frame.shape
    assert not np.shares_memory(made, frame)
    assert (frame == before).all()
    assert (made != frame).any()


@pytest.mark.parametrize(
    "effect",
    [PictureEffect.SPOTLIGHT, PictureEffect.CUT_OUT, PictureEffect.BLUR, PictureEffect.BACKGROUND],
)
def test_the_object_keeps_its_pixels(frame: NDArray[np.uint8], effect: PictureEffect) -> None:
    made = apply_effect(frame, [Shown(disc(), CYAN)], EffectSettings(effect))
    deep = disc(50) > 0  # within any outline
    assert (made[deep] == frame[deep]).all()
    outside = disc(66) == 0
    assert (made[outside] != frame[outside]).any(axis=1).mean() > 0.9


def test_a_spotlight_darkens_and_fades_what_is_around_and_outlines_the_object(
    frame: NDArray[np.uint8],
) -> None:
    made = apply_effect(frame, [Shown(disc(), CYAN)], EffectSettings(PictureEffect.SPOTLIGHT))
    around = disc() == 0
    assert made[around].mean() < 0.5 * frame[around].mean()
    assert colourfulness(made[FAR]) < 0.5 * colourfulness(np.array(GREY, np.uint8))
    rim = (disc(60) > 0) & (disc(58) == 0)
    assert np.abs(made[rim].astype(int) - CYAN).mean() < 40


def test_blur_takes_stripes_away_and_leaves_no_halo(frame: NDArray[np.uint8]) -> None:
    made = apply_effect(frame, [Shown(disc(), CYAN)], EffectSettings(PictureEffect.BLUR))
    outside = disc(64) == 0
    stripes = frame[..., 1].astype(int)
    assert np.abs(np.diff(made[:20, :, 1].astype(int), axis=1)).max() < 8
    assert np.abs(np.diff(stripes[:20], axis=1)).max() > 60
    # The red of the object reaches no pixel of the background: none is redder than it was.
    assert made[outside][:, 0].max() <= GREY[0] + 2


def test_a_new_background_is_a_colour_or_a_picture_that_fills(frame: NDArray[np.uint8]) -> None:
    shown = [Shown(disc(), CYAN)]
    made = apply_effect(frame, shown, EffectSettings(PictureEffect.BACKGROUND, ground=(7, 8, 9)))
    assert tuple(made[FAR]) == (7, 8, 9)
    # A square picture, half blue and half green: its upper and lower edges are cut off.
    square = np.zeros((400, 400, 3), np.uint8)
    square[:, :200, 2] = 255
    square[:, 200:, 1] = 255
    square[:50], square[350:] = 255, 255
    made = apply_effect(
        frame, shown, EffectSettings(PictureEffect.BACKGROUND, backdrop=Backdrop(square))
    )
    assert tuple(made[90, 10]) == (0, 0, 255)
    assert tuple(made[90, WIDTH - 10]) == (0, 255, 0)
    assert (made != 255).any(axis=2).all()
    assert tuple(made[INSIDE]) == RED


def test_a_backdrop_stays_as_it_is_from_frame_to_frame(frame: NDArray[np.uint8]) -> None:
    settings = EffectSettings(
        PictureEffect.BACKGROUND, backdrop=Backdrop(np.full((10, 10, 3), 50, np.uint8))
    )
    whole = [Shown(np.full((HEIGHT, WIDTH), 255, np.uint8), CYAN)]
    assert (apply_effect(frame, whole, settings) == frame).all()
    assert (apply_effect(frame, [], settings) == 50).all()
    small = apply_effect(frame[:90, :100], [], settings)
    assert small.shape == (90, 100, 3)


def test_a_cut_out_lies_on_fields_that_stand_for_nothing(frame: NDArray[np.uint8]) -> None:
    made = apply_effect(frame, [Shown(disc(), CYAN)], EffectSettings(PictureEffect.CUT_OUT))
    levels = np.unique(made[disc() == 0])
    assert levels.tolist() == [153, 204]


def test_pixelating_hides_the_object_alone() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (HEIGHT, WIDTH, 3)).astype(np.uint8)
    made = apply_effect(noise, [Shown(disc(), CYAN)], EffectSettings(PictureEffect.PIXELATE))
    outside = disc() == 0
    assert (made[outside] == noise[outside]).all()
    inside = disc(50) > 0
    assert len(np.unique(made[inside], axis=0)) < 0.15 * inside.sum()
    assert made[inside].std() < 0.5 * noise[inside].std()


def test_colour_is_laid_over_the_object(frame: NDArray[np.uint8]) -> None:
    made = apply_effect(frame, [Shown(disc(), CYAN)], EffectSettings(PictureEffect.COLOUR))
    assert made[INSIDE][2] > frame[INSIDE][2] + 60
    assert (made[FAR] == frame[FAR]).all()


def test_a_soft_edge_is_mixed_in_its_share(frame: NDArray[np.uint8]) -> None:
    matte = disc(60, soft=20)
    settings = EffectSettings(PictureEffect.BACKGROUND, ground=(0, 0, 255))
    made = apply_effect(frame, [Shown(matte, CYAN)], settings)
    row, columns = HEIGHT // 2, slice(WIDTH // 2, WIDTH)
    share = matte[row, columns][:, None] / 255
    wanted = share * frame[row, columns] + (1 - share) * (0, 0, 255)
    assert np.abs(made[row, columns] - wanted).max() <= 1
    assert ((share > 0.1) & (share < 0.9)).sum() >= 10


def test_a_small_picture_shows_what_a_large_one_will_look_like(frame: NDArray[np.uint8]) -> None:
    large = cv2.resize(frame, (4 * WIDTH, 4 * HEIGHT), interpolation=cv2.INTER_LINEAR)
    matte = np.asarray(cv2.resize(disc(), (4 * WIDTH, 4 * HEIGHT)), np.uint8)
    for effect in (
        PictureEffect.BLUR,
        PictureEffect.SPOTLIGHT,
        PictureEffect.PIXELATE,
        PictureEffect.BACKGROUND,
    ):
        small = apply_effect(frame, [Shown(disc(), CYAN)], EffectSettings(effect))
        made = apply_effect(
            np.asarray(large, np.uint8), [Shown(matte, CYAN)], EffectSettings(effect)
        )
        reduced = cv2.resize(made, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        assert np.abs(reduced.astype(int) - small).mean() < 8, effect


@examples(30)
@given(
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from(PictureEffect),
    st.integers(0, 2),
    st.integers(0, 2**32 - 1),
)
def test_any_size_and_any_masks_do(
    height: int, width: int, effect: PictureEffect, count: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    frame = random.integers(0, 256, (height, width, 3)).astype(np.uint8)
    shown = [
        Shown(random.integers(0, 256, (height, width)).astype(np.uint8), CYAN) for _ in range(count)
    ]
    backdrop = Backdrop(random.integers(0, 256, (3, 5, 3)).astype(np.uint8))
    for settings in (EffectSettings(effect), EffectSettings(effect, backdrop=backdrop)):
        made = apply_effect(frame, shown, settings)
        assert made.shape == frame.shape
        assert made.dtype == np.uint8
