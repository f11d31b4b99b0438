"""The command palette: a few letters find a command or a layer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from soc_studio.core.project.project import LayerId
from soc_studio.ui.commands.actions import plain
from soc_studio.ui.commands.shortcuts import shown
from soc_studio.ui.dialogs.palette import Entry, Palette
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.shell.shortcut_keys import ShortcutKeys
from soc_studio.ui.widgets.window_frame import WindowFrame

_COMMAND, _LAYER = "command:", "layer:"


class CommandPalette(QObject):
    """Offers the commands that work now, and runs the chosen one."""

    def __init__(
        self,
        frame: WindowFrame,
        shortcut_keys: ShortcutKeys,
        current: Callable[[], OpenDocument | None],
    ) -> None:
        """`current` returns the document that is open."""
        super().__init__(frame)
        self._frame = frame
        self._actions = frame.actions_
        self._shortcut_keys = shortcut_keys
        self._current = current
        self._actions.call(palette=self.ask)

    def ask(self) -> None:
        """Let a few letters find a command or an object."""
        keys, entries = self._shortcut_keys.keys, []
        titles = {name: plain(menu.title()) for name, menu in self._actions.menus.items()}
        for command in self._actions.commands:
            action = self._actions[command.id]
            if not action.isEnabled() or command.id == "palette":
                continue
            above = plain(command.submenu) or titles[command.menu]
            text = f"{above}: {plain(action.text())}"
            entries.append(Entry(_COMMAND + command.id, text, shown(keys[command.id][:1])))
        document = self._current()
        for each in document.layers if document is not None else ():
            entries.append(Entry(f"{_LAYER}{each.id}", each.label, self.tr("Layer")))
        palette = Palette(entries, self._frame)
        palette.taken.connect(self._take)
        palette.show()

    def _take(self, key: str) -> None:
        document = self._current()
        if key.startswith(_COMMAND):
            self._actions[key.removeprefix(_COMMAND)].trigger()
        elif document is not None:
            document.select(LayerId(int(key.removeprefix(_LAYER))))
