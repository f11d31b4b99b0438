"""Makes a release: changelog, commit, tag, wheel, source distribution, parts list, checksums.

    python packaging/release/release.py 1.2.3 --dry-run    # says what it would do
    python packaging/release/release.py 1.2.3
    python packaging/release/release.py --of-tag           # the files of the tag, as CI makes them

The version stands in no file: it is that of the tag. What was pushed cannot be taken back, so that
nothing is: the last line says how.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from changelog import section, with_release
from version import ROOT, is_released, version
from wheels import SUMS, built_twice, write_sums

CHANGELOG = ROOT / "CHANGELOG.md"
CITATION = ROOT / "CITATION.cff"
_LIST = Path(__file__).with_name("parts_list.py")


class ReleaseError(Exception):
    """Why there can be no release: a sentence."""


def main() -> int:
    """Make the release; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", nargs="?", default="", help="the version, such as 1.2.3")
    parser.add_argument("--of-tag", action="store_true", help="the files alone, of a tag")
    parser.add_argument("--dry-run", action="store_true", help="check, and change nothing")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="where the files go")
    options = parser.parse_args()
    try:
        name = version() if options.of_tag else options.version
        if options.of_tag:
            if not is_released(name):
                raise ReleaseError(f"The last commit has no tag of a version: it is {name}.")
        else:
            check(name)
            if options.dry_run:
                sys.stdout.write(f"{name} can be released.\n")
                return 0
            commit(name)
        write_files(name, options.into.absolute())
    except ReleaseError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"To publish it: git push origin HEAD v{name}\n")
    return 0


def check(name: str) -> None:
    """Raise unless `name` can be the next release of what is committed."""
    if not is_released(name):
        raise ReleaseError(f"'{name}' is no version: three numbers, such as 1.2.3.")
    if git("status", "--porcelain"):
        raise ReleaseError("Something is not committed yet.")
    if git("tag", "--list", f"v{name}"):
        raise ReleaseError(f"There is a tag v{name} already.")
    known = [each.removeprefix("v") for each in git("tag", "--list", "v*").splitlines()]
    later = [each for each in known if is_released(each) and numbers(each) > numbers(name)]
    if later:
        raise ReleaseError(f"{later[0]} is a later version and has a tag.")
    try:
        with_release(CHANGELOG.read_text(encoding="utf-8"), name, datetime.now(UTC).date())
    except ValueError as error:
        raise ReleaseError(f"{str(error).capitalize()}.") from error


def commit(name: str) -> None:
    """Give the changelog its section, commit that and put the tag on it."""
    day = datetime.now(UTC).date()
    text = with_release(CHANGELOG.read_text(encoding="utf-8"), name, day)
    CHANGELOG.write_text(text, encoding="utf-8", newline="\n")
    cited = CITATION.read_text(encoding="utf-8")
    cited = re.sub(r"^version: .*$", f"version: {name}", cited, count=1, flags=re.MULTILINE)
    CITATION.write_text(cited, encoding="utf-8", newline="\n")
    git("add", str(CHANGELOG), str(CITATION))
    git("commit", "--message", f"Release {name}")
    notes = section(text, name)
    git("tag", "--annotate", f"v{name}", "--cleanup=verbatim", "--message", f"{name}\n\n{notes}")


def write_files(name: str, into: Path) -> None:
    """Write all files of the release into the folder `into`."""
    into.mkdir(parents=True, exist_ok=True)
    if not built_twice(into):
        raise ReleaseError("Two builds of the same commit differ: nothing is released.")
    notes = section(CHANGELOG.read_text(encoding="utf-8"), name)
    (into / "NOTES.md").write_text(notes + "\n", encoding="utf-8", newline="\n")
    parts = into / f"soc-studio-{name}.cdx.json"
    subprocess.run([sys.executable, str(_LIST), "--into", str(parts)], check=True)
    write_sums(into)
    for path in sorted(into.iterdir()):
        sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB\n")
    assert (into / SUMS).is_file()


def numbers(name: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared."""
    return tuple(int(each) for each in name.split("."))


def git(*words: str) -> str:
    """Return what git says.

    Raises:
        ReleaseError: it fails.
    """
    told = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True)
    if told.returncode:
        raise ReleaseError(told.stderr.strip() or f"git {words[0]} failed.")
    return told.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
