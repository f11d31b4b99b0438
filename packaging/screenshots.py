"""Take pictures of the running program, in every state worth a look or in those of the README.

    python packaging/screenshots.py            # the README's, into resources/screenshots
    python packaging/screenshots.py --all OUT  # every state, light and dark, small and large
    python packaging/screenshots.py --all OUT --states empty --sizes 1280x720 --themes dark

The window is driven without a screen; what it finds on the sample clip is found by the network that
comes with it. The objects are found once and kept in a project that every state opens.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "resources" / "screenshots"
SENTENCES = ("the woman in the yellow dress", "the dog", "the red car")
FRAME = 40  # on which all three are to be seen
SIZES = {"1280x720": (1280, 720, "1"), "2560x1440": (1280, 720, "2")}  # width, height, scale
THEMES = ("dark", "light")
FOR_README = ("found", "candidates", "label", "demo")
_PATIENCE = 90  # seconds


sys.path[:0] = [str(ROOT), str(ROOT / "model")]


def main() -> int:
    """Take the pictures that were asked for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="OUT", help="every state, into this folder")
    parser.add_argument("--states", nargs="*", choices=tuple(STATES), help="only these")
    parser.add_argument("--sizes", nargs="+", choices=tuple(SIZES), default=tuple(SIZES))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        theme, width, height, out = options.one
        take(theme, (int(width), int(height)), Path(out), options.states)
        return 0
    with tempfile.TemporaryDirectory() as kept:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "SOC_STUDIO_DATA": kept,
            "SCREENSHOTS_PROJECT": str(Path(kept) / "Street.soc"),
        }
        if options.all is None:
            _run(environment, "dark", (1280, 800, "1"), README, options.states or FOR_README)
            return 0
        for size in options.sizes:
            for theme in options.themes:
                place = options.all / f"{theme}-{size}"
                _run(environment, theme, SIZES[size], place, options.states or tuple(STATES))
    return 0


def _run(
    environment: dict[str, str],
    theme: str,
    measures: tuple[int, int, str],
    out: Path,
    states: tuple[str, ...],
) -> None:
    """Take the pictures of a size and theme in a process of their own: Qt scales once."""
    width, height, scale = measures
    command = [sys.executable, __file__, "--one", theme, str(width), str(height), str(out)]
    subprocess.run(
        [*command, "--states", *states],
        env={**environment, "QT_SCALE_FACTOR": scale},
        check=True,
    )


def take(theme: str, size: tuple[int, int], out: Path, states: list[str]) -> None:
    """Take pictures of `states` into the folder `out`."""
    kind = "jpg" if out == README else "png"
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from soc_studio.core.system.settings import Theme
    from soc_studio.ui.main_window import MainWindow
    from soc_studio.ui.toolkit.theme import apply_theme

    application = QApplication([])
    application.setApplicationName("SOC Studio")
    apply_theme(theme)
    out.mkdir(parents=True, exist_ok=True)
    project = Path(os.environ["SCREENSHOTS_PROJECT"])
    for state in states:
        with tempfile.TemporaryDirectory() as folder:
            settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
            window = MainWindow(settings)
            window.preferences.change(hints=False, theme=Theme(theme))
            window.resize(*size)
            window.show()
            driver = Driver(window, project, out / f"{state}.{kind}", Path(folder))
            STATES[state](driver)
            driver.leave()
            sys.stdout.write(f"{driver.picture}\n")
            sys.stdout.flush()


class Driver:
    """A window, and what a person does with it."""

    def __init__(self, window: Any, project: Path, picture: Path, folder: Path) -> None:
        self.window = window
        self.folder = folder
        self.project = project
        self.picture = picture

    def wait(self, until: Callable[[], object], least: float = 0.0) -> None:
        """Let the window work until something is so, and `least` seconds."""
        from PySide6.QtCore import QEventLoop, QTimer

        end = time.monotonic() + _PATIENCE
        while least > 0 or not until():
            if time.monotonic() > end:
                raise SystemExit(f"{self.picture.name}: waited for too long")
            loop = QEventLoop()
            QTimer.singleShot(50, loop.quit)
            loop.exec()
            least -= 0.05

    def act(self, name: str) -> None:
        """Do what a menu entry does."""
        self.window.actions_[name].trigger()

    def open_sample(self) -> None:
        """Show the sample."""
        self.window.open_sample()
        self.wait(lambda: self.window.viewer.image is not None)

    def open_found(self) -> None:
        """Show the sample with all that was found in it, and find it if that was not done yet."""
        window = self.window
        if self.project.exists():
            window.open(Path(shutil.copy(self.project, self.folder)))
        else:
            self.open_sample()
            for sentence in SENTENCES:
                window.search(sentence, False)
                self.wait(lambda: not window.finding.jobs, 1)
            window.document.core.save_as(self.folder / self.project.name)
            window.document.core.save()
            shutil.copy(window.document.core.file.path, self.project)
        self.wait(lambda: window.viewer.image is not None)
        window.expression_bar.line.clear()
        self.wait(lambda: all(window.document.view(each.id) for each in window.document.layers))
        window.go(FRAME)
        self.wait(lambda: not window.video.candidates.is_busy, 2.5)

    def views(self) -> list[Any]:
        """Return what is seen of every object, None where that is not read yet."""
        document = self.window.document
        return [document.view(each.id) for each in document.layers]

    def take(self, widget: Any = None) -> None:
        """Take the picture, of the window or of one above it."""
        self.wait(lambda: True, 0.4)
        shown = self.window.grab()
        if widget is not None:
            from PySide6.QtGui import QPainter

            painter = QPainter(shown)
            inner = widget.grab()
            left = max(0, (self.window.width() - widget.width()) // 2)
            top = max(0, (self.window.height() - widget.height()) // 2)
            painter.fillRect(self.window.rect(), _shade())
            painter.drawPixmap(left, top, inner)
            painter.end()
        shown.save(str(self.picture), quality=88 if self.picture.suffix == ".jpg" else -1)

    def leave(self) -> None:
        """Close the window, and let what belongs to it go."""
        self.window.finding.cancel_all()
        self.wait(lambda: not self.window.job_controller.log.busy)
        self.window.close_document()
        self.window.close()
        self.window.deleteLater()
        self.wait(lambda: True, 0.1)

    def dialog(self, kind: str) -> None:
        """Take a picture with the dialog of a class above the window."""
        from PySide6.QtWidgets import QApplication

        def found() -> Any:
            shown = QApplication.topLevelWidgets()
            return next(
                (each for each in shown if type(each).__name__ == kind and each.isVisible()), None
            )

        self.wait(found)
        self.wait(lambda: True, 0.5)
        self.take(found())
        found().close()


def _shade() -> Any:
    from PySide6.QtGui import QColor

    return QColor(0, 0, 0, 90)


def empty(driver: Driver) -> None:
    driver.take()


def first_steps(driver: Driver) -> None:
    driver.window.shell.first_steps.ask()
    driver.take()


def opened(driver: Driver) -> None:
    driver.open_sample()
    driver.wait(lambda: True, 1.5)
    driver.take()


def searching(driver: Driver) -> None:
    driver.open_sample()
    driver.window.search(SENTENCES[0], False)
    driver.wait(
        lambda: any(driver.window.document.view(each.id) for each in driver.window.document.layers)
    )
    driver.wait(lambda: True, 1.5)
    driver.take()


def found(driver: Driver) -> None:
    driver.open_found()
    driver.take()


def candidates(driver: Driver) -> None:
    driver.open_found()
    driver.window.document.select(driver.window.document.layers[1].id)
    driver.wait(lambda: not driver.window.video.candidates.is_busy, 2)
    driver.take()


def corrections(driver: Driver) -> None:
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtTest import QTest

    driver.open_found()
    viewer = driver.window.viewer
    driver.act("brush")
    begun = [(viewer.width() * 0.4 + 6 * step, viewer.height() * 0.6) for step in range(12)]
    points = [QPointF(*each).toPoint() for each in begun]
    QTest.mousePress(viewer, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points:
        QTest.mouseMove(viewer, point)
    QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton, pos=points[-1])
    driver.wait(lambda: True, 2)
    driver.take()


def refine(driver: Driver) -> None:
    driver.open_found()
    driver.window.inspector.edge.set_open(True)
    driver.act("matte")
    driver.wait(lambda: True, 1)
    driver.take()


def cut_out(driver: Driver) -> None:
    driver.open_found()
    driver.act("colour")
    driver.wait(lambda: True, 1)
    driver.take()


def split(driver: Driver) -> None:
    driver.open_found()
    driver.act("split")
    driver.wait(lambda: True, 1)
    driver.take()


def label(driver: Driver) -> None:
    driver.open_found()
    driver.act("workspace_label")
    driver.wait(lambda: True, 1)
    driver.take()


def demo(driver: Driver) -> None:
    driver.open_found()
    driver.act("workspace_demo")
    driver.window.expression_bar.line.setText(SENTENCES[0])
    driver.wait(lambda: True, 1)
    driver.take()


def jobs(driver: Driver) -> None:
    driver.open_sample()
    driver.window.tasks_popover.toggle()
    for sentence in SENTENCES:
        driver.window.search(sentence, False)
    driver.wait(lambda: True, 4)
    driver.take()


def export(driver: Driver) -> None:
    driver.open_found()
    driver.act("export")
    driver.dialog("ExportDialog")


def preferences(driver: Driver) -> None:
    driver.open_found()
    driver.act("preferences")
    driver.wait(lambda: True, 0.5)
    driver.take()


def models(driver: Driver) -> None:
    driver.open_found()
    driver.act("models")
    desk = driver.window.model_controller
    driver.wait(lambda: any(e.recommended.isVisible() for e in desk.dialog.tiers.values()))
    driver.take()
    desk.dialog.dismiss()


def models_failed(driver: Driver) -> None:
    """A host that does not answer: why, and what to do."""
    from soc_studio.core.models.google_drive import GoogleDrive

    driver.open_found()
    desk = driver.window.model_controller
    desk.host = GoogleDrive("http://127.0.0.1:9/uc?id={id}", timeouts=(1.0, 1.0))
    desk.hub = "http://127.0.0.1:9"
    driver.act("models")
    driver.wait(lambda: desk.dialog.list.count())
    desk.dialog.choose("sgmg-ytvos-b")
    desk.fetch("sgmg-ytvos-b")
    driver.wait(lambda: not desk.working.jobs, 0.5)
    driver.take()
    desk.dialog.dismiss()


def foreseen(driver: Driver) -> None:
    """What a search will take, before it is begun."""
    driver.open_found()
    driver.window.expression_bar.line.setText(SENTENCES[0])
    driver.wait(driver.window.estimate_chip.isVisible)
    driver.take()


def shortcuts(driver: Driver) -> None:
    driver.open_found()
    driver.act("shortcuts")
    driver.dialog("ShortcutDialog")


def palette(driver: Driver) -> None:
    driver.open_found()
    driver.act("palette")
    driver.dialog("Palette")


def about(driver: Driver) -> None:
    driver.open_found()
    driver.act("about")
    driver.dialog("AboutDialog")


def absent(driver: Driver) -> None:
    """Nothing was found: why, and what to do."""
    driver.open_sample()
    driver.window.search("the blue elephant", False)
    driver.wait(lambda: not driver.window.finding.jobs, 1)
    driver.wait(lambda: True, 1)
    driver.take()


def error(driver: Driver) -> None:
    driver.open_found()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "holiday on the coast, second camera.mp4"
        path.write_bytes(b"no video")
        driver.window.open(path)
        driver.wait(lambda: bool(driver.window.toasts.shown))
    driver.take()


STATES: dict[str, Callable[[Driver], None]] = {
    each.__name__: each
    for each in (
        empty,
        first_steps,
        opened,
        found,
        searching,
        candidates,
        corrections,
        refine,
        cut_out,
        split,
        label,
        demo,
        jobs,
        export,
        preferences,
        models,
        models_failed,
        foreseen,
        shortcuts,
        palette,
        about,
        absent,
        error,
    )
}

if __name__ == "__main__":
    sys.exit(main())
