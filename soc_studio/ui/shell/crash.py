"""Handles bugs: logs the error, saves the work and tells the person."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import QMainWindow

from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.versions import versions
from soc_studio.ui.dialogs.crash import CrashDialog
from soc_studio.ui.toolkit.translation import translated

_log = logging.getLogger(__name__)


class BugCatcher(QObject):
    """Catches what nothing else does, on any thread, while it is installed."""

    caught = Signal(str)  # a report; sent on the thread of the bug

    def __init__(self, window: QMainWindow, save: Callable[[], object]) -> None:
        """`save` puts the work of `window` into its file; it raises StudioError where it cannot."""
        super().__init__(window)
        self._window = window
        self._save = save
        self.dialog: CrashDialog | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self.caught.connect(self._tell)

    def install(self) -> None:
        """Catch from now on: also what slots raise, since Qt hands that to the same hook."""
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.catch
        threading.excepthook = self._catch_thread

    def uninstall(self) -> None:
        """Let others catch."""
        sys.excepthook, threading.excepthook = self._hooks

    def catch(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write an exception down, and have it told."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        given = error if error is not None else kind()
        _log.critical("A bug", exc_info=(kind, given, trace))
        self.caught.emit(report(given, trace))

    def _catch_thread(self, thrown: threading.ExceptHookArgs) -> None:
        if thrown.exc_type is not SystemExit:
            self.catch(thrown.exc_type, thrown.exc_value, thrown.exc_traceback)

    def _tell(self, text: str) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.add(text)  # one after the other would bury the person
            return
        trouble = ""
        try:
            self._save()
        except StudioError as error:
            trouble = f"{translated(error.message)} {translated(error.advice)}".strip()
        self.dialog = CrashDialog(text, trouble, self._window)
        self.dialog.quit_asked.connect(self._window.close)
        self.dialog.open()


def report(error: BaseException, trace: TracebackType | None) -> str:
    """Return a report for the developers; it names no files of the person but those in the
    error."""
    made_of = {**versions(), "Qt": qVersion(), "System": platform.platform()}
    lines = [f"{name} {version}" for name, version in made_of.items()]
    return "\n".join([*lines, "", *traceback.format_exception(type(error), error, trace)])
