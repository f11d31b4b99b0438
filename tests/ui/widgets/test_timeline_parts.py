"""What belongs to the timeline, without a document: its head, its legend, how it is painted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.media.thumbnails import Thumbnails
from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.timing import Timing
from soc_studio.core.project.colours import PALETTE
from soc_studio.ui.toolkit.theme import apply_theme, colour
from soc_studio.ui.widgets.timeline.lane_header import Lane
from soc_studio.ui.widgets.timeline.legend import LaneSample
from soc_studio.ui.widgets.timeline.ruler import playhead_room
from soc_studio.ui.widgets.timeline.timeline import Timeline
from soc_studio.ui.widgets.timeline.timeline_colours import contrast, lane_colours
from soc_studio.ui.widgets.timeline.timeline_panel import TimelinePanel
from soc_studio.ui.widgets.timeline.timeline_view import FILM, RULER, TimelineView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[TimelinePanel]:
    """The timeline of 1000 frames and its head, in a window with room above them."""
    window = QWidget()
    qtbot.addWidget(window)
    timeline = Timeline()
    panel = TimelinePanel(timeline)
    actions = [QAction(each, window) for each in ("Zoom out", "Zoom in", "Whole clip")]
    for action, slot in zip(
        actions, (timeline.zoom_out, timeline.zoom_in, timeline.show_all), strict=True
    ):
        action.triggered.connect(slot)
    panel.head.set_zoom_actions(*actions)
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(panel)
    panel.setFixedHeight(260)
    window.resize(1300, 800)
    timeline.set_video(TimeCodes(Timing.at_rate(1000, Fraction(25))))
    timeline.set_span(range(1000))
    timeline.set_lanes([Lane(1, "the dog", PALETTE[0], None)])
    window.show()
    yield panel
    window.close()


def timeline_of(panel: TimelinePanel) -> Timeline:
    found = panel.findChild(Timeline)
    assert isinstance(found, Timeline)
    return found


class PaintedArea(QObject):
    """Notes how many pixels each painting of a widget is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.areas: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.areas.append(sum(each.width() * each.height() for each in event.region()))
        return False


def test_only_the_strips_of_the_playhead_are_painted_while_it_moves(panel: TimelinePanel) -> None:
    timeline = timeline_of(panel)
    port = timeline.viewport()
    QApplication.processEvents()
    painted = PaintedArea()
    port.installEventFilter(painted)
    for frame in range(1, 60):
        timeline.set_frame(frame)
        QApplication.processEvents()
    strip = 2 * playhead_room(timeline.view, 0).width()
    assert len(painted.areas) > 20
    assert max(painted.areas) <= strip * port.height()
    assert max(painted.areas) < 0.05 * port.width() * port.height()
    painted.areas.clear()
    timeline.redraw()
    QApplication.processEvents()
    assert painted.areas == [port.width() * port.height()]  # the measure can tell


def test_the_picture_is_the_same_as_after_painting_all_of_it(panel: TimelinePanel) -> None:
    timeline = timeline_of(panel)
    port = timeline.viewport()
    for frame in (3, 500, 998, 20):
        timeline.set_frame(frame)
        QApplication.processEvents()
        piecewise = shown(port)
        assert not piecewise.isNull()
        timeline.redraw()
        QApplication.processEvents()
        assert piecewise == shown(port)


def shown(widget: QWidget) -> QImage:
    """Return what is on the screen of a widget now, painted earlier."""
    screen = widget.screen()
    assert screen is not None
    place = widget.mapTo(widget.window(), QPoint(0, 0))
    window = widget.window()
    backing = screen.grabWindow(window.winId(), place.x(), place.y(), *_size(widget))
    return backing.toImage()


def _size(widget: QWidget) -> tuple[int, int]:
    return widget.width(), widget.height()


def test_the_slider_and_the_buttons_zoom_between_all_of_it_and_single_frames(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    timeline, head = timeline_of(panel), panel.head
    timeline.set_frame(500)
    assert head.slider.value() == 0
    head.slider.setValue(head.slider.maximum())
    assert len(timeline.seen) <= 9
    assert 500 in timeline.seen
    head.slider.setValue(head.slider.maximum() // 2)
    assert 80 <= len(timeline.seen) <= 100
    buttons = {each.accessibleName(): each for each in head.findChildren(QToolButton)}
    before = head.slider.value()
    qtbot.mouseClick(buttons["Zoom in"], LEFT)
    assert head.slider.value() > before
    qtbot.mouseClick(buttons["Whole clip"], LEFT)
    assert timeline.seen == range(1000)
    assert head.slider.value() == 0


def test_spots_to_check_are_counted_and_gone_to(panel: TimelinePanel, qtbot: QtBot) -> None:
    head = panel.head
    assert not head.spots.isVisible()
    asked: list[int] = []
    head.spot_asked.connect(asked.append)
    head.show_spots(1)
    assert head.spots.text() == "1 spot to check"
    head.show_spots(2)
    assert head.spots.text() == "2 spots to check"
    for button in (head.spots, head.back, head.next):
        qtbot.mouseClick(button, LEFT)
    assert asked == [1, -1, 1]
    head.show_spots(0)
    assert not head.back.isVisible()


def test_the_legend_shows_each_pattern_as_lanes_draw_it(panel: TimelinePanel, qtbot: QtBot) -> None:
    head = panel.head
    qtbot.mouseClick(head.legend_button, LEFT)
    legend = head.legend
    assert legend.isVisible()
    window = panel.window()
    assert window.rect().contains(legend.geometry())
    top = panel.mapTo(window, QPoint(0, 0)).y()
    assert legend.geometry().bottom() < top + head.height()  # over the stage, not over the lanes
    words = [each.text() for each in legend.findChildren(QLabel)]
    for name in ("Not there", "Not searched yet", "To check", "Perhaps a cut", "Corrected by you"):
        assert name in words
    samples = legend.findChildren(LaneSample)
    pictures = [each.grab().toImage() for each in samples]
    assert len(samples) == 14
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])
    qtbot.keyClick(legend, Qt.Key.Key_Escape)
    assert not legend.isVisible()


def test_small_pictures_are_end_to_end_and_the_row_is_round(panel: TimelinePanel) -> None:
    timeline = timeline_of(panel)
    pictures = Thumbnails(1000)
    red = np.zeros((96, 170, 3), np.uint8)
    red[..., 0] = 255
    for frame in range(1000):
        pictures.put(frame, red)
    timeline.set_thumbnails(pictures, 170 / 96)
    for nearness in (0.0, 0.43, 1.0):
        timeline.zoom_to(nearness)
        timeline.set_frame(timeline.view.seen.start)
        image = timeline.viewport().grab().toImage()
        view = timeline.view
        ratio = image.devicePixelRatio()
        middle = round((RULER + FILM // 2) * ratio)
        columns = range(math.ceil(view.names * ratio), math.floor(view.right * ratio))
        row = [image.pixelColor(x, middle) for x in columns]
        clear = row[round(30 * ratio) :]  # beyond the playhead's column
        if view.scale.pixels < 12:
            assert set(map(QColor.name, clear)) == {"#ff0000"}
        corner = image.pixelColor(columns[-1], math.ceil(RULER * ratio))
        assert corner.name() == colour("bg1").name()


def test_the_frame_of_the_playhead_is_tinted_from_twelve_pixels_on() -> None:
    view = TimelineView(width=1000, height=200)
    for seen, tinted in ((100, False), (50, True)):
        view.scale = view.scale.__class__(1000, 700, 0, seen)
        wide = playhead_room(view, 10).width() > 28
        assert (view.scale.pixels >= 12) == tinted
        assert wide == tinted


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_edge_of_a_block_stands_out_from_its_lane(theme: str, qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.property("theme")
    apply_theme(theme)
    try:
        for fill in (*PALETTE, (0, 0, 0), (255, 255, 255)):
            edge = QColor.fromRgba(lane_colours(fill).edge)
            assert contrast(edge, colour("lanebg")) >= 3.2
    finally:
        if before is not None:
            apply_theme(str(before))


def test_lanes_are_lower_in_a_low_window(panel: TimelinePanel) -> None:
    timeline = timeline_of(panel)
    timeline.fit(1000)
    assert timeline.view.lane == 36
    timeline.fit(799)
    assert timeline.view.lane == 28
