"""The commands of corrections: copied, moved, and which one to make next."""

from __future__ import annotations

from soc_studio.ui.commands.command import Command
from soc_studio.ui.toolkit.translation import tr


def correction_commands(layer: str) -> tuple[Command, ...]:
    """Return them, for the menu `layer`."""
    corrections = tr("Correct&ion")
    return (
        Command("copy_correction", layer, tr("&Copy"), ("Shift+C",), submenu=corrections),
        Command("paste_correction", layer, tr("&Paste here"), ("Shift+V",), submenu=corrections),
        Command(
            "correction_back",
            layer,
            tr("Move a frame &back"),
            ("Alt+Left",),
            begins=True,
            submenu=corrections,
        ),
        Command(
            "correction_on", layer, tr("Move a frame &on"), ("Alt+Right",), submenu=corrections
        ),
        Command(
            "best_correction",
            layer,
            tr("&Go to the frame to correct next"),
            ("Shift+PgDown",),
            begins=True,
            submenu=corrections,
        ),
    )
