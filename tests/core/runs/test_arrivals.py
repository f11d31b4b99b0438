"""A folder that fills: what is still being copied is not taken, and each video once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from soc_studio.core.runs.arrivals import Arrivals
from soc_studio.core.runs.list_file import ListError


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def told(arrivals: Arrivals) -> list[str]:
    return [each.address for each in arrivals.look()]


def test_a_video_is_told_once_when_it_has_stayed_as_it_is(tmp_path: Path) -> None:
    clock = Clock()
    arrivals = Arrivals(tmp_path, ("the dog", "the cat"), 5, clock)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".a.mp4").write_bytes(b"x")
    (tmp_path / "b.mp4.part").write_bytes(b"x")
    (tmp_path / "a.mp4").write_bytes(b"one")
    assert told(arrivals) == []
    clock.time += 4
    (tmp_path / "a.mp4").write_bytes(b"one, two")  # it is still copied
    assert told(arrivals) == []
    clock.time += 4
    assert told(arrivals) == []
    assert arrivals.waiting == ["a.mp4"]
    clock.time += 1
    (clip,) = arrivals.look()
    assert [(each.line, each.expression) for each in clip.rows] == [(1, "the dog"), (2, "the cat")]
    clock.time += 100
    assert told(arrivals) == []
    assert arrivals.waiting == []

    folder = tmp_path / "frames"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.png").write_bytes(b"picture")
        assert told(arrivals) == []
        clock.time += 4
    clock.time += 1
    assert told(arrivals) == ["frames"]
    (tmp_path / "a.mp4").write_bytes(b"another one")
    assert told(arrivals) == []
    clock.time += 5
    (clip,) = arrivals.look()
    assert [each.line for each in clip.rows] == [1, 2]
    (tmp_path / "a.mp4").unlink()
    assert told(arrivals) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as Linux tells it")
def test_a_file_that_is_open_for_writing_is_not_taken_however_long_it_pauses(
    tmp_path: Path,
) -> None:
    clock = Clock()
    arrivals = Arrivals(tmp_path, ("the dog",), 5, clock)
    with (tmp_path / "a.mp4").open("wb") as file:
        file.write(b"half")
        file.flush()
        assert told(arrivals) == []
        clock.time += 60
        assert told(arrivals) == []
        assert arrivals.waiting == ["a.mp4"]
    assert told(arrivals) == ["a.mp4"]


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="not a folder"):
        Arrivals(tmp_path / "no", ("the dog",), 5)
