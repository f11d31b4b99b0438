"""What the mouse does on the timeline: seeking, marking, moving the in and out point, panning."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from soc_studio.core.tracks.time_scale import TimeScale
from soc_studio.ui.widgets.timeline.lane_header import Lane, LaneButton
from soc_studio.ui.widgets.timeline.timeline_view import Edge, Selected, TimelineView


class _Drag(Enum):
    SCRUB = auto()
    STRETCH = auto()
    IN = auto()
    OUT = auto()
    PAN = auto()
    KEY = auto()


_OF_EDGES = {Edge.IN: _Drag.IN, Edge.OUT: _Drag.OUT}


class Gestures(QObject):
    """Turns presses and drags into what the user means; the span being dragged is in the view."""

    frame_asked = Signal(int)
    lane_chosen = Signal(int)
    stretch_marked = Signal(object)  # Selected, or None; while it is drawn
    stretch_selected = Signal(int, int, int)  # it is drawn: a layer, first frame, frame after it
    span_asked = Signal(int, int)
    run_asked = Signal(int, int)
    shown_asked = Signal(int, bool)
    locked_asked = Signal(int, bool)
    solo_asked = Signal(int, bool)
    scale_asked = Signal(object)  # TimeScale
    stretch_shown = Signal(int, int)  # the frames that shall fill the view
    span_dragged = Signal()
    key_pressed = Signal(object)  # a layer and the frame of its correction; None beside them
    key_moved = Signal(int, int, int)  # a layer, from a frame, to a frame
    key_copied = Signal(int, int, int)

    def __init__(self, view: TimelineView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._drag: _Drag | None = None
        self._grabbed = (0, 0.0)  # frame and first frame in sight where dragging began

    @property
    def is_dragging(self) -> bool:
        """Whether a button is held down on the time."""
        return self._drag is not None

    def press(self, event: QMouseEvent) -> bool:
        """Begin something; return whether it was on the time, not on the names."""
        view, place = self._view, event.position()
        lane = view.lane_at(place.y())
        if place.x() < view.names:
            self._press_header(lane, place, event.button())
            return False
        frame = view.frame_at(place.x())
        self.key_pressed.emit(None)
        self._grabbed = (frame, view.scale.first)
        if event.button() == Qt.MouseButton.MiddleButton:
            self._drag = _Drag.PAN
            view.pointer = place
            return False
        if lane is not None:
            self.lane_chosen.emit(lane.id)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        edge = view.edge_at(place)
        key = view.key_at(place)
        if key is not None and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag = _Drag.KEY
            view.dragged_key = key
            self.frame_asked.emit(key.source)
            self.key_pressed.emit((key.layer, key.source))
        elif edge is not None:
            self._drag = _OF_EDGES[edge]
            view.dragged_span = view.span
        elif lane is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag = _Drag.STRETCH
            self.stretch_marked.emit(Selected(lane.id, frame, frame + 1))
        else:
            self._drag = _Drag.SCRUB
            if not view.in_selection(lane, frame):
                self.stretch_marked.emit(None)
            self.frame_asked.emit(frame)
        return True

    def move(self, event: QMouseEvent) -> None:
        """Go on with what was begun."""
        view, place = self._view, event.position()
        frame = view.frame_at(place.x())
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._drag is _Drag.SCRUB:
            self.frame_asked.emit(frame)
        elif self._drag is _Drag.PAN:
            assert view.pointer is not None
            moved = (place.x() - view.pointer.x()) / view.scale.pixels
            self.scale_asked.emit(view.scale.scrolled(self._grabbed[1] - moved))
        elif self._drag is _Drag.STRETCH:
            self._drag_stretch(frame, free)
        elif self._drag is _Drag.KEY:
            assert view.dragged_key is not None
            copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            view.dragged_key = replace(view.dragged_key, target=frame, copies=copies)
            self.span_dragged.emit()
        else:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            border = view.border_at(place.x(), free or shift)
            start, stop = view.span.start, view.span.stop
            if self._drag is _Drag.IN:
                view.dragged_span = range(min(border, stop - 1), stop)
            else:
                view.dragged_span = range(start, max(border, start + 1))
            self.span_dragged.emit()

    def release(self) -> None:
        """End it."""
        drag, self._drag = self._drag, None
        span, self._view.dragged_span = self._view.dragged_span, None
        key, self._view.dragged_key = self._view.dragged_key, None
        selected = self._view.selection
        if key is not None and key.target != key.source:
            signal = self.key_copied if key.copies else self.key_moved
            signal.emit(key.layer, key.source, key.target)
        elif drag is _Drag.STRETCH and selected is not None:
            self.stretch_selected.emit(selected.layer, selected.start, selected.stop)
        elif span is not None and span != self._view.span:
            self.span_asked.emit(span.start, span.stop)

    def double_click(self, place: QPointF) -> None:
        """Show what is at a place, as near as it fits."""
        view = self._view
        if place.x() < view.names:
            return
        lane, frame = view.lane_at(place.y()), view.frame_at(place.x())
        selected = view.selection
        if selected is not None and view.in_selection(lane, frame):
            self.stretch_shown.emit(selected.start, selected.stop)
        elif lane is not None:
            self.run_asked.emit(lane.id, frame)
        elif place.y() < view.lanes_top:
            self.stretch_shown.emit(view.span.start, view.span.stop)

    def _press_header(self, lane: Lane | None, place: QPointF, button: Qt.MouseButton) -> None:
        if lane is None:
            return
        pressed = self._view.button_at(lane, place)
        if pressed is None or button != Qt.MouseButton.LeftButton:
            self.lane_chosen.emit(lane.id)
        elif pressed is LaneButton.EYE:
            self.shown_asked.emit(lane.id, not lane.visible)
        elif pressed is LaneButton.LOCK:
            self.locked_asked.emit(lane.id, not lane.locked)
        else:
            self.solo_asked.emit(lane.id, not lane.solo)

    def _drag_stretch(self, frame: int, free: bool) -> None:
        view = self._view
        assert view.selection is not None
        layer, began = view.selection.layer, self._grabbed[0]
        start, stop = min(began, frame), max(began, frame) + 1
        if not free:
            moving = stop if frame >= began else start
            near = view.border_at(view.to_x(moving), free)
            if near in view.cuts and frame >= began:
                stop = max(near, began + 1)
            elif near in view.cuts:
                start = min(near, began)
        reaching: TimeScale = view.scale.reaching(frame)
        self.scale_asked.emit(reaching)
        self.stretch_marked.emit(Selected(layer, start, stop))
