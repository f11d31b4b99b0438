"""The rows of the timeline: a lane for each layer, small pictures, sound and cuts."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen, QPolygonF

from soc_studio.core.tracks.lane_picture import Marks, lane_picture, wave_picture
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.toolkit.translation import tr
from soc_studio.ui.widgets.timeline.film_strip import FilmStrip
from soc_studio.ui.widgets.timeline.lane_header import Lane, paint_header
from soc_studio.ui.widgets.timeline.timeline_colours import argb, faint, lane_colours
from soc_studio.ui.widgets.timeline.timeline_view import LANE, RULER, TimelineView

_CUTS_APART = 6  # pixels between two lines of cuts


class RowPainter:
    """Paints with `painter`, for a screen of `ratio`, in the colours of `palette`."""

    def __init__(
        self, painter: QPainter, view: TimelineView, palette: QPalette, ratio: float
    ) -> None:
        self._painter = painter
        self._view = view
        self._palette = palette
        self._ratio = ratio

    def paint_lanes(self) -> None:
        """Paint the lanes in sight; where there is none, what will show here."""
        view, painter = self._view, self._painter
        top = view.lanes_top
        painter.setClipRect(0, top, view.width, view.height - top)
        for place, lane in enumerate(view.lanes):
            at = top + place * LANE - view.scrolled
            if at + LANE > top and at < view.height:
                self._paint_lane(at, lane)
        painter.setClipping(False)
        if not view.lanes:
            painter.setPen(faint(self._palette, 0.6))
            painter.drawText(
                QRectF(view.names, top, view.scale.width, max(LANE, view.height - top)),
                Qt.AlignmentFlag.AlignCenter,
                tr("Describe an object: the timeline shows where it is."),
            )

    def paint_strip(self, strip: FilmStrip, top: int, height: int) -> None:
        """Paint the small pictures."""
        view, painter = self._view, self._painter
        room = QRectF(view.names, top + 2, view.scale.width, height - 4)
        painter.setClipRect(room)
        painter.fillRect(room, self._palette.window())
        strip.paint(painter, room, view.scale)
        painter.setClipping(False)
        self._paint_name(top, height, tr("Picture"))

    def paint_wave(self, top: int, height: int) -> None:
        """Paint the sound."""
        view, ratio = self._view, self._ratio
        assert view.waveform is not None
        columns = max(1, round(view.scale.width * ratio))
        low, high = view.waveform.columns(view.scale.edges(columns))
        colour = argb(self._palette.text().color(), 0.6)
        picture = wave_picture(low, high, round((height - 4) * ratio), colour)
        self._painter.drawImage(QPointF(view.names, top + 2), _image(picture, ratio))
        self._paint_name(top, height, tr("Sound"))

    def paint_cuts(self) -> None:
        """Paint where shots begin."""
        view, painter = self._view, self._painter
        painter.setClipRect(view.names, 0, view.scale.width, view.height)
        for x in cut_lines(view):
            painter.fillRect(x, RULER - 12, 1, 6, colour("t3"))
        painter.setClipping(False)

    def _paint_name(self, top: int, height: int, name: str) -> None:
        room = QRectF(28, top, self._view.names - 32, height)
        self._painter.setPen(faint(self._palette, 0.65))
        self._painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_lane(self, top: int, lane: Lane) -> None:
        view, painter, palette = self._view, self._painter, self._palette
        if lane.id == view.chosen:
            chosen = QColor(palette.highlight().color())
            chosen.setAlpha(60)
            painter.fillRect(QRectF(0, top, view.width, LANE), chosen)
            painter.fillRect(QRectF(0, top, 3, LANE), palette.highlight())
        header = QRectF(0, top, view.names, LANE)
        hovered = view.pointer is not None and header.contains(view.pointer)
        paint_header(painter, header, lane, palette, hovered)
        if lane.view is not None:
            painter.setOpacity(1.0 if lane.visible else 0.45)
            painter.drawImage(QPointF(view.names, top), self._lane_image(lane, lane.view))
            most_uncertain = view.summary(lane.id, lane.view).most_uncertain
            if most_uncertain is not None:
                self._paint_most_uncertain(view.to_x(most_uncertain + 0.5), top)
            painter.setOpacity(1.0)
        painter.setPen(faint(palette, 0.18))
        painter.drawLine(QPointF(0, top + LANE - 0.5), QPointF(view.width, top + LANE - 0.5))

    def _paint_most_uncertain(self, x: float, top: float) -> None:
        if x < self._view.names:
            return
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._palette.base().color(), 1))
        painter.setBrush(self._palette.text())
        painter.drawPolygon(
            QPolygonF([QPointF(x - 5, top + 1), QPointF(x + 5, top + 1), QPointF(x, top + 9)])
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _lane_image(self, lane: Lane, track: ResolvedTrack) -> QImage:
        ratio, scale = self._ratio, self._view.scale
        summary = self._view.summary(lane.id, track)
        columns = max(1, round(scale.width * ratio))
        pixels = columns / scale.seen  # of a frame

        def places(frames: np.ndarray, share: float) -> np.ndarray:
            at = np.floor((frames + share - scale.first) * pixels).astype(np.int64)
            return at[(at > -20 * ratio) & (at < columns + 20 * ratio)]

        return _image(
            lane_picture(
                summary.columns(scale.edges(columns)),
                Marks(
                    places(summary.corrected, 0.5),
                    places(summary.propagated, 0.5),
                    places(summary.seams, 0.0),
                ),
                round(LANE * ratio),
                max(1, round(ratio)),
                round(scale.first * pixels),
                lane_colours(self._palette, lane.colour),
            ),
            ratio,
        )


def paint_selection(painter: QPainter, view: TimelineView, palette: QPalette) -> None:
    """Paint the stretch that the user marked."""
    selected = view.selection
    if selected is None:
        return
    top = view.lane_top(selected.layer)
    if top + LANE <= view.lanes_top:
        return
    left, right = view.to_x(selected.start), view.to_x(selected.stop)
    room = QRectF(left, top, max(2.0, right - left), LANE - 1)
    tint = QColor(palette.text().color())
    tint.setAlpha(45)
    painter.fillRect(room, tint)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.text().color(), 1, Qt.PenStyle.DashLine))
    painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))


def _image(picture: np.ndarray, ratio: float) -> QImage:
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
        if view.names <= x <= view.width and (not found or x - found[-1] >= _CUTS_APART):
            found.append(x)
    return found
