"""Shows the picture, with zoom and pan; drawing, panning and wiping share a mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from soc_studio.core.masks.pointed import Mark
from soc_studio.ui.toolkit.theme import stage
from soc_studio.ui.widgets.compared_picture import paint_compared, upper_half
from soc_studio.ui.widgets.drawing import Drawing, Tool
from soc_studio.ui.widgets.long_wait import LongWait
from soc_studio.ui.widgets.marks import Marks
from soc_studio.ui.widgets.picture_place import PicturePlace
from soc_studio.ui.widgets.tool_pointer import show_pointer

_STEP = 1.25


class Viewer(QWidget):
    """Shows a picture of a video of `picture_size`, fitted, or at a scale and place of its own."""

    pixels_wanted = Signal(int, int)  # height and width that can be made use of
    wiped = Signal(float)  # where the user put the edge between source and overlay, 0 to 1
    probed = Signal(int, int)  # column and row of the video under the pointer
    drawing_began = Signal()
    drawing_ended = Signal()  # with a stroke or without
    drawn = Signal(object)  # core.brush.Stroke
    drawing_refused = Signal()  # the user wants to draw where nothing can be drawn
    tool_changed = Signal()
    diameter_asked = Signal(float)  # of the brush, in pixels of the video
    mark_moved = Signal(int, float, float)  # a point's number, and its place in the video
    mark_dropped = Signal()  # after it was moved

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 120)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture"))
        self.splits = False
        self.removes = False
        """Whether the tool does the opposite without a key or the right button, and not with."""
        self.marks: Callable[[QPainter], None] | None = None
        """Paints over the picture."""
        self.compared_at = 1.0
        """Where a picture ends that is compared with its source, 0 to 1 of the widget's width."""
        self._compares = False  # whether the source lies below the picture in the image
        self._image: QImage | None = None
        self._is_of_frame = True
        self._place = PicturePlace(self.size)
        self._held: QPointF | None = None
        self._wiping = False
        self._drawing = Drawing()
        self._marks = Marks()
        self._answer = LongWait(self)
        self._answer.changed.connect(self._show_tool)
        self._can_draw = False
        self._pointer: QPointF | None = None  # where the tool is shown
        self._turned = False  # whether the tool does the opposite, while a key is held
        self._sizing: tuple[QPointF, float] | None = None  # where it began, and the size there

    @property
    def tool(self) -> Tool:
        """What the mouse does on the picture."""
        return self._drawing.tool

    @property
    def diameter(self) -> float:
        """Size of the brush in pixels of the video."""
        return self._drawing.diameter

    def set_tool(self, tool: Tool) -> None:
        """Let the mouse do something else on the picture."""
        self._drawing.cancel()
        self._drawing.tool = tool
        self._sizing = None
        self._show_tool()
        self.tool_changed.emit()

    def set_diameter(self, diameter: float) -> None:
        """Draw with a brush of another size, in pixels of the video."""
        self._drawing.set_diameter(diameter)
        self._show_tool()

    def set_drawable(self, can_draw: bool, colour: QColor) -> None:
        """Say whether something can be drawn, and in which colour."""
        self._can_draw = can_draw
        self._drawing.colour = colour
        self._show_tool()

    def settle_strokes(self) -> None:
        """Show the stroke until the next picture, which contains it."""
        self._drawing.settle()

    def drop_stroke(self) -> bool:
        """Take a stroke back that is being drawn; return whether there is one."""
        if not self._drawing.is_drawing:
            return False
        self._drawing.cancel()
        self.update()
        self.drawing_ended.emit()
        return True

    def forget_strokes(self) -> None:
        """Remove the stroke from the picture."""
        self._drawing.forget()
        self.update()

    def show_marks(self, marks: tuple[Mark, ...], is_waiting: bool = False) -> None:
        """Show points and strokes, the last perhaps waiting for its answer: where that takes a
        while the cursor says so."""
        self._marks.marks, self._marks.is_waiting = marks, is_waiting
        self._answer.wait(is_waiting)
        self.update()

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def pixmap(self) -> QPixmap:
        """Return what is shown, at the size it was made in, without the source that it is compared
        with; null for nothing."""
        if self._image is None:
            return QPixmap()
        return QPixmap.fromImage(upper_half(self._image) if self._compares else self._image)

    @property
    def is_fitted(self) -> bool:
        """Whether the picture follows the size of the widget, all of it in sight."""
        return self._place.is_fitted

    @property
    def scale(self) -> float:
        """Logical screen pixels for each pixel of the video."""
        return self._place.scale

    def set_picture_size(self, width: int, height: int) -> None:
        """Show pictures of a video of this size from now on, fitted."""
        self._place.set_picture(width, height)
        self._show_place()

    def fill(self, fills: bool) -> None:
        """Have a fitted picture reach the edges, though a little is cut off, or no longer: scale
        and place of before are there again afterwards."""
        if self._place.fill(fills):
            self._show_place()

    @property
    def shows_frame(self) -> bool:
        """Whether the picture is the playhead's frame, on which one can draw."""
        return self._image is not None and self._is_of_frame

    def show_image(self, image: QImage, is_of_frame: bool = True, compares: bool = False) -> None:
        """Show a picture, of any size and the video's shape.

        Where it is not of the frame under the playhead, nothing can be drawn on it. One that
        `compares` has its source below it, which is shown at the right of `compared_at`.
        """
        self._image = image
        self._is_of_frame = is_of_frame
        self._compares = compares
        self._drawing.drop_settled()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._image = None
        self.update()

    def fit(self) -> None:
        """Show all of the picture."""
        self._place.fit()
        self._show_place()

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show the picture at `scale`, what is `at` a place of the widget staying there."""
        self._place.zoom_to(scale, at)
        self._show_place()

    def zoom_in(self) -> None:
        """Show it a step nearer."""
        self.zoom_to(self.scale * _STEP)

    def zoom_out(self) -> None:
        """Show it a step farther."""
        self.zoom_to(self.scale / _STEP)

    def target(self) -> QRectF:
        """Return where the whole picture lies in the widget."""
        return self._place.target()

    def to_share(self, place: QPointF) -> QPointF:
        """Return the place of the picture, 0 to 1, that is at a place of the widget."""
        return self._place.to_share(place)

    def to_video(self, place: QPointF) -> QPointF:
        """Return the place of the video, in its pixels, that is at a place of the widget."""
        return self._place.to_video(place)

    def wanted_pixels(self) -> tuple[int, int]:
        """Return the height and width of the picture that can be made use of."""
        return self._place.pixels(self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), stage())
        if self._image is not None:
            smooth = self.scale * self.devicePixelRatioF() < 4
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            if self._compares:
                edge = self.compared_at
                paint_compared(painter, self._image, self.target(), self.size(), edge)
            else:
                painter.drawImage(self.target(), self._image)
            ratio = self.devicePixelRatioF()
            self._drawing.paint(painter, self.target(), self._place.picture, self.size(), ratio)
            self._marks.paint(painter, self.target(), self.scale)
            if self._pointer is not None and self._can_draw and self.tool is not Tool.POINTER:
                self._drawing.paint_pointer(painter, self._pointer, self.scale, self._turned)
            if self.marks is not None:
                self.marks(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._place.keep_in_sight()
        self._tell_size()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.zoom_to(self.scale * _STEP ** (event.angleDelta().y() / 120), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.MiddleButton and self.tool is not Tool.POINTER:
            self._press_tool(event)
        elif event.button() == Qt.MouseButton.LeftButton and self.splits:
            self._wiping = True
            self._wipe(event.position())
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        share = self.to_share(event.position())
        if 0 <= share.x() < 1 and 0 <= share.y() < 1:
            there = self.to_video(event.position())
            self.probed.emit(int(there.x()), int(there.y()))
        if self.tool is not Tool.POINTER:
            self._move_tool(event)
        if self._wiping:
            self._wipe(event.position())
        elif self._held is not None:
            moved = event.position() - self._held
            self._held = event.position()
            if self._place.pan(moved):
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._held = None
        self._wiping = False
        self._sizing = None
        if self._marks.held is not None:
            self._marks.held = None
            self.mark_dropped.emit()
        if self._drawing.is_drawing:
            stroke = self._drawing.finish()
            self.update()
            if stroke is not None:
                self.drawn.emit(stroke)
            self.drawing_ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.tool is Tool.POINTER:
            self.fit()
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._pointer = None
        self.update()

    def event(self, event: QEvent) -> bool:
        # Escape takes a stroke back that is being drawn, before it means anything else.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._drawing.is_drawing
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() != Qt.Key.Key_Escape or not self.drop_stroke():
            super().keyPressEvent(event)

    def _press_tool(self, event: QMouseEvent) -> None:
        if not self.shows_frame or self._drawing.is_drawing:
            return
        if not self._can_draw:
            self.drawing_refused.emit()
            return
        held = event.modifiers()
        place = event.position()
        if held & Qt.KeyboardModifier.ControlModifier:
            if self._drawing.is_brush:
                self._sizing = (place, self.diameter)
            return
        if self.tool is Tool.POINTS and not self.target().contains(place):
            return
        if self.tool is Tool.POINTS and event.button() == Qt.MouseButton.LeftButton:
            self._marks.held = self._marks.at(self.to_video(place), self.scale)
            if self._marks.held is not None:
                return
        right = event.button() == Qt.MouseButton.RightButton
        self.drawing_began.emit()
        self._turned = self._turns(right, held)
        self._drawing.begin(self.to_video(place), self._turned)
        self.update()

    def _move_tool(self, event: QMouseEvent) -> None:
        place = event.position()
        if not self._drawing.is_drawing:
            self._turned = self._turns(False, event.modifiers())
        if self._sizing is not None:
            start, diameter = self._sizing
            self.diameter_asked.emit(diameter + 2 * (place.x() - start.x()) / self.scale)
            return
        if self._marks.held is not None:
            there = self.to_video(place)
            self.mark_moved.emit(self._marks.held, there.x(), there.y())
            return
        if self._drawing.is_drawing:
            self._drawing.extend(self.to_video(place), self.scale)
            self.update(self._drawing.changed(self.target(), self._place.picture).toAlignedRect())
        room = self._drawing.reach(self.scale)
        for each in (self._pointer, place):
            if each is not None:
                around = QRectF(each.x() - room, each.y() - room, 2 * room, 2 * room)
                self.update(around.toAlignedRect())
        self._pointer = place

    def _turns(self, right: bool, held: Qt.KeyboardModifier) -> bool:
        return (right or bool(held & Qt.KeyboardModifier.AltModifier)) is not self.removes

    def _show_tool(self) -> None:
        show_pointer(self, self._drawing, self.scale, self._can_draw, self._answer.is_long)
        self.update()

    def _wipe(self, place: QPointF) -> None:
        self.wiped.emit(max(0.0, min(1.0, self.to_share(place).x())))

    def _show_place(self) -> None:
        self._tell_size()
        self.update()

    def _tell_size(self) -> None:
        self._show_tool()
        self.pixels_wanted.emit(*self.wanted_pixels())
