"""How system, Python, memory, disk, folders and screen are, as far as the program needs them."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from soc_studio.core.system.health import Condition, HealthLine
from soc_studio.core.system.installation import InstallationKind, install_command, installation
from soc_studio.core.system.linux_libraries import (
    install_lines,
    missing_libraries,
)
from soc_studio.core.system.log_file import log_folder
from soc_studio.core.system.memory import free_memory, total_memory
from soc_studio.core.system.messages import message
from soc_studio.core.system.user_folders import cache_folder, data_folder
from soc_studio.core.system.versions import PACKAGES, program_version, version_of

_OLDEST, _NEWEST = (3, 11), (3, 13)
_LITTLE_MEMORY = 3 * 2**29  # bytes that a search with the model that ships takes at most
_LITTLE_DISK = 2**30  # bytes; results and proxies of a long video
_NO_DISK = 2**26  # bytes, under which nothing can be saved
_WINDOW = ("PySide6-Essentials", "PySide6-Addons", "pyqtdarktheme-fork")
_START = "from PySide6.QtGui import QGuiApplication as A; print(A(['']).platformName())"
_SECONDS = 30  # that Qt may take to start


def computer_lines(platform_shown: str = "") -> Iterator[HealthLine]:
    """Yield what there is to say of the computer and of what the program needs from it.

    `platform_shown` is what Qt calls the platform that it shows the window on; empty where no
    window is shown: Qt is then started for a moment in a process of its own.
    """
    yield _program()
    yield HealthLine("system", message("System"), _system())
    yield _python()
    yield _packages()
    yield _memory()
    yield from _folders()
    yield _screen(platform_shown)


def _program() -> HealthLine:
    said = f"{program_version() or '?'}, {installation().value}"
    return HealthLine("program", "SOC Studio", said)


def _system() -> str:
    told = platform.platform(terse=True)
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    pretty = release.get("PRETTY_NAME", "")
    return ", ".join(each for each in (pretty, told, platform.machine()) if each)


def _python() -> HealthLine:
    said = f"{platform.python_version()} ({platform.python_implementation()})"
    name = "Python"
    if _OLDEST <= sys.version_info[:2] <= _NEWEST:
        return HealthLine("python", name, said)
    return HealthLine(
        *("python", name, said, Condition.BAD),
        message("The program is made for Python 3.11, 3.12 and 3.13."),
        message("Install it with one of these."),
        "uv tool install --python 3.12 soc-studio",
    )


def _packages() -> HealthLine:
    absent = [each for each in PACKAGES if each not in _WINDOW and not version_of(each)]
    there = f"{len(PACKAGES) - len(absent)} / {len(PACKAGES)}"
    if not absent or installation() is InstallationKind.DOWNLOADED:
        return HealthLine("packages", message("Packages"), there)
    return HealthLine(
        *("packages", message("Packages"), there, Condition.BAD),
        message("These packages are missing: {names}.", names=", ".join(absent)),
        message("Install them:"),
        install_command(" ".join(absent)),
    )


def _memory() -> HealthLine:
    total, free = total_memory(), free_memory("cpu")
    said = f"{_gigabytes(free)} / {_gigabytes(total)}"
    if free is None or free >= _LITTLE_MEMORY:
        return HealthLine("memory", message("Free memory"), said)
    return HealthLine(
        *("memory", message("Free memory"), said, Condition.NOTE),
        message("A search takes about {size}, and less is free.", size=_gigabytes(_LITTLE_MEMORY)),
        message("Close other programs before you search."),
    )


def _folders() -> Iterator[HealthLine]:
    """Yield a line for each folder that is written to, with the room on its disk."""
    variable = message("Or set SOC_STUDIO_DATA to a folder that you can write to.")
    for id, name, folder, advice in (
        ("data", message("Folder for data"), data_folder(), variable),
        ("cache", message("Folder for what can be made again"), cache_folder(), variable),
        ("log", message("Folder of the log"), log_folder(), variable),
        (
            "temporary",
            message("Folder for temporary files"),
            Path(tempfile.gettempdir()),
            message("Or set TMPDIR to a folder that you can write to."),
        ),
    ):
        yield _folder(id, name, folder, advice)


def _folder(id: str, name: str, folder: Path, advice: str) -> HealthLine:
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    free = _room(there)
    said = str(folder) if free is None else f"{folder} ({_gigabytes(free)})"
    if free is not None and free < _LITTLE_DISK:
        return HealthLine(
            *(f"folder-{id}", name, said, Condition.NOTE if free >= _NO_DISK else Condition.BAD),
            message(
                "The disk of this folder is nearly full: {size} are free.", size=_gigabytes(free)
            ),
            message("Remove something from it. {other}", other=advice),
        )
    refused = _refusal(there)
    if not refused:
        return HealthLine(f"folder-{id}", name, said)
    change = f'attrib -r "{there}"'
    if os.name == "posix":  # what somebody else owns is not theirs to change
        change = f'chmod u+rwx "{there}"' if there.stat().st_uid == os.getuid() else ""
    return HealthLine(
        *(f"folder-{id}", name, said, Condition.BAD),
        message("Nothing can be written to this folder ({reason}).", reason=refused),
        message("Change its rights. {other}", other=advice),
        change,
    )


def _room(folder: Path) -> int | None:
    """Return the bytes that are free on the disk of `folder`, None where that is not told."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _refusal(folder: Path) -> str:
    """Return why no file can be made in `folder`, empty where one can."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"SOC Studio")
            file.flush()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _screen(shown: str) -> HealthLine:
    name = message("Window")
    qt = version_of("PySide6-Essentials")
    said = " ".join(each for each in (f"Qt {qt}" if qt else "Qt", shown) if each)
    if shown:
        return HealthLine("window", name, said)
    if find_spec("PySide6") is None or find_spec("qdarktheme") is None:
        return HealthLine(
            *("window", name, "", Condition.NOTE),
            message("The window is not installed; the command line works without it."),
            message("Install it:"),
            install_command(" ".join(_WINDOW)),
        )
    if lacking := missing_libraries():
        return HealthLine(
            *("window", name, said, Condition.BAD),
            message(
                "The window needs system libraries that are not installed: {names}.",
                names=", ".join(lacking),
            ),
            message("Install them:"),
            "  or  ".join(install_lines(lacking)),
        )
    if not has_screen():
        return HealthLine(
            *("window", name, said, Condition.NOTE),
            message("There is no screen here to show the window on."),
            message("The command line works without one."),
        )
    return _started(name, said)


def has_screen() -> bool:
    """Return whether there is a screen for a window, or something else was chosen for it."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(each) for each in names)


def _started(name: str, said: str) -> HealthLine:
    """Start Qt for a moment, in a process of its own: where it cannot start, that one ends."""
    if installation() is InstallationKind.DOWNLOADED:
        return HealthLine("window", name, said)
    reason = ""
    try:
        told = subprocess.run(
            [sys.executable, "-c", _START],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
        )
        if told.returncode == 0:
            return HealthLine("window", name, f"{said} {told.stdout.strip()}")
        lines = [each.strip() for each in told.stderr.splitlines() if each.strip()]
        reason = lines[0] if lines else str(told.returncode)
    except (OSError, subprocess.SubprocessError) as error:
        reason = str(error)
    return HealthLine(
        *("window", name, said, Condition.BAD),
        message("Qt cannot show a window here: {reason}", reason=reason),
        message("Look at DISPLAY, WAYLAND_DISPLAY and QT_QPA_PLATFORM, or install Qt again:"),
        install_command(" ".join(_WINDOW)),
    )


def _gigabytes(size: int | None) -> str:
    if size is None:
        return "?"
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"
