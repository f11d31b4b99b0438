"""Three workspaces, and the table of those who label."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits
from soc_studio.core.project.project import Review
from soc_studio.core.system.settings import Workspace
from soc_studio.ui.main_window import MainWindow

pytestmark = pytest.mark.slow

TEXTS = ["the dog", "the man", "the red car"]


@pytest.fixture
def labelling(sample: MainWindow) -> MainWindow:
    """The sample with three expressions, in the workspace for labels."""
    document = sample.document
    assert document is not None
    assert document.video is not None
    edit, _ = edits.add_layers(document.project, document.video.id, TEXTS)
    document.do(*edit)
    sample.actions_["workspace_label"].trigger()
    return sample


def panels(studio: MainWindow) -> set[str]:
    return {dock.objectName() for dock in studio.findChildren(QDockWidget) if not dock.isHidden()}


def mark(studio: MainWindow, *rows: int) -> None:
    model = studio.label_table.table.selectionModel()
    model.clearSelection()
    for row in rows:
        index = studio.label_table.table.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        model.select(index, flags.Select | flags.Rows)


def test_a_window_that_was_maximised_is_so_again_after_full_screen(sample: MainWindow) -> None:
    sample.showMaximized()
    for is_full in (True, False):
        sample.actions_["full_screen"].trigger()
        assert sample.isFullScreen() is is_full
        assert sample.actions_["full_screen"].isChecked() is is_full
    assert sample.isMaximized()


def test_each_workspace_has_its_panels_and_is_found_as_it_was_left(sample: MainWindow) -> None:
    usual = panels(sample)
    assert {"side", "timeline"} <= usual
    assert "labels" not in usual
    sample.actions_["workspace_label"].trigger()
    assert panels(sample) == {"labels", "timeline"}
    sample.timeline_dock.hide()
    sample.actions_["workspace_demo"].trigger()
    assert panels(sample) == set()
    assert sample.demo_panel.isVisible()
    assert not sample.statusBar().isVisible()
    sample.actions_["workspace_label"].trigger()
    assert panels(sample) == {"labels"}
    assert not sample.demo_panel.isVisible()
    sample.actions_["workspace_reset"].trigger()
    assert panels(sample) == {"labels", "timeline"}
    sample.actions_["workspace_edit"].trigger()
    assert panels(sample) == usual
    assert sample.actions_["workspace_edit"].isChecked()
    assert sample.preferences.value.workspace is Workspace.EDIT


def test_nothing_is_shown_of_panels_while_nothing_is_open(studio: MainWindow) -> None:
    studio.actions_["workspace_label"].trigger()
    assert panels(studio) == set()


@pytest.fixture
def styled() -> Iterator[None]:
    """Has a style sheet, as the program has: it looks after the type of widgets that move."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    former = application.styleSheet()
    # Qt has crashed where one sheet took the place of another; see `theme_steps`.
    for sheet in ("", "QLineEdit { padding: 0; }"):
        application.setStyleSheet(sheet)
    yield
    for sheet in ("", former):
        application.setStyleSheet(sheet)


def test_demo_has_larger_type_and_a_button_that_saves(styled: None, sample: MainWindow) -> None:
    before = sample.expression_bar.line.font().pixelSize()
    sample.actions_["workspace_demo"].trigger()
    assert sample.expression_bar.line.font().pixelSize() > before
    asked: list[bool] = []
    sample.actions_["save_cutout"].triggered.disconnect()
    sample.actions_["save_cutout"].triggered.connect(lambda: asked.append(True))
    sample.demo_bar.export_button.click()
    assert len(asked) == 1
    sample.actions_["workspace_edit"].trigger()
    assert sample.expression_bar.line.font().pixelSize() == pytest.approx(before)


def test_marked_rows_are_reviewed_together_as_one_step(labelling: MainWindow, qtbot: QtBot) -> None:
    document, table = labelling.document, labelling.label_table
    assert document is not None
    mark(labelling, 0, 2)
    qtbot.mouseClick(table.accept_button, Qt.MouseButton.LeftButton)
    assert [bool(each.reviews) for each in document.layers] == [True, False, True]
    assert document.layers[0].reviews.at(50) is Review.ACCEPTED
    frames = document.video.frame_count if document.video is not None else 0
    assert table.table.item(0, 4).text() == str(frames)
    assert table.table.item(0, 6).text() == "0"
    assert table.table.item(1, 6).text() == str(frames)
    assert "67 %" in table.sum.text()
    # They are still marked, to be undone or given a category.
    assert len(table.marked()) == 2
    document.undo()
    assert not any(each.reviews for each in document.layers)
    qtbot.mouseClick(table.reject_button, Qt.MouseButton.LeftButton)
    assert document.layers[2].reviews.at(0) is Review.REJECTED


def test_a_category_is_given_to_all_marked_rows_and_kept(
    labelling: MainWindow, tmp_path: Path
) -> None:
    document = labelling.document
    assert document is not None
    mark(labelling, 0, 1)
    labelling.label_table.table.item(1, 2).setText("living")
    assert [each.category for each in document.layers] == ["living", "living", ""]
    assert document.core.undo_name == "Set category of 2 layers"
    document.core.save_as(tmp_path / "a.soc")
    again = document.core.file.load()
    assert [each.category for each in again.layers] == ["living", "living", ""]


def test_a_row_that_is_clicked_is_the_layer_that_is_worked_on(labelling: MainWindow) -> None:
    document = labelling.document
    assert document is not None
    labelling.label_table.table.setCurrentCell(1, 1)
    assert document.selection is not None
    assert document.selection.expression == "the man"
    document.select(document.layers[2].id)
    assert labelling.label_table.table.currentRow() == 2
