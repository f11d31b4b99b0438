"""The timeline of the real window: looking, going places, deciding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction, LayerId, Review
from soc_studio.core.storage.results import Search
from soc_studio.core.tracks.resolved_track import State
from soc_studio.core.tracks.time_scale import TimeScale
from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.timeline.lane_header import LaneButton, button_places
from soc_studio.ui.widgets.timeline.lanes import cut_lines
from soc_studio.ui.widgets.timeline.timeline import Timeline
from soc_studio.ui.widgets.timeline.timeline_view import Proposed, Selected, TimelineView
from tests.ui.asking import press

HEIGHT, WIDTH = 48, 64
FRAMES = 60
SCENE = 30
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Find = Callable[..., LayerId]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video of two scenes with a tone."""
    path = tmp_path_factory.mktemp("clip") / "scenes.mov"
    random = np.random.default_rng(3)
    fields = [random.integers(0, 255, (6, 8, 3), dtype=np.uint8) for _ in range(2)]
    scenes = [each.repeat(8, axis=0).repeat(8, axis=1) for each in fields]
    with av.open(path, "w") as container:
        video = container.add_stream("mpeg4", rate=25)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        voice = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        for number in range(FRAMES):
            frame = av.VideoFrame.from_ndarray(scenes[number // SCENE], "rgb24")
            frame.pts = number
            container.mux(video.encode(frame))
        container.mux(video.encode())
        tone = (np.sin(np.arange(8000 * FRAMES // 25) / 4) * 20000).astype(np.int16)
        for at in range(0, len(tone), 1600):
            part = av.AudioFrame.from_ndarray(tone[None, at : at + 1600], "s16", "mono")
            part.sample_rate, part.pts = 8000, at
            container.mux(voice.encode(part))
        container.mux(voice.encode())
    return path


@pytest.fixture
def window(studio: MainWindow, qtbot: QtBot, clip: Path) -> MainWindow:
    """The window with the clip open."""
    studio.resize(1280, 800)
    studio.open(clip)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    return studio


@pytest.fixture
def find(window: MainWindow, qtbot: QtBot) -> Find:
    """Adds an expression with answers: a score for each of the first frames."""

    def add(text: str, scores: Sequence[float]) -> LayerId:
        document = window.document
        assert document is not None
        assert document.video is not None
        results = document.core.file.results
        search = Search(document.video.fingerprint, text, "w", "net", "{}", HEIGHT, WIDTH, 0.5)
        number = results.begin(search)
        mask = Mask.from_array(np.pad(np.ones((20, 20), dtype=bool), ((8, 20), (10, 34))))
        results.add([(number, _answer(at, score, mask)) for at, score in enumerate(scores)])
        edit, (one,) = edits.add_layers(document.project, document.video.id, [text])
        document.do(*edit)
        document.select(one)
        qtbot.waitUntil(lambda: document.view(one) is not None)
        qtbot.waitUntil(lambda: not window.working.jobs)
        return one

    return add


def _answer(frame: int, score: float, mask: Mask) -> WindowResult:
    candidate = WindowCandidate(
        query=0,
        scores=(float(np.float32(score)),),
        boxes=np.full((1, 4), 0.5, dtype=np.float32),
        masks=(mask,),
        embedding=np.ones(1, dtype=np.float32),
    )
    overlaps = np.ones((1, 1), dtype=np.float32) if frame else None
    own = Window((frame,), frozenset({frame}), 0, frame, 0)
    return WindowResult(0, own, (frame,), (candidate,), overlaps, False)


def at(timeline: Timeline, frame: float, lane: LayerId | None = None) -> QPoint:
    """Return the middle of a frame, on a lane or on the ruler."""
    row = 6 if lane is None else timeline.view.lane_top(lane) + timeline.view.lane // 2
    return QPoint(round(timeline.view.to_x(frame + 0.5)), row)


def drag(
    qtbot: QtBot, timeline: Timeline, start: QPoint, stop: QPoint, keys: Qt.KeyboardModifier
) -> None:
    port = timeline.viewport()
    qtbot.mousePress(port, LEFT, keys, start)
    qtbot.mouseMove(port, (start + stop) / 2)
    qtbot.mouseMove(port, stop)
    qtbot.mouseRelease(port, LEFT, keys, stop)


def ink(timeline: Timeline, frame: float, lane: LayerId) -> set[int]:
    """Return the colours in the middle of a frame of a lane."""
    QApplication.processEvents()
    image = timeline.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    middle = at(timeline, frame, lane)
    return {
        image.pixel(round(middle.x() * ratio), round((middle.y() + down) * ratio))
        for down in range(-8, 6)  # above the foot of the lane, where absence is a line
    }


@pytest.mark.slow
def test_a_click_seeks_and_a_drag_scrubs(window: MainWindow, qtbot: QtBot, find: Find) -> None:
    dog = find("the dog", [0.9] * FRAMES)
    timeline, playback = window.timeline, window.playback
    assert playback is not None
    qtbot.mouseClick(timeline.viewport(), LEFT, PLAIN, at(timeline, 20))
    assert playback.frame == 20
    qtbot.mouseClick(timeline.viewport(), LEFT, PLAIN, at(timeline, 7, dog))
    assert playback.frame == 7
    with qtbot.waitSignals([playback.moved] * 2):
        drag(qtbot, timeline, at(timeline, 30), at(timeline, 50), PLAIN)
    assert playback.frame == 50


@pytest.mark.slow
def test_keys_and_wheel_zoom_from_the_whole_to_single_frames(
    window: MainWindow, qtbot: QtBot
) -> None:
    timeline = window.timeline
    assert timeline.seen == range(FRAMES)
    window.go(30)
    timeline.setFocus()
    for _ in range(6):
        qtbot.keyClick(timeline, Qt.Key.Key_Equal)
    assert len(timeline.seen) <= 10
    assert 30 in timeline.seen
    assert timeline.horizontalScrollBar().maximum() > 0
    timeline.horizontalScrollBar().setValue(0)
    assert timeline.seen.start == 0
    qtbot.keyClick(timeline, Qt.Key.Key_0)
    assert timeline.seen == range(FRAMES)
    place = QPointF(at(timeline, 40))
    before = timeline.view.to_frame(place.x())
    wheel = QWheelEvent(
        place,
        timeline.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(timeline.viewport(), wheel)
    assert len(timeline.seen) < FRAMES
    assert timeline.view.to_frame(place.x()) == pytest.approx(before)
    qtbot.keyClick(timeline, Qt.Key.Key_Minus)
    assert timeline.seen == range(FRAMES)


@pytest.mark.slow
def test_plain_keys_are_dead_where_text_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.expression_bar.line.setFocus()
    qtbot.keyClicks(window.expression_bar.line, "a=0-x")
    assert window.expression_bar.line.text() == "a=0-x"
    assert window.timeline.seen == range(FRAMES)


@pytest.mark.slow
def test_pictures_sound_and_cuts_come_by_themselves(window: MainWindow, qtbot: QtBot) -> None:
    timeline = window.timeline
    desk = window.video.timeline.media
    qtbot.waitUntil(lambda: not desk.picturing.jobs and not desk.listening.jobs)
    thumbnails = timeline.strip.thumbnails
    assert thumbnails is not None
    starts, step = timeline.slots()
    qtbot.waitUntil(lambda: all(thumbnails.find(each, each + step) is not None for each in starts))
    qtbot.waitUntil(lambda: timeline.view.cuts == [SCENE])
    qtbot.waitUntil(lambda: timeline.view.waveform is not None)
    assert timeline.view.waveform is not None
    _, high = timeline.view.waveform.columns(np.arange(FRAMES + 1, dtype=np.float64))
    assert (high > 60).all()


@pytest.mark.slow
def test_each_state_is_drawn_and_a_hidden_lane_is_faint(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    dog = find("the dog", [0.9] * 20 + [0.05] * 20)
    timeline, document = window.timeline, window.document
    assert document is not None
    window.go(59)
    timeline.clearFocus()
    present, absent, unknown = (ink(timeline, frame, dog) for frame in (10, 30, 45))
    colour = document.project.layer(dog).colour
    full = 0xFF000000 | colour[0] << 16 | colour[1] << 8 | colour[2]
    assert full in present
    assert full not in absent | unknown
    document.do(*edits.set_visible(document.project, dog, False))
    assert full not in ink(timeline, 10, dog)
    document.do(*edits.set_visible(document.project, dog, True))
    whole = Mask.from_array(np.ones((HEIGHT, WIDTH), dtype=np.bool_))
    document.do(*edits.correct(document.project, dog, {10: Correction(whole)}))
    assert 0xFFFFFFFF in ink(timeline, 10, dog)  # a white diamond


@pytest.mark.slow
def test_a_marked_stretch_is_accepted_rejected_and_made_absent(
    window: MainWindow, qtbot: QtBot, find: Find
) -> None:
    dog = find("the dog", [0.9] * FRAMES)
    timeline, document = window.timeline, window.document
    assert document is not None

    def mark(start: int, stop: int) -> None:
        with qtbot.waitSignal(timeline.stretch_selected) as marked:
            drag(qtbot, timeline, at(timeline, start, dog), at(timeline, stop - 1, dog), SHIFT)
        assert marked.args == [dog, start, stop]

    timeline.setFocus()
    for start, stop, key in (
        (5, 12, Qt.Key.Key_A),
        (20, 15, Qt.Key.Key_X),
        (40, 45, Qt.Key.Key_U),
    ):
        if start < stop:
            mark(start, stop)
        else:  # from right to left is the same
            drag(qtbot, timeline, at(timeline, start - 1, dog), at(timeline, stop, dog), SHIFT)
        qtbot.keyClick(timeline, key)
    expression = document.project.layer(dog)
    assert [(each.start, each.stop, each.value) for each in expression.reviews] == [
        (5, 12, Review.ACCEPTED),
        (15, 20, Review.REJECTED),
    ]
    view = document.view(dog)
    assert view is not None
    assert np.flatnonzero(view.states == State.ABSENT).tolist() == [40, 41, 42, 43, 44]
    window.actions_["undo"].trigger()
    assert not document.project.layer(dog).choices
    qtbot.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.selection is None
    window.go(8)
    window.actions_["forget_review"].trigger()
    assert [each.start for each in document.project.layer(dog).reviews] == [15]


@pytest.mark.slow
def test_a_locked_layer_is_not_changed(window: MainWindow, qtbot: QtBot, find: Find) -> None:
    dog = find("the dog", [0.9] * FRAMES)
    assert window.document is not None
    view = window.timeline.view
    room = QRectF(0, view.lane_top(dog), view.names, view.lane)
    places = dict(button_places(room, view.lanes[0]))
    lock = places[LaneButton.LOCK].center().toPoint()
    qtbot.mouseClick(window.timeline.viewport(), LEFT, PLAIN, lock)
    assert window.document.project.layer(dog).locked
    window.actions_["accept"].trigger()
    assert not window.document.project.layer(dog).reviews
    assert "locked" in window.toasts.text


@pytest.mark.slow
def test_the_weakest_frame_comes_first_and_accepting_goes_on(
    window: MainWindow, qtbot: QtBot, find: Find
) -> None:
    scores = [0.95] * FRAMES
    scores[10], scores[30], scores[50] = 0.6, 0.52, 0.56
    find("the dog", scores)
    playback = window.playback
    assert playback is not None
    seen = []
    for name in (
        "most_uncertain",
        "most_uncertain",
        "less_uncertain",
        "accept",
        "most_uncertain",
        "accept",
        "most_uncertain",
    ):
        window.actions_[name].trigger()
        seen.append(playback.frame)
    assert seen == [30, 50, 30, 30, 50, 50, 10]
    window.actions_["accept"].trigger()
    window.actions_["most_uncertain"].trigger()
    assert playback.frame == 10
    assert "No more spots" in window.toasts.text


@pytest.mark.slow
def test_page_keys_go_through_corrected_frames(window: MainWindow, find: Find) -> None:
    dog = find("the dog", [0.9] * FRAMES)
    document, playback = window.document, window.playback
    assert document is not None
    assert playback is not None
    mask = Mask.from_array(np.ones((HEIGHT, WIDTH), dtype=np.bool_))
    corrections = {frame: Correction(mask) for frame in (12, 40)}
    document.do(*edits.correct(document.project, dog, corrections))
    seen = []
    for name in ("corrected_next", "corrected_next", "corrected_next", "corrected_back"):
        window.actions_[name].trigger()
        seen.append(playback.frame)
    assert seen == [12, 40, 40, 12]


@pytest.mark.slow
def test_the_in_point_is_dragged_and_caught_by_a_cut(window: MainWindow, qtbot: QtBot) -> None:
    timeline, document = window.timeline, window.document
    assert document is not None
    qtbot.waitUntil(lambda: timeline.view.cuts == [SCENE])
    start = QPoint(round(timeline.view.to_x(0)) + 2, 18)
    stop = QPoint(round(timeline.view.to_x(SCENE)) - 5, 18)
    drag(qtbot, timeline, start, stop, PLAIN)
    assert document.video is not None
    assert document.video.span == range(SCENE, FRAMES)
    window.actions_["undo"].trigger()
    assert document.video.span == range(FRAMES)


@pytest.mark.slow
def test_a_double_click_zooms_to_what_is_there(
    window: MainWindow, qtbot: QtBot, find: Find
) -> None:
    dog = find("the dog", [0.05] * 20 + [0.9] * 20 + [0.05] * 20)
    timeline = window.timeline
    qtbot.mouseDClick(timeline.viewport(), LEFT, PLAIN, at(timeline, 30, dog))
    assert {20, 39} <= set(timeline.seen) <= set(range(18, 42))
    qtbot.mouseDClick(timeline.viewport(), LEFT, PLAIN, at(timeline, 30))
    assert timeline.seen == range(FRAMES)
    timeline.select_stretch(Selected(dog, 22, 34))
    qtbot.mouseDClick(timeline.viewport(), LEFT, PLAIN, at(timeline, 30, dog))
    assert {22, 33} <= set(timeline.seen) <= set(range(20, 36))


@pytest.mark.slow
def test_the_card_says_what_is_under_the_pointer(
    window: MainWindow, qtbot: QtBot, find: Find
) -> None:
    scores = [0.9] * 20 + [0.6] * 5 + [0.05] * 20
    dog = find("the dog", scores)
    timeline, hover = window.timeline, window.timeline.hover
    qtbot.waitUntil(lambda: timeline.strip.picture_at(50, 96, 1.0) is not None)
    told = []
    rest = hover._rest.interval()
    hover._rest.setInterval(600_000)  # longer than the slowest machine takes to the next line
    for frame in (10, 30, 50):
        with qtbot.waitSignal(timeline.hovered):
            qtbot.mouseMove(timeline.viewport(), at(timeline, frame, dog))
        if not told:
            assert hover.card is None  # not before the pointer rests
            hover._rest.setInterval(rest)
        qtbot.waitUntil(lambda: hover.card is not None and hover.card.isVisible())
        card = hover.card
        assert card is not None
        told.append((card.code.text(), card.frame.text(), card.text.text()))
    assert told == [
        ("00:00:00:10", "frame 10", "Sure"),
        ("00:00:01:05", "frame 30", "Not here"),
        ("00:00:02:00", "frame 50", "Not searched yet"),
    ]
    assert card.picture.pixmap().deviceIndependentSize().width() == pytest.approx(208, abs=1)
    assert card.parentWidget() is window.stage
    assert window.stage.rect().contains(card.geometry())
    bars = [each for each in (window.next_bar, window.search_pill) if each.isVisible()]
    covered = [each for each in bars if each.geometry().intersects(card.geometry())]
    assert covered == []  # it stands above what it would lie over, else at the bottom
    assert card.geometry().bottom() > window.stage.height() - 20 or bars
    high = card.height()
    assert high > 150
    qtbot.mouseMove(timeline.viewport(), at(timeline, 40))  # where no lane is
    assert not card.text.isVisible()
    assert high - 40 < card.height() < high


@pytest.mark.slow
def test_what_seems_to_be_a_cut_is_marked_in_the_lane_and_has_a_tip(
    window: MainWindow, qtbot: QtBot, find: Find
) -> None:
    one, other = find("cat", [0.9] * FRAMES), find("dog", [0.9] * FRAMES)
    timeline = window.timeline
    beside = 39.5 + 2 / (timeline.view.to_x(1) - timeline.view.to_x(0))
    before = ink(timeline, beside, one)
    timeline.set_proposed({one: Proposed((range(10, 40),), ((40, False), (10, True)))})
    assert colour("warn").rgb() not in before
    assert colour("warn").rgb() in ink(timeline, beside, one)
    assert colour("warn").rgb() not in ink(timeline, beside, other)
    tips = {}
    for frame, lane in ((40, one), (10, one), (25, one), (40, other)):
        qtbot.mouseMove(timeline.viewport(), at(timeline, frame - 0.5, lane))
        tips[frame, lane] = timeline.viewport().toolTip()
    assert tips[40, one].startswith("Frame 40 looks like a cut: go on past it")
    assert tips[10, one].startswith("Frame 10 looks like a cut, and it is not found there")
    assert tips[25, one] == tips[40, other] == ""


def test_the_card_goes_when_the_playhead_moves_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    timeline, hover = window.timeline, window.timeline.hover

    def point(frame: int) -> None:
        qtbot.mouseMove(timeline.viewport(), at(timeline, frame))
        qtbot.waitUntil(lambda: hover.card is not None and hover.card.isVisible())

    point(10)
    window.go(40)
    assert hover.card is not None
    assert not hover.card.isVisible()
    point(11)
    window.actions_["play"].trigger()
    assert not hover.card.isVisible()
    with qtbot.waitSignal(timeline.hovered):
        qtbot.mouseMove(timeline.viewport(), at(timeline, 12))
    window.actions_["play"].trigger()
    assert not hover.card.isVisible()


@pytest.mark.slow
def test_arrows_go_through_lanes_and_many_lanes_scroll(
    window: MainWindow, qtbot: QtBot, find: Find
) -> None:
    ids = [find(f"thing {number}", [0.9]) for number in range(8)]
    timeline, document = window.timeline, window.document
    assert document is not None
    timeline.setFocus()
    for _ in ids:
        qtbot.keyClick(timeline, Qt.Key.Key_Up)
    assert document.selection is not None
    assert document.selection.id == ids[0]
    for _ in ids:
        qtbot.keyClick(timeline, Qt.Key.Key_Down)
    assert document.selection.id == ids[-1]
    bottom = timeline.view.lane_top(ids[-1]) + timeline.view.lane
    assert bottom <= timeline.viewport().height()
    assert timeline.verticalScrollBar().value() > 0


@pytest.mark.slow
def test_opening_another_video_leaves_nothing_of_the_first(
    window: MainWindow, qtbot: QtBot, find: Find
) -> None:
    find("the dog", [0.9])
    window.timeline.zoom_in()
    window.open(resource("sample", "sample.mp4"))
    press(window, qtbot, "Keep")
    qtbot.waitUntil(lambda: window.document is not None and not window.document.layers)
    assert window.timeline.seen == range(100)
    assert window.timeline.view.lanes == []
    picturing = window.video.timeline.media.picturing
    window.close_document()
    assert window.timeline.strip.thumbnails is None
    assert window.video is None
    qtbot.waitUntil(lambda: all(each.over for each in picturing.jobs))


@pytest.mark.slow
def test_finding_cuts_rests_while_the_video_plays(window: MainWindow, qtbot: QtBot) -> None:
    quiet = window.video.timeline.media.quiet
    assert quiet.is_set()
    with qtbot.waitSignal(window.playback.playing_changed):
        window.actions_["play"].trigger()
    assert not quiet.is_set()
    window.actions_["play"].trigger()
    assert quiet.is_set()


def test_the_lines_of_cuts_are_six_pixels_apart_or_more() -> None:
    view = TimelineView(width=700, height=200, scale=TimeScale(5000, 400).whole())
    view.cuts = list(range(0, 5000, 7))
    lines = cut_lines(view)
    assert len(lines) > 40
    assert min(after - before for before, after in pairwise(lines)) >= 6
    view.cuts = [100, 4000]
    assert cut_lines(view) == [round(view.to_x(each)) for each in view.cuts]
