"""What makes releases: the version by the tags, the changelog, builds, the list of parts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging" / "release"
NAMES = ("version", "wheels", "parts_list", "changelog", "release")


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    """The scripts of the release, as modules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        yield {name: import_module(name) for name in NAMES}
    for name in NAMES:
        del sys.modules[name]


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    run = ["git", "-C", str(folder), *who, *words]
    return subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit, and what a release changes."""
    if shutil.which("git") is None:
        pytest.skip("takes Git")
    folder = tmp_path / "a copy"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    shutil.copy(ROOT / "CITATION.cff", folder)
    lines = ("# Changelog", "## [Unreleased]", "- The dog is found.", "## [0.1.0]", "- All.\n")
    (folder / "CHANGELOG.md").write_text("\n\n".join(lines))
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


def test_the_version_is_that_of_the_tag(
    scripts: dict[str, ModuleType], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = scripts["version"].version
    monkeypatch.delenv("SOC_STUDIO_VERSION", raising=False)
    assert version(repository) == "0.1.0"
    git(repository, "tag", "-a", "v1.2.3", "-m", "1.2.3")
    assert version(repository) == "1.2.3"
    for number in range(2):
        git(repository, "commit", "-q", "--allow-empty", "-m", str(number))
    assert version(repository) == "1.2.4.dev2"
    inner = repository / "unpacked"
    inner.mkdir()
    assert version(inner) == "0.1.0"  # a source distribution within another repository
    monkeypatch.setenv("SOC_STUDIO_VERSION", "9.9.9")
    assert version(inner) == "9.9.9"


def test_a_release_is_made_by_one_command(
    scripts: dict[str, ModuleType], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = scripts["release"]
    monkeypatch.setattr(release, "ROOT", repository)
    monkeypatch.setattr(release, "CHANGELOG", repository / "CHANGELOG.md")
    monkeypatch.setattr(release, "CITATION", repository / "CITATION.cff")
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "A")
        monkeypatch.setenv(f"{name}_EMAIL", "a@b.c")
    for wrong in ("1.2", "0.1.0", "v1.2.3"):
        with pytest.raises(release.ReleaseError):
            release.check(wrong)
    release.check("0.2.0")
    release.commit("0.2.0")
    assert git(repository, "describe", "--tags") == "v0.2.0"
    assert "The dog is found" in git(repository, "tag", "-l", "-n9", "v0.2.0")
    assert "\nversion: 0.2.0\n" in (repository / "CITATION.cff").read_text()
    assert git(repository, "status", "--porcelain") == ""
    with pytest.raises(release.ReleaseError, match=r"tag v0\.2\.0"):
        release.check("0.2.0")
    with pytest.raises(release.ReleaseError, match="later version"):
        release.check("0.1.9")
    with pytest.raises(release.ReleaseError, match="nothing that waits"):
        release.check("0.3.0")
    (repository / "CHANGELOG.md").write_text("changed")
    with pytest.raises(release.ReleaseError, match="not committed"):
        release.check("0.3.0")


def test_the_changelog_of_today_can_be_released(scripts: dict[str, ModuleType]) -> None:
    changelog = scripts["changelog"]
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    waits = changelog.section(text, "Unreleased")
    assert waits
    after = changelog.with_release(text, "9.0.0", date(2030, 1, 2))
    assert "\n## [9.0.0] - 2030-01-02\n" in after
    assert changelog.section(after, "9.0.0") == waits
    assert changelog.section(after, "Unreleased") == ""


def test_the_list_of_parts_has_what_is_required_and_what_ships(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    parts_list = scripts["parts_list"]
    parts = [each for name in ("numpy", "pillow") for each in parts_list.required(name)]
    parts += [parts_list.metadata.distribution("numpy")]
    told = parts_list.listed(parts)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told == parts_list.listed(parts)
    named = {each["name"]: each for each in told["components"]}
    assert {"numpy", "soc-mini", "Inter", "Lucide icons"} <= set(named)
    assert named["numpy"]["purl"].startswith("pkg:pypi/numpy@")
    assert len(named["soc-mini"]["hashes"][0]["content"]) == 64
    assert all(each["licenses"] for each in told["components"])
    refs = [each["bom-ref"] for each in told["components"]]
    assert len(set(refs)) == len(refs)
    assert parts_list.write_licences(parts, tmp_path) == []
    assert any(path.stat().st_size > 500 for path in tmp_path.rglob("*") if path.is_file())
    assert json.dumps(told)


def test_the_window_is_part_of_what_is_installed_and_the_extras_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert set(extras["window"]) <= set(project["dependencies"])
    assert {"window", "train", "cluster", "docs"} <= set(extras)


_BLOCKING = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in {blocked!r}:
            raise ModuleNotFoundError(f'No module named {{name!r}}', name=name)
sys.meta_path.insert(0, Blocked())
sys.path[:0] = {path!r}
{code}
"""
_PATH = [str(ROOT), str(ROOT / "model")]
_QT = ("PySide6", "shiboken6", "qdarktheme")


def without(
    blocked: tuple[str, ...], code: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run `code` where packages cannot be imported."""
    script = _BLOCKING.format(blocked=set(blocked), path=_PATH, code=code)
    return subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )


def test_soc_rvos_needs_neither_qt_nor_pyav_nor_what_the_studio_needs() -> None:
    blocked = (
        *(*_QT, "av", "soc_studio", "filelock", "gdown", "huggingface_hub", "msgspec", "OpenEXR"),
        *("opentimelineio", "psutil", "requests", "transformers"),
    )
    code = (
        "import soc_rvos\n"
        "for name in soc_rvos.__all__: getattr(soc_rvos, name)\n"
        "print(soc_rvos.available()['soc-mini'].name)\n"
    )
    run = without(blocked, code)
    assert run.stdout == "soc-mini.safetensors\n", run.stderr


def test_the_guide_names_what_soc_rvos_takes_alone() -> None:
    """The line of docs/guide/install.md that installs it without the rest."""
    guide = (ROOT / "docs" / "guide" / "install.md").read_text(encoding="utf-8")
    line = next(each for each in guide.splitlines() if each.startswith("    pip install msgspec"))
    packages = {"cv2": "opencv-python-headless", "PIL": "pillow"}
    imported = set()
    for path in (ROOT / "model" / "soc_rvos").rglob("*.py"):
        for words in map(str.split, path.read_text(encoding="utf-8").splitlines()):
            if words[:1] in (["import"], ["from"]) and len(words) > 1:
                imported.add(words[1].split(".")[0].rstrip(","))
    known = {name for name in imported if name not in sys.stdlib_module_names}
    known = {name for name in known if find_spec(name)} - {"h5py", "soc_rvos", "transformers"}
    assert {packages.get(name, name) for name in known} == set(line.split()[2:])


def test_without_qt_the_command_line_works_and_says_how_to_install_the_window() -> None:
    sample = str(ROOT / "resources" / "sample" / "sample.mp4")
    code = (
        "from soc_studio.__main__ import main\n"
        "sys.argv = ['soc-studio']\n"
        "print(main())\n"
        f"sys.argv = ['soc-studio', 'info', {sample!r}]\n"
        "print(main())\n"
    )
    run = without(_QT, code, QT_QPA_PLATFORM="offscreen")
    assert run.stdout.startswith("1\n"), run.stderr
    assert run.stdout.endswith("0\n")
    assert "h264" in run.stdout
    assert "pip install 'soc-studio[window]'" in run.stderr
    assert "Traceback" not in run.stderr
