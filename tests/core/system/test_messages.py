"""Messages of core and soc_rvos: English text with its parts, and every sentence made as one."""

from __future__ import annotations

import ast
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from soc_rvos.errors import CheckpointError
from soc_rvos.sentences import Effect, Finding, FindingKind, Language, Understanding, told
from soc_studio.core.project import edits
from soc_studio.core.project.history import History, Step, Trail
from soc_studio.core.project.project import LayerId, Project
from soc_studio.core.storage.saved_history import _packed, _unpacked
from soc_studio.core.system.messages import (
    Message,
    from_json,
    joined,
    listed,
    message,
    replaced,
    to_json,
)

ROOT = Path(__file__).resolve().parents[3]
CORE = ROOT / "soc_studio" / "core"
RVOS = ROOT / "model" / "soc_rvos"


@pytest.fixture
def project(documents: Any) -> Project:
    """A video with a dog in it, layer 2."""
    made: Project
    made, _ = documents.project("a dog")
    return made


def test_a_message_is_its_text_and_knows_its_parts() -> None:
    said = message("'{file}' has {count} frames.", file=Path("a.mp4"), count=3)
    assert said == "'a.mp4' has 3 frames."
    assert said.template == "'{file}' has {count} frames."
    assert said.parts == {"file": "a.mp4", "count": 3}


def test_braces_in_a_part_are_text() -> None:
    said = message("Add '{label}'", label="{0.__class__}")
    assert said == "Add '{0.__class__}'"
    assert from_json(str(said), to_json(said)) == said


def test_sentences_are_joined_and_things_listed() -> None:
    assert joined("One.", "", message("Two.")) == "One. Two."
    assert joined() == ""
    assert [listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_a_part_of_a_text_is_replaced_in_the_parts_too() -> None:
    inner = message("at '{path}'", path="/tmp/new/a")
    said = replaced(message("{first} and {other}", first=inner, other=2), "/tmp/new", "/home")
    assert said == "at '/home/a' and 2"
    assert isinstance(said, Message)
    assert isinstance(said.parts["first"], Message)


def test_a_step_of_a_saved_history_keeps_its_parts(project: Project) -> None:
    name, after = edits.mark_absent(project, LayerId(2), 1, 3)
    stored = _unpacked(_packed(Step(name, project, after)))
    assert stored is not None
    assert isinstance(stored.name, Message)
    assert stored.name == name == "Mark 'a dog' as not here on frames 1 to 2"
    history = History(after, Trail((stored,), 1))
    assert isinstance(history.undo_name, Message)


def test_a_step_of_an_older_version_is_its_text(project: Project) -> None:
    name, after = edits.remove(project, LayerId(2))
    stored = _unpacked(_packed(Step(str(name), project, after)))
    assert stored is not None
    assert stored.name == name
    assert not isinstance(stored.name, Message)


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"template": "Remove '{label}'"},
        {"template": "Remove '{label}'", "parts": {"label": "another"}},
        {"template": "Remove '{label.__class__}'", "parts": {"label": "a dog"}},
        {"template": "Remove '{label:>999999999}'", "parts": {"label": "a dog"}},
        {"template": "Remove '{0}'", "parts": {"0": "a dog"}},
        {"template": "Remove '{label}'", "parts": {"label": ["a dog"]}},
        {"template": "Remove '{label}'", "parts": {"label": {"a": "dog"}}},
        {"template": "Remove '{label}'", "parts": {"label": "a dog", "more": "x"}},
        {"template": "Remove '{label'", "parts": {}},
    ],
)
def test_what_a_file_says_of_a_message_is_checked(said: object) -> None:
    found = from_json("Remove 'a dog'", json.loads(json.dumps(said)))
    assert found == "Remove 'a dog'"
    assert not isinstance(found, Message)


def test_an_error_keeps_its_message_between_processes() -> None:
    said = message("{file} is empty: it holds no weights.", file="a.pt")
    error = pickle.loads(pickle.dumps(CheckpointError(said)))
    assert str(error) == "a.pt is empty: it holds no weights."
    assert error.message.template == said.template
    assert error.message.parts == {"file": "a.pt"}


def test_every_failure_of_core_is_said_by_a_message() -> None:
    """Where this fails: give the text to `message`, with its parts by name."""
    names = _errors(CORE, "StudioError")
    assert {"StudioError", "EditError", "VideoMissing"} <= names
    assert _plain(CORE, names | {"ReadOnly", "Outlook"}) == []


def test_every_failure_of_soc_rvos_is_said_by_a_message() -> None:
    """Where this fails: give the text to `message`, with its parts by name."""
    names = _errors(RVOS, "RvosError")
    assert {"RvosError", "CheckpointError", "FramesError", "ManifestError"} <= names
    assert len(list(_calls(RVOS, names))) > 40
    assert _plain(RVOS, names) == []


@pytest.mark.parametrize("kind", FindingKind)
def test_every_finding_is_told_by_a_message(kind: FindingKind) -> None:
    understanding = Understanding("the gril", Language.GERMAN, None, (), ())
    for effect in Effect:
        finding = Finding(kind, 4, 8, "gril", effect, suggestions=("girl", "grill", "grip"))
        assert isinstance(told(understanding, finding), Message)


def test_every_edit_is_named_by_a_message() -> None:
    tree = ast.parse((CORE / "project" / "edits.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            name = node.value.elts[0]
            assert not isinstance(name, ast.JoinedStr | ast.Constant), ast.unparse(node)


def test_templates_are_literals() -> None:
    """Where this fails: the catalogue cannot be told what text that will be."""
    for place in (CORE, RVOS):
        for path, node in _calls(place, {"message"}):
            first = node.args[0]
            assert isinstance(first, ast.Constant), f"{path}:{node.lineno}"


def _is_plain(said: ast.expr) -> bool:
    match said:
        case ast.Constant(value=str(text)):
            return bool(text)
        case ast.Call(func=ast.Name(id="str")):
            return True
    return isinstance(said, ast.JoinedStr | ast.BinOp)


def _plain(place: Path, names: set[str]) -> list[str]:
    """Return where calls of `names` under `place` take plain text."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(each)}"
        for path, node in _calls(place, names)
        for each in (*node.args, *(given.value for given in node.keywords))
        if _is_plain(each)
    ]


def _errors(place: Path, base: str) -> set[str]:
    """Return the names of the class `base` and of its subclasses under `place`."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for path in place.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {base}
    while more := {name for name, each in bases.items() if each & found} - found:
        found |= more
    return found


def _calls(place: Path, names: set[str]) -> Iterator[tuple[Path, ast.Call]]:
    """Yield the calls of `names` under `place`."""
    for path in sorted(place.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
                yield path, node
