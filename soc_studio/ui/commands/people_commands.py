"""The commands for work of several people, and for what to check next in all videos."""

from __future__ import annotations

from soc_studio.ui.commands.command import Command
from soc_studio.ui.toolkit.translation import tr


def merge_commands(file: str) -> tuple[Command, ...]:
    """Return those that take over another person's work, for the menu `file`."""
    return (Command("merge_project", file, tr("Mer&ge a project…")),)


def doubt_commands(layer: str) -> tuple[Command, ...]:
    """Return those that go where a person should look next, for the menu `layer`."""
    return (Command("next_doubt", layer, tr("Ne&xt doubtful in any video"), ("Alt+N",)),)
