"""The shell: what the window offers whatever is open in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.shell.command_palette import CommandPalette
from soc_studio.ui.shell.computer_check import ComputerCheck
from soc_studio.ui.shell.help_menu import HelpMenu
from soc_studio.ui.shell.onboarding import FirstSteps
from soc_studio.ui.shell.preferences_menu import PreferencesMenu
from soc_studio.ui.shell.recent_files import RecentFiles
from soc_studio.ui.shell.shortcut_keys import ShortcutKeys
from soc_studio.ui.shell.unsaved_work import UnsavedWork
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.window_frame import WindowFrame


@dataclass(frozen=True, slots=True)
class ShellNeeds:
    """What the shell needs of the window: `current` returns the document that is open."""

    current: Callable[[], OpenDocument | None]
    open: Callable[[Path], object]
    tell_failure: Callable[[Exception], object]
    refresh_icons: Callable[[], object]
    opening: JobRunner


class Shell(QObject):
    """Recent files, unsaved work, first steps, keys, palette, preferences and help."""

    def __init__(self, frame: WindowFrame, preferences: Preferences, needs: ShellNeeds) -> None:
        super().__init__(frame)
        self.recent_files = RecentFiles(frame, preferences, needs.open)
        self.unsaved_work = UnsavedWork(frame, needs.opening, needs.open, needs.tell_failure)
        self.first_steps = FirstSteps(frame, preferences)
        self.shortcut_keys = ShortcutKeys(frame, preferences)
        self.command_palette = CommandPalette(frame, self.shortcut_keys, needs.current)
        self.preferences_menu = PreferencesMenu(
            frame,
            preferences,
            self.shortcut_keys.ask,
            needs.refresh_icons,
            self.first_steps.show_again,
        )
        self.help_menu = HelpMenu(frame)
        self.computer_check = ComputerCheck(frame)

    def begin(self) -> None:
        """Point at the first steps from now on."""
        self.first_steps.begin()

    def finish(self) -> None:
        """End what runs on threads of the shell's own, and wait for it."""
        self.computer_check.finish()
