"""The timeline: ruler, film strip, waveform, and a lane for each layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from soc_studio.core.media.thumbnails import Thumbnails
from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.waveform import Waveform
from soc_studio.core.tracks.time_scale import TimeScale
from soc_studio.ui.text.frame_text import describe_frame
from soc_studio.ui.text.propagation_text import seeming_cut
from soc_studio.ui.widgets.timeline.gestures import Gestures
from soc_studio.ui.widgets.timeline.hover import Hover
from soc_studio.ui.widgets.timeline.lane_header import Lane, button_text
from soc_studio.ui.widgets.timeline.timeline_area import ZOOM, TimelineArea
from soc_studio.ui.widgets.timeline.timeline_view import RULER, Proposed, Selected

_STAYS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Why the keyboard is elsewhere for a moment only."""


class Timeline(TimelineArea):
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
    key_moved = Signal(int, int, int)  # the correction of a layer, from a frame, to a frame
    key_copied = Signal(int, int, int)
    key_chosen = Signal(bool)  # whether keys mean a correction in a lane, and not the layer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline"))
        self.hover = Hover(self.view, self.strip, self.viewport())
        self._plays = False
        self._gestures = gestures = Gestures(self.view, self)
        for asked, signal in (
            (gestures.frame_asked, self.frame_asked),
            (gestures.lane_chosen, self.lane_chosen),
            (gestures.stretch_selected, self.stretch_selected),
            (gestures.span_asked, self.span_asked),
            (gestures.run_asked, self.run_asked),
            (gestures.shown_asked, self.shown_asked),
            (gestures.locked_asked, self.locked_asked),
            (gestures.solo_asked, self.solo_asked),
            (gestures.key_moved, self.key_moved),
            (gestures.key_copied, self.key_copied),
        ):
            asked.connect(signal)
        gestures.key_pressed.connect(self.choose_key)
        gestures.stretch_marked.connect(self.select_stretch)
        gestures.scale_asked.connect(self.look)
        gestures.stretch_shown.connect(self.show_stretch)
        gestures.span_dragged.connect(self.viewport().update)

    # What is shown

    @property
    def selection(self) -> Selected | None:
        """The frames that the user marked."""
        return self.view.selection

    def set_menu(self, actions: Sequence[QAction]) -> None:
        """Offer actions where the user asks what can be done here."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addActions(list(actions))

    def set_video(self, codes: TimeCodes | None) -> None:
        """Show the time of a video, all of it, in its time codes."""
        view = self.view
        view.codes = codes
        view.frame = 0
        view.selection = None
        view.cuts = []
        view.waveform = None
        self.strip.show(None, 16 / 9)
        self.hover.leave()
        count = 1 if codes is None else codes.timing.frame_count
        self.look(TimeScale(count, view.scale.width).whole())

    def set_codes(self, codes: TimeCodes) -> None:
        """Write the times of the same video in other time codes."""
        self.view.codes = codes
        self.redraw()

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show lanes, the uppermost first."""
        before = len(self.view.lanes)
        self.view.set_lanes(lanes)
        self.set_bars()
        self.redraw()
        if len(lanes) != before:
            self._count_rows()

    def set_selected(self, layer: int | None) -> None:
        """Select a lane and scroll to it."""
        view = self.view
        if layer == view.chosen:
            return
        view.chosen = layer
        place = next((at for at, lane in enumerate(view.lanes) if lane.id == layer), None)
        if place is not None:
            bar = self.verticalScrollBar()
            room = view.height - view.lanes_top
            bar.setValue(max((place + 1) * view.lane - room, min(bar.value(), place * view.lane)))
        self.redraw()

    def set_frame(self, frame: int) -> None:
        """Put the playhead on a frame; where it leaves the sight, the sight goes with it."""
        before, self.view.frame = self.view.frame, frame
        if self.view.chosen_key is not None and self.view.chosen_key[1] != frame:
            self.choose_key(None)
        scale, drags = self.view.scale, self._gestures.is_dragging
        self.look(scale.reaching(frame) if drags else scale.followed(frame))
        if frame != before and not drags:
            self.hover.leave()
        if not self._plays:  # nobody hears as much as there is while playing
            self._describe()
        self.redraw_playhead(before)

    def set_playing(self, plays: bool) -> None:
        """Say nothing of frames while the video plays."""
        self._plays = plays
        if plays:
            self.hover.leave()
        else:
            self._describe()

    def set_proposed(self, proposed: Mapping[int, Proposed]) -> None:
        """Show which masks of layers are not kept yet."""
        if proposed != self.view.proposed:
            self.view.proposed = proposed
            self.redraw()

    def set_doubts(self, doubts: Mapping[int, Sequence[range]]) -> None:
        """Mark frames of layers that are to be checked, beside those that their views say."""
        if doubts != self.view.doubts:
            self.view.doubts = doubts
            self.redraw()

    def choose_key(self, key: tuple[int, int] | None) -> None:
        """Have keys mean the correction of a layer on a frame, until the playhead or the keyboard
        goes elsewhere; or the layer."""
        if key != self.view.chosen_key:
            self.view.chosen_key = key
            self.viewport().update()
            self.key_chosen.emit(key is not None)

    def set_span(self, span: range) -> None:
        """Mark the frames between the in and the out point."""
        self.view.span = span
        self.viewport().update()

    def set_cuts(self, cuts: Sequence[int]) -> None:
        """Mark where shots begin."""
        self.view.cuts = sorted(cuts)
        self.redraw()

    def set_waveform(self, waveform: Waveform | None) -> None:
        """Show a sound; call it again when more of it is known."""
        had = self.view.waveform is not None
        self.view.waveform = waveform
        self.set_bars()
        self.redraw()
        if had != (waveform is not None):
            self._count_rows()

    def set_thumbnails(self, thumbnails: Thumbnails | None, shape: float) -> None:
        """Show small pictures, `shape` times as wide as high; see `pictures_wanted`."""
        self.strip.show(thumbnails, shape)
        self.redraw()
        self.pictures_wanted.emit()

    def pictures_changed(self) -> None:
        """Show what came of small pictures and sound."""
        self.redraw()
        self.hover.refresh()

    def select_stretch(self, selected: Selected | None) -> None:
        """Mark frames of a layer, or none."""
        self.view.selection = selected
        self.viewport().update()

    def _describe(self) -> None:
        """Say what is under the playhead for those who do not see it."""
        parts = []
        for lane in self.view.lanes:
            if lane.view is not None:
                said = ", ".join(describe_frame(lane.view, self.view.frame)[:2])
                parts.append(self.tr("{0}: {1}").format(lane.name, said))
        said = "; ".join(parts)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def _count_rows(self) -> None:
        self.updateGeometry()
        self.rows_changed.emit()

    # What the user does

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Leave:
            self._point(None)
        return bool(super().viewportEvent(event))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape and self.selection is not None:
                event.accept()  # forget the selection before anything else stops
                return True
        return bool(super().event(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if event.reason() not in _STAYS:
            self.choose_key(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape and self.selection is not None:
            self.select_stretch(None)
        elif event.key() in steps and self.view.lanes:
            ids, chosen = [lane.id for lane in self.view.lanes], self.view.chosen
            at = ids.index(chosen) if chosen in ids else -1
            place = max(0, min(at + steps[Qt.Key(event.key())], len(ids) - 1))
            self.lane_chosen.emit(ids[place])
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.view.codes is not None and self._gestures.press(event):
            self.hover.leave()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.view.codes is None:
            return
        if self._gestures.is_dragging:
            self._gestures.move(event)
        else:
            self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._gestures.release()
        self.view.pointer = event.position()  # the line under it stood where the drag began
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.view.codes is not None:
            self._gestures.double_click(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        turned, scale = event.angleDelta(), self.view.scale
        down, across = turned.y() / 120, turned.x() / 120
        if event.position().x() < self.view.names:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() - down * self.view.lane))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(across) > abs(down):
            turns = across or down
            self.look(scale.scrolled(scale.first - turns * scale.seen * 0.1))
        else:
            self.zoom(ZOOM**down, event.position().x())
        self.hover.refresh()

    # Under the pointer

    def _paint_pointer(self, painter: QPainter) -> None:
        if not self._gestures.is_dragging:
            super()._paint_pointer(painter)

    def _point(self, place: QPointF | None) -> None:
        view = self.view
        was, view.pointer = view.pointer, place
        in_header = place is not None and place.x() < view.names
        in_ruler = place is not None and place.y() < RULER
        if in_header or (was is not None and was.x() < view.names):
            self.redraw()  # buttons come and go
        elif in_ruler or (was is not None and was.y() < RULER):
            self.viewport().update(0, 0, view.width, RULER)  # so do the in and the out point
        edge = place is not None and (view.edge_at(place) or view.key_at(place)) is not None
        self.viewport().setCursor(
            Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor
        )
        self.viewport().setToolTip("" if place is None else self._tip(place))
        self.redraw_pointer(None if was is None else was.x())
        if not self._plays:
            self.hover.point()
        if place is not None and not in_header and view.codes is not None:
            self.hovered.emit(view.frame_at(place.x()))

    def _tip(self, place: QPointF) -> str:
        """Return what a tooltip says at a place; nothing on the time, which has a card."""
        lane = self.view.lane_at(place.y())
        if place.x() < self.view.names and lane is not None:
            button = self.view.button_at(lane, place)
            return lane.name if button is None else button_text(button, lane)
        if self.view.key_at(place) is not None:
            return self.tr("Drag to move the correction; Ctrl copies it")
        cut = self.view.seeming_cut_at(place)
        if cut is not None:
            return seeming_cut(*cut)
        if self.view.edge_at(place) is not None:
            return self.tr("Drag to move the in or out point; Shift or Alt moves it freely")
        return ""
