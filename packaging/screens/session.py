"""A process that takes pictures in one theme, at one scale: Qt fixes both when it starts."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication
from screens.driver import Driver
from screens.names import DOCUMENT, IN_DOCUMENTS, TELLING_PATHS
from screens.states import STATES

from soc_studio.core.system.settings import Theme
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.garbage import GarbageCollector
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.toolkit.theme import apply_theme
from soc_studio.ui.toolkit.translation import use_language
from soc_studio.ui.widgets import toasts

FAILED = ": FAILED"
"""How what is said of a state begins, if something is wrong with it."""
NAMED = "films"
"""The folder, among temporary ones, of states whose pictures show paths."""


def take(
    theme: str,
    project: Path,
    sizes: Mapping[Path, tuple[int, int]],
    states: Sequence[str],
    language: str,
) -> bool:
    """Take pictures of `states`, in each of `sizes` into the folder that it is for; return whether
    the window came into all of them.

    Nothing is as the system has it, or moves by itself: so the next pictures are the same.
    """
    application = _application(theme, language)
    failed = 0
    for state in states:
        begun, worked = time.monotonic(), time.process_time()
        told = _take(state, theme, project, sizes)
        failed += told.startswith(FAILED)
        gc.collect()  # of the window, here, on the thread that it belongs to
        wall, cpu = time.monotonic() - begun, time.process_time() - worked
        sys.stdout.write(f"{theme} {state}, {wall:.1f} s, {cpu:.1f} s of work{told}\n")
        sys.stdout.flush()
    application.processEvents()
    return not failed


def _take(state: str, theme: str, project: Path, sizes: Mapping[Path, tuple[int, int]]) -> str:
    """Take the pictures of one state, in a window of its own; return what is to be said of it.

    Whatever is wrong with a state, the others are taken.
    """
    said = ""
    with _folder(state) as folder:
        driver = Driver(_window(folder, theme, sizes), project, folder)
        try:
            STATES[state](driver)
            driver.settle(works=not driver.is_still)
            for out, size in sizes.items():
                if state in IN_DOCUMENTS or not out.name.endswith(DOCUMENT):
                    driver.take(out / f"{state}.png", size)
            said = "" if driver.rested else ": something moves"
        except Exception as error:  # a state is a script: anything in it can be out of date
            kept = _keep_failed(driver, state, sizes)
            said = f"{FAILED}: {_reason(error)}; {kept} shows how far it came"
        try:
            driver.leave()
        except TimeoutError:
            said = said or f"{FAILED}: the work that it began did not end"
    return said


def _reason(error: Exception) -> str:
    """Say in words what went wrong in a state, and where in its script."""
    steps = traceback.extract_tb(error.__traceback__)
    script = [each for each in steps if Path(each.filename).parent == Path(__file__).parent]
    line = (script or steps)[-1]
    words = str(error) or f"it ended with {type(error).__name__}"
    return f"{words} at “{line.line}” ({Path(line.filename).name}, line {line.lineno})"


@contextmanager
def _folder(state: str) -> Iterator[Path]:
    """Make a folder for the files of a state, and take it away in the end.

    Where the window tells paths it has a name that never changes; processes use it in turn.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as somewhere:
        if state not in TELLING_PATHS:
            yield Path(somewhere)
            return
        named = Path(tempfile.gettempdir()).resolve() / NAMED
        with FileLock(f"{named}.lock"):
            shutil.rmtree(named, ignore_errors=True)
            named.mkdir()
            try:
                yield named
            finally:
                shutil.rmtree(named, ignore_errors=True)


def _application(theme: str, language: str) -> QApplication:
    QLocale.setDefault(QLocale("de_DE" if language == "de" else "en_US"))
    application = QApplication([])
    application.setApplicationName("SOC Studio")
    application.setCursorFlashTime(0)
    use_language(application, language)
    apply_theme(theme)
    toasts._SHOWN = 86_400_000  # a slow computer would find some of them gone
    # Garbage is collected on this thread alone, as in the program: a decoder's thread that came
    # upon a window of a state before would destroy it while the theme goes through all widgets.
    GarbageCollector(application)
    return application


def _window(folder: Path, theme: str, sizes: Mapping[Path, tuple[int, int]]) -> MainWindow:
    os.environ["SOC_STUDIO_DATA"] = str(folder / "data")
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    chosen = {"hints": False, "reduced_motion": True, "proxies": False}
    Preferences(settings).change(theme=Theme(theme), **chosen)
    window = MainWindow(settings)
    window.resize(*next(iter(sizes.values())))
    window.show()
    return window


def _keep_failed(driver: Driver, state: str, sizes: Mapping[Path, object]) -> Path:
    """Keep a picture of a window that did not come into its state; return where."""
    kept = next(iter(sizes)) / f"{state}-failed.png"
    kept.parent.mkdir(parents=True, exist_ok=True)
    driver.image().save(str(kept))
    return kept
