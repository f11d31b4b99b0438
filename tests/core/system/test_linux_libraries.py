"""What the program says before it starts Qt, where a Linux system lacks libraries for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from soc_studio.core.system.linux_libraries import missing, sentence, what_is_missing

ROOT = Path(__file__).parents[3]


def test_libraries_that_cannot_be_loaded_are_named() -> None:
    assert missing(["libxcb-nothing.so.9"]) == ["libxcb-nothing.so.9"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libc's name is that of Linux")
def test_libraries_that_are_here_are_not() -> None:
    assert missing(["libc.so.6"]) == []


def test_the_sentence_has_the_command_of_the_distribution() -> None:
    names = ["libxcb-icccm.so.4", "libxcb-shm.so.0", "libxcb-sync.so.1"]
    debian = sentence(names, {"ubuntu", "debian"})
    assert "libxcb-icccm.so.4" in debian
    assert "sudo apt install libxcb-icccm4 libxcb-shm0 libxcb-sync1\n" in debian
    assert "dnf" not in debian
    assert "sudo dnf install xcb-util-wm libxcb\n" in sentence(names, {"fedora"})
    other = sentence(names, {"arch"})
    assert "apt install" in other
    assert "dnf install" in other


def test_a_platform_without_a_screen_needs_nothing() -> None:
    assert what_is_missing({"QT_QPA_PLATFORM": "offscreen"}) == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a question of Linux")
@pytest.mark.parametrize(
    ("screen", "library"),
    [
        ({"DISPLAY": ":7"}, "libxcb-icccm.so.4"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "libwayland-cursor.so.0"),
        ({"QT_QPA_PLATFORM": "xcb"}, "libxcb-keysyms.so.1"),
    ],
)
def test_the_program_ends_with_the_sentence_and_without_qt(
    tmp_path: Path, screen: dict[str, str], library: str
) -> None:
    """A library that cannot be loaded: an empty file of its name is found before the system's."""
    (tmp_path / library).touch()
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in shown}
    environment |= {**screen, "LD_LIBRARY_PATH": str(tmp_path)}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    ended = subprocess.run(
        [sys.executable, "-m", "soc_studio"], env=environment, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert library in ended.stderr
    assert "install" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a question of Linux")
def test_one_kind_of_screen_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a session of both kinds the window is shown on the one whose libraries are there."""
    (tmp_path / "libxcb-icccm.so.4").touch()
    code = (
        "from soc_studio.core.system.linux_libraries import what_is_missing as missing\n"
        "x11 = {'DISPLAY': ':7'}\n"
        "wayland = {'WAYLAND_DISPLAY': 'wayland-0'}\n"
        "print(bool(missing(x11)), missing({**x11, **wayland}) == missing(wayland))\n"
    )
    environment = {**os.environ, "LD_LIBRARY_PATH": str(tmp_path)}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.split()[0] == "True"
