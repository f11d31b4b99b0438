"""The application: sets up Qt, theme, window and crash handling."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

# WORKAROUND On Linux opencv-python points this at a Qt of its own:
# https://github.com/opencv/opencv-python/issues/386
os.environ.pop("QT_QPA_PLATFORM_PLUGIN_PATH", None)

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from soc_studio.core.system.log_file import start_log
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.shell.crash import BugCatcher
from soc_studio.ui.toolkit.garbage import GarbageCollector
from soc_studio.ui.toolkit.motion import set_reduced
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.toolkit.stored_settings import StoredSettings
from soc_studio.ui.toolkit.theme import apply_theme
from soc_studio.ui.toolkit.translation import chosen_locale, use_language
from soc_studio.ui.toolkit.turns import take_short_turns
from soc_studio.ui.toolkit.window_icon import window_icon
from soc_studio.ui.widgets.focus_ring import FocusRing
from soc_studio.ui.widgets.tool_tips import ToolTips


def run(files: Sequence[Path], demo: bool = False, arguments: Sequence[str] = ()) -> int:
    """Show the window, with `files` open as if they had been dropped on it or, for `demo`, the
    sample; return the exit code."""
    take_short_turns()
    _set_scale()
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("SOC Studio")
    application.setOrganizationName("SOC Studio")
    application.setDesktopFileName("soc-studio")  # by which Linux desktops know icon and name
    start_log()
    settings = StoredSettings()
    application.aboutToQuit.connect(settings.end)
    wanted = Preferences(settings).value
    use_language(application, wanted.language)
    QLocale.setDefault(chosen_locale(wanted.language))
    apply_theme(wanted.theme, wanted.contrast)
    set_reduced(wanted.reduced_motion)
    application.setWindowIcon(window_icon())
    FocusRing(application)
    ToolTips(application)
    window = MainWindow(settings)
    BugCatcher(window, window.save_quietly).install()
    garbage = GarbageCollector(window, lambda: bool(window.warm_model.runner.jobs))
    application.aboutToQuit.connect(garbage.end)
    window.search_controller.loading.connect(
        garbage.keep
    )  # a network brings thousands of objects that stay
    window.show()
    if demo:
        window.open_sample()
    elif len(files) == 1:
        window.open(files[0])
    elif files:
        window.video_room.adder.take(files)
    window.begin()
    return application.exec()


def _set_scale() -> None:
    """Have Qt enlarge everything alike, as the person prefers; only possible before it starts."""
    scale = Preferences(QSettings("SOC Studio", "SOC Studio")).value.scale
    if scale != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{scale / 100:g}")
