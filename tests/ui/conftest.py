"""The window, without a screen, and a watch on its thread."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

import pytest
import pytestqt
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.theme import body_font
from soc_studio.ui.toolkit.translation import chosen_locale, use_language
from tests.ui.garbage import OwnGarbage
from tests.ui.shapes import Find, tell_found, write_clip

SAMPLE = resource("sample", "sample.mp4")
_STALL = 0.1  # seconds for which the event loop may stand still
_LOOK = 0.01  # between two looks at it
_PATIENCE = 300_000  # milliseconds after which a test has waited for something in vain
_HERE, _PYTEST_QT = str(Path(__file__).parent), str(Path(pytestqt.__file__).parent)
# Where the event loop runs in a test; not where pytest-qt closes the windows after it.
_LOOPS = {str(Path(pytestqt.__file__).with_name(f"{each}.py")) for each in ("qtbot", "wait_signal")}


class StallWatch(threading.Thread):
    """Looks from a thread of its own whether the event loop goes on, and where it does not.

    Only what the loop does counts, not what a test does between. Time in which the machine gave the
    loop's thread no processor, or held up the watch as well, is not counted.
    """

    def __init__(self) -> None:
        super().__init__(name="stall watch")
        self.stalls: list[str] = []
        self._watched = threading.get_ident()
        self._task = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._beaten = 0
        self._ended = threading.Event()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(round(_LOOK * 1000))
        self.start()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._ended.set()
        self.join()

    def run(self) -> None:
        seen, told, late = -1, -1, 0.0
        began = last = self._clocks()
        was_inside = False
        while not self._ended.wait(_LOOK):
            now = self._clocks()
            stack = self._loop_stack()
            late += max(0.0, now[0] - last[0] - _LOOK)
            held = now[1] - last[1]  # worked since the last look: only one that was held up is late
            if stack is not None and was_inside and held > _STALL:
                self.stalls.append(f"{held * 1000:.0f} ms without letting other threads work\n")
                told = self._beaten
            was_inside, last = stack is not None, now
            if stack is None or seen != self._beaten:
                seen, began, late = self._beaten, now, 0.0
                continue
            spent, worked, waited = (after - start for after, start in zip(now, began, strict=True))
            # In Qt itself it works, or waits until another thread lets go of the interpreter.
            is_qt = all(_PYTEST_QT in line for line in stack[:-1])
            stalled = worked if is_qt else max(worked, spent - late - waited)
            if stalled > _STALL and told != seen:
                told = seen
                self.stalls.append(f"{spent * 1000:.0f} ms in\n{''.join(stack)}")

    def _beat(self) -> None:
        self._beaten += 1

    def _clocks(self) -> tuple[float, float, float]:
        """Return the time, and for how long the watched thread worked and waited for a processor,
        in seconds, as far as the system tells."""
        worked = waited = 0.0
        if hasattr(time, "pthread_getcpuclockid"):
            worked = time.clock_gettime(time.pthread_getcpuclockid(self._watched))
        if self._task.exists():
            waited = int(self._task.read_text().split()[1]) / 1e9
        return time.monotonic(), worked, waited

    def _loop_stack(self) -> list[str] | None:
        """Return what the watched thread does in the event loop, None where it is not in it."""
        frame: FrameType | None = sys._current_frames().get(self._watched)
        inner: list[str] = []
        while frame is not None:
            name = frame.f_code.co_filename
            if name in _LOOPS and frame.f_code.co_name != "_close_widgets":
                # What a test asks about while it waits is none of the window's doing.
                is_test = bool(inner) and any(_HERE in line for line in inner)
                return None if is_test else [*inner[::-1], "(in the event loop)\n"]
            inner += traceback.format_stack(frame, limit=1)
            frame = frame.f_back
        return None


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "may_stall(why): the event loop may stand still in this test, and why"
    )


class PatientBot(QtBot):
    """Waits for as long as the slowest machine may take: a wait that ends so is a fault."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = _PATIENCE) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE, **options: Any) -> Any:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitSignals(self, signals: Any, *, timeout: int = _PATIENCE, **options: Any) -> Any:  # noqa: N802
        return super().waitSignals(signals, timeout=timeout, **options)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application with the program's own letters and numbers: those of machines differ."""
    qapp.setFont(body_font())
    QLocale.setDefault(chosen_locale("en"))
    return qapp


@pytest.fixture(scope="module", autouse=True)
def plain_again(qapp: QApplication) -> Iterator[None]:
    """Leave no theme to the tests of other files in the same process."""
    font, palette = qapp.font(), qapp.palette()
    yield
    if qapp.property("theme") is not None or qapp.palette() != palette:
        qapp.setStyleSheet("")
        qapp.setStyle("fusion")
        qapp.setPalette(palette)
        qapp.setFont(font)
        for name in ("theme", "more_contrast"):
            qapp.setProperty(name, None)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def stall_watch(
    request: pytest.FixtureRequest, qtbot: QtBot, judges_time: bool
) -> Iterator[StallWatch | None]:
    """Fail a test in which the event loop stood still, where time is judged."""
    if not judges_time:
        yield None
        return
    watch = StallWatch()
    yield watch
    watch.end()
    if request.node.get_closest_marker("may_stall") is None:
        assert not watch.stalls, "the event loop stood still:\n" + "\n".join(watch.stalls)


@pytest.fixture(scope="module", autouse=True)
def settled() -> None:
    """Leave out of the collection of garbage what stays: it is gone through after every test."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    gc.unfreeze()  # so that pytest finds what was never closed


def stop_jobs(window: MainWindow) -> None:
    """Stop what goes on after a test that failed: nobody could answer whether to."""
    for runner in window.job_controller._runners:
        runner.finish()
    QCoreApplication.processEvents()  # what ended is told to the list of jobs


@pytest.fixture
def studio(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window with nothing open; what it keeps for a person goes to a folder of the test."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    garbage = OwnGarbage()
    window = MainWindow(settings)
    window.resize(1280, 800)  # the screen of the offscreen platform is smaller than any real one
    window.show()
    yield window
    stop_jobs(window)
    window.close_document()
    window.close()
    # Now, so that no test meets what is left of the window of another.
    window.deleteLater()
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    garbage.end()


@pytest.fixture
def sample(studio: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the sample open, its first frame shown."""
    studio.open(SAMPLE)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    return studio


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video of a square and a disc that move."""
    path = tmp_path_factory.mktemp("clip") / "shapes.mp4"
    write_clip(path)
    return path


@pytest.fixture
def window(studio: MainWindow, qtbot: QtBot, clip: Path) -> MainWindow:
    """The window with that clip open, its first frame shown."""
    studio.resize(1280, 800)
    studio.open(clip)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    return studio


@pytest.fixture
def find(window: MainWindow) -> Find:
    """Adds an expression for which the square is found, and less surely the disc."""
    return partial(tell_found, window)


@pytest.fixture
def plurals(qtbot: QtBot) -> Iterator[None]:
    """English's own forms of "1 frame" and "2 frames", as the program has them."""
    application = QApplication.instance()
    assert application is not None
    installed = use_language(application, "en")
    assert installed
    yield
    for translator in installed:
        application.removeTranslator(translator)
