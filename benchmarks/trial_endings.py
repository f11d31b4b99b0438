"""Exports that are ended half-way: by a disk that is full, by a person, and by a kill.

    python benchmarks/trial_endings.py [--formats cutout look] [--frames 60] [--disk FOLDER]

A project with one layer is exported in each format as the command line does it, in a process of its
own; an earlier result is in the place already. It is ended after half of the frames: by an
interrupt, and by a kill. `--disk` is a folder on a disk that is too small for the result; without
it the system lets no file grow beyond half of the largest that the format writes. Then the earlier
result has to be as it was, nothing else may lie beside it, and after a kill, which leaves what it
was at, the next export has to clear that away and to end well.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from every_format import make_project, write_masks
from trial_sources import make_source

FORMATS = (
    *("cutout", "cutout-xq", "cutout-archive", "cutout-web", "cutout-animation", "cutout-png"),
    *("cutout-tiff", "cutout-exr", "layers-exr", "matte-h265", "timeline", "look", "loop-webp"),
)
_ROOT = Path(__file__).parents[1]
_EARLIER = "masks"


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--formats", nargs="*", default=FORMATS)
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--disk", type=Path, help="folder on a disk that is too small")
    options = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        source = make_source("plain", folder, options.frames)
        project = make_project(source, write_masks(source, folder / "masks"), folder)
        for one in options.formats:
            found = [
                f"{how}: {fault}"
                for how, fault in (
                    ("full disk", filled(project, folder / f"full {one}", one, options.disk)),
                    ("cancel", stopped(project, folder / f"cancel {one}", one, signal.SIGINT)),
                    ("kill", stopped(project, folder / f"kill {one}", one, signal.SIGKILL)),
                )
                if fault
            ]
            faults += len(found)
            sys.stdout.write(f"{one:17} {'; '.join(found) or 'as meant'}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{faults} to look at\n")


def export(project: Path, folder: Path, one: str, most: int = 0) -> subprocess.Popen[str]:
    """Begin an export in a process of its own; no file of it grows beyond `most` bytes, if any."""
    extra = ["--format", "cutout"] if one == "timeline" else []
    paths = [str(_ROOT), str(_ROOT / "model")]
    line = [sys.executable, "-m", "soc_studio", "export", "--project", str(project)]
    return subprocess.Popen(
        [*line, "-o", str(folder), "--format", one, *extra],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(_limit, most) if most else None,
    )


def _limit(most: int) -> None:
    import resource  # Windows has none

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that writing fails, as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def begun(project: Path, folder: Path) -> dict[str, str]:
    """Export the earlier result, and return its files."""
    done = export(project, folder, _EARLIER)
    _, said = done.communicate(timeout=300)
    if done.returncode:
        raise RuntimeError(said)
    return files(folder)


def files(folder: Path) -> dict[str, str]:
    """Return a digest of every file in and beside the result, by its path."""
    there = [each for each in folder.parent.rglob("*") if each.is_file()]
    return {
        str(each.relative_to(folder.parent)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in there
        if each.is_relative_to(folder) or folder.name in each.name
    }


def filled(project: Path, folder: Path, one: str, disk: Path | None) -> str:
    """Export onto a full disk; return what is wrong then, empty where nothing is."""
    most = 0
    if disk is not None:
        folder = disk / "result"
        shutil.rmtree(folder, ignore_errors=True)
    else:
        whole = export(project, folder, one)
        whole.communicate(timeout=300)
        sizes = [each.stat().st_size for each in folder.rglob("*") if each.is_file()]
        most = max(sizes, default=2) // 2
        shutil.rmtree(folder)
    before = begun(project, folder)
    tried = export(project, folder, one, most)
    _, said = tried.communicate(timeout=300)
    text = " ".join(said.split())
    if not tried.returncode:
        return "it says that it went well"
    if "Traceback" in text:
        return f"it broke: {text[-300:]}"
    if not any(each in text for each in ("disk", "space")):
        return f"it does not say why: {text[-300:]}"
    return "" if files(folder) == before else "the earlier result is not as it was"


def stopped(project: Path, folder: Path, one: str, how: signal.Signals) -> str:
    """End an export with a signal while it writes; return what is wrong then, as `filled` does."""
    before = begun(project, folder)
    tried = export(project, folder, one)
    until = time.monotonic() + 120
    while tried.poll() is None and time.monotonic() < until and not _is_writing(folder):
        time.sleep(0.01)
    time.sleep(0.2)  # some formats keep what they write for a while
    tried.send_signal(how)
    _, said = tried.communicate(timeout=300)
    if tried.returncode == 0:
        return "= it was done before"
    if "Traceback" in said:
        return f"it broke: {said[-300:]}"
    after = files(folder)
    if how is signal.SIGKILL:
        after = {name: each for name, each in after.items() if name in before}
    if after != before:
        return f"the earlier result is not as it was: {sorted(set(after) ^ set(before))}"
    again = export(project, folder, one)
    _, said = again.communicate(timeout=300)
    if again.returncode:
        return f"the next one fails: {said[-300:]}"
    left = [name for name in files(folder) if "/." in f"/{name}"]
    return f"left behind: {left}" if left else ""


def _is_writing(folder: Path) -> bool:
    """Return whether there is a file of a result that is being written."""
    beside = (each for each in folder.parent.iterdir() if each != folder and each.is_dir())
    working = [each for each in beside if folder.name in each.name] + list(folder.glob(".*"))
    return any(
        inner.is_file() and inner.stat().st_size > 0
        for each in working
        for inner in each.rglob("*")
    )


if __name__ == "__main__":
    main()
