"""The application: Qt, its look, the window, and what happens to a bug."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

# WORKAROUND On Linux opencv-python points this at a Qt of its own:
# https://github.com/opencv/opencv-python/issues/386
os.environ.pop("QT_QPA_PLATFORM_PLUGIN_PATH", None)

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.theme import apply_theme

_log = logging.getLogger(__name__)


def run(file: Path | None, demo: bool = False, arguments: Sequence[str] = ()) -> int:
    """Show the window, with `file` open or, for `demo`, the sample; return the exit code."""
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("SOC Studio")
    application.setOrganizationName("SOC Studio")
    settings = QSettings()
    apply_theme(str(settings.value("theme", "auto")))
    window = MainWindow(settings)
    sys.excepthook = lambda *bug: _tell_bug(window, *bug)
    window.show()
    if demo:
        window.open_sample()
    elif file is not None:
        window.open(file)
    return application.exec()


def _tell_bug(
    window: MainWindow,
    kind: type[BaseException],
    error: BaseException,
    traceback: TracebackType | None,
) -> None:
    _log.critical("A bug", exc_info=(kind, error, traceback))
    QMessageBox.critical(
        window,
        "SOC Studio",
        window.tr(
            "Something went wrong that should not have. Your work is saved. "
            "Please close the program and start it again."
        ),
    )
