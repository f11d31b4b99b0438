"""The words of the glossary are the words of the code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (ROOT / "soc_studio", ROOT / "model" / "soc_rvos", ROOT / "model" / "soc_rvos_recipe")

LEFTOVERS: dict[str, int] = {}
"""Words to avoid that older public names still use, and in how many: only ever lower a number."""

_ROW = re.compile(r"^\| ([^|]+) \| [^|]+ \| ([^|]*)\|$", re.MULTILINE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


def avoided() -> dict[str, bool]:
    """Return the words of the column *Avoid*, and whether each is still in the code."""
    rows = _ROW.findall((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    cells = [avoid for word, avoid in rows if word not in ("word", "---")]
    words = [each.strip() for cell in cells for each in cell.split(",") if each.strip()]
    return {word.removesuffix("\\*"): word.endswith("\\*") for word in words}


def public_names(path: Path) -> Iterator[str]:
    """Yield the names that a module offers: its own, and those of classes, functions and values."""
    yield path.stem
    bodies: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while bodies:
        for node in ast.iter_child_nodes(bodies.pop()):
            if isinstance(node, ast.ClassDef):
                bodies.append(node)
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.name
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (each.id for each in targets if isinstance(each, ast.Name))


@cache
def counts() -> Counter[str]:
    """Return in how many public names of the packages each word is."""
    found: Counter[str] = Counter()
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            for name in public_names(path):
                if not name.startswith("_"):
                    found.update({word.lower() for word in _WORD.findall(name)})
    return found


def test_words_are_found_in_names() -> None:
    assert counts()["mask"] > 10
    assert _WORD.findall("RateDialog") == ["Rate", "Dialog"]
    assert _WORD.findall("frame_rates") == ["frame", "rates"]


def test_a_word_to_avoid_is_in_no_public_name() -> None:
    banned = [word for word, remains in avoided().items() if not remains]
    assert len(banned) > 10
    assert {word: counts()[word] for word in banned if counts()[word]} == {}


def test_words_that_are_left_over_only_get_fewer() -> None:
    assert {word for word, remains in avoided().items() if remains} == set(LEFTOVERS)
    more = {word: counts()[word] for word, most in LEFTOVERS.items() if counts()[word] > most}
    assert more == {}, "use the word of GLOSSARY.md instead"
    gone = [word for word in LEFTOVERS if not counts()[word]]
    assert gone == [], "take the star from it in GLOSSARY.md, and its line from LEFTOVERS"


def test_a_public_class_of_core_and_the_networks_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = {}
    for root in (ROOT / "soc_studio" / "core", ROOT / "model" / "soc_rvos"):
        for path in sorted(root.rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places.setdefault(node.name, []).append(path.relative_to(ROOT).as_posix())
    assert len(places) > 200
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
