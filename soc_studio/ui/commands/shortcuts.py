"""Keyboard shortcuts: presets, custom keys, and which widget receives a key press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from soc_studio.core.system.settings import Keys
from soc_studio.ui.commands.actions import Command
from soc_studio.ui.toolkit.application_events import watch_application

OURS = "studio"
# What other programs call differently; a command that is not here has our own keys.
_PRESETS: Mapping[str, Keys] = MappingProxyType(
    {
        OURS: {},
        "premiere": {
            "clear_marks": ("Ctrl+Shift+X",),
            "export": ("Ctrl+M", "Ctrl+E"),
            "import_masks": ("Ctrl+I",),
            "preferences": ("Ctrl+Alt+;",),
        },
        "resolve": {
            "clear_marks": ("Alt+X",),
            "fit": ("Shift+Z",),
            "full_screen": ("Ctrl+F", "F11"),
            "import_masks": ("Ctrl+I",),
            "loop": ("Ctrl+/",),
        },
        "cvat": {
            "absent": ("O",),
            "back": ("D", "Left"),
            "help": ("Shift+F1",),
            "mark_in": ("Alt+I",),
            "mark_out": ("Alt+O",),
            "next": ("F", "Right"),
            "next_video": ("Ctrl+PgDown",),
            "previous_video": ("Ctrl+PgUp",),
            "shortcuts": ("F1", "?"),
            "shuttle_back": (),
            "shuttle_on": (),
            "shuttle_stop": (),
        },
    }
)

# Keys with Ctrl that belong to a text, whatever command has them, as far as there is such an edit.
_EDITS = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
_NUMBER = frozenset("0123456789+-.,")
_TEXT = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QKeySequenceEdit)
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_PAGES = {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_SPACE, _UPRIGHT = {Qt.Key.Key_Space}, {Qt.Key.Key_Up, Qt.Key.Key_Down}
# What widgets do with keys themselves; all else goes to the commands.
_OWN_KEYS: tuple[tuple[type[QWidget], set[Qt.Key]], ...] = (
    (QAbstractButton, _SPACE),
    (QAbstractSlider, _ARROWS | _PAGES),
    (QComboBox, _UPRIGHT | {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}),
    (QTabBar, {Qt.Key.Key_Left, Qt.Key.Key_Right}),
    (QAbstractItemView, _UPRIGHT),
)


def presets() -> dict[str, str]:
    """Return the sets of keys that one can begin with: what each is called, by its name."""
    return {
        OURS: "SOC Studio",
        "premiere": QCoreApplication.translate("Shortcuts", "Like Premiere Pro"),
        "resolve": QCoreApplication.translate("Shortcuts", "Like DaVinci Resolve"),
        "cvat": QCoreApplication.translate("Shortcuts", "Like CVAT"),
    }


def keys_of(commands: Iterable[Command], preset: str, changes: Keys) -> dict[str, tuple[str, ...]]:
    """Return the keys of commands by id: those of `preset`, with the person's changes."""
    given = _PRESETS.get(preset, {})
    return {
        each.id: tuple(normal(key) for key in changes.get(each.id, given.get(each.id, each.keys)))
        for each in commands
    }


def normal(keys: str) -> str:
    """Return keys as Qt writes them in files; empty where they are none."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def shown(keys: Sequence[str]) -> str:
    """Return keys as people read them on this system."""
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(each).toString(native) for each in keys)


def conflicts(keys: Keys) -> dict[str, list[str]]:
    """Return the ids of the commands that share keys, by these keys."""
    owners: dict[str, list[str]] = {}
    for command, given in keys.items():
        for each in given:
            owners.setdefault(each, []).append(command)
    return {each: found for each, found in owners.items() if len(found) > 1}


class KeyGuard(QObject):
    """Decides who gets a key: the widget with the focus, or a command of its window.

    A text has the keys that write or edit text, a button has the space bar, a slider the arrows;
    every other key that a command has is the command's. Escape leaves a text for `home`, unless a
    command wants it.
    """

    def __init__(self, window: QMainWindow, home: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        types = (QEvent.Type.Polish, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        watch_application(self, types, self._leave_all)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.Polish and isinstance(watched, QAbstractButton):
            self._leave_focus(watched)
            return False
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._window or watched is not QApplication.focusWidget():
            return False
        if kind == QEvent.Type.ShortcutOverride:
            if _is_theirs(watched, event) or self._leaves(watched, event):
                event.accept()
                return True
            # Texts claim more than they need: Ctrl+E, for one, goes to the end of a line.
            if isinstance(watched, _TEXT) and self._is_command(event):
                event.ignore()
                return True
            return False
        if self._leaves(watched, event):
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _leave_focus(self, button: QAbstractButton) -> None:
        """A button that was clicked would otherwise be pressed again by the next space bar."""
        if button.window() is self._window and button.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _leave_all(self) -> None:
        if isValid(self._window):
            for each in self._window.findChildren(QAbstractButton):
                self._leave_focus(each)

    def _is_command(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        return any(
            pressed in action.shortcuts() for action in self._window.actions() if action.isEnabled()
        )

    def _leaves(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Whether a key leaves a text; what a list edits in place is left by the list itself."""
        if event.key() != Qt.Key.Key_Escape or not isinstance(widget, _TEXT):
            return False
        above = widget.parentWidget()
        in_list = above is not None and isinstance(above.parentWidget(), QAbstractItemView)
        if in_list or _is_held(widget):
            return False
        return self._home.isVisible() and not self._is_command(event)


def _is_held(widget: QWidget) -> bool:
    """Whether a widget is in what keeps the focus while it is open: keys must not act behind it."""
    here: QWidget | None = widget
    while here is not None and not here.property("holds_focus"):
        here = here.parentWidget()
    return here is not None


def _is_theirs(widget: QWidget, event: QKeyEvent) -> bool:
    if isinstance(widget, QKeySequenceEdit):
        return True
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier
        | Qt.KeyboardModifier.ShiftModifier
        | Qt.KeyboardModifier.GroupSwitchModifier
    )
    if isinstance(widget, _TEXT):
        return _writes(widget, event, modifiers) or _edits(widget, event)
    if modifiers:
        return False
    if widget.property("takes_arrows") and event.key() in _ARROWS:
        return True
    return any(isinstance(widget, kind) and event.key() in keys for kind, keys in _OWN_KEYS)


def _writes(widget: QWidget, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
    """Return whether a key writes a sign, or moves or deletes within a text or a number."""
    # Windows says that the key for third signs is both Ctrl and Alt.
    third = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if modifiers not in (Qt.KeyboardModifier.NoModifier, third):
        return False
    typed = event.text()
    if typed and typed.isprintable():
        return typed in _NUMBER if isinstance(widget, QAbstractSpinBox) else True
    moves = _ARROWS | _PAGES | {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
    return not modifiers and event.key() in moves


def _edits(widget: QWidget, event: QKeyEvent) -> bool:
    """Return whether a key is one of those for editing any text, and there is something to edit."""
    if any(event.matches(each) for each in _EDITS):
        return True
    if not isinstance(widget, QLineEdit):
        return False
    undoes = event.matches(QKeySequence.StandardKey.Undo) and widget.isUndoAvailable()
    return undoes or (event.matches(QKeySequence.StandardKey.Redo) and widget.isRedoAvailable())
