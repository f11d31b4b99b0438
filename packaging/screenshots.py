"""Take pictures of the running program in every state, and compare them with accepted ones.

    python packaging/screenshots.py            # those in the documents, into resources/screenshots
    python packaging/screenshots.py --all OUT  # every state, light and dark, in all sizes
    python packaging/screenshots.py --all OUT --states empty --sizes 1280x720 --themes dark
    python packaging/screenshots.py --compare  # with the accepted pictures, in tests/ui/pictures
    python packaging/screenshots.py --accept   # have the pictures of now accepted

The window is driven without a screen; what it finds on the sample clip is found by the network that
comes with it, once, and kept in a project that the states open. The states are in
`screens/states.py`, a row each.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "model"), str(ROOT / "packaging")]

from screens import comparison  # noqa: E402
from screens.names import IN_DOCUMENTS, MOVING, NAMES  # noqa: E402

DOCUMENTED = ROOT / "resources" / "screenshots"
ACCEPTED = ROOT / "tests" / "ui" / "pictures"
THEMES = ("dark", "light")
SIDE_BY_SIDE = 2  # processes


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
IN_A_DOCUMENT = {"1280x800": Size(1280, 800)}


def main() -> int:
    """Take the pictures that were asked for; return the exit code, 1 where one differs."""
    options = _options()
    if options.one:
        return _take_here(*options.one, options.states)
    if not (options.all or options.compare or options.accept):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "dark-1280x800"
            states = options.states or IN_DOCUMENTS
            _take_all(Path(folder), ("dark",), IN_A_DOCUMENT, states, options.project)
            for picture in place.glob("*.png"):
                comparison.publish(picture, DOCUMENTED / f"{picture.stem}.jpg")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        out = options.all or Path(folder)
        sizes = {name: SIZES[name] for name in options.sizes}
        _take_all(out, options.themes, sizes, options.states or NAMES, options.project)
        places = [f"{theme}-{size}" for theme in options.themes for size in sizes]
        states = [each for each in options.states or NAMES if each not in MOVING]
        pictures = [f"{place}/{state}" for place in places for state in states]
        if options.accept:
            for each in pictures:
                comparison.accept(
                    out / f"{each}.png", options.accept / f"{each}{comparison.SUFFIX}"
                )
        return _compare(out, options.compare, pictures) if options.compare else 0


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
    parser.add_argument("--states", nargs="+", choices=NAMES, metavar="STATE", help="only these")
    parser.add_argument("--sizes", nargs="+", choices=tuple(SIZES), default=tuple(SIZES))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument(
        "--project", type=Path, metavar="FILE", help="keep what was found here, for the next time"
    )
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def _compare(out: Path, accepted: Path, pictures: Sequence[str]) -> int:
    """Say which pictures differ from the accepted ones; return the exit code."""
    differ = 0
    for each in pictures:
        found = comparison.compare(out / f"{each}.png", accepted / f"{each}{comparison.SUFFIX}")
        if not found.is_small:
            differ += 1
            sys.stdout.write(f"{each}: {found}\n")
    sys.stdout.write(f"{differ} of {len(pictures)} pictures differ\n")
    return 1 if differ else 0


def _take_all(
    out: Path,
    themes: Sequence[str],
    sizes: dict[str, Size],
    states: Sequence[str],
    kept_project: Path | None,
) -> None:
    """Take the pictures into a folder for each theme and size, in some processes side by side."""
    scales = sorted({each.scale for each in sizes.values()})
    with tempfile.TemporaryDirectory() as kept:
        project = (kept_project or Path(kept) / "Street.soc").absolute()

        def run(theme: str, scale: int) -> None:
            wanted = ",".join(
                f"{name}={each.width}x{each.height}"
                for name, each in sizes.items()
                if each.scale == scale
            )
            command = [sys.executable, __file__, "--one", theme, wanted, str(out.absolute())]
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": str(scale),
                "QT_FONT_DPI": "96",
                "TZ": "UTC",
                "SCREENSHOTS_PROJECT": str(project),
            }
            subprocess.run([*command, "--states", *states], env=environment, check=True)

        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            begun = [pool.submit(run, theme, scale) for scale in scales for theme in themes]
            for each in begun:
                each.result()


def _take_here(theme: str, sizes: str, out: str, states: Sequence[str]) -> int:
    """Take the pictures of a theme and a scale in this process."""
    from screens.session import take

    wanted: dict[Path, tuple[int, int]] = {}
    for each in sizes.split(","):
        name, measures = each.split("=")
        width, height = measures.split("x")
        wanted[Path(out) / f"{theme}-{name}"] = int(width), int(height)
    take(theme, Path(os.environ["SCREENSHOTS_PROJECT"]), wanted, states)
    return 0


if __name__ == "__main__":
    sys.exit(main())
