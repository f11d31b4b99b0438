"""Finds the graphics cards of this computer without loading anything that would use them."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Maker = Literal["nvidia", "amd", "intel", "apple"]

_PCI = Path("/sys/bus/pci/devices")
_MAKERS: dict[str, Maker] = {"0x10de": "nvidia", "0x1002": "amd", "0x8086": "intel"}
_DISPLAY = "0x03"  # what the class of display controllers begins with
_ASKED = ("name,memory.total,driver_version,compute_cap", "name,memory.total,driver_version")
_SECONDS = 15  # a driver that hangs is not waited for
# The oldest driver and the oldest kind of card that a build of CUDA runs with, and what PyTorch
# calls that build.
_BUILDS = ((580, 7.5, "cu130"), (525, 0.0, "cu126"))


@dataclass(frozen=True, slots=True)
class GraphicsCard:
    """A graphics card.

    Attributes:
        maker: who made the chip.
        name: what its driver calls it; empty where no driver answers.
        memory: bytes of its own; None where no driver says.
        driver: the version of the driver; empty where none answers.
        kind: what NVIDIA calls the compute capability, as 8.6; None where no driver says.
    """

    maker: Maker
    name: str = ""
    memory: int | None = None
    driver: str = ""
    kind: float | None = None


def graphics_cards(pci: Path = _PCI) -> list[GraphicsCard]:
    """Return the graphics cards of this computer, NVIDIA's first.

    `pci` is where Linux lists devices. Starts NVIDIA's program where there is one: takes up to a
    second.
    """
    if sys.platform == "darwin":
        return [GraphicsCard("apple")] if os.uname().machine == "arm64" else []
    cards = _told_by_nvidia()
    seen = _listed(pci)
    if not cards:
        cards = [GraphicsCard("nvidia")] * seen.count("nvidia")
    others: list[Maker] = ["amd", "intel"]
    return cards + [GraphicsCard(maker) for maker in others for _ in range(seen.count(maker))]


def build_for(card: GraphicsCard, platform: str = sys.platform) -> str:
    """Return what PyTorch calls its build for `card`, as "cu126"; empty where there is none.

    There is none either where the driver is missing or too old for it.
    """
    if card.maker == "nvidia":
        major = card.driver.partition(".")[0]
        if major.isdecimal():
            kind = math.inf if card.kind is None else card.kind
            fitting = (
                build for driver, least, build in _BUILDS if int(major) >= driver and kind >= least
            )
            return next(fitting, "")
    if card.maker == "amd" and platform.startswith("linux"):
        return "rocm6.4"
    return ""


def _told_by_nvidia() -> list[GraphicsCard]:
    # Drivers of before 2022 refuse the whole question where they do not know a part of it.
    told = next(filter(None, map(_answer, _ASKED)), "")
    cards = []
    for line in told.splitlines():
        name, memory, driver, kind = [*(part.strip() for part in line.split(",")), "", "", ""][:4]
        if name and driver:
            size = int(memory) * 2**20 if memory.isdecimal() else None
            cards.append(GraphicsCard("nvidia", name, size, driver, _number(kind)))
    return cards


def _answer(asked: str) -> str:
    """Return what NVIDIA's program says of its cards, empty where it fails or is not there."""
    try:
        told = subprocess.run(
            ["nvidia-smi", f"--query-gpu={asked}", "--format=csv,noheader,nounits"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _listed(pci: Path) -> list[Maker]:
    """Return the makers of what Linux lists as display controllers."""
    found = []
    try:
        devices = sorted(pci.iterdir())
    except OSError:  # another system, or a container
        return []
    for device in devices:
        try:
            kind = (device / "class").read_text(encoding="ascii").strip()
            vendor = (device / "vendor").read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
        if kind.startswith(_DISPLAY) and vendor in _MAKERS:
            found.append(_MAKERS[vendor])
    return found
