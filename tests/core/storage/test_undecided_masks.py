"""Propagated masks that are neither kept nor discarded are in the project file until they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.project.project import LayerId
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_repair import repair
from soc_studio.core.storage.undecided_masks import (
    UndecidedMask,
    UndecidedMasks,
    UndecidedStore,
    UndecidedWriter,
)
from soc_studio.core.system.database import Database

MASKS = {n: Mask.from_array(np.random.default_rng(n).random((64, 96)) > 0.5) for n in range(6)}
FOUND = {n: UndecidedMask(mask, n / 8, n % 2 == 0, n) for n, mask in MASKS.items()}


def written(store: UndecidedStore, layer: LayerId, frames: range = range(6)) -> UndecidedMasks:
    one = UndecidedMasks(layer, 3, MASKS[0], range(1, 9))
    with UndecidedWriter(store, one) as writer:
        for frame in frames:
            writer.put(frame, FOUND[frame])
    masks = {frame: FOUND[frame] for frame in frames}
    return UndecidedMasks(layer, 3, MASKS[0], range(1, 9), masks, one.id)


@pytest.fixture
def project(documents: Any) -> tuple[Path, LayerId]:
    """A project with a layer, and its id."""
    made, (layer, _) = documents.project("a car", "a dog")
    with documents.file() as file:
        file.save(None, made)
        return file.path, layer


def test_they_are_read_as_they_were_written_and_a_copy_has_them(
    project: tuple[Path, LayerId], tmp_path: Path
) -> None:
    path, layer = project
    with Document.open(path) as document:
        one, other = (written(document.file.undecided, layer, range(n)) for n in (6, 2))
    with Document.open(path) as document:
        assert sorted(document.undecided, key=lambda each: each.id) == sorted(
            (one, other), key=lambda each: each.id
        )
        document.save_as(tmp_path / "copy.soc")
        document.decide(one.id)
        assert document.undecided == [other]
        document.do("Raise", document.project.move_layer(layer, 1))
    with ProjectFile.open(path) as former, Document.open(tmp_path / "copy.soc") as copy:
        assert len(former.undecided.load()) == 2
        assert copy.undecided == [other]
        assert copy.undo_name == "Raise"


def test_a_repair_keeps_what_can_be_read_of_them(
    project: tuple[Path, LayerId], tmp_path: Path
) -> None:
    path, layer = project
    with Document.open(path) as document:
        one = written(document.file.undecided, layer)
    with Database.open(path) as database:
        name = f"undecided/{one.id}/4"
        database.change("UPDATE about SET value = 'spoilt' WHERE name = ?", name)
    assert repair(path, tmp_path / "new.soc") == []
    with Document.open(tmp_path / "new.soc") as document:
        (kept,) = document.undecided
    assert kept == replace(one, masks={n: each for n, each in FOUND.items() if n != 4})


def test_what_is_decided_is_gone_with_the_decisions_and_does_not_come_back(
    project: tuple[Path, LayerId],
) -> None:
    path, layer = project
    with Document.open(path) as document:
        writer = UndecidedWriter(document.file.undecided, UndecidedMasks(layer, 3, None, range(9)))
        with writer:
            writer.put(1, FOUND[1])
        writer.drop()
        document.decide(writer.id)
        with writer:  # its job was in the midst of a frame
            writer.put(2, FOUND[2])
    with Document.open(path) as document:
        assert document.undecided == []


def test_those_of_a_layer_that_is_gone_are_removed(project: tuple[Path, LayerId]) -> None:
    path, layer = project
    with Document.open(path) as document:
        written(document.file.undecided, layer)
        document.do("Remove", document.project.remove_layer(layer))
    with Document.open(path) as document:
        assert document.undecided == []
    with ProjectFile.open(path) as file:
        assert file.undecided.load() == []


def test_a_project_that_is_only_read_keeps_them_and_takes_no_others(
    project: tuple[Path, LayerId],
) -> None:
    path, layer = project
    with ProjectFile.open(path) as file:
        one = written(file.undecided, layer)
        with Document.open(path) as reader:
            assert reader.read_only is not None
            assert reader.undecided == [one]
            written(reader.file.undecided, layer, range(2))
            reader.decide(one.id)
        assert file.undecided.load() == [one]


def test_what_is_damaged_or_made_to_deceive_is_left_out(project: tuple[Path, LayerId]) -> None:
    path, layer = project
    with ProjectFile.open(path) as file:
        one = written(file.undecided, layer)
        other = written(file.undecided, layer)
    row = f"undecided/{one.id}"
    with Database.open(path) as database:
        database.change(
            "UPDATE about SET value = replace(value, '[64, ', '[65, ') WHERE name = ?", f"{row}/2"
        )
        database.change("INSERT INTO about VALUES (?, 'deadbeef{}')", f"{row}/x")
        database.change("UPDATE about SET value = '[]' WHERE name = ?", f"undecided/{other.id}")
    with ProjectFile.open(path) as file:
        (left,) = file.undecided.load()
        assert left.id == one.id
        assert left.masks == {n: each for n, each in FOUND.items() if n != 2}
