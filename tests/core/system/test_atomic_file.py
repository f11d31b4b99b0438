"""A result folder is the old one or the new one, whenever the program is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from soc_studio.core.system.atomic_file import replacing_contents

ROOT = Path(__file__).parents[3]
# Writes a result of two entries over another, and is gone at the renaming that the argument counts.
KILLED = """
import os, pathlib, sys
from soc_studio.core.system.atomic_file import replacing_contents
left = int(sys.argv[2])
rename = pathlib.Path.rename
def rename_or_die(path, target):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return rename(path, target)
with replacing_contents(pathlib.Path(sys.argv[1]), lambda folder, entries: None) as new:
    (new / "a").write_text("new")
    (new / "b").write_text("new")
    pathlib.Path.rename = rename_or_die
"""


@pytest.mark.slow
@pytest.mark.parametrize("renamings", range(7))
def test_a_kill_in_the_midst_of_the_swap_leaves_one_whole_result(
    tmp_path: Path, renamings: int
) -> None:
    folder = tmp_path / "result"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / name).write_text("old", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(renamings)], cwd=ROOT, check=False
    )
    assert ended.returncode in (0, 9)
    assert (ended.returncode == 0) == (renamings == 6)
    seen: list[dict[str, str]] = []

    def note(place: Path, entries: object) -> None:
        assert isinstance(entries, list)
        seen.append({entry.name: entry.read_text(encoding="utf-8") for entry in entries})

    with replacing_contents(folder, note) as new:
        (new / "a").write_text("third", encoding="utf-8")
    assert seen[0] in ({"a": "old", "b": "old"}, {"a": "new", "b": "new"})
    assert [entry.name for entry in folder.iterdir()] == ["a"]


# Writes a result of two entries over another, and is interrupted before or after the call to the
# system that the argument counts.
INTERRUPTED = """
import os, pathlib, sys
from soc_studio.core.system.atomic_file import replacing_contents
folder, left, when = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
def interrupted(own):
    def called(*values, **named):
        global left
        left -= 1
        is_last = left == -1
        if is_last and when == "before":
            raise KeyboardInterrupt
        result = own(*values, **named)
        if is_last:
            raise KeyboardInterrupt
        return result
    return called
for name in ("rename", "mkdir", "rmdir", "iterdir"):
    setattr(pathlib.Path, name, interrupted(getattr(pathlib.Path, name)))
try:
    with replacing_contents(folder, lambda folder, entries: None) as new:
        (new / "a").write_text("new")
        (new / "b").write_text("new")
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("is_there", [True, False])
def test_an_interrupt_at_any_moment_leaves_one_whole_result_and_nothing_else(
    tmp_path: Path, when: str, is_there: bool
) -> None:
    old, new = {"a": "old", "b": "old"}, {"a": "new", "b": "new"}
    for calls in range(40):
        folder = tmp_path / str(calls) / "result"
        if is_there:
            folder.mkdir(parents=True)
            for name in old:
                (folder / name).write_text("old", encoding="utf-8")
        arguments = [str(folder), str(calls), when]
        ended = subprocess.run(
            [sys.executable, "-c", INTERRUPTED, *arguments], cwd=ROOT, check=False
        )
        if ended.returncode == 0:
            break
        assert ended.returncode == 130
        if not is_there and not (folder.is_dir() and list(folder.iterdir())):
            assert not folder.parent.exists()
            continue
        found = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir()}
        assert found in ((old, new) if is_there else (new,))
    assert calls > 5


# Writes a result, and says when it has begun; goes on, or is killed, when it is told to.
WAITS = """
import os, pathlib, sys
from soc_studio.core.system.atomic_file import replacing_contents
with replacing_contents(pathlib.Path(sys.argv[1]), lambda folder, entries: None) as new:
    (new / "a").write_text(sys.argv[2])
    print("begun", flush=True)
    if sys.stdin.readline() == "die\\n":
        os._exit(9)
"""


def begin(folder: Path, text: str) -> subprocess.Popen[str]:
    """Start a program that writes a result to `folder`, and wait until it has begun."""
    program = subprocess.Popen(
        [sys.executable, "-c", WAITS, str(folder), text],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "begun\n"
    return program


def test_of_two_programs_that_write_to_one_folder_the_last_to_end_remains(tmp_path: Path) -> None:
    folder = tmp_path / "result"
    first, second = begin(folder, "first"), begin(folder, "second")
    for program, text in ((first, "first"), (second, "second")):
        program.communicate("go\n", timeout=300)
        assert program.returncode == 0
        assert (folder / "a").read_text(encoding="utf-8") == text
    assert [entry.name for entry in folder.iterdir()] == ["a"]


def test_what_a_killed_program_left_goes_and_what_another_works_in_stays(tmp_path: Path) -> None:
    folder = tmp_path / "result"
    killed, works = begin(folder, "killed"), begin(folder, "works")
    killed.communicate("die\n", timeout=300)
    left = len(list(folder.iterdir()))
    with replacing_contents(folder, lambda folder, entries: None) as new:
        (new / "a").write_text("here", encoding="utf-8")
    assert len(list(folder.iterdir())) == left - 1  # its folder and its lock, for one file
    works.communicate("go\n", timeout=300)
    assert works.returncode == 0
    assert [entry.name for entry in folder.iterdir()] == ["a"]
    assert (folder / "a").read_text(encoding="utf-8") == "works"
