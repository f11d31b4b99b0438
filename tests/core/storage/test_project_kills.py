"""Programs that are killed at any moment lose no more than the last two seconds."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from soc_studio.core.project.project import Project
from soc_studio.core.project.project_codec import records
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.unsaved import recoverable_drafts
from soc_studio.core.system.database import ForeignFileError
from tests.thoroughness import times

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
LOST = 2.0  # seconds of work that a kill may cost
SEEDS = range(times(1))
STEPS = 20  # steps as small as the smallest that a save takes at most

# Imports once what it takes a second to import, and then is a new program for every line it reads.
NURSERY = """
import hashlib, itertools, json, os, random, signal, sys, threading, time
from fractions import Fraction
from pathlib import Path
import numpy as np
from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.system.database import Database
from soc_studio.core.project.project_codec import records
from soc_studio.core.storage.document import Document
from soc_studio.core.project.project import Correction, Video, VideoId
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.result_writer import ResultWriter
from soc_studio.core.storage.results import Search

MASKS = [Mask.from_array(np.random.default_rng(n).random((64, 96)) > 0.5) for n in range(8)]
SEARCH = Search("1:clip", "a", "w", "n", "{}", 64, 96, 0.5)


def tell(log, kind, value):
    os.write(log, (json.dumps([time.monotonic(), kind, value]) + "\\n").encode())


def find(document, log, chance):
    number = document.file.results.begin(SEARCH)
    with ResultWriter(document.file.results) as writer:
        for block in itertools.count(0, 8):
            seen = tuple(range(block, block + 8))
            masks = tuple(chance.choice(MASKS) for _ in seen)
            boxes, one = np.full((8, 4), 0.5, np.float32), np.ones(4, np.float32)
            candidate = WindowCandidate(0, (0.7,) * 8, boxes, masks, one)
            window = Window(seen, frozenset(seen), 0, block, 0)
            writer.put(number, WindowResult(0, window, seen, (candidate,), None))
            tell(log, "found", block)
            time.sleep(chance.uniform(0.005, 0.1))


def decide(document, chance):
    project = document.project
    if not project.videos:
        size = {"width": 96, "height": 64, "frame_count": 10**6, "rate": Fraction(25)}
        video = Video(VideoId(0), "clip", None, "clip", "1:clip", **size)
        return document.do("Add a video", project.add_video(video)[0])
    act = chance.choice(["add", "name", "correct", "correct", "undo", "redo"])
    if act == "undo":
        document.undo()
    elif act == "redo":
        document.redo()
    elif act == "add" or not project.layers:
        document.do("Add", project.add_layer(project.videos[0].id, f"a {chance.random()}")[0])
    else:
        one = chance.choice(project.layers).id
        corrections = {chance.randrange(10**6): Correction(MASKS[0]) for _ in range(50)}
        if act == "name":
            document.do("Name", project.rename_layer(one, f"{chance.random()}"))
        else:
            document.do("Correct", project.correct(one, corrections))


def look_at_the_machine(path, log):
    beside = path.with_suffix(".probe").open("wb", buffering=0)
    while True:
        beside.write(b" ")
        os.fsync(beside)
        tell(log, "machine", None)
        time.sleep(0.02)


def work(path, log, chance):
    document = Document.open(Path(path)) if path else Document.new()
    tell(log, "open", str(document.file.path))
    threading.Thread(
        target=look_at_the_machine, args=(document.file.path, log), daemon=True
    ).start()
    threading.Thread(target=find, args=(document, log, random.Random(1)), daemon=True).start()
    while True:
        tell(log, "deciding", None)
        decide(document, chance)
        tell(log, "decided", sorted(records(document.project).items()))
        time.sleep(chance.uniform(0.005, 0.1))


def save_as(path, log, chance):
    path = Path(path)
    document = Document.open(path)
    threading.Thread(target=find, args=(document, log, random.Random(1)), daemon=True).start()
    for number in itertools.count():
        decide(document, chance)
        document.save_as(path.with_name(f"other{number % 3}.soc"))
        tell(log, "moved", None)


def create(path, log, chance):
    for number in itertools.count():
        ProjectFile.create(Path(path).with_name(f"new{number}.soc")).close()
        tell(log, "created", f"new{number}.soc")


def migrate(path, log, chance):
    more = ["CREATE TABLE later (a)", *["INSERT INTO later VALUES (randomblob(9000))"] * 500]
    with Database.open(Path(path)) as database:
        version = database.number("user_version")
        steps = [[]] * version + [more]
        tell(log, "migrating", None)
        database.migrate(database.number("application_id"), steps, {})


for line in sys.stdin:
    do, path, log, seed = json.loads(line)
    child = os.fork()
    if not child:
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        globals()[do](path, handle, random.Random(seed))
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print(time.monotonic(), flush=True)
"""


class Nursery:
    """Starts programs that work on a project, and kills them."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log"
        path = os.pathsep.join([str(ROOT), str(ROOT / "model")])
        self._program = subprocess.Popen(
            [sys.executable, "-c", NURSERY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path, "SOC_STUDIO_DATA": str(folder / "data")},
        )

    def kill(self, do: str, path: Path | None, seconds: float, seed: int = 0) -> float:
        """Let a program work on `path` and kill it `seconds` after its first word; return when."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self.log.unlink(missing_ok=True)
        order = [do, None if path is None else str(path), str(self.log), seed]
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()
        child = int(self._program.stdout.readline())
        while not self.log.exists() or not self.log.stat().st_size:
            time.sleep(0.002)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        return float(self._program.stdout.readline())

    def told(self) -> list[tuple[float, str, object]]:
        """Return what the program said, and when."""
        lines = self.log.read_text().splitlines(keepends=True)
        return [tuple(json.loads(line)) for line in lines if line.endswith("\n")]

    def close(self) -> None:
        self._program.communicate()


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """Where programs come from that are killed."""
    if not hasattr(os, "fork"):
        pytest.skip("programs are started quickly by forking")
    nursery = Nursery(tmp_path_factory.mktemp("nursery"))
    yield nursery
    nursery.close()


@pytest.fixture(autouse=True)
def data(nursery: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are where the programs keep them."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(nursery.log.parent / "data"))


def allowed(told: list[tuple[float, str, object]], killed: float) -> float:
    """Return the seconds that may be lost: more on a machine that is slow to work and to write."""
    steps = [at for at, kind, _ in told if kind == "machine"]
    began = told[0][0]  # it may be killed before it looked at the machine
    slowest = max(later - earlier for earlier, later in pairwise([began, *steps, killed]))
    return LOST + STEPS * max(0.0, slowest - 0.02)


def check(path: Path, told: list[tuple[float, str, object]], killed: float) -> None:
    """Check that a project is sound and has all that was in it two seconds before the kill."""
    lost = allowed(told, killed)
    with ProjectFile.open(path) as file:
        assert file.read_only is None
        file.check()
        found = sorted(records(file.load()).items())
        searches = file.results.searches("1:clip")
        blocks = {
            stored.window.block for number, _ in searches for stored in file.results.windows(number)
        }
    missed = {block for at, kind, block in told if kind == "found" and at < killed - lost}
    assert missed <= blocks
    assert blocks == set(range(0, 8 * len(blocks), 8))  # none is missing before the last
    states = [(at, value) for at, kind, value in told if kind == "decided"]
    older = [at for at, value in states if value == [list(each) for each in found]]
    # It may be one that was in the file before, or one that was being made: it was not told yet.
    (*_, last) = (kind for _, kind, _ in told if kind not in ("found", "machine"))
    under_way = last == "deciding" or not states or states[0][0] > killed - lost
    assert older or under_way
    if older:
        assert not [at for at, _ in states if older[-1] < at < killed - lost]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("seconds", [0.01, 0.3, 3.0])
def test_a_kill_costs_no_more_than_two_seconds(
    nursery: Nursery, tmp_path: Path, seconds: float, seed: int
) -> None:
    path = tmp_path / "a.soc"
    ProjectFile.create(path).close()
    killed = nursery.kill("work", path, seconds, seed=1000 * seed + int(seconds * 100))
    check(path, nursery.told(), killed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_project_without_a_name_survives_a_kill(nursery: Nursery, seed: int) -> None:
    before = set(recoverable_drafts())
    killed = nursery.kill("work", None, 0.3, seed)
    told = nursery.told()
    (draft,) = set(recoverable_drafts()) - before
    assert [str(draft)] == [value for _, kind, value in told if kind == "open"]
    check(draft, told, killed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_kill_while_it_is_saved_under_another_name_leaves_whole_projects(
    nursery: Nursery, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "a.soc"
    ProjectFile.create(path).close()
    nursery.kill("save_as", path, 0.4, seed=4 + seed)
    for each in tmp_path.glob("*.soc"):
        with ProjectFile.open(each) as file:
            file.check()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_kill_while_it_is_made_leaves_a_whole_project_or_none(
    nursery: Nursery, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "a.soc"
    nursery.kill("create", path, random.Random(6 + seed).uniform(0, 0.1))
    made = [value for _, kind, value in nursery.told() if kind == "created"]
    found = list(tmp_path.glob("*.soc"))
    assert {each.name for each in found} >= set(made)
    for each in found:
        with ProjectFile.open(each) as file:
            file.check()
            assert file.load() == Project()


@pytest.mark.parametrize("seconds", [0.001 * step for step in (0, 20, *range(1, times(2) - 1))])
def test_a_kill_while_it_is_brought_to_a_newer_version_leaves_it_as_it_was(
    nursery: Nursery, tmp_path: Path, seconds: float
) -> None:
    path = tmp_path / "a.soc"
    project = Project(next_id=7)
    with ProjectFile.create(path) as file:
        file.save(None, project)
    nursery.kill("migrate", path, seconds)
    try:
        with ProjectFile.open(path) as file:
            file.check()
            assert file.load() == project
    except ForeignFileError:
        pytest.skip("it was done before the kill came")
