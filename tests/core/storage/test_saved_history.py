"""What was decided can be undone in another session, as long as it is what is in the file."""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.project import Absent, Correction, MatteSettings, Pick, Project, Review
from soc_studio.core.storage import saved_history
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from tests.thoroughness import times


@pytest.fixture
def path(documents: Any) -> Path:
    """A project with one video, and no step."""
    file = documents.file()
    file.save(None, documents.project()[0])
    file.close()
    return Path(file.path)


def mask(seed: int) -> Mask:
    return Mask.from_array(np.random.default_rng(seed).random((64, 96)) > 0.5)


def add(document: Document, text: str) -> None:
    edit, _ = edits.add_layers(document.project, document.project.videos[0].id, [text])
    document.do(*edit)


def some_edit(project: Project, dice: random.Random) -> Project:
    """Return the project after any edit."""
    video = project.videos[0].id
    if not project.layers or dice.random() < 0.2:
        return project.add_layer(video, f"thing {dice.random()}")[0]
    one = dice.choice(project.layers).id
    start = dice.randrange(30)
    picks = [
        lambda: project.choose(one, start, start + 5, Absent()),
        lambda: project.choose(one, start, start + 5, Pick(start, mask(start))),
        lambda: project.correct(one, {start: Correction(mask(start)), 39: Correction(mask(1))}),
        lambda: project.uncorrect(one, start, start + 10),
        lambda: project.review(one, start, start + 3, Review.ACCEPTED),
        lambda: project.set_matte(one, MatteSettings(grow=start)),
        lambda: project.rename_layer(one, f"name {start}"),
        lambda: project.move_layer(one, 0),
        lambda: project.remove_layer(one),
        lambda: project.set_points(video, start, None),
    ]
    return dice.choice(picks)()


def bare(project: Project) -> tuple[Any, ...]:
    """Return what undo brings back: all but the next id."""
    return project.videos, project.layers


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(times(6)))
def test_steps_are_undone_and_done_again_over_any_number_of_sessions(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    states: list[Project] = []
    names: list[str] = []
    at = 0
    for session in range(8):
        with Document.open(path) as document:
            states = states or [document.project]
            for number in range(dice.randrange(8)):
                choice = dice.random()
                if choice < 0.25 and at:
                    at -= 1
                    assert document.undo() == names[at]
                elif choice < 0.4 and at < len(names):
                    at += 1
                    assert document.redo() == names[at - 1]
                else:
                    after = some_edit(document.project, dice)
                    if bare(after) != bare(document.project):
                        name = f"step {session}.{number}"
                        document.do(name, after)
                        states, names = [*states[: at + 1], after], [*names[:at], name]
                        at += 1
                assert bare(document.project) == bare(states[at])
                assert document.undo_name == (names[at - 1] if at else None)
                assert document.redo_name == (names[at] if at < len(names) else None)
    with Document.open(path) as document:
        while at:
            at -= 1
            assert document.undo() == names[at]
            assert bare(document.project) == bare(states[at])
        assert document.undo() is None
        for at, name in enumerate(names, start=1):
            assert document.redo() == name
            assert bare(document.project) == bare(states[at])


def test_an_id_is_not_given_again_after_its_step_was_undone_in_another_session(path: Path) -> None:
    with Document.open(path) as document:
        add(document, "a car")
        first = document.project.layers[0].id
    with Document.open(path) as document:
        assert document.undo() == "Add 'a car'"
        add(document, "a dog")
        assert document.project.layers[0].id > first


@contextmanager
def other_program(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def test_what_another_program_changed_in_between_cannot_be_undone(path: Path) -> None:
    with Document.open(path) as document:
        add(document, "a car")
    with ProjectFile.open(path) as older:  # knows of no steps
        was = older.load()
        older.save(was, was.rename_layer(was.layers[0].id, "mine"))
    with Document.open(path) as document:
        assert document.undo_name is None
        assert document.project.layers[0].name == "mine"
        add(document, "a dog")
    with Document.open(path) as document:
        assert document.undo() == "Add 'a dog'"
        assert document.undo() is None


DAMAGE = [
    "UPDATE about SET value = substr(value, 1, length(value) / 2) WHERE name LIKE 'step/%'",
    "UPDATE about SET value = replace(value, 'car', 'cat') WHERE name LIKE 'step/%'",
    "UPDATE about SET value = '' WHERE name LIKE 'step/%'",
    "UPDATE about SET value = x'ff00' WHERE name LIKE 'step/%'",
    "DELETE FROM about WHERE name LIKE 'step/%'",
    "UPDATE about SET value = '[]' WHERE name = 'history'",
    "UPDATE about SET value = '{' WHERE name = 'history'",
    "UPDATE about SET value = '" + "[" * 100_000 + "' WHERE name = 'history'",
    """UPDATE about SET value = '{"at": "x", "decisions": 1}' WHERE name = 'history'""",
    """UPDATE about SET value = replace(value, '"at": ', '"at": 9') WHERE name = 'history'""",
    "DELETE FROM about WHERE name = 'history'",
    "INSERT INTO about VALUES ('step/99999999999999999999', 'x'), ('step/x', 'y')",
]


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGE, ids=range(len(DAMAGE)))
def test_damaged_steps_cost_no_decision(path: Path, damage: str) -> None:
    with Document.open(path) as document:
        add(document, "a car")
        add(document, "a dog")
        expected = document.project
    with other_program(path) as connection:
        connection.execute(damage)
    with Document.open(path) as document:
        assert document.project == expected
        while document.undo() is not None:
            pass
        while document.redo() is not None:
            pass
        assert bare(document.project) == bare(expected)
        add(document, "a cat")
    with Document.open(path) as document:
        assert document.undo() == "Add 'a cat'"
        document.file.check()


def forged(path: Path, change: Any) -> None:
    """Change the newest step in the file, whose checksum then is right."""
    with other_program(path) as connection:
        ((name, value),) = connection.execute(
            "SELECT name, value FROM about WHERE name LIKE 'step/%' ORDER BY name DESC LIMIT 1"
        )
        said = json.loads(value[8:])
        change(said)
        text = json.dumps(said)
        crc = zlib.crc32(text.encode())
        connection.execute("UPDATE about SET value = ? WHERE name = ?", (f"{crc:08x}{text}", name))


FORGED = {
    "a piece that is none": lambda said: said["back"][0].update({"expression/2": "{}"}),
    "a piece of nothing": lambda said: said["back"][0].update({"secret/2": "{}"}),
    "an id without end": lambda said: said["back"][0].update({"expression/" + "9" * 99: "{}"}),
    "another order": lambda said: said["back"][0].update(
        {"project": '{"videos": [], "expressions": [7], "next_id": 9}'}
    ),
    "nesting": lambda said: said["back"][0].update({"project": "[" * 100_000}),
    "no pieces": lambda said: said.update(back=3),
    "no names": lambda said: said["back"][1].append(4),
    "a name that steers a terminal": lambda said: said.update(name="\x1b]0;x\x07"),
    "no name": lambda said: said.pop("name"),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_steps_that_were_made_to_deceive_are_none(path: Path, change: Any) -> None:
    with Document.open(path) as document:
        add(document, "a car")
        expected = document.project
    forged(path, change)
    with Document.open(path) as document:
        assert document.project == expected
        assert document.undo_name is None
        assert document.undo() is None
        assert document.project == expected


def test_the_video_stays_whatever_is_undone_in_another_session(path: Path, clips: Any) -> None:
    with Document.open(path) as document:
        add(document, "a car")
        document.do(*edits.set_points(document.project, document.project.videos[0].id, 3, None))
    with Document.open(path) as document:
        moved = document.project.videos[0]
        moved = replace(moved, absolute="elsewhere.mp4")
        document.do("Find", document.project.with_video(moved))
        again, second = document.project.add_video(moved)
        document.do("Add", again)
        while document.undo() is not None:
            assert [each.absolute for each in document.project.videos] == ["elsewhere.mp4"] * 2
        assert document.project.video(second)
        assert document.project.videos[0].in_point == 0
        assert document.project.layers == ()
        assert document.redo() == "Add 'a car'"


def test_what_is_kept_is_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_history, "MOST_STEPS", 10)
    with Document.open(path) as document:
        for number in range(30):
            add(document, f"thing {number}")
            document.save()
        assert len(rows(path)) == 10
        for _ in range(20):
            document.undo()
        document.save()
        assert len(rows(path)) == 20
    with Document.open(path) as document:
        assert document.undo() == "Add 'thing 9'"
        assert document.redo() == "Add 'thing 9'"
        for number in range(10, 20):
            assert document.redo() == f"Add 'thing {number}'"
        assert document.redo() is None


def test_a_step_that_is_too_large_is_not_kept_nor_those_before_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_history, "MOST_TEXT", 20_000)
    with Document.open(path) as document:
        add(document, "a car")
        one = document.project.layers[0].id
        many = {frame: Correction(mask(frame)) for frame in range(20)}
        document.do(*edits.correct(document.project, one, many))
        add(document, "a dog")
        expected = document.project
    assert sum(map(len, rows(path))) < 20_000
    with Document.open(path) as document:
        assert document.project == expected
        assert document.undo() == "Add 'a dog'"
        assert document.undo() is None


def rows(path: Path) -> list[str]:
    with other_program(path) as connection:
        found = connection.execute("SELECT value FROM about WHERE name LIKE 'step/%'").fetchall()
    return [value for (value,) in found]


def test_only_what_changed_is_written(path: Path) -> None:
    with Document.open(path) as document:
        for number in range(5):
            add(document, f"thing {number}")
        document.save()
        before = rows(path)
        add(document, "one more")
        document.undo()
        document.save()
        assert rows(path)[:5] == before
        document.save_as(path.with_name("copy.soc"))
        document.save()
        assert len(rows(path.with_name("copy.soc"))) == 6
    with Document.open(path.with_name("copy.soc")) as document:
        assert document.redo() == "Add 'one more'"
        assert document.undo() == "Add 'one more'"
        assert document.undo() == "Add 'thing 4'"


def test_who_only_reads_has_nothing_to_undo(path: Path) -> None:
    with Document.open(path) as document:
        add(document, "a car")
        document.save()
        with Document.open(path) as second:
            assert second.undo() is None
            assert len(second.project.layers) == 1
