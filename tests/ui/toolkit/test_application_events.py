"""Events of the application are told to those who watch their type, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from soc_studio.ui.toolkit.application_events import ApplicationEvents, watch_application

_PRESS = QEvent.Type.KeyPress


class Watcher(QObject):
    def __init__(
        self,
        log: list[str],
        name: str,
        takes: bool = False,
        watch: Callable[[QObject, Iterable[QEvent.Type]], object] = watch_application,
    ) -> None:
        super().__init__()
        self._log, self._name, self._takes = log, name, takes
        watch(self, (_PRESS,))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        assert event.type() == _PRESS
        if isinstance(watched, QLineEdit):
            self._log.append(self._name)
        return self._takes


def test_the_latest_watcher_is_asked_first_and_may_keep_an_event(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    log: list[str] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    # One of its own: windows of other tests may have those of the application watched already.
    events = ApplicationEvents(application)
    first = Watcher(log, "first", watch=events.add)
    second = Watcher(log, "second", takes=True, watch=events.add)
    QTest.keyClicks(field, "b")  # before the event loop has run
    assert (log, field.text()) == ([], "b")
    field.clear()
    QApplication.processEvents()
    QTest.keyClicks(field, "a")
    assert (log, field.text()) == (["second"], "")
    events.remove(second)
    QTest.keyClicks(field, "a")
    assert (log, field.text()) == (["second", "first"], "a")
    events.remove(first)
    events.deleteLater()


def test_a_deleted_watcher_is_told_nothing(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    log: list[str] = []
    watcher = Watcher(log, "deleted")
    QApplication.processEvents()
    watcher.deleteLater()
    QApplication.sendPostedEvents(watcher, QEvent.Type.DeferredDelete.value)
    del watcher
    QTest.keyClicks(field, "a")
    assert log == []
    assert field.text() == "a"
