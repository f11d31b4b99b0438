"""What a card of the start page says of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from soc_studio.core.tracks.recent_work import RecentWork, WorkLayer
from soc_studio.ui.text import work_text

DONE = WorkLayer("a car", "a car", (1, 2, 3), frames=8, computed=8)


def of(*layers: WorkLayer) -> str:
    work = RecentWork(Path("a.soc"), datetime(2026, 1, 2), videos=("a.mp4",), layers=layers)
    return work_text.summary(work)


def test_nothing_is_said_of_layers_that_were_not_read() -> None:
    unread = replace(DONE, computed=0, is_read=False)
    assert of(DONE, DONE) == "2 objects · full quality"
    assert of(DONE, replace(DONE, computed=0)) == "2 objects · 1 not searched yet"
    assert of(DONE, unread) == "2 objects"
    assert of(unread) == "1 object"
    assert of(replace(DONE, spots=3), unread) == "2 objects · 3 or more spots to check"
    assert work_text.layer_state(unread) == ""
