"""The colours, sizes and type of the window, as `resources/theme/tokens.json` has them."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from soc_studio.resources import resource


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a theme, as a style sheet writes them.

    Attributes:
        stage: around the picture.
        bg0: of the window and its bars.
        bg1: of panels and sheets.
        bg2: of fields, buttons and cards.
        bg3: under the pointer.
        bg4: pressed buttons; tracks.
        line: hairlines.
        line2: borders of what floats.
        fieldline: borders of fields and buttons.
        t1: text.
        t2: second text, and pictures.
        t3: captions and placeholders.
        acc: areas filled with the accent; their text is white.
        acc_h: the same under the pointer.
        acc_t: focus, links, switched-on controls.
        acc_bg: the ground of switched-on controls.
        ok: good states.
        warn: states that need attention.
        bad: errors.
        play: the playhead.
        knob: of a slider.
        lanebg: the ground of a lane.
        sel: the ground of the row that is chosen.
        okbg: the ground of a chip that says "well".
        warnbg: the ground of a chip that asks for a look.
        badbg: the ground of a chip that says "wrong".
        ov: the ground of notices over the picture, nearly opaque.
        ovline: the border of such notices.
        scrim: laid over the window behind a sheet.
    """

    stage: str
    bg0: str
    bg1: str
    bg2: str
    bg3: str
    bg4: str
    line: str
    line2: str
    fieldline: str
    t1: str
    t2: str
    t3: str
    acc: str
    acc_h: str
    acc_t: str
    acc_bg: str
    ok: str
    warn: str
    bad: str
    play: str
    knob: str
    lanebg: str
    sel: str
    okbg: str
    warnbg: str
    badbg: str
    ov: str
    ovline: str
    scrim: str


@dataclass(frozen=True, slots=True)
class Type:
    """How letters of one role are: their size and line in pixels, and their weight."""

    size: int
    line: int
    weight: int


@dataclass(frozen=True, slots=True)
class Radii:
    """Radii of corners, in pixels."""

    small: int
    control: int
    tool: int
    tile: int
    prompt: int
    sheet: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """What both themes are made from."""

    dark: Colours
    light: Colours
    family: str
    type: dict[str, Type]
    radius: Radii

    def colours(self, dark: bool) -> Colours:
        """Return the colours of the dark theme, or of the light one."""
        return self.dark if dark else self.light


@cache
def tokens() -> Tokens:
    """Return what the program ships with."""
    read = json.loads(resource("theme", "tokens.json").read_text(encoding="utf-8"))
    return Tokens(
        dark=_colours(read["dark"]),
        light=_colours(read["light"]),
        family=read["font"]["family"],
        type={role: Type(*measures) for role, measures in read["font"]["px"].items()},
        radius=Radii(**{each.name: read["size"]["radius"][each.name] for each in fields(Radii)}),
    )


def _colours(read: dict[str, Any]) -> Colours:
    return Colours(
        **{each.name: _opaque_or_hex(read[each.name.replace("_", "-")]) for each in fields(Colours)}
    )


def _opaque_or_hex(written: str) -> str:
    """Return "rgba(r,g,b,share)" as "#aarrggbb", which Qt reads everywhere; others unchanged."""
    if not written.startswith("rgba("):
        return written
    red, green, blue, share = (float(each) for each in written[5:-1].split(","))
    return f"#{round(share * 255):02x}{int(red):02x}{int(green):02x}{int(blue):02x}"
