"""Exports that are ended half-way: by a disk that is full, by a person, and by a kill.

    python benchmarks/trial_endings.py [--formats cutout look] [--frames 60] [--disk FOLDER]

A project with one layer is exported in each format as the command line does it, in a process of its
own; an earlier result is in the place already. It is ended after half of the frames: by an
interrupt, and by a kill. `--disk` is a folder on a small disk, which is filled up until half of the
format's largest file is left; without it the system lets no file grow beyond that. Then the earlier
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
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from every_format import make_project, write_masks
from trial_sources import make_source

from soc_studio.core.formats.registry import EXPORTS

FORMATS = [each.id for each in EXPORTS]
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
        earlier = folder / "earlier"
        begin_earlier(project, earlier)
        for one in options.formats:
            whole = export_whole(project, folder / f"whole {one}", one)
            tries = (
                ("full disk", filled(project, folder / f"full {one}", one, whole, options.disk)),
                ("cancel", ended(project, folder / f"cancel {one}", one, whole, signal.SIGINT)),
                ("kill", ended(project, folder / f"kill {one}", one, whole, signal.SIGKILL)),
            )
            found = [f"{how}: {fault}" for how, fault in tries if fault]
            faults += sum(": =" not in each for each in found)
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


@dataclass(frozen=True)
class Whole:
    """A whole export: where an earlier result lies, seconds of writing, the names of its files, and
    the bytes of the largest."""

    earlier: Path
    seconds: float
    names: frozenset[str]
    largest: int


def begin_earlier(project: Path, folder: Path) -> None:
    """Export the earlier result."""
    done = export(project, folder, _EARLIER)
    _, said = done.communicate(timeout=300)
    if done.returncode:
        raise RuntimeError(said)


def export_whole(project: Path, folder: Path, one: str) -> Whole:
    """Export the whole, and remove it again."""
    tried = export(project, folder, one)
    _wait(tried, folder, writing=True)
    start = time.monotonic()
    _wait(tried, folder, writing=False)
    seconds = time.monotonic() - start
    tried.communicate(timeout=300)
    found = [each for each in folder.rglob("*") if each.is_file()]
    largest = max((each.stat().st_size for each in found), default=2)
    names = frozenset(str(each.relative_to(folder)) for each in found)
    shutil.rmtree(folder)
    return Whole(folder.parent / "earlier", seconds, names, largest)


def begun(whole: Whole, folder: Path) -> dict[str, str]:
    """Put the earlier result in place, and return its files."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole.earlier, folder)
    return files(folder)


def files(folder: Path) -> dict[str, str]:
    """Return a digest of every file in and beside the result, by its path."""
    there = [each for each in folder.parent.rglob("*") if each.is_file()]
    return {
        str(each.relative_to(folder.parent)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in there
        if each.is_relative_to(folder) or folder.name in each.name
    }


def filled(project: Path, folder: Path, one: str, whole: Whole, disk: Path | None) -> str:
    """Export onto a full disk; return what is wrong then, empty where nothing is."""
    folder = folder if disk is None else disk / "result"
    if disk is not None:
        (disk / "ballast").unlink(missing_ok=True)
    before = begun(whole, folder)
    if disk is not None:
        fill(disk, whole.largest // 2)
    tried = export(project, folder, one, whole.largest // 2 if disk is None else 0)
    _, said = tried.communicate(timeout=300)
    text = " ".join(said.split())
    if not tried.returncode:
        return "it says that it went well"
    if "Traceback" in text:
        return f"it broke: {text[-300:]}"
    if not any(each in text for each in ("disk", "space")):
        return f"it does not say why: {text[-300:]}"
    return "" if files(folder) == before else "the earlier result is not as it was"


def fill(disk: Path, left: int) -> None:
    """Fill a disk up, so that about `left` bytes are free on it."""
    (disk / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - left)))


def ended(project: Path, folder: Path, one: str, whole: Whole, how: signal.Signals) -> str:
    """End an export with a signal while it writes, earlier where it was too late; return what is
    wrong then, as `filled` does."""
    said = ""
    for share in (0.5, 0.2, 0.0):
        said = stopped(project, folder, one, whole, share * whole.seconds, how)
        if not said.startswith("="):
            break
    return said


def stopped(
    project: Path, folder: Path, one: str, whole: Whole, after: float, how: signal.Signals
) -> str:
    """End an export with a signal, `after` seconds of writing; see `ended`."""
    before = begun(whole, folder)
    tried = export(project, folder, one)
    _wait(tried, folder, writing=True)
    time.sleep(after)
    tried.send_signal(how)
    _, said = tried.communicate(timeout=300)
    left = {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}
    left = {each for each in left if "/." not in f"/{each}"}
    if tried.returncode == 0 or (left == whole.names and files(folder) != before):
        return "= it was done before"
    if "Traceback" in said:
        return f"it broke: {said[-300:]}"
    found = files(folder)
    if how is signal.SIGKILL:
        found = {name: each for name, each in found.items() if name in before}
    if found != before:
        return f"the earlier result is not as it was: {sorted(set(found) ^ set(before))[:9]}"
    again = export(project, folder, one)
    _, said = again.communicate(timeout=300)
    if again.returncode:
        return f"the next one fails: {said[-300:]}"
    hidden = [name for name in files(folder) if "/." in f"/{name}"]
    return f"left behind: {hidden}" if hidden else ""


def _wait(tried: subprocess.Popen[str], folder: Path, writing: bool) -> None:
    """Wait until a result is being written, or until none is."""
    until = time.monotonic() + 120
    while tried.poll() is None and time.monotonic() < until and _is_writing(folder) is not writing:
        time.sleep(0.01)


def _is_writing(folder: Path) -> bool:
    """Return whether there is a working folder, as there is from the first frame to the end."""
    return any(folder.glob(".*"))


if __name__ == "__main__":
    main()
