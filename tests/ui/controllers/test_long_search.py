"""A search of more than a minute is offered in part, before a person presses Enter."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.models.measurements import machine
from soc_studio.core.search.speeds import Speed, remember_speed
from soc_studio.ui.controllers.estimate import EstimateController
from soc_studio.ui.controllers.long_search import LongSearch
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.widgets.advice_popover import AdvicePopover
from soc_studio.ui.widgets.expression_bar import ExpressionBar
from tests.ui.controllers.conftest import Bench

LASTS = 100  # seconds, at a frame a second


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "long.mp4"
    with av.open(path, "w") as container:
        video = container.add_stream("libx264", rate=1)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        for number in range(LASTS):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number, np.uint8), "rgb24")
            frame.pts = number
            container.mux(video.encode(frame))
        container.mux(video.encode())
    return path


class Desk:
    """The bar in a window, and what it asks for; a search takes `quick` or `full` seconds."""

    def __init__(self, bench: Bench, qtbot: QtBot, quick: float, full: float) -> None:
        for preview, seconds in ((True, quick), (False, full)):
            remember_speed(Speed("soc-mini", machine("cpu"), preview, seconds / LASTS))
        self.window = QWidget()
        self.bar = ExpressionBar()
        self.chip = self.bar.estimate
        column = QVBoxLayout(self.window)
        column.addWidget(self.bar)
        column.addStretch(1)
        self.window.resize(1200, 500)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.bar.set_ready(True)
        self.bar.line.setFocus()
        self.popover = AdvicePopover(self.bar.field)
        self.asked: list[tuple[str, bool]] = []
        self.bar.find_asked.connect(lambda *asked: self.asked.append(asked))
        self.estimate = EstimateController(
            bench.document,
            bench.playback,
            list,
            self.chip,
            self.bar,
            SearchController(bench.owner),
            JobRunner(bench.owner),
            bench.runner,
            bench.preferences,
            bench.owner,
        )
        self.told: list[object] = []
        self.long = LongSearch(
            bench.operations,
            bench.playback,
            self.estimate,
            self.bar,
            self.popover,
            bench.preferences,
            bench.owner,
        )
        self.estimate.changed.connect(self.told.append)
        bench.keep(self.estimate)
        bench.keep(self.long)
        self._qtbot = qtbot

    def type(self, text: str) -> None:
        """Type a sentence and wait until its search is estimated."""
        self.told.clear()
        self._qtbot.keyClicks(self.bar.line, text)
        self._qtbot.waitUntil(lambda: any(each is not None for each in self.told))

    @property
    def offers(self) -> list[str]:
        if not self.popover.isVisible():
            return []
        return [each.accessibleName() for each in self.popover.buttons]


@pytest.mark.slow
def test_a_part_around_the_playhead_is_searched_instead_of_all(bench: Bench, qtbot: QtBot) -> None:
    desk = Desk(bench, qtbot, quick=200, full=2000)
    bench.playback.go(50)
    desk.type("the dog")
    assert desk.chip.property("tone") == "warn"
    assert desk.popover.accessibleName() == (
        "This clip is 1 min 40 s long. Searching all of it takes about 3 min 20 s."
    )
    assert desk.offers == ["Only 00:00:35 to 00:01:05 · 1 min", "Mark a part", "All of it"]
    bench.playback.go(15)  # the person looks elsewhere first
    qtbot.waitUntil(lambda: desk.offers[0].startswith("Only 00:00:00 to 00:00:30"))
    desk.popover.buttons[0].click()
    assert desk.asked == [("the dog", True)]
    video = bench.document.video
    assert video is not None
    assert video.span == range(30)
    assert desk.offers == []


@pytest.mark.slow
def test_a_part_is_marked_and_enter_searches_it_or_all(bench: Bench, qtbot: QtBot) -> None:
    desk = Desk(bench, qtbot, quick=200, full=2000)
    bench.playback.go(50)
    desk.type("the dog")
    desk.popover.buttons[1].click()
    video = bench.document.video
    assert video is not None
    assert video.span == range(35, 65)
    assert desk.asked == []
    assert bench.told == ["Drag the ends of the part in the timeline, then press Enter."]
    assert desk.bar.line.hasFocus()
    desk.told.clear()
    qtbot.waitUntil(lambda: any(each is not None for each in desk.told))
    assert desk.offers == []  # it is short enough
    bench.document.undo()
    qtbot.waitUntil(lambda: desk.offers != [])
    qtbot.keyClick(desk.bar.line, Qt.Key.Key_Return)
    assert desk.asked == [("the dog", True)]
    assert desk.offers == []


@pytest.mark.slow
def test_full_quality_of_more_than_five_minutes_offers_a_quick_search_first(
    bench: Bench, qtbot: QtBot
) -> None:
    desk = Desk(bench, qtbot, quick=50, full=400)
    desk.type("the dog")
    assert desk.offers == []  # a quick search is not long
    desk.told.clear()
    desk.bar.set_preview(False)
    qtbot.waitUntil(lambda: any(each is not None for each in desk.told))
    assert desk.offers[0] == "Quick first"
    assert desk.offers[-1] == "All of it"
    desk.popover.buttons[0].click()
    assert desk.asked == [("the dog", True)]
    assert desk.bar.preview


@pytest.mark.slow
def test_who_closed_it_hears_no_more_of_it_until_another_search_is_meant(
    bench: Bench, qtbot: QtBot
) -> None:
    desk = Desk(bench, qtbot, quick=200, full=250)
    desk.type("the dog")
    assert desk.offers != []
    qtbot.keyClick(desk.bar.line, Qt.Key.Key_Escape)
    assert desk.offers == []
    desk.type(" in the street")
    assert desk.offers == []
    desk.told.clear()
    desk.bar.set_preview(False)
    qtbot.waitUntil(lambda: any(each is not None for each in desk.told))
    assert desk.offers[0].startswith("Only ")  # under five minutes
