"""The large round button that plays."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.theme import colour

_SIDE, _ICON = 56, 26


class PlayButton(QToolButton):
    """A disc in the colour of text, with a triangle or, while the video plays, two bars."""

    def __init__(self, play: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("demo_play")
        self.setFixedSize(_SIDE, _SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(play.trigger)
        self._play = play
        self.is_playing = False
        self.show_playing(False)

    def show_playing(self, playing: bool) -> None:
        """Show whether the video plays."""
        self.is_playing = playing
        self.setAccessibleName(self.tr("Pause") if playing else self.tr("Play"))
        self.setToolTip(self._play.toolTip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colour("t1")
        if not self.isEnabled():
            ground.setAlphaF(0.4)
        elif self.isDown() or self.underMouse():
            ground.setAlphaF(0.86)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        room = QRectF(0, 0, _ICON, _ICON)
        room.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, "pause" if self.is_playing else "play", room, colour("bg0"))
        painter.end()
