"""How the program was installed, and so by which command something is added to it."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path


class InstallationKind(Enum):
    """What the program was installed with."""

    DOWNLOADED = "a program of its own"
    UV = "uv tool"
    PIPX = "pipx"
    PIP = "pip"


def installation() -> InstallationKind:
    """Return what the program that runs was installed with."""
    if getattr(sys, "frozen", False):
        return InstallationKind.DOWNLOADED
    place = Path(sys.prefix)
    parts = place.parts
    if (place / "uv-receipt.toml").is_file():
        return InstallationKind.UV
    if (place / "pipx_metadata.json").is_file() or "pipx" in parts[-3:]:
        return InstallationKind.PIPX
    return InstallationKind.PIP


def install_command(packages: str, index: str = "") -> str:
    """Return the line for a terminal that adds or renews `packages`; "" where none can be added.

    `index` is the address that they are taken from; the usual one where it is empty.
    """
    kind = installation()
    if kind is InstallationKind.DOWNLOADED:
        return ""
    from_there = f" --index-url {index}" if index else ""
    if kind is InstallationKind.UV:
        also = f" --index {index}" if index else ""
        asked = " ".join(f"--with {each}" for each in packages.split())
        return f"uv tool install --reinstall soc-studio {asked}{also}"
    if kind is InstallationKind.PIPX:
        also = f' --pip-args="{from_there.strip()}"' if index else ""
        return f"pipx inject --force soc-studio {packages}{also}"
    python = "python" if sys.prefix == sys.base_prefix else str(Path(sys.executable))
    return f"{python} -m pip install --force-reinstall {packages}{from_there}"
