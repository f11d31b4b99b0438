"""What is carried and not kept yet outlives the program, killed or closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.undecided_masks import UndecidedMasks
from soc_studio.core.tracks.resolved_track import State
from soc_studio.ui.main_window import MainWindow
from tests.ui.controllers.test_corrections import expression, start_carrying
from tests.ui.shapes import FRAMES, HEIGHT, WIDTH, Find, disc, square, write_clip

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
LONG = 120
LIMIT = 300.0  # seconds

CARRIES = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from soc_studio.ui.main_window import MainWindow

application = QApplication([])
window = MainWindow(QSettings(sys.argv[2], QSettings.Format.IniFormat))
window.show()
window.open(Path(sys.argv[1]))


def begin():
    if window.viewer.image is None:
        return
    timer.stop()
    window.actions_["propagate_forwards"].trigger()


timer = QTimer()
timer.timeout.connect(begin)
timer.start(20)
application.exec()
"""


@pytest.fixture
def project(tmp_path: Path, studio: MainWindow, qtbot: QtBot) -> Path:
    """A project of a longer clip, in which the disc is corrected on the first frame."""
    clip, path = tmp_path / "long.mp4", tmp_path / "long.soc"
    write_clip(clip, frames=LONG)
    studio.open(clip)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    document = studio.document
    assert document is not None
    assert document.video is not None
    edit, (layer,) = edits.add_layers(document.project, document.video.id, ["a disc"])
    document.do(*edit)
    correction = {0: Correction(Mask.from_array(disc(0)))}
    document.do(*edits.correct(document.project, layer, correction))
    document.core.save_as(path)
    studio.close_document()
    return path


def stored(path: Path) -> list[UndecidedMasks]:
    with ProjectFile.glance(path) as file:
        return file.undecided.load()


def reopen(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.open(path)
    qtbot.waitUntil(lambda: window.video is not None)
    document = window.document
    assert document is not None
    qtbot.waitUntil(lambda: all(document.view(each.id) is not None for each in document.layers))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of Unix")
def test_a_kill_in_the_midst_of_carrying_leaves_what_was_carried_to_be_kept(
    project: Path, studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CARRIES, str(project), str(tmp_path / "child.ini")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")])},
    ) as child:
        began = time.monotonic()
        while not any(each.masks for each in stored(project)):
            assert child.poll() is None
            assert time.monotonic() - began < LIMIT
            time.sleep(0.1)
        os.kill(child.pid, signal.SIGKILL)
    (left,) = stored(project)
    assert sorted(left.masks) == list(range(1, len(left.masks) + 1))

    reopen(studio, project, qtbot)
    propagation, bar = studio.video.propagation, studio.propagation_bar
    assert propagation.is_open
    assert not propagation.is_running
    assert bar.isVisible()
    assert bar.sentence.text.startswith("Carried from frame 0. Keep it?")
    assert bar.go_on_button.isVisible() == (len(left.masks) < LONG - 1)
    layer = expression(studio).id
    assert propagation.proposed == {layer: ((range(len(left.masks) + 1),), ())}
    assert studio.timeline.view.proposed == propagation.proposed
    assert studio.document is not None
    assert studio.document.track_cache.proposed(layer, 1) == left.masks[1].mask

    bar.go_on_button.click()
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == {layer: ((range(LONG),), ())}
    assert not bar.go_on_button.isVisible()
    bar.keep_button.click()
    kept = expression(studio).corrections
    assert sorted(kept) == list(range(LONG))
    assert kept[1].mask == left.masks[1].mask
    assert kept[1].trust == pytest.approx(left.masks[1].trust, abs=0.001)
    assert kept[FRAMES - 1].mask.iou(Mask.from_array(disc(FRAMES - 1))) > 0.85
    studio.close_document()
    assert stored(project) == []
    reopen(studio, project, qtbot)
    assert not studio.video.propagation.is_open
    studio.actions_["undo"].trigger()
    assert list(expression(studio).corrections) == [0]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of Unix")
def test_a_kill_while_layers_are_carried_together_leaves_all_of_them_to_be_gone_on_with(
    project: Path, studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    with Document.open(project) as document:
        (first,) = document.project.layers
        edit, (second,) = edits.add_layers(document.project, first.video, ["a square"])
        document.do(*edit)
        correction = {0: Correction(Mask.from_array(square(0)))}
        document.do(*edits.correct(document.project, second, correction))
    settings = tmp_path / "child.ini"
    settings.write_text("[propagation]\ntogether=true\n", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", CARRIES, str(project), str(settings)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")])},
    ) as child:
        began = time.monotonic()
        while sum(bool(each.masks) for each in stored(project)) < 2:
            assert child.poll() is None
            assert time.monotonic() - began < LIMIT
            time.sleep(0.1)
        os.kill(child.pid, signal.SIGKILL)
    left = {each.layer: each for each in stored(project)}
    assert left.keys() == {first.id, second}
    assert len({each.run for each in left.values()}) == 1

    reopen(studio, project, qtbot)
    propagation, bar = studio.video.propagation, studio.propagation_bar
    assert bar.sentence.text.startswith("Carried 2 layers together. Keep them?")
    assert propagation.proposed == {
        layer: ((range(len(each.masks) + 1),), ()) for layer, each in left.items()
    }
    if bar.go_on_button.isVisible():
        bar.go_on_button.click()
        qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == dict.fromkeys(left, ((range(LONG),), ()))
    bar.keep_button.click()
    assert studio.document is not None
    for one, each in left.items():
        kept = studio.document.project.layer(one).corrections
        assert sorted(kept) == list(range(LONG))
        assert all(kept[n].mask == known.mask for n, known in each.masks.items())
    studio.actions_["undo"].trigger()
    assert all(list(each.corrections) == [0] for each in studio.document.project.layers)
    studio.close_document()
    assert stored(project) == []


def test_closing_the_window_while_it_carries_ends_that_and_keeps_what_came(
    project: Path, studio: MainWindow, qtbot: QtBot
) -> None:
    reopen(studio, project, qtbot)
    studio.actions_["propagate_forwards"].trigger()
    layer = expression(studio).id
    propagation = studio.video.propagation
    qtbot.waitUntil(lambda: propagation.source_of(layer, 3) == 0)
    assert propagation.is_running
    studio.close()
    qtbot.waitUntil(lambda: not studio.isVisible())
    assert studio.document is None
    (left,) = stored(project)
    assert 3 <= len(left.masks) < LONG - 1


def test_a_layer_without_a_mask_by_then_is_gone_on_with_too(
    project: Path, studio: MainWindow, qtbot: QtBot
) -> None:
    with Document.open(project) as document:
        (first,) = document.project.layers
        edit, (second,) = edits.add_layers(document.project, first.video, ["a square"])
        document.do(*edit)
        correction = {0: Correction(Mask.from_array(square(0)))}
        document.do(*edits.correct(document.project, second, correction))
    studio.settings.setValue("propagation/together", "true")
    reopen(studio, project, qtbot)
    begun: list[list[UndecidedMasks]] = []
    studio.video.propagation.frame_changed.connect(lambda _: begun.append(stored(project)))
    studio.actions_["propagate_forwards"].trigger()
    qtbot.waitUntil(lambda: bool(begun))
    assert {each.layer for each in begun[0]} == {first.id, second}  # before its first mask, too
    qtbot.waitUntil(lambda: any(each.masks for each in stored(project)))
    studio.video.propagation.stop()
    studio.close_document()
    left = {each.layer: each for each in stored(project)}
    with ProjectFile.open(project) as file:  # as a kill before the first mask of one leaves it
        file.undecided.forget([left[second].id])
        file.undecided.write(replace(left[second], masks={}), {})
    reopen(studio, project, qtbot)
    propagation, bar = studio.video.propagation, studio.propagation_bar
    assert propagation.proposed.keys() == {first.id, second}
    assert propagation.proposed[second].stretches == (range(1),)
    bar.go_on_button.click()
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == dict.fromkeys((first.id, second), ((range(LONG),), ()))


def test_what_was_killed_before_any_mask_is_not_asked_about(
    project: Path, studio: MainWindow, qtbot: QtBot
) -> None:
    with ProjectFile.open(project) as file:
        (layer,) = file.load().layers
        file.undecided.write(UndecidedMasks(layer.id, 0, None, range(LONG)), {})
    reopen(studio, project, qtbot)
    assert not studio.video.propagation.is_open
    assert not studio.propagation_bar.isVisible()
    assert not studio.toasts.text
    studio.close_document()
    assert stored(project) == []


def carried(window: MainWindow, find: Find, qtbot: QtBot, path: Path) -> None:
    """Carry a correction in a project at `path`, close it, and open it again."""
    find()
    start_carrying(window, "propagate_both_ways", qtbot)
    assert window.document is not None
    window.document.core.save_as(path)
    window.close_document()
    reopen(window, path, qtbot)
    assert window.video.propagation.is_open


def test_what_is_discarded_after_the_project_was_opened_again_is_gone(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "carried.soc"
    carried(window, find, qtbot, path)
    one = expression(window).id
    window.propagation_bar.discard_button.click()
    assert window.document is not None
    document = window.document
    qtbot.waitUntil(lambda: document.view(one) is not None)  # read on another thread
    view = document.view(one)
    assert view is not None
    assert view.states[9] == State.PRESENT
    window.close_document()
    assert stored(path) == []


def test_undoing_its_correction_or_removing_its_layer_takes_it_away_until_that_is_back(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "carried.soc"
    carried(window, find, qtbot, path)
    propagation, document = window.video.propagation, window.document
    assert document is not None
    proposed = propagation.proposed
    one = expression(window).id
    masks = {n: document.track_cache.proposed(one, n) for n in (3, 20)}
    window.actions_["undo"].trigger()
    assert not propagation.is_open
    assert document.track_cache.proposed(one, 3) is None
    window.actions_["redo"].trigger()
    assert list(expression(window).corrections) == [10]
    document.do(*edits.remove(document.project, one))
    assert not propagation.is_open
    assert not window.propagation_bar.isVisible()
    window.actions_["undo"].trigger()
    assert propagation.proposed == proposed
    assert {n: document.track_cache.proposed(one, n) for n in masks} == masks
    assert window.propagation_bar.sentence.text.startswith("Carried from frame 10. Keep it?")
    window.actions_["undo"].trigger()
    start_carrying(window, "propagate_both_ways", qtbot, frame=5)  # the next one takes its place
    assert propagation.source_of(one, 20) == 5
    document.core.save()
    assert [each.source for each in stored(path)] == [5]
    window.actions_["undo"].trigger()
    assert not propagation.is_open
    window.close_document()
    assert stored(path) == []


def test_masks_of_a_correction_that_changed_are_outdated_and_carried_again(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "carried.soc"
    find()
    start_carrying(window, "propagate_both_ways", qtbot)
    assert window.document is not None
    window.document.core.save_as(path)
    window.close_document()
    with Document.open(path) as other:  # another program, which knows nothing of them
        (layer,) = other.project.layers
        new = {15: Correction(Mask.from_array(disc(15)))}
        other.do(*edits.correct(other.project, layer.id, new))
    reopen(window, path, qtbot)
    propagation = window.video.propagation
    assert propagation.is_open
    assert propagation.source_of(layer.id, 15) is None
    bar = window.propagation_bar
    bar.go_on_button.click()
    qtbot.waitUntil(lambda: not propagation.is_running)
    bar.keep_button.click()
    found = expression(window).corrections
    assert {at: each.source for at, each in found.items()} == {
        **dict.fromkeys(range(10), 10), 10: None, **dict.fromkeys(range(11, 15), 10),
        15: None, **dict.fromkeys(range(16, FRAMES), 15),
    }  # fmt: skip


def test_a_project_that_is_only_read_shows_it_and_keeps_nothing(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "carried.soc"
    carried(window, find, qtbot, path)
    window.close_document()
    with ProjectFile.open(path):
        reopen(window, path, qtbot)
        assert window.document is not None
        assert window.document.core.read_only is not None
        assert window.video.propagation.is_open
        before = window.document.project
        window.propagation_bar.keep_button.click()
        assert window.document.project == before
        window.close_document()
    assert len(stored(path)) == 1


def test_masks_of_another_size_and_beyond_the_video_are_left_out(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "carried.soc"
    carried(window, find, qtbot, path)
    window.close_document()
    with ProjectFile.open(path) as file:
        (one,) = file.undecided.load()
        known = one.masks[5]
        assert (known.mask.height, known.mask.width) == (HEIGHT, WIDTH)
        small = type(known)(Mask.empty(8, 8), 1.0, True, known.basis)
        file.undecided.write(one, {5: small, FRAMES: known, -1: known})
    reopen(window, path, qtbot)
    proposed = window.video.propagation.proposed
    assert proposed == {one.layer: ((range(5), range(6, FRAMES)), ())}
