"""The preferences, stored where the system stores a program's settings (QSettings)."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from soc_studio.core.system.settings import Settings, read_settings, written_settings


class Preferences(QObject):
    """The current settings: `value`. A change is stored and announced at once."""

    changed = Signal(object, object)  # Settings before and after

    def __init__(self, store: QSettings, parent: QObject | None = None) -> None:
        """Read the preferences in `store`."""
        super().__init__(parent)
        self.store = store
        stored = {each.name: store.value(f"preferences/{each.name}") for each in fields(Settings)}
        self.value = read_settings({name: value for name, value in stored.items() if value})

    def change(self, **changes: Any) -> None:
        """Prefer something else: attributes of `Settings` by their name."""
        before, self.value = self.value, replace(self.value, **changes)
        if self.value == before:
            return
        texts = written_settings(self.value)
        for name in changes:
            self.store.setValue(f"preferences/{name}", texts[name])
        self.changed.emit(before, self.value)
