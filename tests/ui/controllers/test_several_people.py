"""Another person's project is merged in the window, and what to check next is gone to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from soc_studio.core.project.conflicts import Whose
from soc_studio.core.project.project import LayerId, Review
from soc_studio.core.storage.document import Document
from soc_studio.core.tracks.project_doubts import Doubt, DoubtCache
from soc_studio.core.tracks.resolved_track import UncertaintyReason
from soc_studio.ui.controllers.doubts import DoubtController
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.timeline.timeline import Timeline
from tests.core.decided import known_video
from tests.ui.controllers.conftest import Bench
from tests.ui.shapes import tell_found

pytestmark = pytest.mark.slow


def another(window: MainWindow, path: Path) -> Path:
    """Make another person's project of the one in the window, and decide in both."""
    layer = tell_found(window, "the square")
    document = window.document
    assert document is not None
    document.core.save()
    document.core.file.copy(path)
    with Document.open(path) as other:
        project = other.project.categorise(layer, "box").rename_layer(layer, "Ben's")
        project = project.review(layer, 0, 4, Review.REJECTED, "torn", "Ben")
        other.do("decide", project.add_layer(project.videos[0].id, "the disc")[0])
    project = document.project.categorise(layer, "square")
    document.do("decide", project.review(layer, 2, 8, Review.ACCEPTED, "", "Anna"))
    return path


def test_conflicts_are_chosen_and_the_merge_is_one_step(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = another(window, tmp_path / "ben.soc")
    document, project = window.document, window.project
    assert document is not None
    assert project is not None
    before = document.project
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.actions_["merge_project"].trigger()
    qtbot.waitUntil(lambda: project.merging.sheet is not None)
    sheet = project.merging.sheet
    assert sheet is not None
    tree = sheet.tree
    assert [tree.topLevelItem(at).text(0) for at in range(2)] == ["Category (1)", "Review (1)"]
    review = tree.topLevelItem(1).child(0)
    assert [review.text(at) for at in range(4)] == [
        *("the square", "2 – 3", "accepted by Anna", "rejected by Ben: torn"),
    ]
    qtbot.waitUntil(lambda: not sheet.picture_shown.isNull())
    assert not sheet.merge_button.isEnabled()
    # What is selected is decided together: a kind, or rows.
    qtbot.mouseClick(sheet.theirs_button, Qt.MouseButton.LeftButton)
    assert (list(sheet.choices.values()), sheet.decided.text()) == (
        *([Whose.THEIRS], "Decided: 1 of 2"),
    )
    tree.setCurrentItem(review)
    qtbot.mouseClick(sheet.mine_button, Qt.MouseButton.LeftButton)
    assert sheet.merge_button.isEnabled()
    qtbot.mouseClick(sheet.merge_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(document.layers) == 2)
    layer = document.layers[0]
    assert (layer.category, layer.name) == ("box", "Ben's")
    said = [(each.start, each.stop, each.value.reviewer) for each in layer.verdicts]
    assert said == [(0, 2, "Ben"), (2, 8, "Anna")]
    assert document.layers[1].expression == "the disc"
    assert document.core.undo_name == "Merge 'ben.soc'"
    window.actions_["undo"].trigger()
    assert document.project.layers == before.layers
    assert project.merging.sheet is None


def test_a_broken_project_is_told_and_changes_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    project, document = window.project, window.document
    assert project is not None
    assert document is not None
    before = document.project
    bad = tmp_path / "bad.soc"
    bad.write_bytes(b"no project")
    project.merging.read(bad)
    qtbot.waitUntil(lambda: bool(window.toasts.shown))
    assert project.merging.sheet is None
    assert document.project == before


def test_the_next_doubtful_frame_of_any_video_is_gone_to(bench: Bench, qtbot: QtBot) -> None:
    table = LabelTable()
    qtbot.addWidget(table)
    layer = bench.find("the square", scores=(0.55, 0.5))
    controller = bench.keep(
        DoubtController(
            *(bench.operations, bench.playback, table, bench.actions, DoubtCache()), bench.owner
        )
    )
    asked: list[tuple[object, ...]] = []
    bench.operations.spot_asked.connect(lambda *what: asked.append(what))
    table.show()
    table.seen.emit()
    qtbot.waitUntil(lambda: table.left.left.text().startswith("Doubtful spots left: "))
    count = len(controller.doubts)
    assert count >= 1
    assert table.left.button.isEnabled()
    bench.document.select(None)
    bench.actions["next_doubt"].trigger()
    assert bench.document.selection is not None
    assert bench.playback.frame == controller.doubts[0].frame
    assert bench.told[-1].startswith(f"Frame {controller.doubts[0].frame}: ")
    # What is reviewed is off the list, and nothing is left in the end.
    every = bench.document.project.videos[0].frame_count
    project = bench.document.project.review(layer, 0, every, Review.ACCEPTED)
    bench.document.do("review", project)
    bench.actions["next_doubt"].trigger()
    qtbot.waitUntil(lambda: bench.told[-1] == "No more spots to check.")
    assert table.left.left.text() == "No doubtful frames left in any video."
    assert not table.left.button.isEnabled()
    # Two layers of one object that differ are marked in both lanes.
    shown: list[dict[int, list[range]]] = []
    controller.compared.connect(shown.append)
    video = bench.document.project.videos[0].id
    reason = UncertaintyReason.SENTENCES
    controller._show([Doubt(video, layer, 3, 5, 4, 0.9, reason, LayerId(99))])
    assert shown == [{layer: [range(3, 5)], 99: [range(3, 5)]}]
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.set_doubts(shown[0])
    assert timeline.view.doubts == shown[0]
    # Of another video it is asked that it be shown.
    project, other = bench.document.project.add_video(known_video("other"))
    project, far = project.add_layer(other, "a cow")
    bench.document.do("add", project)
    qtbot.waitUntil(lambda: controller._known)
    doubt = Doubt(other, far, 3, 5, 4, 0.9, UncertaintyReason.SCORE)
    controller._show([doubt])
    controller.go_next()
    (one,) = asked
    assert one[:3] == (other, far, 4)
    assert str(one[3]).startswith("“other.mp4”, frame 4: ")
    assert bench.failures == []
