"""The timeline: ruler, film strip, waveform, and a lane for each layer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QWidget,
)

from soc_studio.core.media.thumbnails import Thumbnails
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.waveform import Waveform
from soc_studio.core.tracks.lane_picture import Marks, lane_picture, wave_picture
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.time_scale import TimeScale, marks
from soc_studio.core.tracks.timeline_columns import LaneSummary
from soc_studio.ui.text.frame_text import describe_frame
from soc_studio.ui.text.time_text import clock
from soc_studio.ui.widgets.timeline.film_strip import FilmStrip
from soc_studio.ui.widgets.timeline.hover_card import HoverCard
from soc_studio.ui.widgets.timeline.lane_header import (
    Lane,
    LaneButton,
    button_places,
    button_text,
    paint_header,
)
from soc_studio.ui.widgets.timeline.timeline_colours import PLAYHEAD, argb, lane_colours, mixed

_RULER, _STRIP, _WAVE, _LANE = 28, 44, 30, 28
_NAMES, _NARROW_NAMES = 210, 160
_NARROW = 1000  # pixels of a widget whose names are short
_LEAST_APART = 90.0  # pixels between two numbers of the ruler
_LEAST_TICKS = 9.0
_HANDLE = 6.0  # pixels around an edge where it can be taken hold of
_SNAP = 7.0
_ZOOM = 0.8
_CARD = 96  # pixels that the picture under the pointer is high
_UNITS = 64  # of the scroll bar, in a frame at most


class _Drag(Enum):
    SCRUB = auto()
    STRETCH = auto()
    IN = auto()
    OUT = auto()
    PAN = auto()


@dataclass(frozen=True, slots=True)
class Selected:
    """Frames of a layer from `start` until before `stop` that the user marked."""

    layer: int
    start: int
    stop: int


class Timeline(QAbstractScrollArea):
    """Draws what it is given, and says where the user clicks."""

    frame_asked = Signal(int)  # the playhead shall go there
    lane_chosen = Signal(int)  # id of a layer
    hovered = Signal(int)  # the frame under the pointer
    stretch_selected = Signal(int, int, int)  # a layer, from a frame until before a frame
    span_asked = Signal(int, int)  # in and out point
    run_asked = Signal(int, int)  # zoom to what is around a frame of a layer
    shown_asked = Signal(int, bool)
    locked_asked = Signal(int, bool)
    solo_asked = Signal(int, bool)
    pictures_wanted = Signal()  # other frames are in sight; see `slots`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Timeline"))
        self.selection: Selected | None = None
        self.strip = FilmStrip()
        self._timing: Timing | None = None
        self._lanes: list[Lane] = []
        self._summaries: dict[int, tuple[ResolvedTrack, LaneSummary]] = {}
        self._selected: int | None = None
        self._frame = 0
        self._span = range(0)
        self._scale = TimeScale()
        self._waveform: Waveform | None = None
        self._cuts: list[int] = []
        self._drag: _Drag | None = None
        self._grabbed = (0, 0.0)  # frame and pixel where dragging began
        self._dragged_span: range | None = None
        self._pointer: QPointF | None = None
        self._card: HoverCard | None = None
        self._still: QPixmap | None = None  # all that does not move with playhead and pointer
        self._moving_bars = False
        self.zoom_buttons = QWidget(self.viewport())
        self._zoom_row = QHBoxLayout(self.zoom_buttons)
        self._zoom_row.setContentsMargins(4, 2, 0, 2)
        self._zoom_row.setSpacing(0)
        self.horizontalScrollBar().valueChanged.connect(self._bar_moved)
        self.verticalScrollBar().valueChanged.connect(self._redraw)

    # What is shown

    def set_zoom_actions(self, farther: QAction, whole: QAction, nearer: QAction) -> None:
        """Offer buttons for actions in the corner."""
        for action, sign in ((farther, "−"), (whole, "↔"), (nearer, "+")):
            action.setIconText(sign)
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(action.text().replace("&", ""))
            button.setAutoRaise(True)
            button.setFixedSize(28, 24)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._zoom_row.addWidget(button)
        self.zoom_buttons.adjustSize()

    def set_menu(self, actions: Sequence[QAction]) -> None:
        """Offer actions where the user asks what can be done here."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addActions(list(actions))

    def set_timing(self, timing: Timing | None) -> None:
        """Show the time of a video, all of it."""
        self._timing = timing
        self._frame = 0
        self.selection = None
        self._cuts = []
        self._waveform = None
        self.strip.show(None, 16 / 9)
        self._hide_card()
        count = 1 if timing is None else timing.frame_count
        self._look(TimeScale(count, self._scale.width).whole())

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show lanes, the uppermost first."""
        self._lanes = list(lanes)
        ids = {each.id for each in lanes}
        self._summaries = {one: each for one, each in self._summaries.items() if one in ids}
        if self.selection is not None and self.selection.layer not in ids:
            self.selection = None
        self._set_bars()
        self._redraw()

    def set_selected(self, layer: int | None) -> None:
        """Select a lane and scroll to it."""
        if layer == self._selected:
            return
        self._selected = layer
        place = next((at for at, lane in enumerate(self._lanes) if lane.id == layer), None)
        if place is not None:
            bar = self.verticalScrollBar()
            room = self.viewport().height() - self._lanes_top
            bar.setValue(max((place + 1) * _LANE - room, min(bar.value(), place * _LANE)))
        self._redraw()

    def set_frame(self, frame: int) -> None:
        """Put the playhead on a frame; where it leaves the sight, the sight goes with it."""
        self._frame = frame
        scale = self._scale
        self._look(scale.reaching(frame) if self._drag is not None else scale.followed(frame))
        self._describe()
        self.viewport().update()

    def set_span(self, span: range) -> None:
        """Mark the frames between the in and the out point."""
        self._span = span
        self.viewport().update()

    def set_cuts(self, cuts: Sequence[int]) -> None:
        """Mark where shots begin."""
        self._cuts = sorted(cuts)
        self._redraw()

    def set_waveform(self, waveform: Waveform | None) -> None:
        """Show a sound; call it again when more of it is known."""
        self._waveform = waveform
        self._set_bars()
        self._redraw()

    def set_thumbnails(self, thumbnails: Thumbnails | None, shape: float) -> None:
        """Show small pictures, `shape` times as wide as high; see `pictures_wanted`."""
        self.strip.show(thumbnails, shape)
        self._redraw()
        self.pictures_wanted.emit()

    def pictures_changed(self) -> None:
        """Show what came of small pictures and sound."""
        self._redraw()
        self._show_card()

    def slots(self) -> tuple[list[int], int]:
        """Return the first frames of the small pictures in sight, and the frames of each."""
        return self.strip.slots(self._scale, _STRIP - 4)

    def select_stretch(self, selected: Selected | None) -> None:
        """Mark frames of a layer, or none."""
        self.selection = selected
        self.viewport().update()

    def show_all(self) -> None:
        """Show the whole video."""
        self._look(self._scale.whole())

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show `factor` times as much around a place of the widget, the playhead if left out."""
        if at is None:
            inside = 0 <= self._scale.to_x(self._frame) <= self._scale.width
            place = self._scale.to_x(self._frame + 0.5) if inside else self._scale.width / 2
        else:
            place = at - self._names
        self._look(self._scale.zoomed(factor, place))

    def zoom_in(self) -> None:
        """Show less, nearer."""
        self.zoom(_ZOOM**2)

    def zoom_out(self) -> None:
        """Show more."""
        self.zoom(_ZOOM**-2)

    def show_stretch(self, start: int, stop: int) -> None:
        """Show the frames from `start` until before `stop`, as near as they fit."""
        self._look(self._scale.showing(start, stop))

    @property
    def seen(self) -> range:
        """The frames in sight."""
        stop = min(math.ceil(self._scale.first + self._scale.seen), self._scale.count)
        return range(int(self._scale.first), stop)

    def to_frame(self, x: float) -> float:
        """Return the frame, with its share, at a column of the widget."""
        return self._scale.to_frame(x - self._names)

    def to_x(self, frame: float) -> float:
        """Return the column where a frame begins."""
        return self._names + self._scale.to_x(frame)

    def lane_top(self, layer: int) -> int:
        """Return the row of the widget where a lane begins."""
        place = next(at for at, lane in enumerate(self._lanes) if lane.id == layer)
        return self._lanes_top + place * _LANE - self.verticalScrollBar().value()

    def sizeHint(self) -> QSize:  # noqa: N802
        rows = _RULER + _STRIP + _WAVE
        bar = self.horizontalScrollBar().sizeHint().height() + 4
        return QSize(800, rows + _LANE * max(3, min(5, len(self._lanes))) + bar)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, _RULER + 2 * _LANE + 16)

    # Where things are

    @property
    def _names(self) -> int:
        return _NAMES if self.viewport().width() >= _NARROW else _NARROW_NAMES

    @property
    def _rows(self) -> Iterator[tuple[str, int, int]]:
        """The rows above the lanes with their top and height; the ones there is room for."""
        lanes = _LANE * max(1, min(2, len(self._lanes)))
        top = 0
        height = self.viewport().height()
        for name, room, wanted in (
            ("ruler", _RULER, True),
            ("strip", _STRIP, height >= _RULER + _STRIP + lanes),
            (
                "wave",
                _WAVE,
                self._waveform is not None and height >= _RULER + _STRIP + _WAVE + lanes,
            ),
        ):
            if wanted:
                yield name, top, room
                top += room

    @property
    def _lanes_top(self) -> int:
        return sum(height for _, _, height in self._rows)

    def _lane_at(self, y: float) -> Lane | None:
        if y < self._lanes_top:
            return None
        place = int((y - self._lanes_top + self.verticalScrollBar().value()) // _LANE)
        return self._lanes[place] if place < len(self._lanes) else None

    def _look(self, scale: TimeScale) -> None:
        if scale != self._scale:
            self._scale = scale
            self._set_bars()
            self._redraw()
            self.pictures_wanted.emit()

    def _set_bars(self) -> None:
        scale, bar = self._scale, self.horizontalScrollBar()
        units = max(1, min(_UNITS, 2**30 // scale.count))
        self._moving_bars = True
        bar.setRange(0, round((scale.count - scale.seen) * units))
        bar.setPageStep(max(1, round(scale.seen * units)))
        bar.setSingleStep(max(1, round(scale.seen * units / 20)))
        bar.setValue(round(scale.first * units))
        self._moving_bars = False
        room = max(1, self.viewport().height() - self._lanes_top)
        down = self.verticalScrollBar()
        down.setRange(0, max(0, len(self._lanes) * _LANE - room))
        down.setPageStep(room)
        down.setSingleStep(_LANE)

    def _bar_moved(self, value: int) -> None:
        if not self._moving_bars:
            units = max(1, min(_UNITS, 2**30 // self._scale.count))
            self._look(self._scale.scrolled(value / units))

    def _redraw(self) -> None:
        self._still = None
        self.viewport().update()

    def _describe(self) -> None:
        """Say what is under the playhead for those who do not see it."""
        parts = []
        for lane in self._lanes:
            if lane.view is not None:
                said = ", ".join(describe_frame(lane.view, self._frame)[:2])
                parts.append(self.tr("{0}: {1}").format(lane.name, said))
        said = "; ".join(parts)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatioF() != ratio:
            self._still = self._drawn(ratio)
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._still)
        if self._timing is not None:
            left = self._names
            painter.setClipRect(left, 0, self.viewport().width() - left, self.viewport().height())
            self._paint_span(painter)
            self._paint_selection(painter)
            self._paint_pointer(painter)
            self._paint_playhead(painter)
        if self.hasFocus():
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 1))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _drawn(self, ratio: float) -> QPixmap:
        """Return all that stays while playhead and pointer move."""
        size = self.viewport().size()
        still = QPixmap(size * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(self.palette().base().color())
        if self._timing is None:
            return still
        with _painting(still) as painter:
            painter.setFont(self.font())
            top = self._lanes_top
            painter.setClipRect(0, top, size.width(), size.height() - top)
            scrolled = self.verticalScrollBar().value()
            for place, lane in enumerate(self._lanes):
                at = top + place * _LANE - scrolled
                if at + _LANE > top and at < size.height():
                    self._paint_lane(painter, at, lane, ratio)
            painter.setClipping(False)
            if not self._lanes:
                self._paint_hint(painter, top)
            for name, at, height in self._rows:
                if name == "ruler":
                    self._paint_ruler(painter)
                elif name == "strip":
                    self._paint_strip(painter, at, height)
                else:
                    self._paint_wave(painter, at, height, ratio)
            self._paint_cuts(painter)
            painter.setPen(self._faint(0.25))
            painter.drawLine(self._names, 0, self._names, size.height())
        return still

    def _faint(self, alpha: float) -> QColor:
        colour = QColor(self.palette().text().color())
        colour.setAlphaF(alpha)
        return colour

    def _paint_hint(self, painter: QPainter, top: int) -> None:
        painter.setPen(self._faint(0.6))
        room = QRectF(
            self._names, top, self._scale.width, max(_LANE, self.viewport().height() - top)
        )
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignCenter,
            self.tr("Describe an object: the timeline shows where it is."),
        )

    def _paint_ruler(self, painter: QPainter) -> None:
        assert self._timing is not None
        painter.fillRect(QRectF(0, 0, self.viewport().width(), _RULER), self.palette().window())
        painter.setClipRect(self._names, 0, self._scale.width, _RULER)
        painter.setPen(self._faint(0.4))
        fine = [self.to_x(each) for each in marks(self._timing, self._scale, _LEAST_TICKS)]
        painter.drawLines([QLineF(x, _RULER - 9, x, _RULER - 6) for x in fine])
        said = -math.inf
        for frame in marks(self._timing, self._scale, _LEAST_APART):
            x = self.to_x(frame)
            painter.setPen(self._faint(0.6))
            painter.drawLine(QPointF(x, _RULER - 14), QPointF(x, _RULER - 6))
            text = clock(self._timing, frame)
            if x > said:
                painter.setPen(self.palette().text().color())
                painter.drawText(QPointF(x + 4, _RULER - 14), text)
                said = x + painter.fontMetrics().horizontalAdvance(text) + 12
        painter.setClipping(False)

    def _paint_strip(self, painter: QPainter, top: int, height: int) -> None:
        room = QRectF(self._names, top + 2, self._scale.width, height - 4)
        painter.setClipRect(room)
        painter.fillRect(room, self.palette().window())
        self.strip.paint(painter, room, self._scale)
        painter.setClipping(False)
        self._paint_row_name(painter, top, height, self.tr("Picture"))

    def _paint_wave(self, painter: QPainter, top: int, height: int, ratio: float) -> None:
        assert self._waveform is not None
        columns = max(1, round(self._scale.width * ratio))
        low, high = self._waveform.columns(self._scale.edges(columns))
        colour = argb(self.palette().text().color(), 0.6)
        picture = wave_picture(low, high, round((height - 4) * ratio), colour)
        painter.drawImage(QPointF(self._names, top + 2), _image(picture, ratio))
        self._paint_row_name(painter, top, height, self.tr("Sound"))

    def _paint_row_name(self, painter: QPainter, top: int, height: int, name: str) -> None:
        painter.setPen(self._faint(0.65))
        painter.drawText(
            QRectF(28, top, self._names - 32, height), Qt.AlignmentFlag.AlignVCenter, name
        )

    def _paint_cuts(self, painter: QPainter) -> None:
        painter.setClipRect(self._names, 0, self._scale.width, self.viewport().height())
        rows = {name: (top, height) for name, top, height in self._rows}
        seen: set[int] = set()
        for frame in self._cuts:
            x = round(self.to_x(frame))
            if x in seen or not self._names <= x <= self.viewport().width():
                continue
            seen.add(x)
            painter.setPen(self._faint(0.22))
            painter.drawLine(x, self._lanes_top, x, self.viewport().height())
            if "strip" in rows:
                top, height = rows["strip"]
                painter.fillRect(x - 2, top, 4, height, self.palette().base())
                painter.fillRect(QRectF(x - 0.5, top, 1, height), self.palette().text())
        painter.setClipping(False)

    def _paint_lane(self, painter: QPainter, top: int, lane: Lane, ratio: float) -> None:
        width = self.viewport().width()
        if lane.id == self._selected:
            chosen = QColor(self.palette().highlight().color())
            chosen.setAlpha(60)
            painter.fillRect(QRectF(0, top, width, _LANE), chosen)
            painter.fillRect(QRectF(0, top, 3, _LANE), self.palette().highlight())
        header = QRectF(0, top, self._names, _LANE)
        hovered = self._pointer is not None and header.contains(self._pointer)
        paint_header(painter, header, lane, self.palette(), hovered)
        if lane.view is not None:
            painter.setOpacity(1.0 if lane.visible else 0.45)
            painter.drawImage(QPointF(self._names, top), self._lane_image(lane, lane.view, ratio))
            most_uncertain = self._summary(lane.id, lane.view).most_uncertain
            if most_uncertain is not None:
                self._paint_most_uncertain(painter, self.to_x(most_uncertain + 0.5), top)
            painter.setOpacity(1.0)
        painter.setPen(self._faint(0.18))
        painter.drawLine(QPointF(0, top + _LANE - 0.5), QPointF(width, top + _LANE - 0.5))

    def _paint_most_uncertain(self, painter: QPainter, x: float, top: float) -> None:
        if x < self._names:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().base().color(), 1))
        painter.setBrush(self.palette().text())
        painter.drawPolygon(
            QPolygonF([QPointF(x - 5, top + 1), QPointF(x + 5, top + 1), QPointF(x, top + 9)])
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _summary(self, layer: int, view: ResolvedTrack) -> LaneSummary:
        known = self._summaries.get(layer)
        if known is None or known[0] is not view:
            known = self._summaries[layer] = (view, LaneSummary(view))
        return known[1]

    def _lane_image(self, lane: Lane, view: ResolvedTrack, ratio: float) -> QImage:
        summary = self._summary(lane.id, view)
        columns = max(1, round(self._scale.width * ratio))
        pixels = columns / self._scale.seen  # of a frame

        def places(frames: np.ndarray, share: float) -> np.ndarray:
            at = np.floor((frames + share - self._scale.first) * pixels).astype(np.int64)
            return at[(at > -20 * ratio) & (at < columns + 20 * ratio)]

        return _image(
            lane_picture(
                summary.columns(self._scale.edges(columns)),
                Marks(
                    places(summary.corrected, 0.5),
                    places(summary.propagated, 0.5),
                    places(summary.seams, 0.0),
                ),
                round(_LANE * ratio),
                max(1, round(ratio)),
                round(self._scale.first * pixels),
                lane_colours(self.palette(), lane.colour),
            ),
            ratio,
        )

    def _paint_span(self, painter: QPainter) -> None:
        """In and out point: a bar on the ruler with an edge at each end; the rest is dimmed."""
        span = self._span if self._dragged_span is None else self._dragged_span
        left, right = self.to_x(span.start), self.to_x(span.stop)
        height, width = self.viewport().height(), self.viewport().width()
        # Some themes mark with a tint that is hard to tell from their ground.
        colour = mixed(self.palette().highlight().color(), self.palette().text().color(), 0.3)
        painter.fillRect(QRectF(left, _RULER - 5, right - left, 4), colour)
        dim = QColor(self.palette().base().color())
        dim.setAlpha(150)
        if left > self._names:
            painter.fillRect(QRectF(self._names, _RULER, left - self._names, height), dim)
        if right < width:
            painter.fillRect(QRectF(right, _RULER, width - right, height), dim)
        for x, way in ((left, 1), (right, -1)):
            painter.fillRect(QRectF(x if way > 0 else x - 3, _RULER - 13, 3, 12), colour)
            painter.fillRect(QRectF(x if way > 0 else x - 7, _RULER - 13, 7, 3), colour)

    def _paint_selection(self, painter: QPainter) -> None:
        selected = self.selection
        if selected is None:
            return
        top = self.lane_top(selected.layer)
        if top + _LANE <= self._lanes_top:
            return
        left, right = self.to_x(selected.start), self.to_x(selected.stop)
        room = QRectF(left, top, max(2.0, right - left), _LANE - 1)
        tint = QColor(self.palette().text().color())
        tint.setAlpha(45)
        painter.fillRect(room, tint)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().text().color(), 1, Qt.PenStyle.DashLine))
        painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_pointer(self, painter: QPainter) -> None:
        if self._pointer is not None and self._pointer.x() >= self._names and self._drag is None:
            painter.setPen(self._faint(0.4))
            x = round(self._pointer.x())
            painter.drawLine(x, 0, x, self.viewport().height())

    def _paint_playhead(self, painter: QPainter) -> None:
        x, height = self.to_x(self._frame), self.viewport().height()
        width = self._scale.pixels
        if width >= 4:
            tint = QColor(PLAYHEAD)
            tint.setAlpha(50)
            painter.fillRect(QRectF(x, _RULER, width, height), tint)
        x = round(x)
        painter.fillRect(QRectF(x - 1, 0, 2, height), PLAYHEAD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PLAYHEAD)
        head = ((-6, 0), (6, 0), (6, 5), (0, 11), (-6, 5))
        painter.drawPolygon(QPolygonF([QPointF(x + across, down) for across, down in head]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # What the user does

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._look(self._scale.resized(self.viewport().width() - self._names))
        self._set_bars()
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._redraw()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Leave:
            self._point(None)
        elif event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            self._show_tip(event)
            return True
        return bool(super().viewportEvent(event))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape and self.selection is not None:
                event.accept()  # forget the selection before anything else stops
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape and self.selection is not None:
            self.select_stretch(None)
        elif event.key() in steps and self._lanes:
            ids = [lane.id for lane in self._lanes]
            at = ids.index(self._selected) if self._selected in ids else -1
            place = max(0, min(at + steps[Qt.Key(event.key())], len(ids) - 1))
            self.lane_chosen.emit(ids[place])
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._timing is None:
            return
        place = event.position()
        lane = self._lane_at(place.y())
        if place.x() < self._names:
            self._press_header(lane, place, event.button())
            return
        frame = self._frame_at(place.x())
        self._grabbed = (frame, self._scale.first)
        if event.button() == Qt.MouseButton.MiddleButton:
            self._drag = _Drag.PAN
            self._pointer = place
            return
        if lane is not None:
            self.lane_chosen.emit(lane.id)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        edge = self._edge_at(place)
        if edge is not None:
            self._drag = edge
            self._dragged_span = self._span
        elif lane is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag = _Drag.STRETCH
            self.select_stretch(Selected(lane.id, frame, frame + 1))
        else:
            self._drag = _Drag.SCRUB
            if not self._in_selection(lane, frame):
                self.select_stretch(None)
            self.frame_asked.emit(frame)
        self._hide_card()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._timing is None:
            return
        place = event.position()
        if self._drag is None:
            self._point(place)
            return
        frame = self._frame_at(place.x())
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._drag is _Drag.SCRUB:
            self.frame_asked.emit(frame)
        elif self._drag is _Drag.PAN:
            assert self._pointer is not None
            moved = (place.x() - self._pointer.x()) / self._scale.pixels
            self._look(self._scale.scrolled(self._grabbed[1] - moved))
        elif self._drag is _Drag.STRETCH:
            self._drag_stretch(frame, free)
        else:
            border = self._border_at(place.x(), free)
            start, stop = self._span.start, self._span.stop
            if self._drag is _Drag.IN:
                self._dragged_span = range(min(border, stop - 1), stop)
            else:
                self._dragged_span = range(start, max(border, start + 1))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        drag, self._drag = self._drag, None
        span, self._dragged_span = self._dragged_span, None
        selected = self.selection
        if drag is _Drag.STRETCH and selected is not None:
            self.stretch_selected.emit(selected.layer, selected.start, selected.stop)
        elif span is not None and span != self._span:
            self.span_asked.emit(span.start, span.stop)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = event.position()
        if self._timing is None or place.x() < self._names:
            return
        lane, frame = self._lane_at(place.y()), self._frame_at(place.x())
        selected = self.selection
        if selected is not None and self._in_selection(lane, frame):
            self.show_stretch(selected.start, selected.stop)
        elif lane is not None:
            self.run_asked.emit(lane.id, frame)
        elif place.y() < self._lanes_top:
            self.show_stretch(self._span.start, self._span.stop)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        turned = event.angleDelta()
        down, across = turned.y() / 120, turned.x() / 120
        if event.position().x() < self._names:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() - down * _LANE))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(across) > abs(down):
            turns = across or down
            self._look(self._scale.scrolled(self._scale.first - turns * self._scale.seen * 0.1))
        else:
            self.zoom(_ZOOM**down, event.position().x())
        self._show_card()

    def _press_header(self, lane: Lane | None, place: QPointF, button: Qt.MouseButton) -> None:
        if lane is None:
            return
        pressed = self._button_at(lane, place)
        if pressed is None or button != Qt.MouseButton.LeftButton:
            self.lane_chosen.emit(lane.id)
        elif pressed is LaneButton.EYE:
            self.shown_asked.emit(lane.id, not lane.visible)
        elif pressed is LaneButton.LOCK:
            self.locked_asked.emit(lane.id, not lane.locked)
        else:
            self.solo_asked.emit(lane.id, not lane.solo)

    def _button_at(self, lane: Lane, place: QPointF) -> LaneButton | None:
        room = QRectF(0, self.lane_top(lane.id), self._names, _LANE)
        found = [button for button, here in button_places(room, lane) if here.contains(place)]
        return found[0] if found else None

    def _show_tip(self, event: QHelpEvent) -> None:
        place = QPointF(event.pos())
        lane = self._lane_at(place.y())
        text = ""
        if place.x() < self._names and lane is not None:
            button = self._button_at(lane, place)
            text = lane.name if button is None else button_text(button, lane)
        elif self._edge_at(place) is not None:
            text = self.tr("Drag to move the in or out point; Alt moves it freely")
        QToolTip.showText(event.globalPos(), text, self.viewport())

    def _frame_at(self, x: float) -> int:
        return self._scale.frame_at(x - self._names)

    def _border_at(self, x: float, free: bool) -> int:
        """Return the border between frames at a column; cuts are caught, unless it is `free`."""
        border = self._scale.border_at(x - self._names)
        if not free:
            near = min(self._cuts, key=lambda cut: abs(self.to_x(cut) - x), default=border)
            if abs(self.to_x(near) - x) <= _SNAP:
                return near
        return border

    def _edge_at(self, place: QPointF) -> _Drag | None:
        """Return which of the in and the out point is to be had at a place."""
        if not _RULER - 15 <= place.y() < _RULER or self._timing is None:
            return None
        found = [
            (abs(place.x() - self.to_x(frame)), drag)
            for frame, drag in ((self._span.start, _Drag.IN), (self._span.stop, _Drag.OUT))
        ]
        distance, drag = min(found, key=lambda each: each[0])
        return drag if distance <= _HANDLE else None

    def _in_selection(self, lane: Lane | None, frame: int) -> bool:
        selected = self.selection
        return (
            selected is not None
            and lane is not None
            and lane.id == selected.layer
            and selected.start <= frame < selected.stop
        )

    def _drag_stretch(self, frame: int, free: bool) -> None:
        assert self.selection is not None
        began = self._grabbed[0]
        start, stop = min(began, frame), max(began, frame) + 1
        if not free:
            moving = stop if frame >= began else start
            near = self._border_at(self.to_x(moving), free)
            if near in self._cuts and frame >= began:
                stop = max(near, began + 1)
            elif near in self._cuts:
                start = min(near, began)
        self._look(self._scale.reaching(frame))
        self.select_stretch(Selected(self.selection.layer, start, stop))

    # Under the pointer

    def _point(self, place: QPointF | None) -> None:
        was = self._pointer
        self._pointer = place
        names = self._names
        in_header = place is not None and place.x() < names
        if in_header or (was is not None and was.x() < names):
            self._redraw()  # buttons come and go
        edge = place is not None and self._edge_at(place) is not None
        self.viewport().setCursor(
            Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor
        )
        self.viewport().update()
        self._show_card()
        if place is not None and not in_header and self._timing is not None:
            self.hovered.emit(self._frame_at(place.x()))

    def _show_card(self) -> None:
        place, timing = self._pointer, self._timing
        if place is None or timing is None or place.x() < self._names or self._drag is not None:
            self._hide_card()
            return
        frame = self._frame_at(place.x())
        lane = self._lane_at(place.y())
        lines = [self.tr("{0}, frame {1}").format(clock(timing, frame), frame)]
        if lane is not None:
            lines.append(lane.name)
            lines += [self._told(lane, frame)]
        window = self.window()
        if self._card is None or self._card.parentWidget() is not window:
            self._card = HoverCard(window)
        found = self.strip.picture_at(frame, _CARD, self.devicePixelRatioF())
        above = self.viewport().mapTo(window, QPoint(round(place.x()), 0))
        self._card.tell(None if found is None else found[1], lines, above)

    def _told(self, lane: Lane, frame: int) -> str:
        if lane.view is None:
            return self.tr("being read")
        return ", ".join(describe_frame(lane.view, frame))

    def _hide_card(self) -> None:
        if self._card is not None:
            self._card.hide()


def _image(picture: np.ndarray, ratio: float) -> QImage:
    """Return a picture of `core.lane_picture` for Qt, for a screen of `ratio`."""
    height, width = picture.shape
    kind = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(picture.data, width, height, picture.strides[0], kind).copy()
    image.setDevicePixelRatio(ratio)
    return image


@contextmanager
def _painting(picture: QPixmap) -> Iterator[QPainter]:
    """Draw on a picture; a painter that is not ended would outlive it."""
    painter = QPainter(picture)
    try:
        yield painter
    finally:
        painter.end()
