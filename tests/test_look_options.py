"""Looks, handles and constant rates as the command line takes them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import pytest

from soc_studio.cli.export_options import add_formats, add_handles, add_pictures
from soc_studio.cli.look_options import LOOKS, add_looks, look_of
from soc_studio.core.formats.frame_settings import MOST_HANDLES
from soc_studio.core.masks.looks import Look, LookSettings
from soc_studio.core.system.errors import StudioError


def options_of(words: str) -> Namespace:
    parser = ArgumentParser()
    add_formats(parser)
    add_handles(parser)
    add_pictures(parser)
    add_looks(parser)
    return parser.parse_args(words.split())


@pytest.mark.parametrize(
    ("words", "look"),
    [
        ("--format look", LookSettings()),
        ("--look blur", LookSettings(Look.BLUR)),
        ("--format look --background b.mp4", LookSettings(Look.BACKGROUND, background="b.mp4")),
        (
            "--look background --background b.mp4 --hold-background",
            LookSettings(Look.BACKGROUND, background="b.mp4", loops=False),
        ),
        (
            "--colour #fff --inverse --beside-source --look-per-layer",
            LookSettings(colour=(255, 255, 255), inverse=True, beside_source=True, each_layer=True),
        ),
    ],
)
def test_the_command_line_asks_for_a_look(words: str, look: LookSettings) -> None:
    assert look_of(options_of(words)) == {"look": look}


@pytest.mark.parametrize("words", ["", "--format masks", "--handles 3"])
def test_nobody_who_asks_for_no_look_gets_one(words: str) -> None:
    assert look_of(options_of(words)) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--look blur --colour green", "--colour does not go with"),
        ("--look dark --background b.png", "--background does not go with"),
        ("--inverse --hold-background", "--hold-background does not go with"),
        ("--look background", "Choose a picture or a video"),
        ("--look highlight --inverse", "cannot be inverted"),
    ],
)
def test_a_look_that_contradicts_itself_is_refused(words: str, said: str) -> None:
    with pytest.raises(StudioError, match=said):
        look_of(options_of(words))


def test_handles_and_rates_are_read() -> None:
    options = options_of("--handles 12 --constant-rate")
    assert (options.handles, options.constant_rate) == (12, "auto")
    assert options_of("--constant-rate 29.97").constant_rate == "29.97"
    assert options_of(f"--handles {MOST_HANDLES}").handles == MOST_HANDLES


@pytest.mark.parametrize(
    "words",
    [
        *("--handles -1", "--handles 99999", "--handles x", "--constant-rate fast"),
        *("--constant-rate 0", "--colour no", "--look shiny", "--size 15", "--size 99999"),
        *("--bits 12", f"--handles {MOST_HANDLES + 1}"),
    ],
)
def test_what_is_no_look_number_or_rate_is_wrong_use(words: str) -> None:
    with pytest.raises(SystemExit):
        options_of(words)


def test_the_help_names_every_look() -> None:
    assert tuple(Look) == LOOKS
