"""Options of the commands that export, for the parts of an `ExportPlan`; looks: `look_options`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import Any

from soc_studio.cli.options import edge_band, whole_number_up_to
from soc_studio.cli.terminal import Terminal
from soc_studio.core.formats.export_names import TOKENS, template_mistake

PLAN_PARTS = {
    "names": "names",
    "combined": "combined",
    "handles": "handles",
    "constant_rate": "constant_rate",
    "longest_side": "longest_side",
    "bits": "bits",
    # `segment` has options for the edge of layers, which are no parts of a plan.
    "export_band": "edge_band",
    "export_softness": "edge_softness",
}
"""The parts of a plan by the options for them, which are None where nobody says."""
MOST_HANDLES = 10_000  # as in `frame_settings`, which the help does not wait for


def add_formats(group: argparse._ActionsContainer) -> None:
    """Add the options for the written formats."""
    group.add_argument(
        "--overlay", action="store_true", help="also write overlay.mp4, which highlights the layers"
    )
    group.add_argument(
        "--format",
        dest="formats",
        metavar="FORMAT",
        action="append",
        help="write this: masks, tracks, cutout, matte, matte-prores, cutout-png, cutout-tiff, "
        "cutout-exr, layers-exr, cryptomatte, cutout-archive, cutout-xq, cutout-animation, "
        "matte-h265, matte-archive, cutout-inverse, timeline, overlay, look, cutout-web, "
        "loop-webp, loop-apng or loop-gif; can be given several times (default: masks and "
        "tracks)",
    )
    group.add_argument(
        "--premultiplied",
        action="store_true",
        help="multiply the colours of cut-out videos by their opacity, for programs that ask for "
        "it (default: straight, as nearly all do)",
    )
    group.add_argument(
        "--preset",
        dest="presets",
        metavar="NAME",
        action="append",
        default=[],
        help="take formats and names from this preset, for example Resolve; other options win over "
        "it. `export` takes several, and writes a folder for each",
    )
    group.add_argument("--list-presets", action=_ListPresets, help="list the presets, and end")
    group.add_argument(
        "--names",
        metavar="TEMPLATE",
        type=template,
        help="name files and folders like this, for example {source}_{layer}_{look}; tokens: "
        f"{', '.join(each.name for each in TOKENS)} (default: number and layer)",
    )
    group.add_argument(
        "--combined",
        action=argparse.BooleanOptionalAction,
        help="show all layers in one cut-out or matte (default: one for each layer)",
    )


class _ListPresets(argparse.Action):
    """Prints the presets, and ends the program."""

    def __init__(self, option_strings: list[str], dest: str, help: str) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from soc_studio.core.formats.export_presets import Presets  # takes a while

        terminal = Terminal(sys.stdout, sys.stderr)
        for each in Presets().all():
            says = [", ".join(each.choices.get("formats", ()))]
            if names := each.choices.get("names"):
                says.append(f"names {names}")
            if each.choices.get("combined"):
                says.append("combined")
            terminal.say(f"{each.name}: {'; '.join(filter(None, says))}")
        parser.exit()


def add_handles(frames: argparse._ActionsContainer) -> None:
    """Add the options for frames around the exported part, and for uneven times."""
    frames.add_argument(
        "--handles",
        metavar="N",
        type=partial(whole_number_up_to, MOST_HANDLES),
        help="frames that are also written before the first and after the last, as far as there "
        "are any and they are searched (default: 0)",
    )
    frames.add_argument(
        "--constant-rate",
        metavar="RATE",
        nargs="?",
        const="auto",
        type=constant_rate,
        help="where frames are shown for uneven times, write videos of a constant rate: RATE "
        "frames a second, or the rate that suits the video best (default: times are kept)",
    )


def add_pictures(group: argparse._ActionsContainer) -> None:
    """Add the options for the size and the bits of written pictures."""
    group.add_argument(
        "--size",
        dest="longest_side",
        metavar="PIXELS",
        type=side,
        help="pixels of the longer side of videos and loops for sharing, at most (default: those "
        "of the video; of loops 480)",
    )
    group.add_argument(
        "--bits",
        type=int,
        choices=(8, 16),
        help="bits of a level of written pictures, where a format can have several (default: the "
        "usual ones of the format)",
    )


def add_edge(group: argparse._ActionsContainer) -> None:
    """Add the options for the edge of all layers in an export."""
    group.add_argument(
        "--edge-band",
        dest="export_band",
        metavar="PIXELS",
        type=edge_band,
        help="how far from the edge of a mask its opacity follows the colours of the picture in "
        "this export, 0 for off, auto for as far as the mask has steps (default: as each layer "
        "has it)",
    )
    group.add_argument(
        "--edge-softness",
        dest="export_softness",
        metavar="PERCENT",
        type=partial(whole_number_up_to, 100),
        help="how soft the edge is within that band, 0 for a hard one (default: as each layer has "
        "it)",
    )


def template(text: str) -> str:
    """Return a template of names."""
    if mistake := template_mistake(text):
        raise argparse.ArgumentTypeError(mistake)
    return text


def side(text: str) -> int:
    """Return pixels of the longer side of a picture."""
    from soc_studio.core.formats.picture_settings import picture_mistake  # takes a while

    pixels = whole_number_up_to(10**6, text)
    if problem := picture_mistake(longest_side=pixels):
        raise argparse.ArgumentTypeError(problem)
    return pixels


def constant_rate(text: str) -> str:
    """Return frames a second as they were written, or "auto"."""
    from soc_studio.core.media.frame_rates import RateError, parse_rate

    try:
        if text not in ("", "auto"):
            parse_rate(text)
    except RateError as error:
        raise argparse.ArgumentTypeError(f"{error} {error.advice}") from error
    return text
