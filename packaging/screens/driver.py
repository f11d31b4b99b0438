"""A window, and what a person does with it, until nothing moves any more."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock
from PySide6.QtCore import QEventLoop, QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.widgets.question import Question

SENTENCES = ("the woman in the yellow dress", "the dog", "the red car")
FRAME = 40  # on which all three are to be seen
SHADE = QColor(0, 0, 0, 90)  # over the window below a dialog
_LOOK = 60  # milliseconds between two looks at a window
_SAME = 3  # looks that are alike once nothing moves any more
_IDLE = 400  # looks at a window that does nothing, after which nothing will come
_PATIENCE = 3600  # seconds in which the slowest machine has searched
_REST = 60, 1  # seconds in which a window comes to rest, and one that works meanwhile
_QUICKLY = 90  # how little a picture is packed
_CHANGED = 1_767_611_160  # when every project was changed, in seconds: 5 January 2026, 11:06 UTC


class Driver:
    """Brings a window into a state and takes its picture, in several sizes."""

    def __init__(self, window: Any, project: Path, folder: Path) -> None:
        """`project` has what was found, or will have it; `folder` is for files of this state."""
        self.window = window
        self.project = project
        self.folder = folder
        self.above: QWidget | None = None  # the dialog that stands over the window
        self.is_still = True  # whether the state stays as it is
        self.rested = True  # whether it always came to rest

    # What a person does

    def act(self, name: str) -> None:
        """Do what a menu entry does."""
        self.window.actions_[name].trigger()

    def open_sample(self) -> None:
        """Show the sample."""
        self.window.open_sample()
        self.wait(lambda: self.window.viewer.image is not None)
        self.wait(lambda: not self._works())

    def open_found(self, sentences: Sequence[str] = SENTENCES) -> None:
        """Show the sample with all that was found in it, and find it if that was not done yet."""
        window, project = self.window, self.kept(sentences)
        with FileLock(f"{project}.lock"):  # other processes wait, and find it found
            is_found = project.exists()
            if not is_found:
                self._find(sentences, project)
        if is_found:
            window.open(Path(shutil.copy(project, self.folder / self.project.name)))
        self.wait(self._is_open)
        window.expression_bar.line.clear()
        self.wait(lambda: all(window.document.view(each.id) for each in window.document.layers))
        window.go(FRAME)
        self.wait(lambda: not self._works())

    def kept(self, sentences: Sequence[str]) -> Path:
        """Return the project in which what was found of these sentences is kept."""
        if sentences == SENTENCES:
            return self.project
        words = "-".join("_".join(each.split()) for each in sentences)
        return self.project.with_stem(f"{self.project.stem}-{words}")

    def _is_open(self) -> bool:
        """Whether the video is shown; allow the project to read it, where that is asked."""
        for question in self.window.findChildren(Question):
            for answer in question.answers:
                if "Allow" in answer.text():
                    answer.click()
        return self.window.document is not None and self.window.viewer.image is not None

    def _find(self, sentences: Sequence[str], project: Path) -> None:
        window = self.window
        self.open_sample()
        for sentence in sentences:
            window.search(sentence, False)
            self.wait(lambda: not window.finding.jobs)
        self.settle()
        window.advice.forget()
        window.document.core.save_as(self.folder / self.project.name)
        window.document.core.save()
        shutil.copy(window.document.core.file.path, project)

    def drag(self, *across: tuple[float, float]) -> None:
        """Drag over the picture, through places in shares of its width and height; click, if only
        one is given."""
        viewer = self.window.viewer
        at = viewer.target()
        points = [
            QPointF(at.x() + x * at.width(), at.y() + y * at.height()).toPoint() for x, y in across
        ]
        QTest.mousePress(viewer, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points:
            QTest.mouseMove(viewer, point)
        QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton, pos=points[-1])

    def hover(self, widget: QWidget, x: float, y: float) -> None:
        """Put the pointer over a widget, at a place in shares of its width and height."""
        at = QPoint(round(widget.width() * x), round(widget.height() * y))
        QTest.mouseMove(widget, at - QPoint(4, 0))
        QTest.mouseMove(widget, at)

    def leave_in_past(self, *projects: Path) -> None:
        """Have projects changed at one time for ever: the page says when."""
        for place, path in enumerate(projects):
            os.utime(path, (_CHANGED + place * 3600, _CHANGED + place * 3600))

    # Waiting

    def wait(self, until: Callable[[], object]) -> None:
        """Let the window work until something is so.

        Raises:
            TimeoutError: the window does nothing any more, and it is not.
        """
        end, idle = time.monotonic() + _PATIENCE, 0
        while not until():
            idle = 0 if self._works() else idle + 1
            if idle > _IDLE or time.monotonic() > end:
                raise TimeoutError("the window did not come into this state")
            self.rest()

    def rest(self, milliseconds: int = _LOOK) -> None:
        """Let the window work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self, works: bool = False) -> None:
        """Let the window work until it is idle and looks the same for a while; `works` where it
        need not be idle."""
        self.wait(lambda: works or not self._works())
        end, alike, before = time.monotonic() + _REST[works], 0, QImage()
        while alike < _SAME and time.monotonic() < end:
            self.rest()
            now = self.image()
            busy = not works and (self._works() or self._draws())
            alike = alike + 1 if now == before and not busy else 0
            before = now
        if not works and alike < _SAME:
            self.rested = False

    def _works(self) -> bool:
        """Whether the window has jobs."""
        return any(each.jobs for each in runners(self.window))

    def _draws(self) -> bool:
        """Whether the picture of the frame is still to come as it was asked for."""
        suppliers = self.window.findChildren(FrameSupplier)
        return self.window.viewer.isVisible() and any(not each.shows_exact for each in suppliers)

    def dialog(self) -> None:
        """Wait for the dialog that was asked for, which is then in the picture."""

        def found() -> QWidget | None:
            shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
            return next((each for each in shown if isinstance(each, QDialog)), None)

        self.wait(found)
        self.above = found()
        self.settle()

    # The picture

    def image(self) -> QImage:
        """Return the window as it is now, with the dialog above it."""
        shown = self.window.grab()
        if self.above is not None:
            painter = QPainter(shown)
            room = QSize(self.window.size() - self.above.size()) / 2
            painter.fillRect(self.window.rect(), SHADE)
            painter.drawPixmap(max(0, room.width()), max(0, room.height()), self.above.grab())
            painter.end()
        return shown.toImage()

    def take(self, picture: Path, size: tuple[int, int]) -> None:
        """Take the picture of the window in a size."""
        if self.window.size() != QSize(*size):
            self.window.resize(*size)
            self.settle(works=not self.is_still)
        picture.parent.mkdir(parents=True, exist_ok=True)
        self.image().save(str(picture), "PNG", _QUICKLY)

    def leave(self) -> None:
        """Close the window, and let what belongs to it go."""
        if self.above is not None:
            self.above.close()
        window = self.window
        for runner in runners(window):
            runner.cancel_all()
        self.wait(lambda: not window.job_controller.log.busy)
        window.close_document()
        window.close()
        window.deleteLater()
        self.rest(100)


def runners(window: QWidget) -> list[JobRunner]:
    """Return all that runs jobs for a window."""
    return list(window.findChildren(JobRunner))
