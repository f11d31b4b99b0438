"""A queue of exports: each has its own progress, end and failure; and exports that are broken off.

Whatever happens to an export, the result that was there before it stays.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.inference.pipeline import RunSettings
from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan, Part
from soc_studio.core.formats.export_queue import ExportQueue, ExportState, QueuedExport
from soc_studio.core.formats.export_writing import material_of
from soc_studio.core.formats.material import Material
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.search.search import Task, search
from soc_studio.core.system.errors import WriteError
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views
from tests.core.formats.exporting import boxed, written
from tests.core.search.test_search import BrightAndDark

ROOT = Path(__file__).resolve().parents[3]
AWKWARD = ["two words", "it's “quoted” $HOME `x` %20 #", "映像 видео فيلم", "e\u0301te\u0301 😀"]


@pytest.fixture
def reader(clips: Any) -> Iterator[VideoReader]:
    with open_video(clips.encode("clip.mp4", pictures=8)) as opened:
        yield opened


@pytest.fixture
def view(documents: Any) -> ResolvedTrack:
    return boxed(documents, "the ball", 8)


class Exports:
    """Makes plans into folders beside each other, and knows their results."""

    def __init__(self, folder: Path, view: ResolvedTrack, reader: VideoReader) -> None:
        self.folder, self.view, self.reader = folder, view, reader
        self.queue = ExportQueue()

    def plan(self, name: str, *formats: str) -> ExportPlan:
        return ExportPlan(
            str(self.folder), name, (), Part.ALL, formats=formats or ("masks", "tracks")
        )

    def material(self, plan: ExportPlan) -> Material:
        return material_of(plan, self.view.video, self.reader, [self.view])

    def add(self, name: str, *formats: str) -> QueuedExport:
        plan = self.plan(name, *formats)
        return self.queue.add(plan, self.material(plan), Sources())

    def write(self, name: str, *formats: str) -> None:
        plan = self.plan(name, *formats)
        written(plan, self.view, self.reader)

    def snapshot(self, name: str) -> dict[str, bytes | None]:
        """Return what is in a result, by its path."""
        folder = self.folder / name
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")
        }


@pytest.fixture
def exports(tmp_path: Path, view: ResolvedTrack, reader: VideoReader) -> Exports:
    return Exports(tmp_path / "out", view, reader)


def test_exports_are_written_one_after_the_other_each_with_its_progress(exports: Exports) -> None:
    first, second = exports.add("one"), exports.add("two", "matte")
    assert exports.queue.entries == [first, second]
    seen: list[tuple[str, int]] = []
    for entry in exports.queue.run():
        seen.append((entry.plan.name, entry.progress.done))
        if entry is first:
            assert second.state is ExportState.WAITING
    assert seen == sorted(seen)
    assert {("one", 8), ("two", 8)} < {*seen}
    assert {each.state for each in (first, second)} == {ExportState.DONE}
    assert {*exports.snapshot("two")} == {"01-the-ball-matte.mp4", "result.json"}
    exports.queue.clear()
    assert exports.queue.entries == []


def test_one_that_fails_leaves_the_others_and_can_be_done_again(exports: Exports) -> None:
    exports.folder.mkdir()
    (exports.folder / "two").mkdir()
    (exports.folder / "two" / "letter.txt").write_text("mine")
    entries = [exports.add(name) for name in ("one", "two", "three")]
    list(exports.queue.run())
    done, failed = ExportState.DONE, ExportState.FAILED
    assert [each.state for each in entries] == [done, failed, done]
    assert "letter.txt" in str(entries[1].error)
    assert entries[0].error is None
    assert (exports.folder / "three" / "tracks.json").exists()
    (exports.folder / "two" / "letter.txt").unlink()
    list(exports.queue.steps(entries[1]))
    assert (entries[1].state, entries[1].error) == (done, None)


def test_one_is_cancelled_before_or_while_it_is_written_and_the_others_are_not(
    exports: Exports,
) -> None:
    exports.write("two")
    before = exports.snapshot("two")
    entries = [exports.add(name) for name in ("one", "two", "three")]
    exports.queue.cancel(entries[0])
    assert entries[0].state is ExportState.CANCELLED
    for entry in exports.queue.run():
        if entry is entries[1] and entry.progress.done == 3:
            exports.queue.cancel(entry)
    cancelled = ExportState.CANCELLED
    assert [each.state for each in entries] == [cancelled, cancelled, ExportState.DONE]
    assert exports.snapshot("two") == before
    assert {path.name for path in exports.folder.iterdir()} == {"two", "three"}
    list(exports.queue.steps(entries[0]))
    assert entries[0].state is ExportState.DONE
    exports.queue.cancel(entries[0])
    assert entries[0].state is ExportState.DONE


def test_steps_that_are_closed_count_as_cancelled(exports: Exports) -> None:
    entry = exports.add("one", "matte")
    steps = exports.queue.steps(entry)
    next(steps)
    assert entry.state is ExportState.RUNNING
    steps.close()
    assert entry.state is ExportState.CANCELLED
    assert not exports.folder.exists()


def test_two_exports_into_one_folder_are_refused_until_the_first_is_over(
    exports: Exports,
) -> None:
    first = exports.add("one")
    with pytest.raises(WriteError, match="Another export into"):
        exports.add("ONE")
    exports.queue.cancel(first)
    exports.add("one")


def test_an_export_is_added_while_another_is_written(exports: Exports) -> None:
    exports.add("one")
    running = exports.queue.run()
    next(running)
    exports.add("two")
    assert [each.plan.name for each in running][-1] == "two"
    assert (exports.folder / "two" / "tracks.json").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", AWKWARD)
def test_names_with_spaces_quotes_and_other_letters(
    tmp_path: Path, documents: Any, clips: Any, name: str
) -> None:
    clips.encode("clip.mp4", pictures=3).rename(tmp_path / f"{name}.mp4")
    seen = boxed(documents, name, 3)
    formats = ("masks", "cutout", "timeline")
    with open_video(tmp_path / f"{name}.mp4") as reader:
        for template in ("{number}-{layer}", "{source} {layer} {look}"):
            plan = ExportPlan(
                str(tmp_path / name), name, (), Part.ALL, formats=formats, names=template
            )
            written(plan, seen, reader)
            (file,) = plan.folder.glob("*.mov")
            with open_video(file) as found:
                assert found.frame_count == 3


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("formats", [("masks", "cutout"), ("cutout",), ("cutout-archive", "matte")])
def test_a_disk_that_fills_half_way_leaves_the_result_of_before(
    exports: Exports, formats: tuple[str, ...]
) -> None:
    import resource

    exports.write("one")
    before = exports.snapshot("one")
    entry, last = exports.add("one", *formats), exports.add("two", "masks")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
        list(exports.queue.run())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert entry.state is ExportState.FAILED
    assert "the disk is full" in str(entry.error)
    assert last.state is ExportState.DONE
    if "masks" in formats:  # what fits is written, and the person is told
        assert "everything else was written" in str(entry.error)
        assert not [name for name in exports.snapshot("one") if name.endswith((".mov", ".mkv"))]
    else:
        assert exports.snapshot("one") == before
    assert not [each for each in exports.folder.rglob("*") if each.name.startswith(".")]


_KILLED = """
import os, signal, sys
from pathlib import Path
import numpy as np
from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan, Part
from soc_studio.core.formats.export_writing import material_of, write_export
from soc_studio.core.media.video_reader import open_video
from tests.core.conftest import Clips, Documents

folder, formats, last = Path(sys.argv[1]), sys.argv[2].split(), int(sys.argv[3])
pixels = np.ones((32, 48), dtype=np.bool_)
seen = Documents(folder).view("the ball", dict.fromkeys(range(8), (0.9, pixels)), frames=8)
plan = ExportPlan(str(folder / "out"), "one", (), Part.ALL, formats=formats, names="{source}")
with open_video(Clips(folder).encode("clip.mp4", pictures=8)) as reader:
    for step in write_export(plan, material_of(plan, seen.video, reader, [seen]), Sources()):
        if step.done == last:
            os.kill(os.getpid(), signal.SIGKILL)
raise SystemExit("it ended before it was killed")
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of Unix")
@pytest.mark.parametrize(("formats", "last"), [("masks", 3), ("masks cutout", 6)])
def test_a_kill_leaves_the_result_of_before_and_the_next_export_clears_up(
    exports: Exports, tmp_path: Path, formats: str, last: int
) -> None:
    exports.write("one")
    before = exports.snapshot("one")
    (tmp_path / "killed").mkdir()
    (tmp_path / "killed" / "out").symlink_to(exports.folder)
    run = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path / "killed"), formats, str(last)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")])},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    after = exports.snapshot("one")
    left = {name for name in after if name.startswith((".soc-studio-new-", ".soc-studio-lock-"))}
    assert any(name.startswith(".soc-studio-new-") for name in left)
    assert {name: content for name, content in after.items() if name not in left} == before
    exports.write("one", "matte")
    assert {*exports.snapshot("one")} == {"01-the-ball-matte.mp4", "result.json"}


@pytest.mark.slow
def test_an_export_while_a_search_runs_has_what_was_found_by_then(
    tmp_path: Path, clips: Any, documents: Any
) -> None:
    """The search asks for the next frames again and again while files are written."""
    picture = np.full((64, 96, 3), 10, dtype=np.uint8)
    picture[:, :48] = 240
    network = BrightAndDark()
    model = LoadedModel("bright", tmp_path / "bright", "of-bright", network)  # type: ignore[arg-type]
    file = documents.file()
    begun, turns = threading.Event(), threading.Semaphore(0)
    project, ids = documents.project("bright")
    task, video = Task("1:clip", ("bright",)), project.videos[0]

    def find() -> None:
        try:
            for step in search(task, reader, model, RunSettings(stride=1), file.results):
                if step.done >= 8:
                    begun.set()
                    turns.acquire()  # goes on when something was written
        finally:
            begun.set()

    with open_video(clips.encode("halves.mp4", pictures=[picture] * 40)) as reader:
        finding = threading.Thread(target=find)
        finding.start()
        begun.wait()
        (seen,) = views([project.layer(ids[0])], video, file.results, file.imports)
        found = seen.span(range(40))
        plan = ExportPlan(str(tmp_path), "out", tuple(ids), Part.ALL, formats=("masks", "matte"))
        queue = ExportQueue()
        entry = queue.add(plan, material_of(plan, video, reader, [seen]), Sources())
        assert finding.is_alive()
        for _ in queue.run():
            turns.release()
        turns.release(40)
        finding.join()
        assert (entry.state, entry.error) == (ExportState.DONE, None)
        assert 8 <= len(found) < 40
        assert len(list((plan.folder / "01-bright").iterdir())) == len(found)
        (later,) = views([project.layer(ids[0])], video, file.results, file.imports)
        assert later.span(range(40)) == list(range(40))
