"""A card with the frame under the pointer and its state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from soc_studio.ui.toolkit.theme import role_font, weighted
from soc_studio.ui.toolkit.tokens import tokens
from soc_studio.ui.widgets.floating import Floating
from soc_studio.ui.widgets.swatch_icon import paint_swatch

WIDTH = 208  # pixels of the picture
_EDGE = 8  # pixels between the card and the edges of what it lies over
_GAP = 4  # to a bar below it
_SWATCH = 10


class HoverCard(Floating):
    """Lies on the lower edge of its parent, the stage, and takes no clicks."""

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture = QLabel()
        self.picture.setFixedWidth(WIDTH)
        self.code = _label("body", "t1", QFont.Weight.DemiBold)
        self.frame = _label("body", "t2")
        self.swatch = _Swatch()
        self.text = _label("body", "t2")
        self.text.setWordWrap(True)
        time = QHBoxLayout()
        time.addWidget(self.code, 1)
        time.addWidget(self.frame)
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self.swatch, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.text, 1)
        words = QVBoxLayout()
        words.setContentsMargins(10, 8, 10, 8)
        words.setSpacing(4)
        words.addLayout(time)
        words.addLayout(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.picture)
        column.addLayout(words)
        self.setFixedWidth(WIDTH + 2)

    def tell(
        self,
        picture: QPixmap | None,
        code: str,
        frame: str,
        tint: QColor | None,
        state: str,
        middle: int,
        bars: Sequence[QRect] = (),
    ) -> None:
        """Show a frame around the column `middle` of the parent: its picture, its time, and the
        state of a layer of a colour, which there may be none of. It stands above `bars` of the
        parent that it would lie over, where there is room."""
        self.picture.setVisible(picture is not None)
        if picture is not None:
            self.picture.setPixmap(_rounded(picture))
            self.picture.setFixedHeight(round(picture.height() / picture.devicePixelRatio()))
        self.code.setText(code)
        self.frame.setText(frame)
        self.swatch.tint = tint
        self.swatch.setVisible(tint is not None)
        self.swatch.update()
        self.text.setText(state)
        self.text.setVisible(bool(state))
        stage = self.parentWidget()
        assert stage is not None
        layout = self.layout()
        assert layout is not None
        layout.activate()
        wraps = layout.hasHeightForWidth()
        height = layout.heightForWidth(self.width()) if wraps else layout.sizeHint().height()
        self.resize(self.width(), height)
        room = stage.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        wanted = QPoint(middle - self.width() // 2, room.bottom() + 1 - self.height())
        place = QRect(self.within(room, wanted), self.size())
        for bar in bars:
            above = bar.top() - _GAP - self.height()
            if place.intersects(bar) and above >= 0:
                place.moveTop(above)
        self.move(place.topLeft())
        self.show()
        self.raise_()


def _rounded(picture: QPixmap) -> QPixmap:
    """Return a picture whose upper corners are as round as the card."""
    made = QPixmap(picture.size())
    made.setDevicePixelRatio(picture.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    size = picture.deviceIndependentSize()
    radius = tokens().radius.field - 1
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, size.width(), size.height() + radius), radius, radius)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(picture))
    painter.drawPath(shape)
    painter.end()
    return made


class _Swatch(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.tint: QColor | None = None
        self.dashed = False
        self.setFixedSize(_SWATCH, 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.tint is not None:
            painter = QPainter(self)
            paint_swatch(painter, QRectF(0, 4, _SWATCH, _SWATCH), self.tint, self.dashed)
            painter.end()


def _label(role: str, ink: str, weight: QFont.Weight | None = None) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    font = role_font(role, tabular=True)
    made.setFont(font if weight is None else weighted(font, weight))
    if ink == "t2":
        made.setProperty("tone", "second")
    return made
