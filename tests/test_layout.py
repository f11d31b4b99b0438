"""The cut into folders and packages holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import soc_rvos
import soc_studio

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path
    for folder in ("model", "soc_studio", "tests", "packaging", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


@pytest.mark.parametrize("folder", ["model", "packaging", "resources", "tests"])
def test_a_folder_that_is_no_package_stays_none(folder: str) -> None:
    found = list((ROOT / folder).rglob("__init__.py"))
    if folder == "model":
        found = [path for path in found if path.parent == ROOT / "model"]
    assert found == []


def test_the_networks_are_one_package_under_one_name() -> None:
    assert Path(soc_rvos.__file__).parent == ROOT / "model" / "soc_rvos"
    assert Path(soc_studio.__file__).parent == ROOT / "soc_studio"
    assert [name for name in sys.modules if name.split(".")[0] == "model"] == []


def test_no_module_imports_through_the_model_folder() -> None:
    """Ruff sees to it too, but not in a module that tells it to look away."""
    through = re.compile(r"^\s*(?:from|import)\s+(?:\w[\w.]*\s*,\s*)*model\b", re.MULTILINE)
    assert through.search("import os, model.soc_rvos")
    assert through.search("    from model.soc_rvos import masks")
    assert not through.search("from soc_rvos.model import Model\nimport soc_rvos.model")
    assert [path for path in SOURCES if through.search(path.read_text(encoding="utf-8"))] == []


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_no_module_is_named_after_nothing() -> None:
    nothing = {"utils", "util", "misc", "common", "helpers", "helper"}
    assert [path for path in SOURCES if path.stem in nothing] == []


def test_the_program_and_the_networks_are_what_a_wheel_holds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["soc_studio", "model/soc_rvos"]
    assert wheel["force-include"] == {
        "docs": "soc_studio/docs",
        "resources": "soc_studio/resources",
    }
    for package in wheel["packages"]:
        assert (ROOT / package / "__init__.py").is_file()


def test_the_recipe_of_the_shipped_network_is_for_checkouts_alone() -> None:
    recipe = ROOT / "model" / "soc_rvos_recipe"
    for path in (ROOT / "model" / "soc_rvos").rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        imports = [line for line in lines if line.lstrip().startswith(("from ", "import "))]
        assert [line for line in imports if recipe.name in line] == [], path
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    required = str(project["project"])
    for line in (recipe / "requirements.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or _name(line) not in required.lower()


def test_every_requirement_has_one_version_that_is_known_to_work() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        required += extra
    recipe = ROOT / "model" / "soc_rvos_recipe" / "requirements.txt"
    lines = recipe.read_text(encoding="utf-8").splitlines()
    required += [line for line in lines if not line.startswith("#")]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    pinned = {_name(pin) for pin in pins}
    assert all("==" in pin for pin in pins)
    assert {_name(line) for line in required} <= pinned
    assert "torchvision" not in pinned


def _name(requirement: str) -> str:
    letters = "".join(c if c.isalnum() or c in "-_." else " " for c in requirement)
    return letters.split()[0].lower().replace("_", "-")


@pytest.mark.slow
def test_help_does_not_wait_for_the_networks() -> None:
    script = (
        "import sys\n"
        "from soc_studio.cli import main\n"
        "try: main(['segment', '--help'])\n"
        "except SystemExit as done: assert done.code == 0\n"
        "sys.exit(len({'torch', 'av', 'transformers', 'PySide6'} & set(sys.modules)))\n"
    )
    path = [str(ROOT), str(ROOT / "model")]
    run = f"import sys; sys.path[:0] = {path!r}\n" + script
    assert subprocess.run([sys.executable, "-c", run], capture_output=True).returncode == 0


ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
WHERE_TO_LOOK = (ROOT / "docs" / "where-to-look.md").read_text(encoding="utf-8")
PACKAGES = (ROOT / "soc_studio", ROOT / "model" / "soc_rvos", ROOT / "model" / "soc_rvos_recipe")
# Where a path or a dotted name of the document may begin.
_BASES = (ROOT, ROOT / "model", *PACKAGES, *(each / "core" for each in PACKAGES[:1]))
_PATH = re.compile(r"[\w./-]*\w/(?:[\w./-]|\{[\w, ]+\})*|\w[\w-]*\.py\b")
_DOTTED = re.compile(r"\b(?:core|cli|ui|inference|language|networks)(?:\.[a-z_]\w*)+")


def named() -> Iterator[str]:
    """Yield the paths and dotted names of modules and folders in the two documents about them."""
    text = re.sub(r"\]\([^)]*\)|\S*\*\S*", " ", ARCHITECTURE + WHERE_TO_LOOK)
    for match in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        yield from (path for path in _PATH.findall(match) if "/" in path)
    yield from _DOTTED.findall(text)
    controllers = re.search(r"one for each part of the window:(.*?);", text, re.DOTALL)
    assert controllers
    yield from (f"ui/controllers/{name}.py" for name in re.findall(r"[a-z_]+", controllers[1]))


def expanded(path: str) -> list[str]:
    """Return the paths that one with `{a,b}` stands for."""
    found = re.search(r"\{([^}]*)\}", path)
    if found is None:
        return [path]
    before, after = path[: found.start()], path[found.end() :]
    return [one for each in found[1].split(",") for one in expanded(before + each.strip() + after)]


def exists(name: str) -> bool:
    """Return whether a path, or a dotted name of a module or of something in it, is there."""
    if "/" in name:
        return any((base / each).exists() for base in _BASES for each in (name, f"{name}.py"))
    parts = name.split(".")
    for base in _BASES:
        for place in (base.joinpath(*parts), base.joinpath(*parts[:-1])):
            module = place.with_suffix(".py")
            if place.is_dir() and place == base.joinpath(*parts):
                return True
            if module.is_file():
                return place == base.joinpath(*parts) or parts[-1] in module.read_text("utf-8")
    return False


def test_every_module_that_architecture_and_where_to_look_name_exists() -> None:
    names = [each for name in named() for each in expanded(name)]
    assert len(names) > 80
    assert {
        "core.media.video_reader",
        "ui/controllers/search.py",
        "model/soc_rvos/networks/",
    } <= set(names)
    assert not exists("core.no_such_module")
    assert not exists("ui/no_such_module.py")
    assert [name for name in names if not exists(name)] == []


def test_the_architecture_names_every_folder_of_the_packages() -> None:
    folders = [path.parent for root in PACKAGES for path in root.rglob("__init__.py")]
    rows = [folder.relative_to(ROOT).as_posix() + "/" for folder in folders]
    assert [row for row in rows if f"| `{row}` |" not in ARCHITECTURE] == []


def test_every_thread_has_its_place_in_the_picture_of_threads() -> None:
    """Training is left out: it runs by itself."""
    picture = ARCHITECTURE.split("## Threads and who owns them")[1].split("## ")[0]
    makers = {"Thread": "name", "ThreadPoolExecutor": "thread_name_prefix"}
    threads, runners = set(), set()
    for path in SOURCES:
        if (
            not any(path.is_relative_to(root) for root in PACKAGES)
            or "training" in path.relative_to(ROOT).parts
        ):
            continue
        source = path.read_text(encoding="utf-8")
        if not any(f"{each}(" in source for each in (*makers, "JobRunner")):
            continue
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            if called in makers:
                given = {each.arg: ast.unparse(each.value) for each in node.keywords}
                threads.add(given[makers[called]].replace("'", '"'))
            elif called == "JobRunner":
                runners.add(path.stem)
    assert {'"frames"', '"decode"', '"masks"'} <= threads
    assert [thread for thread in sorted(threads) if thread not in picture] == []
    assert [name for name in sorted(runners) if not re.search(rf"\b{name}\b", picture)] == []
