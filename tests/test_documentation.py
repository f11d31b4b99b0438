"""The documentation names all that the program offers, and what it names is there.

The site itself is built by `make docs`; here nothing but the program is needed.
"""

from __future__ import annotations

import ast
import re
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

import soc_rvos
from soc_studio.core import formats
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.settings import Settings
from soc_studio.ui.commands.actions import commands, menu_titles, plain
from soc_studio.ui.commands.shortcuts import presets

ROOT = Path(__file__).resolve().parent.parent
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
REFERENCE = ROOT / "docs" / "reference"
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part == "build" for part in path.relative_to(ROOT).parts)
)
WITH_PATHS = [ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "README.md")]
WITH_PATHS += sorted((ROOT / "docs").glob("*.md"))
BASES = (ROOT, ROOT / "model")
FOLDERS = {path.name for base in BASES for path in base.iterdir() if path.is_dir()} - {"build"}
IN_MENUS_TOO = ("Open recent",)  # that are no commands

_CODE = re.compile(r"^(```|~~~).*?^\1|^(?: {4,}|\t).*?$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_ITALIC = re.compile(r"(?<![*\w])\*([^*|]+)\*(?!\*)")
_KEYS = re.compile(r"`((?:(?:Ctrl|Shift|Alt)\+)+[^` ]+|[A-Z]|F\d+|PgUp|PgDown|Backspace|Del)`")
_ROW = re.compile(r"^\| (.*?) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def site() -> ModuleType:
    """What makes the pages of the site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging" / "documentation"))
        return import_module("make_site")


@pytest.fixture(scope="module")
def parts(site: ModuleType) -> ModuleType:
    """What the program says of itself."""
    return import_module("program_parts")


@pytest.fixture(scope="module")
def pages(site: ModuleType) -> dict[str, str]:
    """The pages with their generated parts, by their path on the site."""
    made: dict[str, str] = site.pages()
    return made


# What the program offers is documented


def test_every_option_of_the_command_line_is_documented(
    pages: dict[str, str], parts: ModuleType
) -> None:
    page = pages["reference/commands.md"]
    known = list(parts.commands())
    assert len(known) > 10
    for parser, _ in known:
        section = page.split(f"\n## {parser.prog}\n")[1].split("\n## ")[0]
        named = [parts.named(action) for action in parts.options_of(parser)]
        assert [each for each in named if f"| `{each}` |" not in section] == [], parser.prog


def test_the_guide_explains_every_command_of_the_command_line(parts: ModuleType) -> None:
    guide = "".join(path.read_text(encoding="utf-8") for path in GUIDE)
    programs = [parser.prog for parser, _ in parts.commands() if parser.prog.count(" ") == 1]
    assert "soc-studio segment" in programs
    assert [each for each in programs if f"{each} " not in guide] == []


def test_every_option_says_what_it_does(parts: ModuleType) -> None:
    silent = [
        (parser.prog, parts.named(action))
        for parser, _ in parts.commands()
        for action in parts.options_of(parser)
        if not action.help
    ]
    assert silent == []


def test_every_format_that_is_written_is_documented(pages: dict[str, str]) -> None:
    page = pages["reference/formats.md"]
    assert EXPORTS
    for each in EXPORTS:
        assert f"`{each.id}`" in page
        assert each.name in page
        file = each.written.file
        assert file in page, f"docs/reference/formats.md does not describe {file}"


def test_every_format_that_is_read_is_documented(pages: dict[str, str]) -> None:
    """A reader is a module `NAME_import`; the table has a row that begins with the name."""
    readers = [path.stem for path in Path(formats.__path__[0]).glob("*_import.py")]
    section = pages["reference/formats.md"].split("## Masks that can be imported")[1]
    rows = {_letters(row.split(" | ")[0]) for row in _ROW.findall(section.split("\n## ")[0])}
    assert len(readers) > 2
    names = [stem.removesuffix("_import") for stem in readers]
    assert [name for name in names if _letters(name) not in rows] == []


def test_every_preference_is_documented_with_what_it_is_at_first() -> None:
    page = (REFERENCE / "preferences.md").read_text(encoding="utf-8")
    rows = [row.split(" | ") for row in _ROW.findall(page)]
    known = {row[-1].strip("` "): row[-2].strip("` ") for row in rows if len(row) == 5}
    assert set(known) - {"stored as", "---"} == {each.name for each in fields(Settings)}
    for each in fields(Settings):
        value = getattr(Settings(), each.name)
        shown = {True: "on", False: "off"}.get(value) if isinstance(value, bool) else str(value)
        if each.name == "preview":
            shown = "preview" if value else "full quality"
        elif not value and not isinstance(value, bool):
            shown = "none"
        assert known[each.name].split(":")[0].replace("empty", "none") == shown, each.name


def test_every_variable_of_the_environment_is_documented() -> None:
    sources = [*(ROOT / "soc_studio").rglob("*.py"), *(ROOT / "model" / "soc_rvos").rglob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    page = (REFERENCE / "preferences.md").read_text(encoding="utf-8")
    assert "SOC_STUDIO_DATA" in text
    assert {each for each in re.findall(r"SOC_STUDIO_[A-Z_]+", text) if each not in page} == set()


def test_every_command_of_the_window_is_documented_with_its_keys(pages: dict[str, str]) -> None:
    page = pages["reference/shortcuts.md"]
    rows = {row.split(" | ")[-1]: row for row in _ROW.findall(page)}
    for each in commands():
        assert all(f"`{key}`" in rows[f"`{each.id}`"] for key in each.keys), each.id
    assert [title for title in menu_titles().values() if f"## {plain(title)}\n" not in page] == []
    assert [title for title in list(presets().values())[1:] if f"### {title}\n" not in page] == []


def test_everything_that_the_python_package_offers_is_documented() -> None:
    page = (REFERENCE / "python.md").read_text(encoding="utf-8")
    named = re.findall(r"^\.\. auto\w+:: ([\w.]+)", page, re.MULTILINE)
    assert {f"soc_rvos.{name}" for name in soc_rvos.__all__} <= set(named)
    for each in named:
        module, _, name = each.rpartition(".")
        assert hasattr(import_module(module), name), each


# What the documentation names is there


@cache
def texts_of_the_window() -> frozenset[str]:
    """Return all texts that the window shows, without the marks of menus."""
    found: set[object] = set()
    for path in (ROOT / "soc_studio").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
                ("tr", "translate", "message")
            ):
                found |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    return frozenset(plain(each) for each in found if isinstance(each, str))


def named_in(path: Path) -> Iterator[list[str]]:
    """Yield what a page says in italics, which are texts of the window: the way to it in menus."""
    for match in _ITALIC.findall(_prose(path)):
        way = " ".join(match.split()).split(" › ")
        yield [each.rstrip("….") for each in way]


@pytest.mark.parametrize(
    "path", [*GUIDE, *sorted(REFERENCE.glob("*.md"))], ids=lambda path: path.stem
)
def test_what_a_page_names_is_in_the_window(path: Path) -> None:
    named = [each for way in named_in(path) for each in way]
    assert [each for each in named if each not in texts_of_the_window()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_way_through_menus_leads_to_a_command(path: Path) -> None:
    titles = {plain(title): name for name, title in menu_titles().items()}
    known = {
        (each.menu, *(plain(part) for part in (each.submenu, each.text) if part))
        for each in commands()
    }
    known |= {way[:-1] for way in known if len(way) == 3}
    ways = [way for way in named_in(path) if len(way) > 1]
    wrong = [
        way
        for way in ways
        if (titles.get(way[0], ""), *way[1:]) not in known and way[-1] not in IN_MENUS_TOO
    ]
    assert wrong == []


def test_ways_through_menus_are_found() -> None:
    ways = [way for path in GUIDE for way in named_in(path) if len(way) > 1]
    assert ["File", "Export"] in ways
    assert ["View", "Workspace", "Label"] in ways


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_keys_in_the_guide_are_those_of_commands(path: Path) -> None:
    known = {key for each in commands() for key in each.keys}
    named = set(_KEYS.findall(path.read_text(encoding="utf-8")))
    assert named - known == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    """To a file of the repository, and to a heading in it."""
    broken = []
    for target in _LINK.findall(_prose(path)):
        if ":" in target:  # an address
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        is_there = there.is_relative_to(ROOT) and there.exists()
        if not is_there or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def anchors(path: Path) -> set[str]:
    """Return what the headings of a document are called in addresses."""
    found = set()
    for title in re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
        letters = [each for each in title.lower() if each.isalnum() or each in "-_ "]
        found.add("".join(letters).replace(" ", "-"))
    return found


@pytest.mark.parametrize("path", WITH_PATHS, ids=lambda path: path.stem)
def test_paths_in_a_document_are_there(path: Path) -> None:
    """Those from the root; capitals stand for any name."""
    found = re.findall(r"`(\w+/[\w./-]*)`", path.read_text(encoding="utf-8"))
    paths = [each for each in found if each.split("/")[0] in FOLDERS and "NAME" not in each]
    assert [each for each in paths if not any((base / each).exists() for base in BASES)] == []


def test_every_page_of_the_site_is_in_its_contents(site: ModuleType, pages: dict[str, str]) -> None:
    listed = [f"{name}.md" for names in site.CONTENTS.values() for name in names]
    assert sorted(listed) == sorted(set(pages) - {"index.md"})
    assert all((ROOT / document).is_file() for document in site.DOCUMENTS)


def test_links_between_pages_are_those_of_the_site(pages: dict[str, str]) -> None:
    assert "](guide/first-search.md)" in pages["index.md"]
    assert "](../reference/soc-mini.md)" in pages["guide/models.md"]
    assert "](../pictures/found.jpg)" in pages["guide/first-search.md"]
    assert "](architecture.md)" in pages["contributing/recipes.md"]
    assert "\n<!-- generated: " not in "".join(pages.values())


@pytest.mark.slow
def test_the_python_of_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_video(ROOT / "resources" / "sample" / "sample.mp4") as reader:
        frames = np.stack([reader.frame(number) for number in range(8)])
    write_clip(Path("clip.mp4"), frames)
    left = np.zeros(frames.shape[1:3], dtype=np.bool_)
    left[100:200, 50:150] = True
    masks = {"mask": left, "other": left, "ball": left[:, ::-1]}
    names: dict[str, Any] = {"frames": frames, **masks}
    text = (ROOT / "docs" / "guide" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", text, re.MULTILINE)
    assert len(blocks) == 6
    for block in blocks:
        exec(textwrap.dedent(block), names)
    assert names["track"].masks.shape == frames.shape[:3]
    assert sorted(names["tracks"]) == [1, 2]
    assert (len(names["dog"]), len(names["woman"])) == (8, 8)
    assert names["output"].scores.shape[:2] == (2, 8)
    assert [each.words for each in names["understood"].findings] == ["gril", "not the dogs"]


def write_clip(path: Path, frames: NDArray[np.uint8]) -> None:
    """Write `frames`, uint8 [T, H, W, 3], as a video."""
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.height, stream.width = frames.shape[1:3]
        stream.pix_fmt = "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(stream.encode())


def _prose(path: Path) -> str:
    """Return a document without its blocks and words of code."""
    return _CODE.sub(" ", path.read_text(encoding="utf-8"))


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.lower())
    return "".join(each for each in folded if each.isalnum())
