"""Playing and looking through a video in the real window."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from pytestqt.qtbot import QtBot

from soc_studio.core.media.decoding import frame_order
from soc_studio.core.media.timing import Timing
from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.jobs.job_log import JobState
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.playback.frame_request import Request
from soc_studio.ui.playback.playback import Playback

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes clips: frame n is grey, 2 n + 16."""

    def clip(
        name: str = "clip.mp4",
        frames: int = 60,
        size: tuple[int, int] = (96, 64),
        sound: bool = False,
        stamps: list[int] | None = None,
    ) -> Path:
        path = tmp_path / name
        with av.open(path, "w") as container:
            stream = container.add_stream("libx264", rate=25)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            options = {"g": "250", "sc_threshold": "0", "preset": "ultrafast", "qp": "2"}
            stream.options = options
            stream.time_base = stream.codec_context.time_base = Fraction(1, 100)
            voice = container.add_stream("aac", rate=48_000, layout="mono") if sound else None
            for number in range(frames):
                grey = np.full((size[1], size[0], 3), 16 + 2 * number, dtype=np.uint8)
                picture = av.VideoFrame.from_ndarray(grey, "rgb24")
                picture.pts = 4 * number if stamps is None else stamps[number]
                picture.time_base = Fraction(1, 100)
                container.mux(stream.encode(picture))
            container.mux(stream.encode())
            if voice is not None:
                for block in range(frames * 2):
                    part = av.AudioFrame.from_ndarray(
                        np.zeros((1, 1024), dtype=np.float32), format="fltp", layout="mono"
                    )
                    part.rate, part.pts = 48_000, 1024 * block
                    container.mux(voice.encode(part))
                container.mux(voice.encode())
        return path

    return clip


def opened(studio: MainWindow, qtbot: QtBot, path: Path) -> Playback:
    studio.open(path)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    assert studio.playback is not None
    return studio.playback


def number_in(image: QImage | None) -> int:
    """Return the number of the frame of a clip that `make` wrote."""
    assert image is not None
    return round((image.pixelColor(image.width() // 2, image.height() // 2).green() - 16) / 2)


def shows(studio: MainWindow, frame: int) -> bool:
    return abs(number_in(studio.viewer.image) - frame) <= 1


@pytest.mark.slow
def test_playing_keeps_time_and_stops_on_the_last_frame(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    playback = opened(studio, qtbot, make(frames=30))
    passed: list[int] = []
    playback.moved.connect(passed.append)
    began = time.monotonic()
    qtbot.keyClick(studio, Qt.Key.Key_Space)
    assert playback.is_playing
    qtbot.waitUntil(lambda: not playback.is_playing)
    assert time.monotonic() - began >= 1.15  # 30 frames at 25 a second
    assert passed == sorted(set(passed))
    assert passed[-1] == playback.frame == 29
    assert len(passed) + playback.dropped == 29
    qtbot.waitUntil(lambda: shows(studio, 29))


@pytest.mark.slow
def test_what_is_shown_while_playing_is_the_frame_under_the_playhead(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    playback = opened(studio, qtbot, make())
    seen: list[tuple[int, int]] = []
    assert studio.supplier is not None
    studio.supplier.ready.connect(
        lambda request, image: seen.append((request.frame, number_in(image)))
    )
    studio.actions_["loop"].trigger()  # however few of its pictures are shown in time
    playback.play()
    qtbot.waitUntil(lambda: len(seen) > 8)
    playback.play(-1)
    qtbot.waitUntil(lambda: len(seen) > 14)
    playback.stop()
    assert all(abs(frame - number) <= 1 for frame, number in seen)


@pytest.mark.slow
def test_a_picture_that_is_made_late_does_not_take_the_place_of_one_that_was_asked_for_after_it(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    playback = opened(studio, qtbot, make())
    supplier, made = studio.supplier, list[tuple[Request, QImage]]()
    assert supplier is not None
    supplier.ready.connect(lambda request, image: made.append((request, image)))
    for frame in (5, 9):  # the second one may be at hand while the first is still being made
        playback.go(frame)
        qtbot.waitUntil(lambda frame=frame: shows(studio, frame))
    late = next(each for each in made if each[0].frame == 5)
    supplier.ready.emit(*late)
    assert shows(studio, 9)


@pytest.mark.slow
def test_a_video_that_takes_long_to_open_shows_its_first_picture_meanwhile(
    studio: MainWindow, qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_order, "_MUCH", 1)
    pages: list[object] = []
    studio.stack.currentChanged.connect(lambda _: pages.append(studio.stack.currentWidget()))
    opened(studio, qtbot, make(frames=30))
    assert pages == [studio.opening_picture, studio.viewer]
    assert number_in(studio.opening_picture.picture.toImage()) == 0
    other = make(name="other.mp4", frames=5)
    studio.open(other)  # what is looked at stays until it is closed
    qtbot.waitUntil(lambda: studio.playback is not None and studio.playback.timing.frame_count == 5)
    assert studio.opening_picture not in pages[1:]


@pytest.mark.slow
def test_a_loop_goes_round_between_in_and_out(studio: MainWindow, qtbot: QtBot, make: Make) -> None:
    playback = opened(studio, qtbot, make())
    studio.go(10)
    studio.actions_["mark_in"].trigger()
    studio.go(15)
    studio.actions_["mark_out"].trigger()
    assert playback.span == range(10, 16)
    studio.actions_["loop"].trigger()
    passed: list[int] = []
    playback.moved.connect(passed.append)
    playback.play()
    qtbot.waitUntil(lambda: sum(later < earlier for earlier, later in pairwise(passed)) >= 2)
    assert playback.is_playing
    assert set(passed) <= set(range(10, 16))
    playback.stop()


@pytest.mark.slow
def test_j_and_l_are_faster_each_time_and_steps_while_k_is_held(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    playback = opened(studio, qtbot, make())
    studio.viewer.setFocus()
    studio.go(30)
    speeds: list[float] = []
    playback.playing_changed.connect(speeds.append)
    for key in (Qt.Key.Key_L, Qt.Key.Key_L, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(studio.viewer, key)
    assert [each for each in speeds if each] == [1, 2, -1]
    assert not playback.is_playing
    here = playback.frame
    qtbot.keyPress(studio.viewer, Qt.Key.Key_K)
    for key in (Qt.Key.Key_L, Qt.Key.Key_L, Qt.Key.Key_J):
        qtbot.keyClick(studio.viewer, key)
        assert not playback.is_playing
    assert playback.frame == here + 1
    qtbot.keyRelease(studio.viewer, Qt.Key.Key_K)
    qtbot.keyClick(studio.viewer, Qt.Key.Key_L)
    assert playback.is_playing


class Heard:
    """A sound that is heard as far as a test says."""

    def __init__(self) -> None:
        self.time: float | None = None
        self.asked = 0  # how often it was asked for the time
        self.calls: list[str] = []

    def prepare(self, start: Fraction) -> None:
        self.calls.append(f"prepare {float(start)}")

    def begin(self) -> None:
        self.calls.append("begin")

    def end(self) -> None:
        self.calls.append("end")

    def now(self) -> float | None:
        self.asked += 1
        return self.time


def test_the_picture_follows_the_sound_by_true_times(qtbot: QtBot) -> None:
    # Frames at 0, 10, 10.5 and 90 seconds: of a clip whose rate varies.
    timing = Timing.of_stamps([0, 100, 105, 900], Fraction(1, 10))
    heard = Heard()
    playback = Playback(timing, voice=heard)
    playback.play()
    for seconds, frame in ((9.8, 0), (10.2, 1), (10.7, 2), (50.0, 2), (90.2, 3)):
        heard.time = seconds
        asked = heard.asked
        qtbot.waitUntil(lambda asked=asked: heard.asked > asked + 1)
        assert playback.frame == frame
    playback.stop()
    assert heard.calls == ["end", "prepare 0.0", "begin", "end"]


def test_at_other_speeds_there_is_no_sound(qtbot: QtBot) -> None:
    heard = Heard()
    playback = Playback(Timing.at_rate(100, Fraction(25)), voice=heard)
    playback.play(2)
    qtbot.waitUntil(lambda: playback.frame > 3)
    playback.stop()
    assert set(heard.calls) == {"end"}


@pytest.mark.slow
def test_a_video_with_sound_plays_where_there_is_no_device(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    playback = opened(studio, qtbot, make(sound=True))
    assert studio.document is not None
    assert studio.document.reader is not None
    assert studio.document.reader.info.audio_streams
    playback.play()
    qtbot.waitUntil(lambda: playback.frame > 5)
    playback.stop()
    assert not studio.toasts.shown


@pytest.mark.slow
def test_of_many_frames_that_are_asked_for_the_last_one_is_shown(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    opened(studio, qtbot, make(frames=100, size=(640, 360)))
    assert studio.supplier is not None
    seen: list[int] = []
    studio.supplier.ready.connect(lambda request, _: seen.append(request.frame))
    with studio.supplier._changed:  # held up, as by a frame that takes long
        for number in range(200):
            studio.go(37 * number % 100)
        studio.go(73)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 73)
    assert len(seen) < 5
    assert shows(studio, 73)


@pytest.mark.slow
def test_a_copy_is_shown_at_once_and_the_frame_itself_when_the_playhead_rests(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    opened(studio, qtbot, make(frames=100, size=(1280, 720)))
    proxy_builder, supplier = studio.playback_controller.proxy_builder, studio.supplier
    assert supplier is not None
    told: list[object] = []
    proxy_builder.progressed.connect(told.append)
    qtbot.waitUntil(lambda: bool(studio.job_controller.log.entries))
    assert not studio.job_controller.log.busy  # nobody is asked when the window is closed
    qtbot.waitUntil(lambda: proxy_builder.proxy is not None and proxy_builder.proxy.is_complete)
    qtbot.waitUntil(lambda: not proxy_builder.copying.jobs)
    assert told
    (entry,) = studio.job_controller.log.entries
    assert entry.state is JobState.DONE
    exact: list[bool] = []
    supplier.ready.connect(lambda *_: exact.append(supplier.shows_exact))
    for frame in (90, 5, 60):
        exact.clear()
        studio.go(frame)
        qtbot.waitUntil(lambda: len(exact) == 2)
        assert exact == [False, True] or exact == [True, True]
        assert shows(studio, frame)
    studio.preferences.change(proxies=False)
    assert proxy_builder.proxy is None
    studio.go(91)
    qtbot.waitUntil(lambda: supplier.shows_exact and shows(studio, 91))


@pytest.mark.slow
def test_a_folder_of_frames_is_opened_by_dropping_it(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    for number in range(4):
        Image.new("RGB", (40, 60), (16 + 2 * number,) * 3).save(folder / f"{number}.png")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    studio.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: bool(studio.findChildren(RateDialog)))
    (asked,) = studio.findChildren(RateDialog)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    studio.activateWindow()
    qtbot.waitUntil(studio.isActiveWindow)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    image = studio.viewer.image
    assert image is not None
    assert image.height() > image.width()
    qtbot.keyClick(studio.viewer, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: number_in(studio.viewer.image) == 3)


@pytest.mark.slow
def test_a_long_name_is_shortened_in_its_middle(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    opened(studio, qtbot, make(name="a" * 120 + " take 2.mp4", frames=2))
    title = studio.windowTitle()
    assert len(title) < 80
    assert " take 2 — SOC Studio" in title


@pytest.mark.slow
def test_another_video_can_be_opened_while_one_is_played(
    studio: MainWindow, qtbot: QtBot, make: Make
) -> None:
    first = opened(studio, qtbot, make())
    first.play()
    qtbot.waitUntil(lambda: first.frame > 3)
    studio.open(make(name="other.mp4", frames=10))
    qtbot.waitUntil(lambda: studio.playback not in (None, first))
    assert not first.is_playing
    assert studio.playback is not None
    assert studio.playback.timing.frame_count == 10
