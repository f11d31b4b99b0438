"""A process that takes pictures in one theme, at one scale: Qt fixes both when it starts."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication
from screens.driver import Driver
from screens.states import STATES

from soc_studio.core.system.settings import Theme
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.theme import apply_theme


def take(
    theme: str,
    project: Path,
    sizes: Mapping[Path, tuple[int, int]],
    states: Sequence[str],
) -> None:
    """Take pictures of `states`, in each of `sizes` into the folder that it is for.

    Nothing is as the system has it, or moves by itself: so the next pictures are the same.
    """
    QLocale.setDefault(QLocale("en_US"))
    application = QApplication([])
    application.setApplicationName("SOC Studio")
    application.setCursorFlashTime(0)
    apply_theme(theme)
    for state in states:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            os.environ["SOC_STUDIO_DATA"] = str(Path(folder) / "data")
            settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
            window = MainWindow(settings)
            window.preferences.change(
                hints=False, theme=Theme(theme), reduced_motion=True, proxies=False
            )
            window.resize(*next(iter(sizes.values())))
            window.show()
            driver = Driver(window, project, Path(folder))
            STATES[state](driver)
            driver.settle(works=not driver.is_still)
            for out, size in sizes.items():
                driver.take(out / f"{state}.png", size)
            driver.leave()
            sys.stdout.write(f"{theme} {state}\n")
            sys.stdout.flush()
