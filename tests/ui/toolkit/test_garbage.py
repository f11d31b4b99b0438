"""Python's garbage is collected on the thread of the window, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from soc_studio.ui.toolkit.garbage import GarbageCollector


class Node:
    """Part of a cycle; remembers which thread took it away."""

    def __init__(self) -> None:
        self.itself = self
        weakref.finalize(self, lambda: Node.ended.append(threading.get_ident()))

    ended: list[int] = []  # noqa: RUF012


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    Node.ended.clear()
    found = GarbageCollector()
    yield found
    found.end()


@pytest.mark.slow
def test_what_another_thread_leaves_is_collected_on_this_one(
    qtbot: QtBot, collector: GarbageCollector
) -> None:
    def work() -> None:
        for _ in range(5_000):
            Node()
        assert not Node.ended

    other = threading.Thread(target=work)
    other.start()
    other.join()
    qtbot.waitUntil(lambda: len(Node.ended) == 5_000)
    assert set(Node.ended) == {threading.get_ident()}


def test_it_is_left_to_python_in_the_end(collector: GarbageCollector) -> None:
    assert not gc.isenabled()
    collector.end()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_what_arrives_to_stay_is_not_looked_through(qtbot: QtBot) -> None:
    arriving = True
    Node.ended.clear()
    collector = GarbageCollector(arriving=lambda: arriving)
    try:
        for _ in range(5_000):
            Node()
        collector.collect()
        assert not Node.ended
        kept = gc.get_freeze_count()
        arriving = False
        collector.collect()
        assert gc.get_freeze_count() >= kept + 5_000
    finally:
        collector.end()
