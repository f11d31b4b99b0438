"""Builds the wheel and the source distribution, with their checksums.

    python packaging/release/wheels.py --into dist
    python packaging/release/wheels.py --into dist --twice    # of the last commit, and compared

Both have the same bytes wherever they are built: times in them are that of the commit. `--twice`
builds them in two folders and ends with 1 where a byte differs.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from version import ROOT, VARIABLE, version

SUMS = "SHA256SUMS"
_EPOCH = "1577836800"  # 2020: where there is no commit


def main() -> int:
    """Build; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="where the files go")
    parser.add_argument(
        "--twice", action="store_true", help="build the last commit twice and compare"
    )
    options = parser.parse_args()
    into: Path = options.into.absolute()
    into.mkdir(parents=True, exist_ok=True)
    made = built_twice(into) if options.twice else built(ROOT, into)
    if not made:
        sys.stderr.write("Two builds of the same commit differ.\n")
        return 1
    write_sums(into)
    for path in made:
        sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB\n")
    return 0


def built(source: Path, into: Path) -> list[Path]:
    """Build what is in `source`; return the files, which are in `into` then."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            VARIABLE: version(),
            "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", epoch()),
        }
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-d", folder],
            cwd=source,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return [
            Path(shutil.move(path, into / path.name)) for path in sorted(Path(folder).iterdir())
        ]


def built_twice(into: Path) -> list[Path]:
    """Build the last commit in two folders; return the files, nothing where they differ."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for name in ("first", "a second one"):
            source, target = Path(folder) / name / "source", Path(folder) / name / "built"
            exported(source)
            target.mkdir()
            found.append({path.name: path for path in built(source, target)})
        first, second = found
        if {name: digest(path) for name, path in first.items()} != {
            name: digest(path) for name, path in second.items()
        }:
            return []
        return [Path(shutil.move(path, into / name)) for name, path in first.items()]


def exported(into: Path) -> None:
    """Write the last commit into the new folder `into`."""
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", "HEAD"], check=True, capture_output=True
    )
    into.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as content:
        content.extractall(into, filter="data")


def epoch() -> str:
    """Return the time of the last commit in seconds, as text."""
    try:
        told = subprocess.run(
            ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return _EPOCH
    return told.stdout.strip() or _EPOCH


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path) -> None:
    """Write the checksums of all files in `folder`, as `sha256sum --check` reads them."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{digest(path)}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
