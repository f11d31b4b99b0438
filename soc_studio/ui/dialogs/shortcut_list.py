"""Lists all commands with their keys, to look them up or change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.commands.actions import Command, menu_titles, plain
from soc_studio.ui.commands.fuzzy import fitness
from soc_studio.ui.commands.shortcuts import conflicts, normal, presets, shown
from soc_studio.ui.toolkit.room import size_within_screen

_ID = Qt.ItemDataRole.UserRole


class ShortcutDialog(QDialog):
    """A list of commands that can be searched by name or keys; below, other keys for one."""

    keys_asked = Signal(str, object)  # a command, and its keys: a tuple of texts
    own_keys_asked = Signal(str)  # a command shall have the keys of the preset again
    preset_asked = Signal(str)
    reset_asked = Signal()

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        size_within_screen(self, 640, 560)
        self._commands = {each.id: each for each in commands}
        self._keys: Mapping[str, tuple[str, ...]] = {}
        self._heads: dict[str, QTreeWidgetItem] = {}  # by the name of the menu
        self._groups: dict[str, list[QTreeWidgetItem]] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search for a command or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search"))
        self.preset = QComboBox()
        self.preset.setAccessibleName(self.tr("Key set"))
        for name, text in presets().items():
            self.preset.addItem(text, name)
        above = QHBoxLayout()
        above.addWidget(self.search, 1)
        above.addWidget(self.preset)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.conflict = QLabel()
        self.conflict.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        column.addWidget(self._editor())
        column.addWidget(self._buttons())
        self._fill()
        self.search.textChanged.connect(self._filter)
        self.preset.activated.connect(lambda at: self.preset_asked.emit(self.preset.itemData(at)))
        self.list.currentItemChanged.connect(self._choose)
        self.search.setFocus()

    def show_keys(self, keys: Mapping[str, tuple[str, ...]], preset: str) -> None:
        """Show the keys of commands by their id, and the set that they began with."""
        self._keys = keys
        self.preset.setCurrentIndex(max(0, self.preset.findData(preset)))
        twice = {each for found in conflicts(keys).values() for each in found}
        for item in self._items():
            given = shown(keys.get(item.data(0, _ID), ()))
            mark = self.tr("{0} (used twice)").format(given)
            item.setText(1, mark if item.data(0, _ID) in twice else given)
            spoken = item.text(1) or self.tr("No keys")
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._filter()
        self._choose()

    @property
    def chosen(self) -> str | None:
        """The id of the selected command."""
        item = self.list.currentItem()
        return None if item is None else item.data(0, _ID)

    def choose(self, command: str) -> None:
        """Look at a command."""
        for item in self._items():
            if item.data(0, _ID) == command:
                self.list.setCurrentItem(item)

    def _editor(self) -> QWidget:
        self.box = QGroupBox()
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(self.tr("New keys"))
        for line in self.edit.findChildren(QLineEdit):  # which has the focus
            line.setAccessibleName(self.edit.accessibleName())
            line.setPlaceholderText(self.edit.accessibleName())
        self.edit.setToolTip(self.tr("Click here and press the new keys."))
        self.use_button = QPushButton(self.tr("Use"))
        self.add_button = QPushButton(self.tr("Add"))
        self.none_button = QPushButton(self.tr("No keys"))
        self.own_button = QPushButton(self.tr("Default"))
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        for button, slot in (
            (self.use_button, self._use),
            (self.add_button, self._add),
            (self.none_button, self._clear),
            (self.own_button, self._own),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        column = QVBoxLayout(self.box)
        column.addLayout(row)
        column.addWidget(self.conflict)
        self.edit.keySequenceChanged.connect(self._enable)
        return self.box

    def _buttons(self) -> QWidget:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        reset = buttons.addButton(self.tr("Reset all"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.setAutoDefault(False)
        reset.clicked.connect(self.reset_asked)
        buttons.rejected.connect(self.reject)
        return buttons

    def _fill(self) -> None:
        for name, title in menu_titles().items():
            own = [each for each in self._commands.values() if each.menu == name]
            if not own:
                continue
            head = QTreeWidgetItem([plain(title)])
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setData(1, Qt.ItemDataRole.AccessibleTextRole, head.text(0))
            self.list.addTopLevelItem(head)
            self._heads[name], self._groups[name] = head, []
            for each in own:
                text = f"{plain(each.submenu)}: {each.title}" if each.submenu else each.title
                item = QTreeWidgetItem([text])
                item.setData(0, _ID, each.id)
                head.addChild(item)
                self._groups[name].append(item)
        self.list.expandAll()

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for items in self._groups.values() for item in items]

    def _filter(self) -> None:
        wanted = self.search.text()
        keys = normal(wanted) if wanted else ""
        for name, items in self._groups.items():
            for item in items:
                fits = fitness(wanted, item.text(0)) is not None
                has = bool(keys) and keys in self._keys.get(item.data(0, _ID), ())
                item.setHidden(not fits and not has)
            self._heads[name].setHidden(all(item.isHidden() for item in items))

    def _choose(self) -> None:
        command = self._commands.get(self.chosen or "")
        self.box.setEnabled(command is not None)
        title = self.tr("Choose a command to change its keys")
        self.box.setTitle(self.tr("Keys for “{0}”").format(command.title) if command else title)
        self.edit.clear()
        self._enable()

    def _enable(self) -> None:
        keys = self._typed()
        for button in (self.use_button, self.add_button):
            button.setEnabled(bool(keys))
        others = [
            self._commands[each].title
            for each, given in self._keys.items()
            if keys and keys in given and each != self.chosen
        ]
        text = self.tr("“{0}” has these keys now; it will lose them.").format("”, “".join(others))
        self.conflict.setText(text if others else "")

    def _typed(self) -> str:
        return str(self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def _use(self) -> None:
        if self.chosen is not None:
            self.keys_asked.emit(self.chosen, (self._typed(),))

    def _add(self) -> None:
        if self.chosen is not None:
            given = [*self._keys.get(self.chosen, ()), self._typed()]
            self.keys_asked.emit(self.chosen, tuple(dict.fromkeys(given)))

    def _clear(self) -> None:
        if self.chosen is not None:
            self.keys_asked.emit(self.chosen, ())

    def _own(self) -> None:
        if self.chosen is not None:
            self.own_keys_asked.emit(self.chosen)
