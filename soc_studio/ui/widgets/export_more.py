"""What few people change in an export, under a head that unfolds it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.formats.export_kinds import KindChoice
from soc_studio.core.formats.export_names import DEFAULT_NAMES, LONGEST_NAME, TOKENS
from soc_studio.core.formats.export_picture import has_alpha
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.frame_settings import MOST_HANDLES
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.ui.text import export_text
from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.export_form import ExportForm
from soc_studio.ui.widgets.labelled_button import MenuButton
from soc_studio.ui.widgets.number_field import NumberField
from soc_studio.ui.widgets.tick_menu import TickMenu

_NUMBER, _WORDS, _TOKENS = range(3)


class MoreRows(QWidget):
    """Rare wishes, under a head that unfolds them; `changed` says that one was changed."""

    changed = Signal()
    keep_asked = Signal(str)  # keep the choices as a preset of this name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.others: tuple[str, ...] = ()
        """Ids of the formats that are written beside the chosen one."""
        self._filling = False
        self.head = QToolButton(self)
        self.head.setObjectName("more_head")
        self.head.setText(self.tr("More: other formats beside it, names of files, own presets"))
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setIconSize(QSize(16, 16))
        self.head.setCheckable(True)
        self.head.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.head.toggled.connect(self._unfold)
        self.form = ExportForm(self)
        self.others_button = MenuButton(parent=self.form)
        self.others_button.shrinks = True
        self.others_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.menu = TickMenu(self.others_button)
        self.menu.triggered.connect(self._choose_others)
        self.others_button.setMenu(self.menu)
        self.naming = QComboBox(self.form)
        self.naming.addItem(self.tr("Number and name, such as 01-the-red-car"), _WORDS)
        self.naming.addItem(self.tr("Number"), _NUMBER)
        self.naming.addItem(self.tr("As I say"), _TOKENS)
        self.naming.activated.connect(self._choose_naming)
        self._make_names()
        self._make_preset()
        self._make_frames()
        self.premultiplied = QCheckBox(self.tr("Multiply colours by the opacity"), self.form)
        self.premultiplied.setToolTip(
            self.tr(
                "For programs that take cut-out videos as premultiplied; most expect straight "
                "colours."
            )
        )
        self.premultiplied.toggled.connect(self._tell)
        self.opens = QCheckBox(self.tr("Open the folder when done"), self.form)
        self.opens.toggled.connect(self._tell)
        self.form.add(self.tr("Also write"), self.others_button, grows=False)
        self.form.add(self.tr("File names"), self._names_row, self.naming)
        self.form.add(self.tr("Keep as preset"), self._preset_row, self.preset)
        self.form.add(self.tr("Handles"), self.handles, grows=False)
        self.form.add(self.tr("Look"), self._look_row)
        self.form.add("", self.premultiplied)
        self.form.add("", self.opens)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.form)
        self._unfold(False)

    def fill(self, plan: ExportPlan) -> None:
        """Show what a plan has of these."""
        self._filling = True
        usual = _WORDS if plan.with_words else _NUMBER
        naming = usual if plan.names == DEFAULT_NAMES else _TOKENS
        self.naming.setCurrentIndex(self.naming.findData(naming))
        self.names.setText(plan.names)
        self.opens.setChecked(plan.opens)
        self.premultiplied.setChecked(plan.premultiplied)
        self.handles.setValue(plan.handles)
        self.inverse.setChecked(plan.look.inverse)
        self.beside.setChecked(plan.look.beside_source)
        self._show_names()
        self._filling = False

    def applied(self, plan: ExportPlan) -> ExportPlan:
        """Return `plan` with what is chosen here."""
        naming = self.naming.currentData()
        return replace(
            plan,
            with_words=naming != _NUMBER,
            names=self.names.text() if naming == _TOKENS else DEFAULT_NAMES,
            opens=self.opens.isChecked(),
            premultiplied=self.premultiplied.isChecked(),
            handles=self.handles.value(),
            look=replace(
                plan.look,
                inverse=self.inverse.isChecked(),
                beside_source=self.beside.isChecked(),
            ),
        )

    def show_plan(self, plan: ExportPlan) -> None:
        """Show what makes sense for a plan."""
        self.form.show_row(self._look_row, "look" in plan.formats)
        self.form.show_row(self.premultiplied, any(map(has_alpha, plan.chosen_formats())))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.preset.hasFocus():
            self._keep()  # and no export begins
        else:
            super().keyPressEvent(event)

    def _make_frames(self) -> None:
        self.handles = NumberField(self.tr("Handles"), 0, MOST_HANDLES, parent=self.form)
        self.handles.setToolTip(self.tr("Frames before and after the part, for transitions."))
        self.handles.valueChanged.connect(self._tell)
        self.inverse = QCheckBox(self.tr("Everything but the objects"), self.form)
        self.beside = QCheckBox(self.tr("The video beside it"), self.form)
        for tick in (self.inverse, self.beside):
            tick.toggled.connect(self._tell)
        self._look_row = _beside(self.form, self.inverse, self.beside, QWidget(self.form))

    def _make_names(self) -> None:
        self.names = QLineEdit(self.form)
        self.names.setMaxLength(LONGEST_NAME)
        self.names.setAccessibleName(self.tr("Names made of tokens"))
        self.names.textEdited.connect(self._tell)
        self.tokens_button = MenuButton(parent=self.form)
        self.tokens_button.setText(self.tr("Insert"))
        self.tokens_button.setToolTip(self.tr("Insert what every export fills in."))
        menu = QMenu(self.tokens_button)
        for each in TOKENS:
            words = translated(each.description).replace("&", "&&")
            menu.addAction(f"{{{each.name}}}  {words}").setData(f"{{{each.name}}}")
        menu.triggered.connect(lambda action: self._insert(action.data()))
        self.tokens_button.setMenu(menu)
        self._names_row = _beside(self.form, self.naming, self.names, self.tokens_button)

    def _make_preset(self) -> None:
        self.preset = QLineEdit(self.form)
        self.preset.setMaxLength(LONGEST_NAME)
        self.preset.setPlaceholderText(self.tr("Name of the preset"))
        self.keep_button = QPushButton(self.tr("Keep"), self.form)
        self.keep_button.clicked.connect(self._keep)
        self._preset_row = _beside(self.form, None, self.preset, self.keep_button)

    def _keep(self) -> None:
        if self.preset.text().strip():
            self.keep_asked.emit(self.preset.text().strip())

    def _insert(self, token: str) -> None:
        self.names.insert(token)
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _choose_naming(self) -> None:
        self._show_names()
        self._tell()

    def _show_names(self) -> None:
        shown = self.naming.currentData() == _TOKENS
        for widget in (self.names, self.tokens_button):
            widget.setVisible(shown)

    def show_others(self, choice: KindChoice) -> None:
        """Show what is written beside the chosen variant, and what else could be."""
        chosen = () if choice.variant is None else choice.variant.formats
        self.others = choice.others
        offered = [each for each in EXPORTS if each.id not in chosen]
        if [each.data() for each in self.menu.actions()] != [each.id for each in offered]:
            self.menu.clear()
            for each in offered:
                action = self.menu.addAction(export_text.other(each).replace("&", "&&"))
                action.setCheckable(True)
                action.setData(each.id)
        for action in self.menu.actions():
            action.setChecked(action.data() in self.others)
        self._name_others()

    def _name_others(self) -> None:
        found = [export_text.other(each) for each in EXPORTS if each.id in self.others]
        text = ", ".join(found) if found else self.tr("Nothing else")
        self.others_button.setText(text)
        self.others_button.setToolTip(text if found else "")
        self.others_button.setAccessibleName(f"{self.tr('Also write')}: {text}")

    def _choose_others(self) -> None:
        self.others = tuple(each.data() for each in self.menu.actions() if each.isChecked())
        self._name_others()
        self._tell()

    def _tell(self, *_: object) -> None:
        if not self._filling:
            self.changed.emit()

    def _unfold(self, shown: bool) -> None:
        self.head.setIcon(icon("chevron-down" if shown else "chevron-right", 16))
        self.head.setAccessibleDescription(self.tr("open") if shown else self.tr("closed"))
        self.form.setVisible(shown)


def _beside(parent: QWidget, first: QWidget | None, second: QWidget, third: QWidget) -> QWidget:
    """Return a row of widgets, the second of which takes the room that is left."""
    whole = QWidget(parent)
    whole.setObjectName("pane")
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if first is not None:
        row.addWidget(first)
    row.addWidget(second, 1)
    row.addWidget(third)
    row.addStretch(0)
    return whole
