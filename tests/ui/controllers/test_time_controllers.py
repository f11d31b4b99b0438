"""Controllers of the timeline, the transport, the picture and the playhead, without a window."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.masks.compositing import ViewMode
from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.timing import Timing
from soc_studio.core.project.project import Review
from soc_studio.ui.controllers.looks import Looks
from soc_studio.ui.controllers.picture import PictureController
from soc_studio.ui.controllers.playheads import Playheads
from soc_studio.ui.controllers.timeline import TimelineController
from soc_studio.ui.controllers.timeline_media import TimelineMedia
from soc_studio.ui.controllers.transport import TransportController
from soc_studio.ui.jobs.precedence import Precedence
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.pill import Pill
from soc_studio.ui.widgets.timeline.timeline import Timeline
from soc_studio.ui.widgets.timeline.timeline_view import Selected
from soc_studio.ui.widgets.transport import Transport
from soc_studio.ui.widgets.view_choice import ViewChoice
from soc_studio.ui.widgets.viewer import Viewer
from soc_studio.ui.widgets.volume import Volume
from soc_studio.ui.widgets.zoom_button import ZoomButton
from tests.ui.controllers.conftest import Bench
from tests.ui.shapes import FRAMES


@pytest.fixture
def timeline(bench: Bench, qtbot: QtBot) -> TimelineController:
    widget = Timeline()
    qtbot.addWidget(widget)
    widget.resize(1100, 300)
    widget.show()
    reader = bench.document.reader
    assert reader is not None
    media = TimelineMedia(
        bench.operations,
        reader,
        KeyPictures(reader),
        bench.playback,
        widget,
        bench.runner,
        Precedence(bench.owner),
        bench.preferences,
        bench.owner,
    )
    made = TimelineController(
        bench.operations,
        bench.playback,
        widget,
        bench.actions,
        media,
        lambda layer: False,
        bench.preferences,
        bench.owner,
    )
    return bench.keep(made)


def test_a_marked_stretch_is_reviewed_and_made_absent(
    bench: Bench, timeline: TimelineController
) -> None:
    one = bench.find()
    widget = timeline.timeline
    assert [lane.id for lane in widget.view.lanes] == [one]
    widget.select_stretch(Selected(one, 5, 12))
    assert timeline.marked(one) == (5, 12)
    bench.actions["accept"].trigger()
    (review,) = bench.layer().reviews
    assert (review.start, review.stop, review.value) == (5, 12, Review.ACCEPTED)
    bench.actions["absent"].trigger()
    assert not bench.track().mask(5).area
    assert bench.track().mask(12).area
    bench.actions["first_choice"].trigger()
    assert bench.track().mask(5).area
    widget.locked_asked.emit(one, True)
    bench.actions["reject"].trigger()
    assert bench.told[-1] == "“the square” is locked."


def test_the_next_spot_is_on_another_layer_where_the_selected_one_has_none(
    bench: Bench, timeline: TimelineController
) -> None:
    sure = bench.find("the square")
    doubtful = bench.find("the disc", scores=(0.52, 0.3))
    assert bench.track().uncertain_spans()
    for command in ("most_uncertain", "less_uncertain"):
        bench.document.select(sure)
        assert not bench.track().uncertain_spans()
        bench.actions[command].trigger()
        assert bench.layer().id == doubtful
        assert "Spots left: 1" in bench.told[-1]
    bench.actions["reject"].trigger()
    assert bench.document.project.layer(doubtful).reviews
    assert not bench.document.project.layer(sure).reviews
    bench.document.select(sure)
    bench.actions["most_uncertain"].trigger()
    assert bench.layer().id == sure
    assert bench.told[-1] == "No more spots to check."


def test_in_and_out_point_follow_the_playhead(bench: Bench, timeline: TimelineController) -> None:
    video = bench.document.video
    assert video is not None
    timeline.timeline.frame_asked.emit(6)
    assert bench.playback.frame == 6
    bench.actions["mark_in"].trigger()
    bench.playback.go(14)
    bench.actions["mark_out"].trigger()
    video = bench.document.video
    assert video is not None
    assert video.span == range(6, 15) == timeline.timeline.view.span
    bench.actions["clear_marks"].trigger()
    video = bench.document.video
    assert video is not None
    assert video.span == range(FRAMES)


def test_small_pictures_come_and_go_with_the_preferences(
    bench: Bench, timeline: TimelineController, qtbot: QtBot
) -> None:
    widget = timeline.timeline
    thumbnails = widget.strip.thumbnails
    assert thumbnails is not None
    starts, step = widget.slots()
    qtbot.waitUntil(lambda: all(thumbnails.find(each, each + step) is not None for each in starts))
    bench.preferences.change(thumbnails=False)
    assert widget.strip.thumbnails is None


def make_transport(bench: Bench, qtbot: QtBot) -> Transport:
    """Return the row as the window has it, with a picture of its own."""
    viewer = Viewer()
    names = ("overlay", "outline", "matte", "cut-out", "colour", "split")
    views = {bench.actions[each]: "layers" for each in names}
    zoom = ZoomButton(viewer, [bench.actions["fit"]])
    buttons = [bench.actions[each] for each in ("start", "back", "play", "next", "end", "loop")]
    widget = Transport(buttons, ViewChoice(views), zoom, Volume(bench.actions["mute"]))
    for each in (viewer, widget):
        qtbot.addWidget(each)
    return widget


@pytest.fixture
def transport(bench: Bench, qtbot: QtBot) -> TransportController:
    widget = make_transport(bench, qtbot)
    made = TransportController(
        bench.document, bench.playback, widget, bench.actions, bench.preferences, bench.owner
    )
    return bench.keep(made)


def test_keys_move_the_playhead(bench: Bench, transport: TransportController) -> None:
    assert bench.actions["play"].shortcuts() == [QKeySequence("Space")]
    for name, frame in (("end", FRAMES - 1), ("back", FRAMES - 2), ("start", 0), ("next", 1)):
        bench.actions[name].trigger()
        assert bench.playback.frame == frame
    bench.actions["shuttle_on"].trigger()
    bench.actions["shuttle_on"].trigger()
    assert bench.playback.speed == 2
    bench.actions["shuttle_stop"].trigger()
    assert not bench.playback.is_playing
    bench.actions["loop"].trigger()
    assert bench.playback.loop


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "frame"),
    [("0:07", 7), ("9f", 9), ("+2", 5), ("-1", 2), ("00:00:00:04", 4), ("99:00:00", FRAMES - 1)],
)
def test_the_playhead_goes_where_people_type(
    bench: Bench, transport: TransportController, qtbot: QtBot, text: str, frame: int
) -> None:
    widget = transport.transport
    widget.show()
    bench.playback.go(3)
    widget.time.setFocus()
    qtbot.waitUntil(widget.time.hasFocus)
    assert widget.time.selectedText() == "00:00:00:03"
    qtbot.keyClicks(widget.time, text)
    qtbot.keyClick(widget.time, Qt.Key.Key_Return)
    assert bench.playback.frame == frame
    assert widget.number.text() == f"Frame {frame} of 0–{FRAMES - 1}"
    assert not widget.time.hasFocus()
    assert widget.time.text().startswith("00:00:0")


def test_what_names_no_frame_moves_nothing_and_is_told(
    bench: Bench, transport: TransportController, qtbot: QtBot
) -> None:
    bench.playback.go(3)
    with qtbot.waitSignal(transport.refused) as refused:
        transport.transport.typed.emit("later")
    assert "later" in str(refused.args)
    assert bench.playback.frame == 3


def test_time_codes_begin_where_people_prefer(
    bench: Bench, transport: TransportController, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = bench.document.reader
    assert reader is not None
    stated = replace(reader.info, first_code="01:00:00:00")
    monkeypatch.setattr(reader, "info", stated)
    bench.preferences.change(file_time_code=False)
    assert transport.transport.time.text() == "00:00:00:00"
    bench.preferences.change(file_time_code=True)
    assert transport.transport.time.text() == "01:00:00:00"


@pytest.mark.parametrize("width", [0, 560, 700, 900, 1200])
def test_the_buttons_never_move(bench: Bench, qtbot: QtBot, width: int) -> None:
    widget = make_transport(bench, qtbot)
    codes = TimeCodes(Timing.at_rate(200_000, Fraction(30000, 1001)))
    widget.set_codes(codes)
    least = widget.minimumSizeHint().width()
    widget.resize(max(width, least), 44)
    widget.show()

    def places() -> dict[QToolButton, QPoint]:
        QApplication.processEvents()
        found = [each for each in widget.findChildren(QToolButton) if each.isVisible()]
        return {each: each.mapTo(widget, QPoint(0, 0)) for each in found}

    widget.show_frame(codes, 0)
    before = places()
    for frame in (1, 1111, 88_888, 199_999):
        widget.show_frame(codes, frame)
        widget.show_dropped(frame)
        widget.zoom.viewer.zoom_to(frame / 10_000)
        assert places() == before
    play = next(each for each in before if each.objectName() == "play_button")
    assert abs(2 * play.mapTo(widget, play.rect().center()).x() - widget.width()) <= 80
    assert play.height() > 32
    ends = sorted((at.x(), at.x() + each.width()) for each, at in before.items())
    assert ends[-1][1] <= widget.width()
    assert all(one[1] <= after[0] for one, after in pairwise(ends))


@pytest.mark.slow
def test_a_narrow_row_leaves_words_out_one_after_the_other(bench: Bench, qtbot: QtBot) -> None:
    widget = make_transport(bench, qtbot)
    codes = TimeCodes(Timing.at_rate(100, Fraction(25)))
    widget.set_codes(codes)
    widget.show()
    widget.show_frame(codes, 47)
    seen = []
    for width in range(1400, widget.minimumSizeHint().width() - 1, -1):
        widget.resize(width, 44)
        parts = (widget.views.choice.isVisible(), widget.number.isVisible())
        if not seen or seen[-1] != parts:
            seen.append(parts)
        assert widget.time.isVisible()
        assert ("Frame 47 of 0–99" in widget.time.toolTip()) == (not widget.number.isVisible())
    assert seen == [(True, True), (False, True), (False, False)]


def test_larger_letters_have_their_room(bench: Bench, qtbot: QtBot) -> None:
    widget = make_transport(bench, qtbot)
    codes = TimeCodes(Timing.at_rate(100, Fraction(25)))
    widget.set_codes(codes)
    widget.resize(1400, 44)
    widget.show()
    widget.show_frame(codes, 99)
    for part in (widget.time, widget.number):
        font = part.font()
        font.setPixelSize(24)
        part.setFont(font)
        QApplication.processEvents()
        needed = part.fontMetrics().horizontalAdvance(part.text())
        assert part.width() >= needed
        assert part.text() in ("00:00:03:24", "Frame 99 of 0–99")


def test_the_size_of_the_picture_is_said(qtbot: QtBot, bench: Bench) -> None:
    viewer = Viewer()
    zoom = ZoomButton(viewer, [bench.actions["fit"]])
    for each in (viewer, zoom):
        qtbot.addWidget(each)
    viewer.resize(320, 180)
    viewer.show()
    viewer.set_picture_size(640, 360)
    assert zoom.text() == "Fit · 50 %"
    viewer.zoom_to(1.28)
    assert zoom.text() == "128 %"
    assert "128 %" in zoom.accessibleName()


def test_the_view_is_chosen_beside_the_picture(bench: Bench, qtbot: QtBot) -> None:
    widget = make_transport(bench, qtbot)
    widget.resize(1200, 44)
    widget.show()
    bench.actions["overlay"].setChecked(True)
    button = widget.views.choice.button(bench.actions["matte"])
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bench.actions["matte"].isChecked()
    assert not bench.actions["overlay"].isChecked()
    assert widget.views.button.accessibleName() == "View: Matte"


def test_the_volume_is_in_a_popover(bench: Bench, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    volume = Volume(bench.actions["mute"], window)
    heard = []
    volume.changed.connect(lambda *now: heard.append(now))
    window.show()
    volume.set_available(True)
    volume.set_volume(0.5, False)
    qtbot.mouseClick(volume.button, Qt.MouseButton.LeftButton)
    assert volume.popover.isVisible()
    assert window.rect().contains(volume.popover.geometry())
    volume.slider.setValue(20)
    assert heard[-1] == (0.2, False)
    bench.actions["mute"].trigger()
    assert heard[-1] == (0.2, True)
    assert volume.button.accessibleName() == "Volume: muted"
    qtbot.keyClick(volume.slider, Qt.Key.Key_Escape)
    assert not volume.popover.isVisible()


@pytest.mark.usefixtures("plurals")
def test_skipped_frames_are_a_dot_that_goes_with_the_pause(
    bench: Bench, transport: TransportController
) -> None:
    dot = transport.transport.skipped
    bench.playback.play()
    for count, told in ((1, "1 frame skipped to keep up"), (12, "12 frames skipped to keep up")):
        bench.playback.dropped_changed.emit(count)
        assert dot.count == count
        assert dot.toolTip() == told
    bench.playback.stop()
    assert dot.count == 0
    assert not dot.toolTip()


def test_the_picture_is_made_anew_as_it_is_looked_at(bench: Bench, qtbot: QtBot) -> None:
    viewer = Viewer()
    qtbot.addWidget(viewer)
    reader, video = bench.document.reader, bench.document.video
    assert reader is not None
    assert video is not None
    viewer.set_picture_size(reader.width, reader.height)
    supplier = FrameSupplier(reader, KeyPictures(reader), bench.document.track_cache, video.id)
    bench.keep(supplier)
    looks = Looks(bench.actions, viewer, bench.owner)
    picture = PictureController(
        bench.document, bench.playback, supplier, viewer, Pill(viewer), looks, bench.owner
    )
    picture.refresh()
    qtbot.waitUntil(lambda: viewer.image is not None)
    plain = viewer.image
    bench.find()
    qtbot.waitUntil(lambda: viewer.image != plain)
    marked = viewer.image
    bench.actions["matte"].trigger()
    assert looks.current is ViewMode.MATTE
    qtbot.waitUntil(lambda: viewer.image != marked)
    bench.actions["source"].trigger()
    assert looks.current is ViewMode.SOURCE
    qtbot.waitUntil(lambda: viewer.image == plain)


def test_dragging_on_the_time_scrubs_and_a_key_does_not(
    bench: Bench, timeline: TimelineController, qtbot: QtBot
) -> None:
    widget = timeline.timeline
    view, screen = widget.view, widget.viewport()
    at = [QPoint(round(view.names + view.scale.to_x(frame + 0.5)), 8) for frame in (4, 9)]
    qtbot.mousePress(screen, Qt.MouseButton.LeftButton, pos=at[0])
    qtbot.mouseMove(screen, at[1])
    qtbot.mouseRelease(screen, Qt.MouseButton.LeftButton, pos=at[1])
    assert bench.playback.frame == 9
    assert bench.playback.scrubs
    bench.playback.step(1)
    assert not bench.playback.scrubs


def test_a_playhead_comes_back_where_it_was(bench: Bench) -> None:
    first = Playheads(bench.document, bench.playback, bench.settings, bench.owner)
    bench.playback.go(9)
    first.close()
    again = Playback(bench.playback.timing)
    Playheads(bench.document, again, bench.settings, bench.owner)
    assert again.frame == 9
