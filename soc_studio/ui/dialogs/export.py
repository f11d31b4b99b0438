"""The Export dialog: contents, formats and destination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QDir, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.formats.export_plan import LONGEST_NAME, ExportPlan, Outlook, Part
from soc_studio.core.project.project import Layer, LayerId, Video
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.icons import Picture, PictureLabel
from soc_studio.ui.widgets.swatch_icon import swatch_icon

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class FormatText:
    """A format as it is offered."""

    id: str
    name: str
    description: str
    purpose: str


class ExportDialog(QDialog):
    """Shows a plan; `plan` is what is asked for now."""

    changed = Signal(object)  # ExportPlan

    def __init__(
        self,
        plan: ExportPlan,
        video: Video,
        layers: Sequence[Layer],
        formats: Sequence[FormatText],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._plan = plan
        self._video = video
        self._filling = True
        self._ready = False
        self.formats = {each.id: QCheckBox(each.name) for each in formats}
        top = QHBoxLayout()
        top.addWidget(self._formats_box(formats), 3)
        top.addWidget(self._layers_box(layers), 2)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(top, 1)
        column.addWidget(self._frames_box())
        column.addWidget(self._place_box())
        column.addLayout(self._summary())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export_button = self.buttons.addButton(
            self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.export_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self._fill()
        self._filling = False
        self.resize(720, 560)

    @property
    def plan(self) -> ExportPlan:
        """What is asked for."""
        return self._plan

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what the plan comes to, or what is in its way."""
        self._ready = not outlook.problem
        self.export_button.setEnabled(self._ready)
        self.sign.setVisible(bool(outlook.problem))
        if outlook.problem:
            self.sign.show_picture(Picture.WARNING)
            self.summary.setText(translated(outlook.problem))
        elif outlook.estimate is not None:
            count, size = outlook.estimate.files, _size(outlook.estimate.size)
            text = self.tr("1 file, about {1}, in {2}") if count == 1 else ""
            text = text or self.tr("{0} files, about {1}, in {2}")
            shown = QDir.toNativeSeparators(str(self._plan.folder))
            self.summary.setText(text.format(count, size, shown))

    def show_looking(self) -> None:
        """Show that it is being found out what the plan comes to."""
        self._ready = False
        self.export_button.setEnabled(False)
        self.sign.hide()
        self.summary.setText(self.tr("Estimating the size…"))

    def accept(self) -> None:
        if self._ready:
            super().accept()

    # What it is made of

    def _formats_box(self, formats: Sequence[FormatText]) -> QWidget:
        box = QGroupBox(self.tr("Formats"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(2)
        purpose = ""
        for each in formats:
            if each.purpose != purpose:
                purpose = each.purpose
                column.addWidget(_heading(purpose))
            tick = self.formats[each.id]
            tick.toggled.connect(self._change)
            note = QLabel(each.description)
            note.setWordWrap(True)
            note.setIndent(24)
            note.setContentsMargins(0, 0, 0, 8)
            tick.setAccessibleDescription(each.description)
            column.addWidget(tick)
            column.addWidget(note)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(box)
        around.setContentsMargins(4, 4, 4, 4)
        around.addWidget(area)
        return box

    def _layers_box(self, layers: Sequence[Layer]) -> QWidget:
        box = QGroupBox(self.tr("Layers"))
        self.layers = QListWidget()
        self.layers.setIconSize(QSize(14, 14))
        self.layers.setAccessibleName(self.tr("Layers"))
        self.layers.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.layers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in layers:
            item = QListWidgetItem(swatch_icon(to_qcolor(each.colour)), each.label)
            item.setData(_ID, each.id)
            item.setToolTip(each.label)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            self.layers.addItem(item)
        self.layers.itemChanged.connect(self._change)
        column = QVBoxLayout(box)
        column.addWidget(self.layers)
        return box

    def _frames_box(self) -> QWidget:
        box = QGroupBox(self.tr("Frames"))
        last = self._video.frame_count - 1
        span = self._video.span
        self.parts = {
            Part.ALL: QRadioButton(self.tr("&All, 0 to {0}").format(last)),
            Part.MARKED: QRadioButton(
                self.tr("&In to out, {0} to {1}").format(span.start, span.stop - 1)
            ),
            Part.FRAMES: QRadioButton(self.tr("F&rom")),
        }
        self._group = QButtonGroup(self)
        row = QHBoxLayout(box)
        row.setSpacing(12)
        for button in self.parts.values():
            self._group.addButton(button)
            button.toggled.connect(self._change)
            row.addWidget(button)
        self.first, self.last = QSpinBox(), QSpinBox()
        for number, name in (
            (self.first, self.tr("First frame")),
            (self.last, self.tr("Last frame")),
        ):
            number.setRange(0, last)
            number.setAccessibleName(name)
            number.setToolTip(name)
            number.valueChanged.connect(self._change)
        row.addWidget(self.first)
        row.addWidget(QLabel(self.tr("to")))
        row.addWidget(self.last)
        row.addStretch(1)
        return box

    def _place_box(self) -> QWidget:
        box = QGroupBox(self.tr("Destination"))
        self.place = QLineEdit()
        self.choose_button = QPushButton(self.tr("&Choose…"))
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self._choose)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.naming = QComboBox()
        self.naming.addItem(self.tr("Number and name"), True)
        self.naming.addItem(self.tr("Number"), False)
        self.naming.activated.connect(self._change)
        self.opens = QCheckBox(self.tr("&Open the folder when done"))
        self.opens.toggled.connect(self._change)
        self.premultiplied = QCheckBox(self.tr("Multiply colours by the &opacity"))
        self.premultiplied.setToolTip(
            self.tr(
                "For programs that take cut-out videos as premultiplied; most expect straight "
                "colours."
            )
        )
        self.premultiplied.toggled.connect(self._change)
        for line in (self.place, self.name):
            line.textEdited.connect(self._change)
        grid = QGridLayout(box)
        labels = (
            (self.tr("&Folder"), self.place),
            (self.tr("&Name"), self.name),
            (self.tr("Folder na&mes"), self.naming),
        )
        for row, (text, widget) in enumerate(labels):
            label = QLabel(text)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1, 1, 1 if widget is self.place else 2)
        grid.addWidget(self.choose_button, 0, 2)
        grid.addWidget(self.opens, 3, 1, 1, 2)
        grid.addWidget(self.premultiplied, 4, 1, 1, 2)
        return box

    def _summary(self) -> QHBoxLayout:
        self.sign = PictureLabel()
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setMinimumHeight(2 * self.summary.fontMetrics().lineSpacing())
        row = QHBoxLayout()
        row.addWidget(self.sign)
        row.addWidget(self.summary, 1)
        return row

    # What is asked for

    def _fill(self) -> None:
        plan = self._plan
        for name, tick in self.formats.items():
            tick.setChecked(name in plan.formats)
        for place in range(self.layers.count()):
            item = self.layers.item(place)
            chosen = item.data(_ID) in plan.layers
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        self.parts[plan.part].setChecked(True)
        self.first.setValue(plan.first)
        self.last.setValue(plan.last)
        self.place.setText(QDir.toNativeSeparators(plan.place))
        self.name.setText(plan.name)
        self.naming.setCurrentIndex(0 if plan.with_words else 1)
        self.opens.setChecked(plan.opens)
        self.premultiplied.setChecked(plan.premultiplied)
        self._enable()

    def _enable(self) -> None:
        given = self.parts[Part.FRAMES].isChecked()
        self.first.setEnabled(given)
        self.last.setEnabled(given)

    def _change(self, *_: object) -> None:
        if self._filling:
            return
        self._enable()
        items = [self.layers.item(place) for place in range(self.layers.count())]
        plan = replace(
            self._plan,
            place=QDir.fromNativeSeparators(self.place.text()),
            name=self.name.text(),
            layers=tuple(
                LayerId(item.data(_ID))
                for item in items
                if item.checkState() == Qt.CheckState.Checked
            ),
            part=next(part for part, button in self.parts.items() if button.isChecked()),
            first=self.first.value(),
            last=self.last.value(),
            formats=tuple(name for name, tick in self.formats.items() if tick.isChecked()),
            with_words=bool(self.naming.currentData()),
            opens=self.opens.isChecked(),
            premultiplied=self.premultiplied.isChecked(),
        )
        if plan != self._plan:
            self._plan = plan
            self.changed.emit(plan)

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self, self.tr("Folder for the result"), self.place.text()
        )
        if found:
            self.place.setText(QDir.toNativeSeparators(found))
            self._change()


def _size(size: int) -> str:
    """Return a number of bytes as people read it."""
    for unit, name in ((1e9, "GB"), (1e6, "MB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{max(1, round(size / 1e3))} kB"


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    heading.setProperty("tone", "second")
    heading.setContentsMargins(0, 6, 0, 4)
    return heading
