"""The selected layer: its name, colour, matte settings and facts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.masks.matte_ranges import Scale, changed_settings
from soc_studio.core.project.project import LONGEST_TEXT, Layer
from soc_studio.core.tracks.layer_facts import LayerFacts
from soc_studio.ui.widgets.colour_row import ColourRow
from soc_studio.ui.widgets.setting_row import SettingRow

_LEAST = 230  # pixels of width; what does not fit is scrolled to


class Inspector(QWidget):
    """Shows a layer, and says what the user wants changed."""

    renamed = Signal(str)
    colour_asked = Signal(object)  # Rgb
    set_asked = Signal(str, float, int)  # a setting of the matte, its value, the gesture
    reset_asked = Signal(str)  # a setting; empty for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(LONGEST_TEXT)
        self.name.editingFinished.connect(self._rename)
        self.colours = ColourRow()
        self.colours.asked.connect(self.colour_asked)
        self.locked = QLabel(self.tr("Locked: unlock it to change it."))
        self.score = QLabel()
        self.rows = self._setting_rows()
        self.reset_button = QPushButton(self.tr("Reset all"))
        self.reset_button.setToolTip(self.tr("Reset all matte settings"))
        self.reset_button.clicked.connect(self._reset)
        self.empty = QLabel(self.tr("Select a layer to see its matte settings."))
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.facts = {
            each: self._fact(title)
            for each, title in (
                ("frames", self.tr("Present")),
                ("score", self.tr("Mean score")),
                ("area", self.tr("Mean area")),
                ("network", self.tr("Model")),
                ("quality", self.tr("Quality")),
            )
        }
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._page())
        self._name = ""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(340, 400)

    def show_nothing(self) -> None:
        """Show that no layer is chosen."""
        self._stack.setCurrentIndex(0)

    def show_layer(self, layer: Layer, scales: Mapping[str, Scale], threshold: float) -> None:
        """Show a layer; `threshold` is the one in force, also where none was decided."""
        self._stack.setCurrentIndex(1)
        if self._name != layer.label or not self.name.hasFocus():
            self._name = layer.label
            self.name.setText(layer.label)
            self.name.setCursorPosition(0)
        self.name.setPlaceholderText(layer.expression)
        self.colours.show_colour(layer.colour)
        self.locked.setVisible(layer.locked)
        changed = changed_settings(layer.matte)
        for name, row in self.rows.items():
            row.set_scale(scales[name])
            value = getattr(layer.matte, name)
            row.show_value(threshold if value is None else value, name not in changed)
        editable = not layer.locked
        for widget in (self.name, self.colours, *self.rows.values()):
            widget.setEnabled(editable)
        self.rows["threshold"].setVisible(layer.imported is None)
        self.score.setVisible(layer.imported is None)
        self.reset_button.setEnabled(editable and bool(changed))

    def show_score(self, text: str) -> None:
        """Show what the network says of the current frame."""
        self.score.setText(text)

    def show_facts(self, facts: LayerFacts | None) -> None:
        """Show a layer in numbers; None where that is being read."""
        told = {} if facts is None else self._told(facts)
        for name, label in self.facts.items():
            label.setText(told.get(name, "…" if facts is None else "–"))

    def _told(self, facts: LayerFacts) -> dict[str, str]:
        if not facts.computed:
            return {"frames": self.tr("not searched yet")}
        told = {
            "frames": self.tr("on {0} of {1} frames").format(facts.present, facts.computed),
            "area": self.tr("{0} % of the picture").format(f"{100 * facts.area:.1f}"),
            "network": ", ".join(facts.networks) or self.tr("imported"),
        }
        if facts.computed < facts.frames:
            missing = facts.frames - facts.computed
            told["frames"] += self.tr("; {0} not searched").format(missing)
        if facts.score is not None:
            told["score"] = f"{facts.score:.2f}"
        parts = []
        if facts.networks:
            full = facts.computed - facts.previews
            if not facts.previews:
                parts.append(self.tr("full"))
            elif facts.previews and full:
                parts.append(self.tr("quick, {0} frames searched").format(full))
            else:
                parts.append(self.tr("quick"))
        if facts.corrected:
            parts.append(self.tr("{0} corrected").format(facts.corrected))
        told["quality"] = "; ".join(parts) or "–"
        return told

    def _setting_rows(self) -> dict[str, SettingRow]:
        pixels, area, frames = self.tr("px"), self.tr("px²"), self.tr("frames")
        rows = (
            SettingRow(
                "threshold",
                self.tr("&Threshold"),
                self.tr("The object counts as present from this score on."),
                "",
            ),
            SettingRow(
                "grow",
                self.tr("&Grow or shrink"),
                self.tr("Moves the edge outwards; negative values move it inwards."),
                pixels,
            ),
            SettingRow("feather", self.tr("F&eather"), self.tr("Softens the edge."), pixels),
            SettingRow(
                "fill_holes",
                self.tr("Fill h&oles"),
                self.tr("Fills holes up to this area."),
                area,
            ),
            SettingRow(
                "remove_specks",
                self.tr("Remove spec&ks"),
                self.tr("Removes separate pieces up to this area."),
                area,
            ),
            SettingRow(
                "smooth",
                self.tr("S&mooth in time"),
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
        self._form.addRow(title, label)
        return label

    def _page(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        names = max(row.label.sizeHint().width() for row in self.rows.values())
        for row in self.rows.values():
            row.label.setMinimumWidth(names)
        for widget in (self.name, self.colours, self.locked, self.rows["threshold"], self.score):
            column.addWidget(widget)
        column.addWidget(_line())
        for name in ("grow", "feather", "fill_holes", "remove_specks", "smooth"):
            column.addWidget(self.rows[name])
        column.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(_line())
        column.addLayout(self._form)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.setMinimumWidth(_LEAST)
        return area

    def _rename(self) -> None:
        if self.name.text() != self._name:
            self.renamed.emit(self.name.text())

    def _reset(self) -> None:
        self.reset_asked.emit("")


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Sunken)
    return line
