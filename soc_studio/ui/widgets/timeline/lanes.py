"""The rows of the timeline: a lane for each layer, small pictures, sound and cuts."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from soc_studio.core.tracks.lane_picture import Marks, lane_picture, wave_picture
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.timeline_columns import Flag
from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.theme import colour, role_font
from soc_studio.ui.toolkit.translation import tr
from soc_studio.ui.widgets.timeline.film_strip import FilmStrip
from soc_studio.ui.widgets.timeline.lane_header import Lane, paint_header
from soc_studio.ui.widgets.timeline.timeline_colours import argb, lane_colours
from soc_studio.ui.widgets.timeline.timeline_view import RULER, TimelineView

_KEY = 6.5  # pixels from the middle of the chosen diamond to its corners
_CUTS_APART = 6  # pixels between two lines of cuts


class RowPainter:
    """Paints with `painter`, for a screen of `ratio`."""

    def __init__(self, painter: QPainter, view: TimelineView, ratio: float) -> None:
        self._painter = painter
        self._view = view
        self._ratio = ratio

    def paint_lanes(self) -> None:
        """Paint the lanes in sight; where there is none, what will show here."""
        view, painter = self._view, self._painter
        top = view.lanes_top
        painter.setClipRect(0, top, view.width, view.height - top)
        for place, lane in enumerate(view.lanes):
            at = top + place * view.lane - view.scrolled
            if at + view.lane > top and at < view.height:
                self._paint_lane(at, lane)
        painter.setClipping(False)
        if not view.lanes:
            painter.setPen(colour("t2"))
            painter.drawText(
                QRectF(view.names, top, view.scale.width, max(view.lane, view.height - top)),
                Qt.AlignmentFlag.AlignCenter,
                tr("Describe an object: the timeline shows where it is."),
            )

    def paint_strip(self, strip: FilmStrip, top: int, height: int) -> None:
        """Paint the small pictures."""
        view, painter = self._view, self._painter
        room = QRectF(view.names, top, view.scale.width, view.film)
        painter.setClipRect(room)
        painter.fillRect(room, colour("lanebg"))
        strip.paint(painter, room, view.scale)
        painter.setClipping(False)
        self._paint_name(top, view.film, tr("Video"), "film")

    def paint_wave(self, top: int, height: int) -> None:
        """Paint the sound."""
        view, ratio = self._view, self._ratio
        assert view.waveform is not None
        columns = max(1, round(view.scale.width * ratio))
        low, high = view.waveform.columns(view.scale.edges(columns))
        picture = wave_picture(low, high, round((height - 4) * ratio), argb(colour("t3")))
        self._painter.drawImage(QPointF(view.names, top), lane_image(picture, ratio))
        self._paint_name(top, height - 4, tr("Sound"), "volume-2")

    def paint_cuts(self) -> None:
        """Paint where shots begin."""
        view, painter = self._view, self._painter
        painter.setClipRect(view.names, 0, view.scale.width, view.height)
        for x in cut_lines(view):
            painter.fillRect(x, RULER - 6, 1, 6, colour("t3"))
        painter.setClipping(False)

    def _paint_name(self, top: int, height: int, name: str, picture: str) -> None:
        painter, ink = self._painter, colour("t2")
        painter.setFont(role_font("body"))
        paint_icon(painter, picture, QRectF(12, top + (height - 16) / 2, 16, 16), ink)
        painter.setPen(ink)
        room = QRectF(34, top, self._view.names - 40, height)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_lane(self, top: int, lane: Lane) -> None:
        view, painter = self._view, self._painter
        painter.fillRect(QRectF(view.names, top, view.scale.width, view.lane), colour("lanebg"))
        if lane.id == view.chosen:
            painter.fillRect(QRectF(0, top, view.width, view.lane), colour("sel"))
            painter.fillRect(QRectF(0, top, 3, view.lane), to_qcolor(lane.colour))
        header = QRectF(0, top, view.names, view.lane)
        hovered = view.pointer is not None and header.contains(view.pointer)
        quick = lane.view is not None and view.summary(lane.id, lane.view).quick
        paint_header(painter, header, lane, hovered, quick)
        if lane.view is not None:
            painter.setOpacity(1.0 if lane.visible else 0.45)
            painter.drawImage(QPointF(view.names, top), self._lane_image(lane, lane.view))
            painter.setOpacity(1.0)
        painter.fillRect(QRectF(0, top + view.lane - 1, view.width, 1), colour("line"))

    def _lane_image(self, lane: Lane, track: ResolvedTrack) -> QImage:
        view = self._view
        proposed = view.proposed.get(lane.id)
        inks = tuple(colour(each).rgba() for each in ("lanebg", "t1", "t3", "warn", "ok", "bad"))
        means = (self._ratio, view.scale, view.lane, lane.colour, inks, proposed)
        return view.picture(lane.id, track, means, lambda: self._draw_lane(lane, track))

    def _draw_lane(self, lane: Lane, track: ResolvedTrack) -> QImage:
        ratio, scale = self._ratio, self._view.scale
        summary = self._view.summary(lane.id, track)
        columns = max(1, round(scale.width * ratio))
        pixels = columns / scale.seen  # of a frame

        def places(frames: np.ndarray, share: float) -> np.ndarray:
            at = np.floor((frames + share - scale.first) * pixels).astype(np.int64)
            return at[(at > -20 * ratio) & (at < columns + 20 * ratio)]

        facts = summary.columns(scale.edges(columns))
        proposed = self._view.proposed.get(lane.id)
        own = () if proposed is None else proposed.stretches
        cuts = [frame for frame, _ in self._view.seeming_cuts(lane)]
        doubts = self._view.doubts.get(lane.id, ())
        for spans, flag in ((own, Flag.PROPOSED), (doubts, Flag.UNCERTAIN)):
            for span in spans:
                start, stop = (round((at - scale.first) * pixels) for at in (span.start, span.stop))
                facts.flags[max(0, start) : max(0, stop)] |= np.uint16(flag)
        return lane_image(
            lane_picture(
                facts,
                Marks(
                    places(summary.corrected, 0.5),
                    places(summary.seams, 0.0),
                    places(np.array(sorted(cuts), dtype=np.int64), 0.0),
                ),
                round(self._view.lane * ratio),
                max(1, round(ratio)),
                round(scale.first * pixels),
                lane_colours(lane.colour),
            ),
            ratio,
        )


def paint_selection(painter: QPainter, view: TimelineView) -> None:
    """Paint the stretch that the user marked."""
    selected = view.selection
    if selected is None:
        return
    top = view.lane_top(selected.layer)
    if top + view.lane <= view.lanes_top:
        return
    left, right = view.to_x(selected.start), view.to_x(selected.stop)
    room = QRectF(left, top, max(2.0, right - left), view.lane - 1)
    tint = colour("t1")
    tint.setAlpha(45)
    painter.fillRect(room, tint)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("t1"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_key(painter: QPainter, view: TimelineView) -> None:
    """Paint the diamond that is dragged, or the one under the playhead, over the others; it is
    filled where keys mean it."""
    key = view.dragged_key
    layer, frame = (view.chosen, view.frame) if key is None else (key.layer, key.target)
    lane = next((each for each in view.lanes if each.id == layer), None)
    if lane is None or lane.view is None:
        return
    frames = view.summary(lane.id, lane.view).corrected
    if key is None and not (frames == frame).any():
        return
    down = view.lane - 6 - (view.lane - 13) // 2  # as in `core.tracks.lane_picture`
    middle = QPointF(view.to_x(frame + 0.5), view.lane_top(lane.id) + down)
    if middle.y() < view.lanes_top:
        return
    corners = [QPointF(0, -_KEY), QPointF(_KEY, 0), QPointF(0, _KEY), QPointF(-_KEY, 0)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("acc"), 2))
    chosen = view.chosen_key == (layer, frame) or key is not None
    painter.setBrush(colour("acc_t") if chosen else Qt.GlobalColor.white)
    painter.drawPolygon(QPolygonF([middle + each for each in corners]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def lane_image(picture: np.ndarray, ratio: float) -> QImage:
    """Return a picture of `core.lane_picture` for Qt, for a screen of `ratio`."""
    height, width = picture.shape
    kind = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(picture.data, width, height, picture.strides[0], kind).copy()
    image.setDevicePixelRatio(ratio)
    return image


def cut_lines(view: TimelineView) -> list[int]:
    """Return where the lines of cuts are in sight, in pixels, none nearer to the one before than
    `_CUTS_APART`."""
    found: list[int] = []
    for frame in view.cuts:
        x = round(view.to_x(frame))
        if view.names <= x <= view.right and (not found or x - found[-1] >= _CUTS_APART):
            found.append(x)
    return found
