"""The bar on which the playhead is dragged through the video, with a line for each object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from soc_studio.core.project.colours import Rgb
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.theme import colour

_HEIGHT, _TRACK, _KNOB = 56, 6, 18
_MIDDLE = 14  # of the track, from above
_LINES, _LINE, _PITCH = 27, 4.0, 7.0  # where they begin; their height; from one to the next
_PAGE = 10  # frames


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """When an object is in the video: half-open spans of frames, in its colour."""

    name: str
    colour: Rgb
    spans: tuple[tuple[int, int], ...]


class ScrubBar(QSlider):
    """A slider over the frames of a video; the mouse puts the playhead where it presses."""

    asked = Signal(int)  # a frame that the person goes to

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageStep(_PAGE)
        self.setAccessibleName(self.tr("Playhead"))
        self.setToolTip(self.tr("Drag through the video"))
        self.lines: tuple[ObjectLine, ...] = ()
        self._told = True  # whether a new value is the person's wish
        self.valueChanged.connect(self._tell)

    def set_frames(self, frames: int) -> None:
        """Be for a video of so many frames."""
        self._quietly(lambda: self.setRange(0, max(0, frames - 1)))

    def show_frame(self, frame: int) -> None:
        """Show where the playhead is."""
        self._quietly(lambda: self.setValue(frame))

    def show_lines(self, lines: Sequence[ObjectLine]) -> None:
        """Show when the objects are in the video, the uppermost first."""
        if tuple(lines) != self.lines:
            self.lines = tuple(lines)
            self.setAccessibleDescription(", ".join(each.name for each in lines))
            self.update()

    def place_of(self, frame: float) -> float:
        """Return where a frame is on the bar, in pixels from its left edge."""
        return _KNOB / 2 + frame / max(1, self.maximum()) * (self.width() - _KNOB)

    def frame_at(self, place: float) -> int:
        """Return the frame at a place of the bar, in pixels from its left edge."""
        share = (place - _KNOB / 2) / max(1, self.width() - _KNOB)
        return round(max(0.0, min(1.0, share)) * self.maximum())

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(400, _HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self.frame_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.isSliderDown():
            self.setValue(self.frame_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        knob = self.place_of(self.value())
        whole = QRectF(0, _MIDDLE - _TRACK / 2, self.width(), _TRACK)
        painter.setBrush(colour("bg4"))
        painter.drawRoundedRect(whole, _TRACK / 2, _TRACK / 2)
        painter.setBrush(colour("t1"))
        whole.setRight(knob)
        painter.drawRoundedRect(whole, _TRACK / 2, _TRACK / 2)
        self._paint_lines(painter)
        painter.setBrush(colour("t1"))
        painter.drawEllipse(QPointF(knob, _MIDDLE), _KNOB / 2, _KNOB / 2)
        painter.end()

    def _paint_lines(self, painter: QPainter) -> None:
        # However many there are, all of them are in sight.
        pitch = min(_PITCH, (_HEIGHT - _LINES) / max(1, len(self.lines)))
        height = min(_LINE, max(1.0, pitch - 1))
        frames = self.maximum() + 1
        for place, line in enumerate(self.lines):
            top = _LINES + place * pitch
            painter.setBrush(to_qcolor(line.colour))
            for start, stop in line.spans:
                left = start / frames * self.width()
                right = max(left + height, stop / frames * self.width())
                painter.drawRoundedRect(
                    QRectF(left, top, right - left, height), height / 2, height / 2
                )

    def _quietly(self, change: Callable[[], object]) -> None:
        self._told = False
        change()
        self._told = True
        self.update()

    def _tell(self, frame: int) -> None:
        if self._told:
            self.asked.emit(frame)
