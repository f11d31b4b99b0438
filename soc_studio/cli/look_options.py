"""Options for videos with a look, and what they say."""

from __future__ import annotations

import argparse
from typing import Any

from soc_studio.core.project.colours import Rgb, parse_colour
from soc_studio.core.system.errors import StudioError

LOOKS = ("colour", "background", "blur", "dark", "grey", "spotlight", "pixelate", "highlight")
"""Written down, not looked up: the help does not wait for what makes them."""


def add_looks(parser: argparse.ArgumentParser) -> None:
    """Add the options of a video with a look."""
    group = parser.add_argument_group("look")
    group.add_argument(
        "--look",
        choices=LOOKS,
        metavar="LOOK",
        help="also write look.mp4, a video with sound in this look: the layers on a colour or on a "
        "background of your own, before a blur, dark or grey background, under a spotlight, as "
        f"pixelate or highlight; LOOK is {', '.join(LOOKS[:-1])} or {LOOKS[-1]}",
    )
    group.add_argument(
        "--colour",
        metavar="COLOUR",
        type=colour,
        help='colour behind the layers, such as "#00b140", "#08f" or blue (default: the green of '
        "green screens)",
    )
    group.add_argument(
        "--background",
        metavar="FILE",
        help="picture, video or folder of frames behind the layers; cropped so that it fills the "
        "frame",
    )
    group.add_argument(
        "--hold-background",
        action="store_true",
        help="show the last frame of a background video when it ends (default: it begins again)",
    )
    group.add_argument(
        "--inverse", action="store_true", help="the look of everything but the layers"
    )
    group.add_argument(
        "--beside-source", action="store_true", help="show the source on the left of the look"
    )
    group.add_argument(
        "--look-per-layer", action="store_true", help="a video with the look for each layer"
    )


def look_of(options: argparse.Namespace) -> dict[str, Any]:
    """Return the parts of an `ExportPlan` that the options of a look ask for; empty where they ask
    for none.

    Raises:
        StudioError: they contradict each other.
    """
    from soc_studio.core.masks.looks import Look, LookSettings, look_mistake

    given = {
        "--colour": options.colour is not None,
        "--background": options.background is not None,
        "--hold-background": options.hold_background,
        "--inverse": options.inverse,
        "--beside-source": options.beside_source,
        "--look-per-layer": options.look_per_layer,
    }
    if options.look is None and not any(given.values()) and "look" not in (options.formats or ()):
        return {}
    look = Look(options.look or ("background" if options.background is not None else "colour"))
    if given["--colour"] and look is not Look.COLOUR:
        raise StudioError(f"--colour does not go with the look '{look}'.", "Leave one of them out.")
    for option in ("--background", "--hold-background"):
        if given[option] and look is not Look.BACKGROUND:
            raise StudioError(
                f"{option} does not go with the look '{look}'.", "Leave one of them out."
            )
    usual = LookSettings()
    settings = LookSettings(
        look,
        options.colour or usual.colour,
        options.background or "",
        not options.hold_background,
        options.inverse,
        options.beside_source,
        options.look_per_layer,
    )
    if problem := look_mistake(settings):
        raise StudioError(problem)
    return {"look": settings}


def colour(text: str) -> Rgb:
    """Return a colour."""
    try:
        return parse_colour(text)
    except StudioError as error:
        raise argparse.ArgumentTypeError(f"{error} {error.advice}") from error
