"""Take pictures of the running program in every state, and compare them with accepted ones.

    python packaging/screenshots.py            # those in the documents, into resources/screenshots
    python packaging/screenshots.py --all OUT  # every state, light and dark, in all sizes
    python packaging/screenshots.py --all OUT --states empty --sizes 1280x720 --themes dark
    python packaging/screenshots.py --compare  # with the accepted pictures, in tests/ui/pictures
    python packaging/screenshots.py --accept   # have the pictures of now accepted, and documented
    python packaging/screenshots.py --accept --resume   # go on where that stopped

The window is driven without a screen; what it finds on the sample clip is found by the network that
comes with it, once, and kept in projects that the states open. The states are in
`screens/states.py`, a function each. One that is broken is said, with a picture of how far it came,
and the others are taken; the exit code is 1 then.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "model"), str(ROOT / "packaging")]

from screens import comparison  # noqa: E402
from screens.names import DOCUMENT, IN_DOCUMENTS, MOVING, NAMES, SEARCHED  # noqa: E402

DOCUMENTED = ROOT / "resources" / "screenshots"
ACCEPTED = ROOT / "tests" / "ui" / "pictures"
TAKEN = ROOT / "build" / "pictures"
THEMES = ("dark", "light")
SIDE_BY_SIDE = 4  # processes: each waits half of its time
_PATIENCE = 2400  # seconds for a state, in which a slow machine has searched for it


@dataclass(frozen=True)
class Size:
    """Width and height of a window, and how many pixels each of their units has."""

    width: int
    height: int
    scale: int = 1


SIZES = {
    "1280x720": Size(1280, 720),
    "1600x1000": Size(1600, 1000),
    "2560x1440": Size(1280, 720, 2),
}
SMALLEST = {"1024x700": Size(1024, 700)}
IN_A_DOCUMENT = {DOCUMENT: Size(1280, 800)}
SHOWN_IN = "dark"  # the theme of documents


def main() -> int:
    """Take the pictures that were asked for; return the exit code, 1 where one differs."""
    options = _options()
    if options.one:
        return _take_here(*options.one, options.states, options.language)
    with tempfile.TemporaryDirectory() as kept:
        project = (options.project or Path(kept) / "Street.soc").absolute()
        taking = Taking(project, options.language, options.resume)
        states = options.states or NAMES
        documented = [each for each in states if each in IN_DOCUMENTS]
        out = options.all or TAKEN
        sizes = {name: (SIZES | SMALLEST)[name] for name in options.sizes}
        if not (options.all or options.compare or options.accept):
            failed = taking.take(out, (SHOWN_IN,), IN_A_DOCUMENT, documented)
            return failed | _document(out, documented)
        if options.accept == ACCEPTED and SHOWN_IN in options.themes:
            sizes |= IN_A_DOCUMENT
        else:
            documented = []
        failed = taking.take(out, options.themes, sizes, states)
        places = [f"{each}-{size}" for each in options.themes for size in options.sizes]
        lasting = [each for each in states if each not in MOVING]
        pictures = [f"{place}/{state}" for place in places for state in lasting]
        if options.accept:
            failed |= _accept(out, options.accept, pictures) | _document(out, documented)
        if options.compare:
            failed |= _compare(out, options.compare, pictures)
        return failed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", type=Path, metavar="OUT", help="every state, into this folder")
    for name, told in (
        ("--compare", "with the accepted pictures of this folder; 1 is returned where some differ"),
        ("--accept", "into this folder, as those to compare with"),
    ):
        parser.add_argument(name, type=Path, nargs="?", const=ACCEPTED, metavar="DIR", help=told)
    parser.add_argument(
        *("--states", "--only"), nargs="+", choices=NAMES, metavar="STATE", help="only these"
    )
    parser.add_argument(
        "--resume", action="store_true", help="leave out what OUT, or build/pictures, has already"
    )
    parser.add_argument("--sizes", nargs="+", choices=(*SIZES, *SMALLEST), default=tuple(SIZES))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument(
        "--project", type=Path, metavar="FILE", help="keep what was found here, for the next time"
    )
    parser.add_argument("--language", choices=("en", "de"), default="en")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def _accept(out: Path, accepted: Path, pictures: Sequence[str]) -> int:
    """Accept all pictures that there are; say which are missing and return the exit code."""
    missing = [each for each in pictures if not (out / f"{each}.png").is_file()]
    for each in pictures:
        if each in missing:
            sys.stdout.write(f"{each}: no picture was taken; the accepted one stays\n")
        else:
            comparison.accept(out / f"{each}.png", accepted / f"{each}{comparison.SUFFIX}")
    sys.stdout.write(f"{len(pictures) - len(missing)} of {len(pictures)} pictures accepted\n")
    return 1 if missing else 0


def _document(out: Path, states: Sequence[str]) -> int:
    """Have documents show the pictures of these states; return 1 where some are missing."""
    pictures = [out / f"{SHOWN_IN}-{DOCUMENT}" / f"{each}.png" for each in states]
    taken = [each for each in pictures if each.is_file()]
    for picture in taken:
        comparison.publish(picture, DOCUMENTED / f"{picture.stem}.jpg")
    return int(len(taken) < len(pictures))


def _compare(out: Path, accepted: Path, pictures: Sequence[str]) -> int:
    """Say which pictures differ from the accepted ones; return the exit code."""
    differ = 0
    for each in pictures:
        if not (out / f"{each}.png").is_file():
            differ += 1
            sys.stdout.write(f"{each}: no picture was taken\n")
            continue
        found = comparison.compare(out / f"{each}.png", accepted / f"{each}{comparison.SUFFIX}")
        if not found.is_small:
            differ += 1
            sys.stdout.write(f"{each}: {found}\n")
    sys.stdout.write(f"{differ} of {len(pictures)} pictures differ\n")
    return 1 if differ else 0


@dataclass(frozen=True)
class Taking:
    """Takes pictures in processes of their own: Qt fixes the scale of a screen when it starts.

    Attributes:
        project: where what was found is kept, and found the next time.
        language: of the window.
        resumes: whether pictures that there are need not be taken again.
    """

    project: Path
    language: str
    resumes: bool = False

    def take(
        self, out: Path, themes: Sequence[str], sizes: dict[str, Size], states: Sequence[str]
    ) -> int:
        """Take pictures into a folder for each theme and size; return 1 where some failed.

        What several states look at is found first, with all that the computer has; then a theme
        and a scale is a process, some of them side by side.
        """
        scales = sorted({each.scale for each in sizes.values()})
        left: dict[tuple[int, str], list[str]] = {}
        wanted: dict[tuple[int, str], dict[str, Size]] = {}
        for scale, theme in product(scales, themes):
            chosen = wanted[scale, theme] = {
                name: each
                for name, each in sizes.items()
                if each.scale == scale and (name != DOCUMENT or theme == SHOWN_IN)
            }
            folders = [out / f"{theme}-{name}" for name in chosen]
            left[scale, theme] = [each for each in states if self._is_left(each, folders)]

        def run(scale: int, theme: str) -> int:
            return self._run(theme, wanted[scale, theme], out, scale, left[scale, theme])

        first = [each for each in SEARCHED if any(each in some for some in left.values())]
        if first and not self.project.exists():
            with tempfile.TemporaryDirectory() as folder:
                self._run(THEMES[0], IN_A_DOCUMENT, Path(folder), 1, first)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            return max(pool.map(run, *zip(*left, strict=True)))

    def _is_left(self, state: str, folders: Sequence[Path]) -> bool:
        """Return whether a picture of a state is to be taken; take old ones away then."""
        pictures = [
            each / f"{state}.png"
            for each in folders
            if state in IN_DOCUMENTS or not each.name.endswith(DOCUMENT)
        ]
        if self.resumes and all(each.is_file() for each in pictures):
            return False
        for each in pictures:
            each.unlink(missing_ok=True)
            each.with_stem(f"{state}-failed").unlink(missing_ok=True)
        return bool(pictures)

    def _run(
        self, theme: str, sizes: dict[str, Size], out: Path, scale: int, states: Sequence[str]
    ) -> int:
        wanted = ",".join(f"{name}={each.width}x{each.height}" for name, each in sizes.items())
        command = [sys.executable, "-X", "faulthandler", __file__]
        command += ["--one", theme, wanted, str(out.absolute())]
        command += ["--language", self.language, "--states"]
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale),
            "QT_FONT_DPI": "96",
            "TZ": "UTC",
            "SCREENSHOTS_PROJECT": str(self.project),
        }
        left, failed, crashed = list(states), False, ""
        while left:
            done, code = _tell([*command, *left], environment)
            left = left[done:]
            if code >= 0 and not left:
                return int(failed or code)
            failed = True  # a crash is a failure, even if all are taken then
            if left and crashed == left[0]:
                left = left[1:]  # twice at the same state
            crashed = left[0] if left else ""
            sys.stdout.write(
                f"{theme} at {scale}00 %: the process ended before its time ({code}); "
                f"it goes on with {crashed or 'none'}\n"
            )
        return int(failed)


def _tell(command: Sequence[str], environment: dict[str, str]) -> tuple[int, int]:
    """Run a process and pass on what it says; return how many states it did, and its code.

    One that says nothing for long hangs, and is killed: as if it had crashed.
    """
    lines = 0
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        watch = _watch(process)
        for line in process.stdout:
            watch.cancel()
            sys.stdout.write(line)
            sys.stdout.flush()
            lines += line.split(" ", 1)[0] in THEMES
            watch = _watch(process)
        watch.cancel()
    return lines, process.returncode


def _watch(process: subprocess.Popen[str]) -> Timer:
    watch = Timer(_PATIENCE, process.kill)
    watch.daemon = True
    watch.start()
    return watch


def _take_here(theme: str, sizes: str, out: str, states: Sequence[str], language: str) -> int:
    """Take the pictures of a theme and a scale in this process."""
    from screens.session import take

    wanted: dict[Path, tuple[int, int]] = {}
    for each in sizes.split(","):
        name, measures = each.split("=")
        width, height = measures.split("x")
        wanted[Path(out) / f"{theme}-{name}"] = int(width), int(height)
    project = Path(os.environ["SCREENSHOTS_PROJECT"])
    return 0 if take(theme, project, wanted, states, language) else 1


if __name__ == "__main__":
    sys.exit(main())
