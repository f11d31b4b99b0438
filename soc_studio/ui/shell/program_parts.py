"""The parts of the documentation that the window says of itself: formats, presets, keys.

A page of `docs` says where such a part goes with a line such as `<!-- generated: formats -->`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from soc_studio.core.formats.export_names import TOKENS
from soc_studio.core.formats.export_presets import BUILT_IN
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.ui.commands.actions import commands as window_commands
from soc_studio.ui.commands.actions import menu_titles, plain
from soc_studio.ui.commands.shortcuts import keys_of, presets

_MENU = "›"


def formats() -> str:
    """Return the formats that are exported, as a table."""
    rows = (
        (
            f"`{each.id}`",
            each.name,
            each.description,
            "only when chosen" if each.writer and each.writer.spare else "yes",
        )
        for each in EXPORTS
    )
    return table(("`--format`", "in the window", "what it writes", "written by default"), rows)


def export_presets() -> str:
    """Return the program's presets of exports, as a table."""
    rows = (
        (
            f"`{each.name}`",
            each.description,
            ", ".join(f"`{name}`" for name in each.choices["formats"]),
        )
        for each in BUILT_IN
    )
    return table(("`--preset`", "what it writes", "formats"), rows)


def name_tokens() -> str:
    """Return the tokens of names, as a table."""
    rows = ((f"`{{{each.name}}}`", each.description) for each in TOKENS)
    return table(("token", "stands for"), rows)


def shortcuts() -> str:
    """Return every command of the window and its keys, menu by menu."""
    parts = []
    for name, title in menu_titles().items():
        rows = (
            (_place(each.submenu, each.text), _keys(each.keys), f"`{each.id}`")
            for each in window_commands()
            if each.menu == name
        )
        parts.append(f"## {plain(title)}\n\n{table(('command', 'keys', 'id'), rows)}")
    return "\n\n".join(parts)


def key_sets() -> str:
    """Return what differs in the other sets of keys, as a table for each."""
    shown = window_commands()
    ours, *others = presets().items()
    own = keys_of(shown, ours[0], {})
    parts = []
    for name, title in others:
        keys = keys_of(shown, name, {})
        rows = (
            (each.title, _keys(keys[each.id]), _keys(own[each.id]))
            for each in shown
            if keys[each.id] != own[each.id]
        )
        parts.append(f"### {title}\n\n{table(('command', 'keys', f'{ours[1]} has'), rows)}")
    return "\n\n".join(parts)


def command_line() -> str:
    """Return where the commands of the command line are told: the window does not have them."""
    return (
        "`soc-studio --help` in a terminal lists the commands; `--help` behind a command lists its "
        "arguments and options."
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


def _place(submenu: str, text: str) -> str:
    return f"{plain(submenu)} {_MENU} {plain(text)}" if submenu else plain(text)


def _keys(keys: Iterable[str]) -> str:
    return " or ".join(f"`{each}`" for each in keys) or "–"


PARTS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "commands": command_line,
        "export_presets": export_presets,
        "formats": formats,
        "key_sets": key_sets,
        "name_tokens": name_tokens,
        "shortcuts": shortcuts,
    }
)
"""What makes each part, by its name."""
