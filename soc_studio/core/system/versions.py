"""Versions of the program's libraries, without importing them."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

_OWN = "soc-studio"
# Not asked for where the program is installed: a program that runs from its folder is not.
PACKAGES = (
    "av",
    "filelock",
    "gdown",
    "h5py",
    "huggingface_hub",
    "msgspec",
    "numpy",
    "opencv-python-headless",
    "openexr",
    "opentimelineio",
    "otio-fcp-adapter",
    "packaging",
    "pillow",
    "platformdirs",
    "psutil",
    "pycocotools",
    "requests",
    "safetensors",
    "scipy",
    "tokenizers",
    "torch",
    "transformers",
    "PySide6-Essentials",
    "PySide6-Addons",
    "pyqtdarktheme-fork",
)
"""What the program and its window require, by name."""
_LONGEST = 200  # characters of a licence; some packages put the whole text there


@dataclass(frozen=True, slots=True)
class Package:
    """A package: its name, its version, and its licence as it says itself, empty if it does not."""

    name: str
    version: str
    licence: str


def program_version() -> str:
    """Return the version of this program; empty where it runs without having been installed."""
    return version_of(_OWN)


def version_of(package: str) -> str:
    """Return the version of an installed package, empty where there is none of this name."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def versions() -> dict[str, str]:
    """Return the versions that matter where something goes wrong, by name."""
    known = {
        "SOC Studio": program_version(),
        "Python": platform.python_version(),
        "PyTorch": version_of("torch"),
        "PyAV": version_of("av"),
        "OpenCV": version_of("opencv-python-headless"),
        "NumPy": version_of("numpy"),
    }
    return {name: version for name, version in known.items() if version}


def parts() -> list[Package]:
    """Return the packages that the program needs and that are installed, by name."""
    return sorted(_parts(), key=lambda part: part.name.casefold())


def _parts() -> Iterator[Package]:
    for name in PACKAGES:
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        yield Package(about["Name"], about["Version"], _licence(about))


def _licence(about: metadata.PackageMetadata) -> str:
    for field in ("License-Expression", "License"):
        said = str(about[field] or "").strip() if field in about else ""
        if said and "\n" not in said and len(said) <= _LONGEST:
            return said
    named = [
        each.rpartition("::")[2].strip()
        for each in about.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    return ", ".join(named)
