"""Finds system libraries that Qt needs on Linux, and says how to install missing ones.

Qt itself aborts the process where one is missing. Nothing here imports Qt.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Iterable, Mapping

# By file name: the packages of Debian and Ubuntu, and of Fedora and its relatives.
# As `readelf -d` lists them for QtGui and for the platform plugins of PySide6 6.11.
_ALWAYS = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
}
_X11 = {
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
}
_WAYLAND = {
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
}
_FEDORA_LIKE = {"fedora", "rhel", "centos"}
_DEBIAN_LIKE = {"debian", "ubuntu"}


def what_is_missing(environment: Mapping[str, str] = os.environ) -> str:
    """Return why Qt cannot show a window on this Linux system and how to mend that, or "".

    Args:
        environment: the variables that tell Qt which kind of screen to use.
    """
    names = missing_libraries(environment)
    return sentence(names, _distribution()) if names else ""


def missing_libraries(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the libraries that Qt lacks for a window on this Linux system; see above."""
    if not sys.platform.startswith("linux"):
        return []
    names = missing(_ALWAYS)
    screens = _screens(environment)
    if screens and not any(not missing(each) for each in screens):
        names += missing(screens[0])
    return names


def missing(names: Iterable[str]) -> list[str]:
    """Return those of the libraries called `names` that the system cannot load."""
    return [name for name in names if not _loads(name)]


def sentence(names: list[str], distribution: set[str]) -> str:
    """Return a sentence that says which libraries are missing and how to install them.

    Args:
        names: file names of libraries that this module knows.
        distribution: what the system calls itself and is like, such as {"ubuntu", "debian"}.
    """
    return (
        f"The window needs system libraries that are not installed: {', '.join(names)}.\n"
        f"Install them with:  {'  or  '.join(install_lines(names, distribution))}\n"
        "The command line works without them (soc-studio --help)."
    )


def install_lines(names: list[str], distribution: set[str] | None = None) -> list[str]:
    """Return the lines for a terminal that install libraries, one for each kind of system that
    this may be; see `sentence`."""
    distribution = _distribution() if distribution is None else distribution
    known = {**_ALWAYS, **_X11, **_WAYLAND}
    debian = " ".join(dict.fromkeys(known[name][0] for name in names))
    fedora = " ".join(dict.fromkeys(known[name][1] for name in names))
    commands = []
    if distribution & _DEBIAN_LIKE or not distribution & _FEDORA_LIKE:
        commands.append(f"sudo apt install {debian}")
    if distribution & _FEDORA_LIKE or not distribution & _DEBIAN_LIKE:
        commands.append(f"sudo dnf install {fedora}")
    return commands


def _screens(environment: Mapping[str, str]) -> list[dict[str, tuple[str, str]]]:
    """Return what each kind of screen needs that Qt would try, the preferred one first."""
    kinds = {"xcb": _X11, "wayland": _WAYLAND}
    asked = environment.get("QT_QPA_PLATFORM", "")
    if asked:
        wanted = [each.split(":")[0].split("-")[0] for each in asked.split(";")]
        # Others, such as "offscreen", need nothing.
        return (
            [kinds[each] for each in wanted if each in kinds] if set(wanted) <= set(kinds) else []
        )
    x11 = [_X11] if environment.get("DISPLAY") else []
    return [*x11, _WAYLAND] if environment.get("WAYLAND_DISPLAY") else x11


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _distribution() -> set[str]:
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return set()
    return {system.get("ID", ""), *system.get("ID_LIKE", "").split()}
