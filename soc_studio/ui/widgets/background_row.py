"""What is behind the objects of a video with a look: a colour, or a picture or video."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QDir, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from soc_studio.core.masks.looks import GREEN, Look, LookSettings
from soc_studio.core.project.colours import Rgb
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.swatch_icon import swatch_icon

_BLUE: Rgb = (0, 71, 187)
_WHITE: Rgb = (255, 255, 255)
_BLACK: Rgb = (0, 0, 0)


class BackgroundRow(QWidget):
    """A colour to choose, or a file; `changed` says that another one was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._colour: Rgb = GREEN
        self.colours = Choice(self, height=28)
        self.colours.setAccessibleName(self.tr("Colour of the background"))
        for colour, name in (
            (GREEN, self.tr("Green")),
            (_BLUE, self.tr("Blue")),
            (_WHITE, self.tr("White")),
            (_BLACK, self.tr("Black")),
            (None, self.tr("Other…")),
        ):
            self.colours.add(colour, name)
        self.colours.chosen.connect(self._choose_colour)
        self.swatch = QPushButton(self)
        self.swatch.setAccessibleName(self.tr("Choose the colour of the background"))
        self.swatch.setToolTip(self.tr("Choose the colour of the background"))
        self.swatch.clicked.connect(self._ask_colour)
        self.file = QLineEdit(self)
        self.file.setPlaceholderText(self.tr("A picture or a video"))
        self.file.setAccessibleName(self.tr("Picture or video behind the objects"))
        self.file.textEdited.connect(self.changed)
        self.file_button = QPushButton(self.tr("Choose…"), self)
        self.file_button.clicked.connect(self._ask_file)
        self.again = QCheckBox(self.tr("Repeat"), self)
        self.again.setToolTip(
            self.tr("A background video starts over when it ends; otherwise its last frame stays.")
        )
        self.again.clicked.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.colours, self.swatch):
            row.addWidget(widget)
        row.addWidget(self.file, 1)
        row.addWidget(self.file_button)
        row.addWidget(self.again)
        row.addStretch(0)

    def show_look(self, settings: LookSettings) -> None:
        """Show what a look has behind the objects."""
        is_colour = settings.look is Look.COLOUR
        self.colours.setVisible(is_colour)
        self.swatch.setVisible(is_colour)
        for widget in (self.file, self.file_button, self.again):
            widget.setVisible(settings.look is Look.BACKGROUND)
        self.again.setChecked(settings.loops)
        if self.file.text() != QDir.toNativeSeparators(settings.background):
            self.file.setText(QDir.toNativeSeparators(settings.background))
        self._show_colour(settings.colour)

    def applied(self, settings: LookSettings) -> LookSettings:
        """Return a look with what is chosen here."""
        background = QDir.fromNativeSeparators(self.file.text())
        loops = self.again.isChecked()
        return replace(settings, colour=self._colour, background=background, loops=loops)

    def _show_colour(self, colour: Rgb) -> None:
        self._colour = colour
        offered = colour in (GREEN, _BLUE, _WHITE, _BLACK)
        self.colours.set_value(colour if offered else None)
        self.swatch.setIcon(swatch_icon(to_qcolor(colour)))

    def _choose_colour(self, colour: Rgb | None) -> None:
        if colour is None:
            self._ask_colour()
            return
        self._show_colour(colour)
        self.changed.emit()

    def _ask_colour(self) -> None:
        box = QColorDialog(to_qcolor(self._colour), self)
        box.colorSelected.connect(self._take_colour)
        box.finished.connect(box.deleteLater)
        box.finished.connect(lambda _: self._show_colour(self._colour))
        box.open()

    def _take_colour(self, colour: QColor) -> None:
        self._show_colour((colour.red(), colour.green(), colour.blue()))
        self.changed.emit()

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Picture or video behind the objects"), self.file.text()
        )
        if name:
            self.file.setText(QDir.toNativeSeparators(name))
            self.changed.emit()
