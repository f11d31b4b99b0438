"""What the program says of the computer: what is wrong, what mends it, and nothing personal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from soc_studio.core.system import computer_health
from soc_studio.core.system.computer_health import computer_lines
from soc_studio.core.system.graphics_cards import GraphicsCard, build_for, graphics_cards
from soc_studio.core.system.health import Condition, HealthLine, as_json, impersonal
from soc_studio.core.system.installation import install_command

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a question of Linux")


def by_id(shown: str = "offscreen") -> dict[str, HealthLine]:
    return {line.id: line for line in computer_lines(shown)}


def test_a_computer_on_which_all_is_well_has_no_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "Daten für Ä" / "soc"))
    lines = by_id()
    bad = [line for line in lines.values() if line.condition is Condition.BAD]
    assert bad == []
    assert {"program", "system", "python", "packages", "memory", "window"} <= set(lines)
    assert str(tmp_path / "Daten für Ä") in lines["folder-data"].value
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_told_with_what_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("a file where the folder would be")
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    line = by_id()["folder-data"]
    assert line.condition is Condition.BAD
    assert "Nothing can be written" in line.problem
    assert "SOC_STUDIO_DATA" in line.advice
    assert str(tmp_path / "data") in line.command


@pytest.mark.parametrize(
    ("free", "condition"),
    [(2**34, Condition.GOOD), (2**28, Condition.NOTE), (2**20, Condition.BAD)],
)
def test_a_disk_that_is_nearly_full_is_told(
    free: int, condition: Condition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computer_health, "_room", lambda folder: free)
    line = by_id()["folder-data"]
    assert line.condition is condition
    assert ("nearly full" in line.problem) is (condition is not Condition.GOOD)


def test_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computer_health, "free_memory", lambda device: 2**29)
    line = by_id()["memory"]
    assert line.condition is Condition.NOTE
    assert "1.6 GB" in line.problem


def test_a_package_that_is_missing_is_told_with_its_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real: Callable[[str], str] = computer_health.version_of
    absent = ("psutil", "openexr")
    monkeypatch.setattr(
        computer_health, "version_of", lambda name: "" if name in absent else real(name)
    )
    line = by_id()["packages"]
    assert line.condition is Condition.BAD
    assert line.command.endswith("install --force-reinstall openexr psutil")


@linux
def test_without_the_window_the_line_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(computer_health, "find_spec", lambda name: None)
    line = by_id("")["window"]
    assert line.condition is Condition.NOTE
    assert "PySide6-Essentials" in line.command


@linux
def test_libraries_that_the_window_lacks_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computer_health, "missing_libraries", lambda: ["libxcb-cursor.so.0"])
    line = by_id("")["window"]
    assert line.condition is Condition.BAD
    assert "libxcb-cursor.so.0" in line.problem
    assert "libxcb-cursor0" in line.command or "xcb-util-cursor" in line.command


@linux
def test_without_a_screen_the_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    line = by_id("")["window"]
    assert "no screen" in line.problem


def test_the_window_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(computer_health, "missing_libraries", lambda: [])
    monkeypatch.setattr(computer_health, "_START", "import sys; sys.exit('no such plugin')")
    line = by_id("")["window"]
    assert line.condition is Condition.BAD
    assert "no such plugin" in line.problem


def test_nothing_personal_is_in_a_report(tmp_path: Path) -> None:
    home = tmp_path / "Jörg Müller"
    home.mkdir()
    said = impersonal(f"'{home / 'Videos'}' of jmueller, not of jmuellers", home, "jmueller")
    assert said == "'~/Videos' of user, not of jmuellers".replace("/", os.sep)
    line = HealthLine("data", "Data", str(Path.home() / "x"), command=f"chmod {Path.home()}")
    told = json.loads(as_json([line]))["lines"][0]
    assert str(Path.home()) not in json.dumps(told)
    assert told["value"] == f"~{os.sep}x"


@pytest.mark.parametrize(
    ("marks", "command"),
    [
        (["uv-receipt.toml"], "uv tool install --reinstall soc-studio --with torch --index I"),
        (["pipx_metadata.json"], 'pipx inject --force soc-studio torch --pip-args="--index-url I"'),
        ([], " -m pip install --force-reinstall torch --index-url I"),
    ],
)
def test_what_mends_depends_on_how_the_program_was_installed(
    marks: list[str], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for mark in marks:
        (tmp_path / mark).touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert install_command("torch", "I").endswith(command)


def test_a_program_of_its_own_is_not_added_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert install_command("torch") == ""


def fake_driver(folder: Path, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    """Put a program with the name of NVIDIA's first in the path."""
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\necho '{told}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def listed(folder: Path, *devices: tuple[str, str]) -> Path:
    """Write devices, their class and vendor, as Linux lists them."""
    for number, (kind, vendor) in enumerate(devices):
        device = folder / f"0000:0{number}:00.0"
        device.mkdir(parents=True)
        (device / "class").write_text(f"{kind}\n")
        (device / "vendor").write_text(f"{vendor}\n")
    return folder


@linux
def test_a_card_is_as_its_driver_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_driver(tmp_path, monkeypatch, "NVIDIA RTX 4000, 20475, 550.90.07")
    pci = listed(tmp_path / "pci", ("0x030000", "0x10de"), ("0x030000", "0x8086"))
    card, other = graphics_cards(pci)
    assert card == GraphicsCard("nvidia", "NVIDIA RTX 4000", 20475 * 2**20, "550.90.07")
    assert other == GraphicsCard("intel")
    assert build_for(card) == "cu126"
    assert build_for(GraphicsCard("nvidia", driver="581.1")) == "cu130"
    fake_driver(tmp_path, monkeypatch, "GeForce GTX 1080, 8192, 581.1, 6.1")
    (old,) = graphics_cards(tmp_path)
    assert old == GraphicsCard("nvidia", "GeForce GTX 1080", 2**33, "581.1", 6.1)
    assert build_for(old) == "cu126"  # CUDA 13 computes with none of its kind
    assert build_for(GraphicsCard("nvidia", driver="470.2")) == ""
    assert build_for(GraphicsCard("nvidia")) == ""


@linux
def test_an_old_driver_that_does_not_know_all_of_the_question_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_driver(tmp_path, monkeypatch, "Old, 2048, 470.1")
    program = tmp_path / "nvidia-smi"
    refusal = "case $1 in *compute_cap*) echo 'not a valid field'; exit 2;; esac"
    program.write_text(program.read_text().replace("\n", f"\n{refusal}\n", 1))
    assert graphics_cards(tmp_path) == [GraphicsCard("nvidia", "Old", 2**31, "470.1")]


@linux
def test_cards_without_a_driver_are_found_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    devices = (("0x030200", "0x10de"), ("0x038000", "0x1002"), ("0x020000", "0x10de"))
    assert graphics_cards(listed(tmp_path / "pci", *devices)) == [
        GraphicsCard("nvidia"),
        GraphicsCard("amd"),
    ]
    assert graphics_cards(tmp_path / "no such folder") == []
    assert build_for(GraphicsCard("amd"), "linux").startswith("rocm")
    assert build_for(GraphicsCard("amd"), "win32") == ""
