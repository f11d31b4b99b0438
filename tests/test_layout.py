"""The cut into folders and packages holds."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
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


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_never_imports_through_the_model_folder(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        assert [name for name in names if name.split(".")[0] == "model"] == []


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
    assert wheel["force-include"] == {"resources": "soc_studio/resources"}
    for package in wheel["packages"]:
        assert (ROOT / package / "__init__.py").is_file()


def test_every_requirement_has_one_version_that_is_known_to_work() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        required += extra
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    pinned = {_name(pin) for pin in pins}
    assert all("==" in pin for pin in pins)
    assert {_name(line) for line in required} <= pinned
    assert "torchvision" not in pinned


def _name(requirement: str) -> str:
    letters = "".join(c if c.isalnum() or c in "-_." else " " for c in requirement)
    return letters.split()[0].lower().replace("_", "-")


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
