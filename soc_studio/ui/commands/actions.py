"""Every command of the window, once: its name, menu and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from soc_studio.ui.commands.command import Command, plain
from soc_studio.ui.commands.correction_commands import correction_commands
from soc_studio.ui.commands.people_commands import doubt_commands, merge_commands
from soc_studio.ui.commands.tool_commands import TOOLS, tool_commands
from soc_studio.ui.commands.video_commands import adding_commands, showing_commands
from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.translation import tr

__all__ = ["Actions", "Command", "commands", "menu_titles", "plain"]

# One of each is chosen, always.
_CHOICES = (
    ("overlay", "outline", "matte", "cut-out", "colour", "split"),
    ("theme_auto", "theme_light", "theme_dark"),
    ("workspace_edit", "workspace_label", "workspace_demo"),
)
# In a menu either all rows have icons or none.
_PICTURED = {*_CHOICES[0], *TOOLS}
_ROLES = {
    "preferences": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


def menu_titles() -> dict[str, str]:
    """Return the titles of the menus by their names, in their order."""
    return {
        "file": tr("&File"),
        "edit": tr("&Edit"),
        "view": tr("&View"),
        "layer": tr("&Layer"),
        "play": tr("&Play"),
        "help": tr("&Help"),
    }


def commands() -> tuple[Command, ...]:
    """Return all commands in the order in which they are in their menus."""
    file, edit, view, layer, play, help_ = menu_titles()
    theme, workspace = tr("&Theme"), tr("&Workspace")
    propagate = tr("Carry the c&orrection")
    return (
        Command("open", file, tr("&Open…"), ("Ctrl+O",), icon="folder-open"),
        Command("open_folder", file, tr("Open a &folder of frames…")),
        Command("open_dataset", file, tr("Open a &dataset…")),
        Command("open_list", file, tr("Open &list…")),
        Command("recover", file, tr("&Unsaved work…")),
        Command("sample", file, tr("Open the &sample")),
        Command("home", file, tr("S&tart page"), ("Alt+Home",), checkable=True),
        Command("save", file, tr("&Save"), ("Ctrl+S",), begins=True),
        Command("save_as", file, tr("Save &as…"), ("Ctrl+Shift+S",)),
        *adding_commands(file),
        Command("import_masks", file, tr("&Import masks…"), begins=True),
        *merge_commands(file),
        Command("export", file, tr("&Export…"), ("Ctrl+E",)),
        Command("export_dataset", file, tr("Expor&t as dataset…")),
        Command("save_cutout", file, tr("Save cut-out &video…")),
        Command("export_frame", file, tr("Save cut-out of this f&rame…"), ("Ctrl+Shift+E",)),
        Command("copy_frame", file, tr("&Copy cut-out of this frame"), ("Ctrl+Shift+C",)),
        Command("quit", file, tr("&Quit"), ("Ctrl+Q",), begins=True),
        Command("undo", edit, tr("&Undo"), ("Ctrl+Z",)),
        Command("redo", edit, tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("describe", edit, tr("&Describe an object"), ("/",), begins=True),
        *tool_commands(edit),
        Command("palette", edit, tr("Find a &command…"), ("Ctrl+K",)),
        Command("shortcuts", edit, tr("&Keyboard shortcuts…"), ("?",), begins=True),
        Command("models", edit, tr("&Models…")),
        Command("improve_model", edit, tr("&Improve the model with my corrections…")),
        Command("preferences", edit, tr("Pre&ferences…"), ("Ctrl+,",)),
        Command("find", layer, tr("&Find in full quality"), ("Ctrl+Return",)),
        Command("find_all", layer, tr("Find e&verything in all videos")),
        Command("steadied", layer, tr("Stead&ied along the motion"), checkable=True),
        Command("stop_search", layer, tr("&Stop searching"), ("Esc",)),
        Command("rename", layer, tr("&Rename"), ("F2",), begins=True),
        Command("remove", layer, tr("Re&move"), ("Del",)),
        Command("hide", layer, tr("&Hide or show"), ("H",)),
        Command("solo", layer, tr("Sh&ow alone"), ("Shift+H",)),
        Command("lock", layer, tr("&Lock or unlock"), ("Shift+L",)),
        Command("duplicate", layer, tr("D&uplicate"), ("Ctrl+D",)),
        Command("layer_up", layer, tr("Move up"), ("Ctrl+Up",)),
        Command("layer_down", layer, tr("Move down"), ("Ctrl+Down",)),
        Command("absent", layer, tr("M&ark as not here"), ("U",), begins=True),
        Command("first_choice", layer, tr("Back &to what was found"), ("Shift+U",)),
        Command("candidate_back", layer, tr("Pre&vious answer"), ("[",), begins=True),
        Command("candidate_next", layer, tr("Ne&xt answer"), ("]",)),
        Command("forget_correction", layer, tr("Remove &the correction"), ("Backspace",)),
        Command(
            "propagate_backwards",
            layer,
            tr("Carry &back"),
            ("Shift+T",),
            submenu=propagate,
        ),
        Command(
            "propagate_both_ways", layer, tr("Carry both &ways"), ("Ctrl+T",), submenu=propagate
        ),
        Command("propagate_forwards", layer, tr("Carry &forward"), ("T",), submenu=propagate),
        Command(
            "propagate_together",
            layer,
            tr("Carry &all layers with corrections together"),
            checkable=True,
            submenu=propagate,
            begins=True,
        ),
        *correction_commands(layer),
        Command("accept", layer, tr("Mark as ri&ght"), ("A",), begins=True),
        Command("reject", layer, tr("Mark as wron&g"), ("X",)),
        Command("forget_review", layer, tr("Mark as to &do"), ("Shift+X",)),
        Command("most_uncertain", layer, tr("&Go to the next spot to check"), ("N",), begins=True),
        Command("less_uncertain", layer, tr("&Back to the spot before"), ("Shift+N",)),
        *doubt_commands(layer),
        Command("corrected_back", layer, tr("&Previous corrected frame"), ("PgUp",)),
        Command("corrected_next", layer, tr("N&ext corrected frame"), ("PgDown",)),
        Command("overlay", view, tr("&Overlay"), ("F3",), checkable=True, icon="layers"),
        Command("outline", view, tr("Out&line"), ("F4",), checkable=True, icon="circle-dashed"),
        Command("matte", view, tr("&Matte"), ("F5",), checkable=True, icon="contrast"),
        Command("cut-out", view, tr("&Cut-out"), ("F6",), checkable=True, icon="scissors"),
        Command("colour", view, tr("On a c&olour"), ("F7",), checkable=True, icon="palette"),
        Command("split", view, tr("Side &by side"), ("F8",), checkable=True, icon="columns-2"),
        Command(
            "source", view, tr("Hold for the ori&ginal"), ("Q",), checkable=True, repeats=False
        ),
        Command("fit", view, tr("&Fit"), ("Ctrl+0",), begins=True),
        Command("actual", view, tr("&100 %"), ("Ctrl+1",)),
        Command("zoom_in", view, tr("Zoom &in"), ("Ctrl++", "Ctrl+=")),
        Command("zoom_out", view, tr("Zoom o&ut"), ("Ctrl+-",)),
        Command("pixel_probe", view, tr("Pi&xel under the pointer"), checkable=True),
        Command(
            "time_all",
            view,
            tr("Show the &whole clip"),
            ("0",),
            begins=True,
            icon="move-horizontal",
        ),
        Command("time_in", view, tr("Zoom timeli&ne in"), ("=",), icon="zoom-in"),
        Command("time_out", view, tr("&Zoom timeline out"), ("-",), icon="zoom-out"),
        *showing_commands(view),
        Command(
            "workspace_edit",
            view,
            tr("&Edit"),
            ("Alt+1",),
            checkable=True,
            begins=True,
            submenu=workspace,
        ),
        Command(
            "workspace_label", view, tr("&Label"), ("Alt+2",), checkable=True, submenu=workspace
        ),
        Command("workspace_demo", view, tr("&Demo"), ("Alt+3",), checkable=True, submenu=workspace),
        Command("workspace_reset", view, tr("&Reset"), begins=True, submenu=workspace),
        Command("move_panels", view, tr("Mo&ve panels"), checkable=True),
        Command("theme_auto", view, tr("&Same as system"), checkable=True, submenu=theme),
        Command("theme_light", view, tr("L&ight"), checkable=True, submenu=theme),
        Command("theme_dark", view, tr("&Dark"), checkable=True, submenu=theme),
        Command("full_screen", view, tr("Full &screen"), ("F11",), checkable=True, begins=True),
        Command("start", play, tr("Go to &start"), ("Home",), icon="skip-back"),
        Command("back", play, tr("&Previous frame"), ("Left", ","), icon="step-back"),
        Command("play", play, tr("&Play"), ("Space",), icon="play", repeats=False),
        Command("next", play, tr("&Next frame"), ("Right", "."), icon="step-forward"),
        Command("end", play, tr("Go to &end"), ("End",), icon="skip-forward"),
        Command("shuttle_back", play, tr("Back&wards, faster"), ("J",), begins=True, repeats=False),
        Command("shuttle_stop", play, tr("S&top"), ("K",), repeats=False),
        Command("shuttle_on", play, tr("&Forwards, faster"), ("L",), repeats=False),
        Command("loop", play, tr("&Loop"), ("Ctrl+L",), checkable=True, icon="repeat"),
        Command("mute", play, tr("&Mute"), checkable=True),
        Command("mark_in", play, tr("Mark &in"), ("I",), begins=True),
        Command("mark_out", play, tr("Mark &out"), ("O",)),
        Command("clear_marks", play, tr("&Clear in and out"), ("Alt+X",)),
        Command("help", help_, tr("&Help for this part"), ("F1",)),
        Command("first_steps", help_, tr("&First steps")),
        Command("log_folder", help_, tr("Open &log folder")),
        Command("doctor", help_, tr("&Check this computer…")),
        Command("about", help_, tr("&About SOC Studio"), begins=True),
    )


class Actions(QObject):
    """The commands as Qt's actions, by their id."""

    def __init__(self, window: QWidget) -> None:
        """Make them for `window`; say what they do with `call`."""
        super().__init__(window)
        self.by_id: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self.commands = commands()
        for command in self.commands:
            action = QAction(command.text, window)
            action.setObjectName(command.id)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(command.checkable)
            action.setAutoRepeat(command.repeats)
            action.setMenuRole(_ROLES.get(command.id, QAction.MenuRole.NoRole))
            action.setIconVisibleInMenu(command.id in _PICTURED)
            self.by_id[command.id] = action
            window.addAction(action)
        for choice in _CHOICES:
            group = QActionGroup(self)
            for each in choice:
                group.addAction(self.by_id[each])
        self.refresh_icons(window)
        self.set_keys({})

    def __getitem__(self, command: str) -> QAction:
        return self.by_id[command]

    def call(self, **slots: Callable[[], object]) -> None:
        """Connect commands, by their id, to functions; `_` stands for `-` in an id."""
        for name, slot in slots.items():
            action = self.by_id.get(name) or self.by_id[name.replace("_", "-")]
            action.triggered.connect(lambda _=False, slot=slot: slot())

    def call_methods(self, **methods: Callable[[], object]) -> None:
        """Connect commands, by their id, to methods of a QObject, for as long as it lives."""
        for name, method in methods.items():
            self.by_id[name].triggered.connect(method)

    def set_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Set the keys of commands, by their id; those not in `keys` keep their own."""
        for command in self.commands:
            given = [QKeySequence(each) for each in keys.get(command.id, command.keys)]
            action = self.by_id[command.id]
            action.setShortcuts(given)
            shown = given[0].toString(QKeySequence.SequenceFormat.NativeText) if given else ""
            tip = f"{command.title} ({shown})" if shown else command.title
            action.setToolTip(f"{tip}\n{command.hint}" if command.hint else tip)

    def refresh_icons(self, window: QWidget) -> None:
        """Redraw the icons in the colours of the theme of `window`."""
        for command in self.commands:
            if command.icon:
                self.by_id[command.id].setIcon(icon(command.icon))

    def fill(self, bar: QMenuBar) -> None:
        """Put all commands into the menus of a window, which are then in `menus` by their name."""
        for name, title in menu_titles().items():
            self.menus[name] = bar.addMenu(title)
        within: dict[tuple[str, str], QMenu] = {}
        for command in self.commands:
            menu = self.menus[command.menu]
            if command.submenu:
                place = (command.menu, command.submenu)
                if place not in within:
                    if command.begins:
                        menu.addSeparator()
                    within[place] = menu.addMenu(command.submenu)
                elif command.begins:
                    within[place].addSeparator()
                menu = within[place]
            elif command.begins:
                menu.addSeparator()
            menu.addAction(self.by_id[command.id])
