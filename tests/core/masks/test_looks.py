"""Looks: the layers before something else, the other way round, and beside the source."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.masks.compositing import Shown
from soc_studio.core.masks.effects import Backdrop
from soc_studio.core.masks.looks import GREEN, Look, LookSettings, look_mistake, picture_of
from soc_studio.core.project.colours import parse_colour
from soc_studio.core.system.errors import StudioError

CYAN = (53, 200, 234)
RED, SAND = (200, 40, 30), (190, 170, 140)


def scene() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A red square on sand whose edge is soft, and its matte."""
    ramp = np.clip((np.arange(80) - 15) * 255 // 10, 0, 255)
    edge = np.minimum(ramp, ramp[::-1])
    matte = np.minimum.outer(edge, edge).astype(np.uint8)
    share = matte[..., None] / 255
    frame = np.rint(share * RED + (1 - share) * SAND).astype(np.uint8)
    return frame, matte


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("inverse", [False, True])
def test_a_look_changes_one_part_and_keeps_the_other(look: Look, inverse: bool) -> None:
    settings = LookSettings(look, background="x", inverse=inverse)
    if look_mistake(settings):
        assert look in (Look.SPOTLIGHT, Look.HIGHLIGHT)
        return
    frame, matte = scene()
    noise = np.random.default_rng(0).integers(0, 60, frame.shape, dtype=np.uint8)
    frame = np.where(noise < 30, frame, frame - np.minimum(frame, noise))
    before = frame.copy()
    backdrop = Backdrop(np.full((9, 7, 3), 77, np.uint8))
    made = picture_of(frame, [Shown(matte, CYAN)], settings, backdrop)
    assert (frame == before).all()
    inside, outside = np.s_[30:50, 30:50], np.s_[:10, :]
    kept = (look in (Look.PIXELATE, Look.HIGHLIGHT)) == inverse
    changed_part, kept_part = (outside, inside) if kept else (inside, outside)
    assert (made[kept_part] == frame[kept_part]).all()
    assert (made[changed_part] != frame[changed_part]).mean() > 0.3
    beside = picture_of(
        frame, [Shown(matte, CYAN)], replace(settings, beside_source=True), backdrop
    )
    assert (beside == np.hstack([frame, made])).all()


def test_no_rim_of_the_old_background_is_left_on_a_new_one() -> None:
    frame, matte = scene()
    made = picture_of(frame, [Shown(matte, CYAN)], LookSettings())
    share = matte[..., None] / 255
    meant = share * RED + (1 - share) * np.array(GREEN)
    assert np.abs(made - meant).max() < 4
    grey = picture_of(frame, [Shown(matte, CYAN)], LookSettings(Look.GREY))
    outside = grey[matte == 0]
    assert np.ptp(outside.astype(int), axis=1).max() <= 1
    assert np.abs(outside.mean() - np.dot(SAND, (0.299, 0.587, 0.114))) < 1


def test_a_layer_that_is_absent_is_nowhere() -> None:
    frame, _ = scene()
    assert (picture_of(frame, [], LookSettings()) == np.array(GREEN)).all()
    inverse = LookSettings(inverse=True)
    assert (picture_of(frame, [], inverse) == frame).all()
    assert (picture_of(frame, [], LookSettings(Look.HIGHLIGHT)) == frame).all()


def test_what_a_look_lacks_is_said() -> None:
    assert not look_mistake(LookSettings())
    assert "background" in look_mistake(LookSettings(Look.BACKGROUND, background=" "))
    assert "inverted" in look_mistake(LookSettings(Look.HIGHLIGHT, inverse=True))
    assert "0 to 255" in look_mistake(LookSettings(colour=(0, 256, 0)))


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#00b140", GREEN), ("00B140", GREEN), ("#08f", (0, 136, 255)), (" Green ", GREEN)],
)
def test_colours_are_read_as_people_write_them(text: str, colour: tuple[int, int, int]) -> None:
    assert parse_colour(text) == colour


@pytest.mark.parametrize("text", ["", "#12", "#gggggg", "#1234567", "rgb(1,2,3)", "#٠٠٠"])
def test_what_is_no_colour_is_said(text: str) -> None:
    with pytest.raises(StudioError, match="is not a colour"):
        parse_colour(text)
