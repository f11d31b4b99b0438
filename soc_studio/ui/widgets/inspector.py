"""The selected layer: its edge, where it counts as present, its name, colour and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.masks.matte_ranges import AUTOMATIC, Scale, changed_settings
from soc_studio.core.project.project import LONGEST_TEXT, Layer
from soc_studio.core.tracks.layer_facts import LayerFacts
from soc_studio.ui.text import layer_text
from soc_studio.ui.widgets.colour_row import ColourRow
from soc_studio.ui.widgets.presence_panel import PresencePanel
from soc_studio.ui.widgets.section import Section
from soc_studio.ui.widgets.setting_row import SettingRow

_EDGE = (
    "edge_band",
    "edge_softness",
    "grow",
    "feather",
    "fill_holes",
    "remove_specks",
    "smooth",
)
_MARGINS = 12, 0, 12, 12


class Inspector(QWidget):
    """Shows a layer in three sections, and says what the user wants changed."""

    renamed = Signal(str)
    colour_asked = Signal(object)  # Rgb
    set_asked = Signal(str, float, int)  # a setting of the matte, its value, the gesture
    reset_asked = Signal(str)  # a setting; empty for all

    def __init__(self, actions: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        """Offer `actions`, which decide whether the object is on a frame."""
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(LONGEST_TEXT)
        self.name.editingFinished.connect(self._rename)
        self.colours = ColourRow()
        self.colours.asked.connect(self.colour_asked)
        self.locked = QLabel(self.tr("Locked: unlock it to change it."))
        self.locked.setContentsMargins(12, 8, 12, 8)
        self.rows = self._setting_rows()
        self.reset_button = QPushButton(self.tr("Reset"))
        self.reset_button.setProperty("kind", "quiet")
        self.reset_button.setToolTip(self.tr("Reset all settings of the edge"))
        self.reset_button.clicked.connect(self._reset)
        self.presence = PresencePanel(actions)
        self.presence.set_asked.connect(self.set_asked)
        self.presence.reset_asked.connect(self.reset_asked)
        self.score = self.presence.score
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.facts = {
            each: self._fact(title)
            for each, title in (
                ("frames", self.tr("Seen on")),
                ("score", self.tr("How sure, on average")),
                ("area", self.tr("Size in the picture")),
                ("network", self.tr("Model")),
                ("quality", self.tr("Quality")),
            )
        }
        self.edge = Section(self.tr("Edge"), self._edge_body())
        self.edge.corner.addWidget(self.reset_button)
        self.edge.toggled.connect(self.reset_button.setVisible)
        self.when = Section(self.tr("When is it there?"), self.presence)
        self.details = Section(self.tr("Details"), self._details_body())
        self.sections = (self.edge, self.when, self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.locked)
        for section in self.sections:
            column.addWidget(section)
        for section in (self.when, self.details):
            section.set_open(False)
        self._name = ""
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no layer is chosen."""
        for section in self.sections:
            section.hide()
        self.locked.hide()

    def show_layer(self, layer: Layer, scales: Mapping[str, Scale], threshold: float) -> None:
        """Show a layer; `threshold` is the one in force, also where none was decided."""
        if self._name != layer.label or not self.name.hasFocus():
            self._name = layer.label
            self.name.setText(layer.label)
            self.name.setCursorPosition(0)
        self.name.setPlaceholderText(layer.expression)
        self.colours.show_colour(layer.colour)
        self.locked.setVisible(layer.locked)
        changed = changed_settings(layer.matte)
        unset = {"threshold": threshold, "edge_band": AUTOMATIC}
        for name, row in self.rows.items():
            row.set_scale(scales[name])
            value = getattr(layer.matte, name)
            row.show_value(unset[name] if value is None else value, name not in changed)
        self.presence.show_threshold(layer.matte.threshold, threshold)
        editable = not layer.locked
        for widget in (self.name, self.colours, self.presence, *self.rows.values()):
            widget.setEnabled(editable)
        found = layer.imported is None
        self.rows["threshold"].setVisible(found)
        self.presence.show_found(found)
        self.reset_button.setEnabled(editable and any(name in changed for name in _EDGE))
        for section in self.sections:
            section.show()

    def show_score(self, text: str) -> None:
        """Show what the model says of the current frame."""
        self.score.setText(text)

    def show_facts(self, facts: LayerFacts | None) -> None:
        """Show a layer in numbers; None where that is being read."""
        told = {} if facts is None else layer_text.facts(facts)
        for name, label in self.facts.items():
            label.setText(told.get(name, "…" if facts is None else "–"))
        self.when.tell(told.get("frames", ""))
        self.details.tell(layer_text.how_found(facts) if facts is not None else "")

    def _setting_rows(self) -> dict[str, SettingRow]:
        pixels, area, frames = self.tr("px"), self.tr("px²"), self.tr("frames")
        rows = (
            SettingRow(
                "threshold",
                self.tr("Least s&core"),
                self.tr("The object is shown from this score on."),
                "",
            ),
            SettingRow(
                "edge_band",
                self.tr("Edge &band"),
                self.tr(
                    "Makes hair, fur and soft edges follow the colours of the picture, this far "
                    "from the edge. Auto, at the left end: as wide as the steps of the mask, in "
                    "cut-outs and looks only. 0 is off."
                ),
                pixels,
                self.tr("Auto"),
                self.tr("Off"),
            ),
            SettingRow(
                "edge_softness",
                self.tr("Band s&oftness"),
                self.tr("How soft the edge is within the band. 0 makes it hard."),
                "%",
            ),
            SettingRow(
                "grow",
                self.tr("Gro&w or shrink"),
                self.tr("Moves the edge outwards; negative values move it inwards."),
                pixels,
            ),
            SettingRow("feather", self.tr("Soften ed&ge"), self.tr("Softens the edge."), pixels),
            SettingRow(
                "fill_holes",
                self.tr("F&ill holes"),
                self.tr("Fills holes up to this area."),
                area,
            ),
            SettingRow(
                "remove_specks",
                self.tr("&Remove specks"),
                self.tr("Removes separate pieces up to this area."),
                area,
            ),
            SettingRow(
                "smooth",
                self.tr("Stead&y in time"),
                self.tr(
                    "Takes the majority of this many frames on either side. Corrected "
                    "frames do not change."
                ),
                frames,
            ),
        )
        for row in rows:
            row.asked.connect(self.set_asked)
            row.reset_asked.connect(self.reset_asked)
        return {row.setting: row for row in rows}

    def _fact(self, title: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        name = QLabel(title)
        name.setProperty("tone", "second")
        self._form.addRow(name, label)
        return label

    def _edge_body(self) -> QWidget:
        body, column = _body()
        column.setSpacing(2)
        for name in _EDGE:
            column.addWidget(self.rows[name])
        return body

    def _details_body(self) -> QWidget:
        body, column = _body()
        for widget in (self.name, self.colours, self.rows["threshold"]):
            column.addWidget(widget)
        column.addLayout(self._form)
        return body

    def _rename(self) -> None:
        if self.name.text() != self._name:
            self.renamed.emit(self.name.text())

    def _reset(self) -> None:
        self.reset_asked.emit("")


def _body() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(*_MARGINS)
    column.setSpacing(8)
    return body, column
