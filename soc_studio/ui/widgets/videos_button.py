"""The button that says which of several videos is shown, and opens the list of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from soc_studio.ui.text import video_text
from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.theme import colour

_ICON, _GAP, _PAD = 18, 6, 8


class VideosButton(QToolButton):
    """Is there only where a project has several videos."""

    def __init__(self, videos: QAction, parent: QWidget | None = None) -> None:
        """`videos` is the command that shows and hides the list."""
        super().__init__(parent)
        self._action = videos
        self._words, self.has_text = "", True
        self.setFixedHeight(32)
        self.setAutoRaise(True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(videos.trigger)
        videos.toggled.connect(self.setChecked)
        self.hide()

    def show_place(self, place: int, count: int) -> None:
        """Show that the video at `place` of `count` is shown, from 0; -1 for none of them."""
        self._words = video_text.place_of(place, count) if place >= 0 else str(count)
        self.setVisible(count > 1)
        self.setToolTip(self.tr("Videos of the project: {0}").format(self._words))
        self.setAccessibleName(self.toolTip())
        self.setText(self._words)
        self.updateGeometry()
        self.update()

    def show_text(self, shown: bool) -> None:
        """Say "2 of 6", or leave that to the tooltip to save room."""
        self.has_text = shown
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        text = _GAP + self.fontMetrics().horizontalAdvance(self._words) + 2 if self.has_text else 0
        return QSize(_PAD + _ICON + text + _PAD, 32)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def nextCheckState(self) -> None:  # noqa: N802
        """Stay as the command says."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        on = bool(option.state & QStyle.StateFlag.State_On)
        ink = colour("acc_t" if on else "t1" if self.underMouse() else "t2")
        paint_icon(painter, "film", QRectF(_PAD, (self.height() - _ICON) / 2, _ICON, _ICON), ink)
        if self.has_text:
            painter.setPen(colour("t1"))
            words = self.rect().adjusted(_PAD + _ICON + _GAP, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()
