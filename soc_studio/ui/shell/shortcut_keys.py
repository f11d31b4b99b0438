"""The keys of commands: those of a preset, with what the user changed, and the list of them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_studio.core.system.settings import Settings
from soc_studio.ui.commands.shortcuts import KeyGuard, keys_of
from soc_studio.ui.dialogs.shortcut_list import ShortcutDialog
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.window_frame import WindowFrame


class ShortcutKeys(QObject):
    """Gives commands the keys that the preferences say."""

    def __init__(self, frame: WindowFrame, preferences: Preferences) -> None:
        super().__init__(frame)
        self._frame = frame
        self._actions = frame.actions_
        self._preferences = preferences
        self._dialog: ShortcutDialog | None = None
        self._guard = KeyGuard(frame, frame.viewer)
        preferences.changed.connect(self._prefer)
        self._actions.call(shortcuts=self.ask)
        self._actions.set_keys(self.keys)

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of all commands, by their ids."""
        value = self._preferences.value
        return keys_of(self._actions.commands, value.preset, value.keys)

    def ask(self) -> None:
        """Show all commands and their keys."""
        with unwatched():
            dialog = ShortcutDialog(self._actions.commands, self._frame)
        dialog.show_keys(self.keys, self._preferences.value.preset)
        dialog.keys_asked.connect(self._set_keys)
        dialog.own_keys_asked.connect(self._set_own_keys)
        dialog.preset_asked.connect(self._set_preset)
        dialog.reset_asked.connect(self._reset)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _prefer(self, before: Settings, now: Settings) -> None:
        if (before.keys, before.preset) != (now.keys, now.preset):
            self._actions.set_keys(self.keys)
            if self._dialog is not None:
                self._dialog.show_keys(self.keys, now.preset)

    def _set_keys(self, command: str, keys: tuple[str, ...]) -> None:
        """Give a command keys; others lose them."""
        changed = dict(self._preferences.value.keys)
        for other, given in self.keys.items():
            kept = tuple(each for each in given if each not in keys)
            if other != command and kept != given:
                changed[other] = kept
        changed[command] = keys
        self._preferences.change(keys=changed)

    def _set_own_keys(self, command: str) -> None:
        preset = keys_of(self._actions.commands, self._preferences.value.preset, {})
        self._set_keys(command, preset[command])

    def _set_preset(self, preset: str) -> None:
        self._preferences.change(preset=preset, keys={})

    def _reset(self) -> None:
        self._set_preset(self._preferences.value.preset)
