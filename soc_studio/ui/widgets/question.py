"""A question on a sheet: a sentence, perhaps a picture, and a button for each answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.toolkit.icons import icon_pixmap
from soc_studio.ui.toolkit.long_text import breakable
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.sheet import Sheet

_WIDTH = 560
_PICTURE = QSize(128, 72)
_ICON = 24


class Question(Sheet):
    """Asks once. Escape and the cross are "no answer"; it is deleted when it is closed.

    `text` is plain: names of files may stand in it.
    """

    refused = Signal()  # closed without an answer

    def __init__(
        self,
        window: QWidget,
        title: str,
        text: str,
        picture: QPixmap | None = None,
        icon: str = "",
    ) -> None:
        """Show `picture`, or the icon called `icon` where there is none, beside the text."""
        super().__init__(window, title, _WIDTH)
        self.text = QLabel(breakable(text), self.body)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        shrinks = QSizePolicy.Policy.Preferred  # a name of a file may be long
        self.title.setSizePolicy(shrinks, shrinks)
        self.setAccessibleDescription(text)
        self.answers: list[QPushButton] = []
        self._field: QLineEdit | None = None
        self._is_spread = False  # whether the last answer stands apart from the others
        row = QHBoxLayout(self.body)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        if picture is not None and not picture.isNull():
            row.addWidget(_shown(picture), 0, Qt.AlignmentFlag.AlignTop)
        elif icon:
            ink: QColor = colour("t2")
            label = QLabel()
            label.setPixmap(icon_pixmap(icon, _ICON, ink, self.devicePixelRatioF()))
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        self._said = QVBoxLayout()
        self._said.setSpacing(12)
        self._said.addWidget(self.text)
        row.addLayout(self._said, 1)
        self.closed.connect(self._refuse)

    def offer(
        self, text: str, answered: Callable[[], object], kind: str = "", at_the_end: bool = False
    ) -> QPushButton:
        """Add a button; `answered` is called when it is pressed and the sheet is closed.

        `kind` is "primary", which Enter presses, "quiet" or "destructive".
        """
        button = QPushButton(text)
        if kind:
            button.setProperty("kind", kind)
        if kind == "primary":
            self.primary = button
        button.setFixedHeight(32)

        def press() -> None:
            self.closed.disconnect(self._refuse)
            self.dismiss()
            self.deleteLater()
            answered()

        button.clicked.connect(press)
        if at_the_end:
            self.foot.addStretch(1)
            self._is_spread = True
        self.foot.addWidget(button)
        self.answers.append(button)
        return button

    def add_tick(self, text: str, tip: str) -> QCheckBox:
        """Add something that can be ticked below the text."""
        tick = QCheckBox(text, self.body)
        tick.setToolTip(tip)
        self._said.addWidget(tick)
        return tick

    def add_field(self, text: str) -> QLineEdit:
        """Add a line for words below the text, with `text` in it, chosen: typing replaces it."""
        field = QLineEdit(text, self.body)
        field.setAccessibleName(self.accessibleDescription())
        field.selectAll()
        self._field = field
        self._said.addWidget(field)
        return field

    def open(self) -> None:
        """Show it over the window and give it the focus."""
        if not self._is_spread:
            self.foot.addStretch(1)
        super().open()
        if self._field is not None:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self) -> None:
        self.deleteLater()
        self.refused.emit()


def window_around(widget: QWidget) -> QWidget:
    """Return the window to ask in about `widget`, also where its panel floats."""
    window = widget.window()
    parent = window.parentWidget()
    return window if parent is None else parent.window()


def _shown(picture: QPixmap) -> QLabel:
    label = QLabel()
    label.setPixmap(
        picture.scaled(
            _PICTURE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    return label
