"""A row of colours to choose from."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout, QWidget

from soc_studio.core.project.colours import PALETTE, Rgb
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.icons import IconButton, Picture


class ColourRow(QWidget):
    """The colours that stay apart for colour-blind eyes, and any other."""

    asked = Signal(object)  # Rgb

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = (
            self.tr("Cyan"),
            self.tr("Magenta"),
            self.tr("Lime"),
            self.tr("Violet"),
            self.tr("Green"),
            self.tr("Apricot"),
            self.tr("Ochre"),
            self.tr("Ice"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.swatches: list[Swatch] = []
        for colour, name in zip(PALETTE, names, strict=True):
            swatch = Swatch(colour, name)
            swatch.clicked.connect(self._choose)
            self.swatches.append(swatch)
            row.addWidget(swatch)
        self.own = Swatch(PALETTE[0], self.tr("Custom colour"))
        self.own.hide()
        row.addWidget(self.own)
        self.other_button = IconButton(Picture.MORE, self.tr("Another colour…"))
        self.other_button.clicked.connect(self._ask)
        row.addWidget(self.other_button)
        row.addStretch(1)
        self._colour: Rgb = PALETTE[0]

    def show_colour(self, colour: Rgb) -> None:
        """Show which colour is chosen."""
        self._colour = colour
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == colour)
        self.own.colour = colour
        self.own.setVisible(colour not in PALETTE)
        self.own.setChecked(True)
        self.own.update()

    def _choose(self) -> None:
        swatch = self.sender()
        assert isinstance(swatch, Swatch)
        self.asked.emit(swatch.colour)
        self.show_colour(self._colour)

    def _ask(self) -> None:
        found = QColorDialog.getColor(to_qcolor(self._colour), self, self.tr("Colour"))
        if found.isValid():
            self.asked.emit((found.red(), found.green(), found.blue()))


class Swatch(QAbstractButton):
    """A colour; the chosen one has a ring."""

    def __init__(self, colour: Rgb, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(22, 22)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = to_qcolor(self.colour)
        if not self.isEnabled():
            colour.setAlphaF(0.4)
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(room, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(self.palette().windowText().color(), 1.5))
            painter.drawRoundedRect(room.adjusted(-2.5, -2.5, 2.5, 2.5), 5, 5)
        painter.end()
