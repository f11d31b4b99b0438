"""Says which version this is, by the tags of the repository; the build asks for it.

    python packaging/release/version.py

A release is the commit that a tag such as v1.2.3 is on, and has that version. A later commit is a
step on the way to the next one, 1.2.4.dev5 where it is the fifth after the tag. Where there is no
tag, or no repository, it is `FIRST`. In a source distribution the builder reads the version from
the file PKG-INFO and does not ask here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST = "0.1.0"
"""The version before there is any tag."""
VARIABLE = "SOC_STUDIO_VERSION"
"""The variable of the environment that overrides the tags, for builds outside of a repository."""
_TAG = re.compile(r"v(\d+)\.(\d+)\.(\d+)")
_DESCRIBED = re.compile(r"v(\d+)\.(\d+)\.(\d+)-(\d+)-g[0-9a-f]+")


def version(root: Path = ROOT) -> str:
    """Return the version of what is in the folder `root`, as PEP 440 writes it."""
    if given := os.environ.get(VARIABLE, ""):
        return given
    described = _git(root, "describe", "--tags", "--long", "--match", "v[0-9]*")
    found = _DESCRIBED.fullmatch(described)
    if found is None or not _is_top(root):
        return FIRST
    major, minor, patch, steps = (int(each) for each in found.groups())
    return f"{major}.{minor}.{patch + 1}.dev{steps}" if steps else f"{major}.{minor}.{patch}"


def is_released(text: str) -> bool:
    """Return whether `text` is a version that a release can have: three numbers."""
    return _TAG.fullmatch(f"v{text}") is not None


def _is_top(root: Path) -> bool:
    """Whether the repository is that of `root`, and not one around it."""
    top = _git(root, "rev-parse", "--show-toplevel")
    return bool(top) and Path(top).resolve() == root.resolve()


def _git(root: Path, *words: str) -> str:
    """Return what git says, empty where it fails or is not there."""
    try:
        told = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.strip()


if __name__ == "__main__":
    sys.stdout.write(f"{version()}\n")
