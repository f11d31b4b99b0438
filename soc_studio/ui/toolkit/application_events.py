"""One event filter of the application, on behalf of all who watch events of some types.

A filter in Python costs microseconds for each event of each widget, of which there are thousands
when a window is shown or restyled: one filter asks, by type, only those concerned. While a window
is built there is none, for it would take two thirds of that time: the event loop installs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid


class ApplicationEvents(QObject):
    """The filter; there is one for each application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._watchers: dict[QEvent.Type, list[QObject]] = {}
        self._missed: dict[int, Callable[[], object]] = {}  # by the watcher's id
        self._pauses = 0  # blocks within one another in which nothing is told
        self._installing = QTimer(self)
        self._installing.setSingleShot(True)
        self._installing.timeout.connect(self._install)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.timeout.connect(self._tell_missed)

    def add(
        self,
        watcher: QObject,
        types: Iterable[QEvent.Type],
        missed: Callable[[], object] | None = None,
    ) -> None:
        """Have `watcher.eventFilter` called for events of `types`, before earlier watchers, and
        `missed` when the event loop comes round after a pause."""
        if missed is not None:
            self._missed[id(watcher)] = missed
        for each in types:
            self._watchers.setdefault(each, []).insert(0, watcher)
        watcher.destroyed.connect(partial(self._remove, id(watcher)))
        self._installing.start(0)

    def remove(self, watcher: QObject) -> None:
        """Tell a watcher nothing more."""
        self._remove(id(watcher))

    def _remove(self, watcher: int, *_: object) -> None:
        self._missed.pop(watcher, None)
        for kind, watchers in self._watchers.items():
            self._watchers[kind] = [each for each in watchers if id(each) != watcher]
        if not any(self._watchers.values()) and isValid(self._application):
            self._application.removeEventFilter(self)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Tell nobody anything within the block."""
        self._application.removeEventFilter(self)
        self._pauses += 1
        try:
            yield
        finally:
            self._pauses -= 1
            self._install()
            if not self._pauses:  # once for several in a row
                self._telling.start(0)

    def _tell_missed(self) -> None:
        for tell in list(self._missed.values()):
            tell()

    def _install(self) -> None:
        if not self._pauses and any(self._watchers.values()):
            self._application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        watchers = self._watchers.get(event.type())
        if not watchers:
            return False
        return any(each.eventFilter(watched, event) for each in watchers)


def watch_application(
    watcher: QObject, types: Iterable[QEvent.Type], missed: Callable[[], object] | None = None
) -> None:
    """Have `watcher.eventFilter` called for events of `types` of every widget.

    `missed` is called when the event loop comes round after `unwatched` blocks, for what has to be
    made up for.
    """
    _events().add(watcher, types, missed)


def stop_watching(watcher: QObject) -> None:
    """Tell a watcher nothing more; one that is deleted is told nothing anyway."""
    _events().remove(watcher)


def unwatched() -> AbstractContextManager[None]:
    """Have no events watched within a block that builds or restyles widgets: each gets several.

    Nothing that a person does may come within it: no dialog that waits for an answer.
    """
    return _events().paused()


def _events() -> ApplicationEvents:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    found = application.findChild(ApplicationEvents)
    return ApplicationEvents(application) if found is None else found
