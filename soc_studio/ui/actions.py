"""Every command once: its name, where it is in the menus, and its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStyle, QWidget

_Icon = QStyle.StandardPixmap


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `id` in settings, `menu` and `text` as shown, `keys` as Qt writes them.

    `plain` keys are letters without a modifier: they are for the picture and the timeline, and dead
    where text is typed.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    icon: QStyle.StandardPixmap | None = None


def tr(text: str) -> str:
    """Return a text of the commands in the user's language."""
    return QCoreApplication.translate("Command", text)


def commands() -> tuple[Command, ...]:
    """Return all commands in the order of the menus."""
    file, edit, view = tr("&File"), tr("&Edit"), tr("&View")
    play, layer, help_ = tr("&Play"), tr("&Object"), tr("&Help")
    return (
        Command("open", file, tr("&Open…"), ("Ctrl+O",), icon=_Icon.SP_DirOpenIcon),
        Command("sample", file, tr("Open the &sample")),
        Command("save", file, tr("&Save"), ("Ctrl+S",)),
        Command("save_as", file, tr("Save &as…"), ("Ctrl+Shift+S",)),
        Command("import_masks", file, tr("&Import masks…")),
        Command("export", file, tr("&Export…"), ("Ctrl+E",)),
        Command("quit", file, tr("&Quit"), ("Ctrl+Q",)),
        Command("undo", edit, tr("&Undo"), ("Ctrl+Z",)),
        Command("redo", edit, tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("describe", edit, tr("&Describe an object"), ("/",)),
        Command("find", layer, tr("&Find in full quality"), ("Ctrl+Return",)),
        Command("stop_search", layer, tr("&Stop searching"), ("Esc",)),
        Command("rename", layer, tr("&Rename"), ("F2",)),
        Command("remove", layer, tr("Re&move"), ("Del",)),
        Command("hide", layer, tr("&Hide or show"), ("H",)),
        Command("absent", layer, tr("&Absent here"), ("U",)),
        Command("weakest", layer, tr("Go to the &weakest frame"), ("N",)),
        Command("overlay", view, tr("&Overlay"), ("F3",), checkable=True),
        Command("outline", view, tr("Out&line"), ("F4",), checkable=True),
        Command("matte", view, tr("&Matte"), ("F5",), checkable=True),
        Command("cut-out", view, tr("&Cut-out"), ("F6",), checkable=True),
        Command("colour", view, tr("On a c&olour"), ("F7",), checkable=True),
        Command("split", view, tr("Side &by side"), ("F8",), checkable=True),
        Command("fit", view, tr("&Fit"), ("Ctrl+0",)),
        Command("actual", view, tr("&100 %"), ("Ctrl+1",)),
        Command("zoom_in", view, tr("Zoom &in"), ("Ctrl++", "Ctrl+=")),
        Command("zoom_out", view, tr("Zoom o&ut"), ("Ctrl+-",)),
        Command("start", play, tr("To the &start"), ("Home",), icon=_Icon.SP_MediaSkipBackward),
        Command("back", play, tr("A frame &back"), ("Left", ","), icon=_Icon.SP_MediaSeekBackward),
        Command("play", play, tr("&Play"), ("Space",), icon=_Icon.SP_MediaPlay),
        Command("next", play, tr("A frame &on"), ("Right", "."), icon=_Icon.SP_MediaSeekForward),
        Command("end", play, tr("To the &end"), ("End",), icon=_Icon.SP_MediaSkipForward),
        Command("shuttle_back", play, tr("Back&wards, faster"), ("J",)),
        Command("shuttle_stop", play, tr("S&top"), ("K",)),
        Command("shuttle_on", play, tr("&Forwards, faster"), ("L",)),
        Command("loop", play, tr("&Loop"), ("Ctrl+L",), checkable=True),
        Command("mark_in", play, tr("Mark &in"), ("I",)),
        Command("mark_out", play, tr("Mark &out"), ("O",)),
        Command("clear_marks", play, tr("&Clear in and out"), ("Alt+X",)),
        Command("about", help_, tr("&About SOC Studio")),
    )


class Actions(QObject):
    """The commands as Qt's actions, by their id."""

    def __init__(self, window: QWidget) -> None:
        """Make them for `window`; say what they do with `call`."""
        super().__init__(window)
        self.by_id: dict[str, QAction] = {}
        self.commands = commands()
        for command in self.commands:
            action = QAction(command.text, window)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(command.checkable)
            if command.icon is not None:
                action.setIcon(window.style().standardIcon(command.icon))
            tip = command.text.replace("&", "").rstrip("…")
            action.setToolTip(f"{tip} ({command.keys[0]})" if command.keys else tip)
            self.by_id[command.id] = action
            window.addAction(action)

    def __getitem__(self, command: str) -> QAction:
        return self.by_id[command]

    def call(self, **slots: Callable[[], object]) -> None:
        """Have commands, by their id, call something; `_` stands for `-` in an id."""
        for name, slot in slots.items():
            action = self.by_id.get(name) or self.by_id[name.replace("_", "-")]
            action.triggered.connect(lambda _=False, slot=slot: slot())
