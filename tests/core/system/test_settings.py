"""Settings are read from whatever is stored, and written so that they are read the same."""

from __future__ import annotations

import pytest

from soc_studio.core.models.loading import DEFAULT_MODEL
from soc_studio.core.system.settings import (
    MOST_RECENT,
    Settings,
    Theme,
    Workspace,
    read_settings,
    written_settings,
)


def test_what_is_written_is_read_again() -> None:
    settings = Settings(
        theme=Theme.LIGHT,
        language="de",
        workspace=Workspace.LABEL,
        preview=False,
        model="/models/Größe.safetensors",
        device="cpu",
        thumbnails=False,
        keys={"play": ("Space", "Ctrl+P"), "loop": ()},
        recent=("/videos/a, b.mp4", "/videos/„c“.mp4"),
        hints=False,
        passed_steps=("find", "check"),
    )
    assert read_settings(dict(written_settings(settings))) == settings


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"theme": "pink", "workspace": 4, "preview": "perhaps", "device": "abacus"},
        {"recent": "[1, 2", "keys": "[]", "hints": None, "model": ["a"]},
        {"keys": '{"play": "Space"}', "recent": '{"a": 1}x'},
        {"keys": "[" * 100_000, "recent": "5"},
    ],
)
def test_what_cannot_be_understood_is_as_for_a_new_person(stored: dict[str, object]) -> None:
    assert read_settings(stored) == Settings()


def test_what_was_opened_last_comes_first_and_once() -> None:
    settings = Settings(recent=("a", "b", "c"))
    assert settings.with_recent("b") == ("b", "a", "c")
    many = Settings(recent=tuple(str(each) for each in range(MOST_RECENT)))
    assert many.with_recent("new") == ("new", *many.recent[:-1])


def test_the_network_at_first_is_the_one_that_ships() -> None:
    assert Settings().model == DEFAULT_MODEL


def test_keys_stored_under_earlier_ids_of_commands_are_kept() -> None:
    keys = read_settings({"keys": '{"carry_on": ["G"], "weakest": [], "rename": ["F3"]}'}).keys
    assert keys == {"propagate_forwards": ("G",), "most_uncertain": (), "rename": ("F3",)}
