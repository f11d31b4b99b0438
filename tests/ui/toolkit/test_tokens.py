"""Colours of the theme: what is written in them can be read."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from soc_studio.ui.toolkit.style_sheet import style_sheet
from soc_studio.ui.toolkit.tokens import Colours, tokens

# The least ratio over the grounds of window, panel and field, in dark and in light.
LEAST = {
    "t1": (13.1, 15.3),
    "t2": (6.6, 6.5),
    "t3": (4.8, 4.8),
    "acc_t": (7.3, 5.7),
    "ok": (7.7, 4.7),
    "warn": (8.5, 5.5),
    "bad": (5.9, 5.1),
    "play": (4.6, 3.7),
}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast by WCAG."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", LEAST)
@pytest.mark.parametrize("dark", [True, False])
def test_what_is_written_can_be_read_on_every_ground(name: str, dark: bool) -> None:
    theme = tokens().colours(dark)
    grounds = (theme.bg0, theme.bg1, theme.bg2)
    least = min(ratio(getattr(theme, name), ground) for ground in grounds)
    assert least >= LEAST[name][0 if dark else 1] - 0.1


@pytest.mark.parametrize("dark", [True, False])
def test_white_can_be_read_on_the_accent(dark: bool) -> None:
    theme = tokens().colours(dark)
    assert ratio("#ffffff", theme.acc) >= 4.5
    assert ratio("#ffffff", theme.acc_h) >= 4.45


@pytest.mark.parametrize("theme", [tokens().dark, tokens().light])
def test_every_name_in_the_style_sheet_has_a_colour(theme: Colours) -> None:
    made = style_sheet(theme, tokens())
    assert "@" not in made
    assert made.count("{") == made.count("}")
