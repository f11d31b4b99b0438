"""Thousands of commands in any order: nothing raises, and there is always a way on."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from soc_studio.core.masks.brush import Shape, Stroke
from soc_studio.core.masks.compositing import ViewMode
from soc_studio.core.project.project import LayerId, Review
from soc_studio.core.storage.document import Document
from soc_studio.ui.main_window import MainWindow
from tests.thoroughness import only_thorough, times
from tests.ui.shapes import FRAMES, HEIGHT, WIDTH, Find, tell_found, write_clip
from tests.ui.test_picture_is_present import shows_what_is

pytestmark = pytest.mark.slow

STEPS = 400  # with each seed
# What opens a dialog, ends the program, or has the network search: all of that has its own tests.
NOT_HERE = {
    *("open", "open_folder", "open_list", "sample", "save", "save_as", "import_masks", "export"),
    "add_dataset",
    "quit",
    *(
        "models",
        "palette",
        "shortcuts",
        "preferences",
        "about",
        "doctor",
        "log_folder",
        "full_screen",
    ),
    *("export_frame", "help", "save_cutout", "add_videos", "open_dataset", "export_dataset"),
    *(
        "find",
        "find_all",
        "first_steps",
        "rename",
        "recover",
        "relink",
        "merge_project",
        "improve_model",
    ),
}
SETTINGS = {
    "threshold": (0.0, 1.0),
    "grow": (-8, 8),
    "feather": (0, 6),
    "fill_holes": (0, 90),
    "remove_specks": (0, 90),
    "smooth": (0, 4),
    "edge_band": (0, 12),
    "edge_softness": (0, 100),
}


class Person:
    """Does anything at all in a window, the same for the same seed."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.random = random.Random(seed)
        self.commands = [each for each in window.actions_.by_id if each not in NOT_HERE]
        self.gestures: list[Callable[[], object]] = [
            self.command,
            self.undo,
            self.redo,
            self.go,
            self.look,
            self.refine,
            self.draw,
            self.pick,
            self.layer,
            self.label,
            self.mark,
            self.find_more,
            self.play_a_little,
            self.another_video,
        ]
        self.done: list[str] = []

    def step(self) -> None:
        gesture = self.random.choice(self.gestures)
        self.done.append(gesture.__name__)
        gesture()
        while self.window.video_room.switcher.is_busy:
            QCoreApplication.processEvents()

    def command(self) -> None:
        name = self.random.choice(self.commands)
        self.done[-1] = name
        self.window.actions_[name].trigger()

    def undo(self) -> None:
        for _ in range(self.random.choice((1, 1, 1, 2, 5, 200))):
            self.window.actions_["undo"].trigger()

    def redo(self) -> None:
        for _ in range(self.random.choice((1, 1, 1, 2, 5, 200))):
            self.window.actions_["redo"].trigger()

    def another_video(self) -> None:
        document, panel = self.window.document, self.window.videos
        assert document is not None
        if self.window.video is not None:
            self.window.video.propagation.discard()  # which would have to be decided about
        one = self.random.choice(document.project.videos).id
        self.random.choice(
            (
                lambda: panel.chosen.emit(one),
                lambda: panel.chosen.emit(one),
                lambda: panel.remove_asked.emit(one),
                lambda: panel.words.setText(self.random.choice(("", "", "square", "other"))),
            )
        )()

    def go(self) -> None:
        self.window.timeline.frame_asked.emit(self.frame())

    def look(self) -> None:
        self.window.set_look(self.random.choice(list(ViewMode)))

    def refine(self) -> None:
        setting, bounds = self.random.choice(list(SETTINGS.items()))
        value = self.random.uniform(*bounds)
        self.window.inspector.set_asked.emit(setting, value, self.random.randrange(4))

    def draw(self) -> None:
        shape = self.random.choice(list(Shape))
        points = tuple(
            (self.random.uniform(-9, WIDTH + 9), self.random.uniform(-9, HEIGHT + 9))
            for _ in range(4)
        )
        width = self.random.uniform(1, 40)
        self.window.viewer.drawn.emit(Stroke(shape, points, width, self.random.random() < 0.4))

    def pick(self) -> None:
        tray = self.window.candidates
        whole = self.random.random() < 0.5
        if self.random.random() < 0.2:
            tray.none_asked.emit(whole)
        else:
            tray.picked.emit(self.random.randrange(3), whole)

    def layer(self) -> None:
        layers, one, flag = self.window.layers, self.anyone(), self.random.random() < 0.5
        self.random.choice(
            (
                lambda: layers.chosen.emit(one),
                lambda: layers.shown_asked.emit(one, flag),
                lambda: layers.locked_asked.emit(one, flag),
                lambda: layers.alone_asked.emit(one, flag),
                lambda: layers.rename_asked.emit(one, self.random.choice(("", "a name", "ß" * 99))),
                lambda: layers.moved.emit(one, self.random.randrange(4)),
                lambda: self.window.timeline.lane_chosen.emit(one),
                lambda: self.window.timeline.solo_asked.emit(one, flag),
                lambda: self.window.timeline.run_asked.emit(one, self.frame()),
            )
        )()

    def label(self) -> None:
        table, some = self.window.label_table, [self.anyone(), self.anyone()]
        opinion = self.random.choice((None, *Review))
        self.random.choice(
            (
                lambda: table.chosen.emit(some[0]),
                lambda: table.reviewed.emit(some, opinion),
                lambda: table.categorised.emit(some, self.random.choice(("", "animal"))),
                lambda: table.reworded.emit(some[0], "another"),
                lambda: table.absent_asked.emit(some, self.random.random() < 0.5),
                lambda: table.same_asked.emit(some[0], some[1:]),
                lambda: table.note_asked.emit(some),
                lambda: table.uncertain_asked.emit(some[:1]),
            )
        )()

    def mark(self) -> None:
        first, last = sorted((self.frame(), self.frame()))
        self.window.timeline.span_asked.emit(first, last + 1)

    def find_more(self) -> None:
        text = self.random.choice(("the square", "the disc", "a thing"))
        start = self.frame()
        settings = self.random.choice(("{}", '{"better": 1}'))
        frames = range(start, min(FRAMES, start + 6))
        tell_found(self.window, text, frames, settings, self.random.random() < 0.5)

    def play_a_little(self) -> None:
        self.window.actions_["play"].trigger()
        for _ in range(20):
            QCoreApplication.processEvents()
        self.window.actions_["play"].trigger()

    def frame(self) -> int:
        return self.random.randrange(FRAMES)

    def anyone(self) -> int:
        """Return the id of a layer, sometimes of one that is not there."""
        document = self.window.document
        assert document is not None
        known = [each.id for each in document.layers] or [LayerId(0)]
        return self.random.choice([*known, *known, self.random.randrange(40)])


def add_another(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """Add another video to the project, of the same size."""
    assert window.document is not None
    write_clip(folder / "another.mp4", seed=6)
    window.video_room.adder.add([folder / "another.mp4"])
    document = window.document
    qtbot.waitUntil(lambda: len(document.project.videos) == 2)


@pytest.mark.may_stall("a person does this much in an hour")
@pytest.mark.parametrize("seed", [1, 2, *only_thorough(3)])
def test_nothing_raises_and_there_is_always_a_way_on(
    window: MainWindow, find: Find, qtbot: QtBot, seed: int, tmp_path: Path
) -> None:
    find()
    find("the disc", swap=True)
    add_another(window, qtbot, tmp_path)
    person = Person(window, seed)
    with capture_exceptions() as caught:
        for number in range(times(STEPS)):
            person.step()
            QCoreApplication.processEvents()
            assert not caught, (person.done[-5:], caught)
            assert window.document is not None
            assert window.document.video is not None, person.done[-5:]
            if number % 100 == 0:
                window.playback.stop()
                window.video.propagation.discard()
                window.viewer.forget_strokes()
                shows_what_is(window, qtbot)
        window.playback.stop()
        window.video.propagation.discard()
        there = len(window.document.layers)
        find(f"something new {seed}")
        assert len(window.document.layers) == there + 1
        window.set_look(ViewMode.OVERLAY)
        if window.actions_["source"].isChecked():
            window.actions_["source"].trigger()
        if window.home.is_shown:
            window.actions_["home"].trigger()
        shows_what_is(window, qtbot)
        assert window.stack.currentWidget() is window.viewer
    assert not caught


@pytest.mark.may_stall("a person does this much in an hour")
def test_nothing_raises_in_a_document_that_another_program_has_open(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    find()
    assert window.document is not None
    path = tmp_path / "shapes.soc"
    window.document.core.save_as(path)
    window.close_document()
    with Document.open(path):
        window.open(path)
        qtbot.waitUntil(lambda: window.document is not None)
        qtbot.waitUntil(lambda: window.viewer.image is not None)
        assert window.document is not None
        assert window.document.core.read_only is not None
        before = window.document.project
        person = Person(window, 4)
        person.gestures.remove(person.find_more)
        with capture_exceptions() as caught:
            for _ in range(times(200)):
                person.step()
                QCoreApplication.processEvents()
                assert not caught, (person.done[-5:], caught)
            window.playback.stop()
        assert window.document.project == before
