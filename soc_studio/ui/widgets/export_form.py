"""The rows of the export sheet: labels and fields, and those for rare wishes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.formats.export_kinds import KindChoice
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.ui.text import export_text
from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.widgets.labelled_button import MenuButton

_LABELS, _ROW = 104, 28


class ExportForm(QWidget):
    """Rows of a label and a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _LABELS)
        self._grid.setColumnStretch(1, 1)

    def add(
        self, text: str, field: QWidget, spoken: QWidget | None = None, grows: bool = True
    ) -> None:
        """Add a row; screen readers say `text` for the field, or for the one `spoken` within it.

        A field that `grows` is as wide as there is room.
        """
        label = QLabel(text)
        label.setProperty("tone", "second")
        label.setBuddy(spoken or field)
        label.setMinimumHeight(_ROW)
        self.labels.append(label)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        if grows:
            self._grid.addWidget(field, row, 1)
        else:
            self._grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)
        self._grid.setRowMinimumHeight(row, _ROW)


class MoreRows(QWidget):
    """Rare wishes, under a head that unfolds them; `changed` says that one was changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.others: tuple[str, ...] = ()
        """Ids of the formats that are written beside the chosen one."""
        self._filling = False
        self.head = QToolButton()
        self.head.setObjectName("more_head")
        self.head.setText(self.tr("More: other formats beside it, names of folders"))
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setIconSize(QSize(16, 16))
        self.head.setCheckable(True)
        self.head.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.head.toggled.connect(self._unfold)
        self.others_button = MenuButton()
        self.menu = QMenu(self.others_button)
        self.menu.triggered.connect(self._choose_others)
        self.others_button.setMenu(self.menu)
        self.naming = QComboBox()
        self.naming.addItem(self.tr("Number and name"), True)
        self.naming.addItem(self.tr("Number"), False)
        self.naming.activated.connect(self._tell)
        self.opens = QCheckBox(self.tr("Open the folder when done"))
        self.opens.toggled.connect(self._tell)
        self.form = ExportForm()
        self.form.add(self.tr("Also write"), self.others_button, grows=False)
        self.form.add(self.tr("File names"), self.naming, grows=False)
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
        self.naming.setCurrentIndex(0 if plan.with_words else 1)
        self.opens.setChecked(plan.opens)
        self._filling = False

    def applied(self, plan: ExportPlan) -> ExportPlan:
        """Return `plan` with what is chosen here."""
        return replace(
            plan, with_words=bool(self.naming.currentData()), opens=self.opens.isChecked()
        )

    def show_others(self, choice: KindChoice) -> None:
        """Show what is written beside the chosen variant, and what else could be."""
        chosen = () if choice.variant is None else choice.variant.formats
        self.others = choice.others
        self.menu.clear()
        for each in EXPORTS:
            if each.id not in chosen:
                action = self.menu.addAction(export_text.other(each).replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(each.id in self.others)
                action.setData(each.id)
        self._name_others()

    def _name_others(self) -> None:
        found = [export_text.other(each) for each in EXPORTS if each.id in self.others]
        self.others_button.setText(", ".join(found) if found else self.tr("Nothing else"))

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
