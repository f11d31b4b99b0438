"""What the program is made of, and what it writes down."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path

import pytest

from soc_studio.core.system.log_file import log_folder, start_log, stop_log
from soc_studio.core.system.versions import PACKAGES, parts, version_of, versions

ROOT = Path(__file__).resolve().parents[3]


def test_every_requirement_of_program_and_window_is_credited() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["window"]]
    names = {each.split(">")[0].split("!")[0].split("<")[0].strip() for each in required}
    assert names == set(PACKAGES)


def test_what_is_installed_has_a_version_and_a_licence() -> None:
    found = {part.name.lower().replace("_", "-"): part for part in parts()}
    assert len(found) == len(PACKAGES)
    assert found["numpy"].version == version_of("numpy")
    assert "BSD" in found["numpy"].licence
    assert "LGPL" in found["pyside6-essentials"].licence
    assert versions()["PyTorch"] == version_of("torch")
    assert version_of("no-such-package-anywhere") == ""


def test_the_log_is_a_file_of_the_person_that_does_not_grow_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    handler = start_log()
    assert handler is not None
    try:
        logger = logging.getLogger("soc_studio.test")
        logger.info("first")
        for _ in range(60):
            logger.info("x" * 100_000)
    finally:
        stop_log(handler)
    files = list(log_folder().iterdir())
    assert 2 <= len(files) <= 4
    assert all(file.stat().st_size < 1_200_000 for file in files)


def test_without_a_folder_for_the_log_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("a file where the folder would be")
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    assert start_log() is None
