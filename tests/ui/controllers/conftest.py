"""A document without the window: for tests of controllers and the widgets that they work at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.models.catalogue import DEFAULT_TRACKER
from soc_studio.core.project.project import Layer, LayerId
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.propagation import PropagationController
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.jobs.opening import open_anything
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.propagation_bar import PropagationBar
from soc_studio.ui.widgets.propagation_panel import PropagationPanel
from tests.ui.garbage import OwnGarbage
from tests.ui.shapes import Find, tell_found


class Closeable(Protocol):
    def close(self) -> object: ...


C = TypeVar("C", bound=Closeable)


@dataclass
class Bench:
    """A document whose video can be read, and what a controller of it needs beside its widgets."""

    document: OpenDocument
    playback: Playback
    operations: Operations
    actions: Actions
    settings: QSettings
    preferences: Preferences
    runner: JobRunner
    owner: QObject  # the parent of the controllers, and deleted with them
    told: list[str] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    opened: list[Closeable] = field(default_factory=list)

    def keep(self, controller: C) -> C:
        """Close a controller at the end of the test."""
        self.opened.append(controller)
        return controller

    def layer(self) -> Layer:
        """Return the layer that is worked on."""
        one = self.document.selection
        assert one is not None
        return one

    def track(self) -> ResolvedTrack:
        """Return what is seen of it."""
        track = self.document.view(self.layer().id)
        assert track is not None
        return track

    def find(self, text: str = "the square", **how: object) -> LayerId:
        """Put in results for `text`, as `tell_found` does, and work on its layer."""
        find: Find = partial(tell_found, self)
        given = find(text, **how)
        self.document.select(given)
        return given


@pytest.fixture
def bench(
    qtbot: QtBot, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    """The clip of a square and a disc, in a project of its own."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    garbage = OwnGarbage()
    opened = open_anything(clip)
    document = OpenDocument(opened.document, opened.reader, opened.video)
    assert opened.reader is not None
    host, owner = QWidget(), QObject()
    qtbot.addWidget(host)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    bench = Bench(
        document,
        Playback(opened.reader.timing),
        Operations(document, owner),
        Actions(host),
        settings,
        Preferences(settings, owner),
        JobRunner(owner),
        owner,
    )
    bench.operations.told.connect(bench.told.append)
    bench.operations.failed.connect(bench.failures.append)
    yield bench
    bench.playback.stop()
    bench.runner.finish()
    for each in bench.opened:
        each.close()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    document.close()
    garbage.end()


@pytest.fixture
def propagation(bench: Bench, qtbot: QtBot) -> PropagationController:
    """What carries corrections of that document; no cuts are known."""
    stage, panel = QWidget(), PropagationPanel(bench.actions.by_id)
    for widget in (stage, panel):
        qtbot.addWidget(widget)
    made = PropagationController(
        bench.operations,
        bench.playback,
        PropagationBar(stage),
        panel,
        bench.actions,
        lambda: [],
        lambda: DEFAULT_TRACKER,
        bench.settings,
        None,
        bench.owner,
    )
    return bench.keep(made)
