"""The newest piece of work on the start page: its picture, its layers, and how to go on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.tracks.recent_work import RecentWork, WorkLayer
from soc_studio.ui.text import work_text
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.theme import colour, role_font
from soc_studio.ui.toolkit.tokens import tokens
from soc_studio.ui.widgets.elided_label import ElidedLabel
from soc_studio.ui.widgets.work_card import paint_covering, paint_length, read_picture

_MOST_LAYERS = 4  # that are named; the others are counted
_PICTURE = QSize(300, 188)
_MARGIN = 20
_LEAST_NAME = 200  # pixels of a name beside the chip; with less it is above it


class WorkPanel(QFrame):
    """The card of one piece of work, with [Go on] and [Save as project…]."""

    open_asked = Signal(object)  # RecentWork
    save_asked = Signal(object)  # RecentWork
    menu_asked = Signal(object, object)  # RecentWork, and the QPoint on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("work_panel")
        self.work: RecentWork | None = None
        self.picture = _Picture()
        self.name = ElidedLabel()
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.name.setFont(role_font("title"))
        self.chip = QLabel()
        self.chip.setProperty("chip", "plain")  # before it is polished, or it has no padding
        self.chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.go_button = QPushButton(self.tr("Go on"))
        self.go_button.setProperty("kind", "primary")
        self.save_button = QPushButton(self.tr("Save as project…"))
        self.go_button.clicked.connect(lambda: self.open_asked.emit(self.work))
        self.save_button.clicked.connect(lambda: self.save_asked.emit(self.work))
        self.picture.clicked.connect(lambda: self.open_asked.emit(self.work))
        for label in (self.name, self.chip):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._head = head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(8)
        head.addWidget(self.name, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        words.setSpacing(10)
        words.addLayout(head)
        words.addLayout(self._rows)
        words.addStretch(1)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.picture)
        row.addLayout(words, 1)

    def show_work(self, work: RecentWork) -> None:
        """Show a piece of work."""
        self.work = work
        self.picture.show_work(work)
        self.name.setText(work_text.title(work))
        self.setToolTip(work.video_path if work.is_draft else str(work.path))
        text = self._state(work)
        self.chip.setProperty("chip", "on" if work.is_open else "ok" if work.is_whole else "warn")
        self.chip.style().polish(self.chip)
        self.chip.setText(text)
        self.chip.setVisible(bool(text))
        self.save_button.setVisible(work.is_draft)
        self.go_button.setAccessibleName(f"{self.go_button.text()}: {work_text.told(work)}")
        self._fit_head()
        self._show_layers(work.layers)
        if not work.layers:
            self._say(work_text.summary(work))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        room = self.width() - _PICTURE.width() - 2 * _MARGIN - self.chip.sizeHint().width()
        beside = room >= min(_LEAST_NAME, self.name.sizeHint().width()) + self._head.spacing()
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _state(self, work: RecentWork) -> str:
        if work.is_open:
            return self.tr("Open now")
        if work.is_missing:
            return ""
        if not work.is_whole and work.layers:
            return self.tr("Damaged")
        if work.is_draft:
            return self.tr("Kept by itself, {0}").format(work_text.when(work.changed))
        return work_text.when(work.changed) if work.is_project else ""

    def _show_layers(self, layers: tuple[WorkLayer, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, layer in enumerate(layers[:_MOST_LAYERS]):
            label = ElidedLabel(layer.label)
            label.setMinimumWidth(40)
            state = QLabel(work_text.layer_state(layer))
            state.setProperty("tone", "second")
            self._rows.addWidget(_Swatch(layer), row, 0)
            self._rows.addWidget(label, row, 1)
            self._rows.addWidget(state, row, 2, Qt.AlignmentFlag.AlignRight)
        more = len(layers) - _MOST_LAYERS
        if more > 0:
            self._say(self.tr("{0} more").format(more), _MOST_LAYERS)

    def _say(self, text: str, row: int = 0) -> None:
        label = QLabel(text)
        label.setProperty("tone", "second")
        self._rows.addWidget(label, row, 1, 1, 2)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        if self.work is not None:
            self.menu_asked.emit(self.work, QPoint(event.globalPos()))


class _Picture(QWidget):
    """The picture at the left; a click on it goes on, as the button beside it does."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._work: RecentWork | None = None
        self.pixmap = QPixmap()
        self.setFixedWidth(_PICTURE.width())
        self.setMinimumHeight(_PICTURE.height())
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_work(self, work: RecentWork) -> None:
        self._work = work
        self.pixmap = read_picture(work)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._work is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        radius = tokens().radius.tile - 1
        shape = QPainterPath()
        wider = QRectF(self.rect()).adjusted(0, 0, 2 * radius, 0)  # round at the left alone
        shape.addRoundedRect(wider, radius, radius)
        painter.setClipPath(shape)
        paint_covering(painter, self.pixmap, self.rect())
        paint_length(painter, self._work, self.rect())
        painter.end()


class _Swatch(QWidget):
    """A layer's colour."""

    def __init__(self, layer: WorkLayer) -> None:
        super().__init__()
        self._colour = layer.colour
        self.setFixedSize(10, 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("line"))
        painter.setBrush(to_qcolor(self._colour))
        painter.drawRoundedRect(QRect(0, 4, 9, 9), 2, 2)
        painter.end()
