"""The table of those who label: sentences, objects, notes, and which rows are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from soc_studio.core.project.categories import YOUTUBE_VOS
from soc_studio.core.project.project import LayerId, Review
from soc_studio.core.tracks.layer_facts import facts_of
from soc_studio.ui.controllers.labels import LabelController
from soc_studio.ui.text import layer_text
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.question import Question, window_around
from tests.ui.controllers.conftest import Bench

pytestmark = pytest.mark.slow


@pytest.fixture
def table(bench: Bench, qtbot: QtBot) -> LabelTable:
    """The table of a project with two objects that were found, and one that was not."""
    widget = LabelTable()
    qtbot.addWidget(widget)
    widget.show()
    bench.find("the square"), bench.find("the disc", swap=True)
    document = bench.document
    assert document.video is not None
    after, bird = document.project.add_layer(document.video.id, "a bird")
    document.do("add", after)
    document.track_cache.refresh(bird)
    bench.keep(
        LabelController(bench.operations, bench.playback, widget, bench.preferences, bench.owner)
    )
    return widget


def ids(bench: Bench) -> list[LayerId]:
    return [each.id for each in bench.document.layers]


def rows(table: LabelTable) -> list[str]:
    return [table.table.item(at, 1).text() for at in range(table.table.rowCount())]


def mark(table: LabelTable, *places: int) -> None:
    """Mark rows, the first of them as the current one."""
    model = table.table.selectionModel()
    table.table.setCurrentCell(places[0], 1)
    for place in places:
        flags = QItemSelectionModel.SelectionFlag
        model.select(table.table.model().index(place, 0), flags.Select | flags.Rows)


def answer(table: LabelTable, name: str, qtbot: QtBot) -> None:
    """Press a button of the question that is asked."""
    (question,) = table.findChildren(Question)
    (button,) = [each for each in question.answers if each.text() == name]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not table.findChildren(Question))


def test_a_sentence_is_edited_in_its_cell_and_the_masks_stay_if_asked(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    one = ids(bench)[0]
    table.table.item(0, 1).setText("the big square")
    assert bench.document.project.layer(one).expression == "the square"  # it is asked first
    answer(table, "Keep masks", qtbot)
    layer = bench.document.project.layer(one)
    assert (layer.expression, layer.searched) == ("the big square", "the square")
    table.table.item(0, 1).setText("a cube")
    answer(table, "Cancel", qtbot)
    assert rows(table)[0] == "the big square"
    table.table.item(0, 1).setText("a cube")
    answer(table, "Search again", qtbot)
    assert bench.document.project.layer(one).searched == "a cube"
    bench.operations.undo()
    assert bench.document.project.layer(one) == layer
    # Nothing is asked where nothing was found, nor where nothing changes.
    table.table.item(2, 1).setText("a red bird")
    bird = bench.document.layers[2]
    assert (bird.expression, bird.searched) == ("a red bird", "a red bird")
    bench.document.track_cache.refresh(bird.id)
    table.table.item(2, 1).setText("  ")
    assert rows(table)[2] == "a red bird"
    assert not table.findChildren(Question)


def test_the_line_in_which_a_sentence_is_edited_is_gone_when_it_is_asked(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    """It had the focus, which the table has afterwards."""
    one = ids(bench)[0]
    table.table.setFocus()
    table.table.editItem(table.table.item(0, 1))
    (line,) = table.table.findChildren(QLineEdit)
    line.setText("the big square")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not table.table.findChildren(QLineEdit))
    answer(table, "Keep masks", qtbot)
    assert bench.document.project.layer(one).expression == "the big square"
    assert table.window().focusWidget() is table.table


def test_there_is_no_such_object_and_it_is_taken_back(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    mark(table, 0, 1)
    qtbot.mouseClick(table.absent_button, Qt.MouseButton.LeftButton)
    assert [each.absent for each in bench.document.layers] == [True, True, False]
    assert [table.table.item(at, 3).text() for at in range(2)] == ["none", "none"]
    qtbot.mouseClick(table.absent_button, Qt.MouseButton.LeftButton)
    assert not any(each.absent for each in bench.document.layers)
    bench.operations.undo()
    table.filter.choice.setCurrentIndex(table.filter.choice.count() - 1)
    assert rows(table) == ["the square", "the disc"]
    assert "Shown: 2" in table.sum.text()


def test_marked_rows_become_one_object_with_the_masks_of_the_current_row(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    mark(table, 1)
    assert not table.same_button.isEnabled()
    mark(table, 1, 0, 2)
    qtbot.mouseClick(table.same_button, Qt.MouseButton.LeftButton)
    assert rows(table) == ["the disc"]
    project = bench.document.project
    assert [each.text for each in project.expressions] == ["the square", "a bird"]
    assert table.table.item(0, 1).toolTip() == "the disc\nthe square\na bird"
    assert bench.document.core.undo_name == "Make 2 layers the same object as 'the disc'"
    bench.operations.undo()
    assert len(rows(table)) == 3


def test_a_sentence_means_several_objects_and_an_object_has_several(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    """Added for the marked rows, changed by numbers or by marked rows, removed; each is undone."""
    square, disc, bird = ids(bench)
    sentences = table.sentences
    assert not sentences.table.isVisible()

    def said() -> list[tuple[str, tuple[LayerId, ...]]]:
        return [(each.text, each.layers) for each in bench.document.project.expressions]

    def add(text: str) -> None:
        qtbot.mouseClick(sentences.add_button, Qt.MouseButton.LeftButton)
        questions = window_around(table).findChildren(Question)
        (question,) = [each for each in questions if each.isVisible()]
        (field,) = question.findChildren(QLineEdit)
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)

    mark(table, 0, 1)
    add("the two things")
    mark(table, 1)
    add("what is round")
    table.table.clearSelection()
    add("a purple goat")
    assert said() == [
        ("the two things", (square, disc)),
        ("what is round", (disc,)),
        ("a purple goat", ()),
    ]
    assert sentences.table.isVisible()
    shown = [sentences.table.item(at, 1).text() for at in range(3)]
    assert shown == ["1, 2", "2", "none"]
    assert "the two things" in table.table.item(0, 1).toolTip()
    sentences.table.item(1, 1).setText("3 and 1")
    assert said()[1] == ("what is round", (bird, square))
    bench.operations.undo()
    assert said()[1] == ("what is round", (disc,))
    sentences.table.item(1, 1).setText("7")
    assert "There is no object 7 in this video." in str(bench.failures.pop())
    assert sentences.table.item(1, 1).text() == "2"
    sentences.table.item(1, 0).setText("what rolls")
    assert said()[1] == ("what rolls", (disc,))
    mark(table, 0, 1, 2)
    sentences.table.selectRow(1)
    qtbot.mouseClick(sentences.point_button, Qt.MouseButton.LeftButton)
    assert said()[1] == ("what rolls", (square, disc, bird))
    sentences.table.selectAll()
    qtbot.mouseClick(sentences.remove_button, Qt.MouseButton.LeftButton)
    assert said() == []
    assert not sentences.table.isVisible()
    bench.operations.undo()
    assert len(said()) == 3
    assert bench.document.core.undo_name == "Set the objects of 'what rolls'"


def test_categories_of_a_list_are_offered_until_the_usual_ones_are_again(
    bench: Bench, table: LabelTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "farm.txt").write_text("tractor\nhay bale\n", encoding="utf-8")
    (tmp_path / "none.txt").write_text("\n", encoding="utf-8")

    def choose(name: str) -> None:
        found = (str(tmp_path / name), "")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: found)
        table.categories_asked.emit()

    choose("farm.txt")
    assert bench.document.project.categories == ("tractor", "hay bale")
    choose("none.txt")
    assert "holds no category" in str(bench.failures.pop())
    assert bench.document.core.undo_name == "Choose from the categories of 'farm.txt'"
    table.usual_categories_asked.emit()
    assert bench.document.project.categories == ()
    bench.operations.undo()
    index = table.table.model().index(0, 2)
    editor = table.categories.createEditor(table.table, QStyleOptionViewItem(), index)
    assert isinstance(editor, QLineEdit)
    editor.completer().setCompletionPrefix("a")
    assert editor.completer().completionCount() == 2


def test_rows_are_marked_with_the_mouse_and_the_keys_of_every_table(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    """The row that is clicked is selected in the document, which must not mark it anew."""

    def click(row: int, *held: Qt.KeyboardModifier) -> list[int]:
        place = table.table.visualItemRect(table.table.item(row, 1)).center()
        modifiers = held[0] if held else Qt.KeyboardModifier.NoModifier
        button = Qt.MouseButton.LeftButton
        qtbot.mouseClick(table.table.viewport(), button, modifiers, place)
        return table.marked()

    one, two, three = ids(bench)
    assert click(0) == [one]
    assert click(1, Qt.KeyboardModifier.ControlModifier) == [one, two]
    assert bench.layer().id == two
    assert click(2, Qt.KeyboardModifier.ControlModifier) == [one, two, three]
    assert click(1, Qt.KeyboardModifier.ControlModifier) == [one, three]
    assert click(2) == [three]
    assert click(0, Qt.KeyboardModifier.ShiftModifier) == [one, two, three]
    bench.document.changed.emit()
    assert table.marked() == [one, two, three]


def test_reviews_have_the_name_of_the_reviewer_and_a_note(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    bench.preferences.change(reviewer="Ada")
    mark(table, 0)
    qtbot.mouseClick(table.reject_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(table.note_button, Qt.MouseButton.LeftButton)
    (question,) = window_around(table).findChildren(Question)
    (field,) = question.findChildren(QLineEdit)
    assert field.hasFocus() or not field.window().isActiveWindow()
    qtbot.keyClicks(field, "the corner is missing")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    (stretch,) = bench.document.layers[0].verdicts
    verdict = stretch.value
    assert (verdict.review, verdict.reviewer) == (Review.REJECTED, "Ada")
    assert verdict.note == "the corner is missing"
    assert "the corner is missing (Ada)" in table.table.item(0, 5).toolTip()


def test_rows_are_sorted_and_filtered_and_keep_their_numbers(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    head = table.table.horizontalHeader()
    head.sectionClicked.emit(1)
    assert rows(table) == ["a bird", "the disc", "the square"]
    assert [table.table.item(at, 0).text() for at in range(3)] == ["3", "2", "1"]
    mark(table, 0)
    assert bench.layer().expression == "a bird"  # the row that is seen, not that of its place
    head.sectionClicked.emit(1)
    assert rows(table) == ["the square", "the disc", "a bird"]
    head.sectionClicked.emit(1)
    assert rows(table) == ["the square", "the disc", "a bird"]
    assert not head.isSortIndicatorShown()
    table.filter.words.setText("THE d")
    assert rows(table) == ["the disc"]
    table.filter.words.clear()
    table.categorised.emit([ids(bench)[1]], "dog")
    table.filter.choice.setCurrentIndex(4)  # without category
    assert rows(table) == ["the square", "a bird"]
    mark(table, 1)
    qtbot.mouseClick(table.accept_button, Qt.MouseButton.LeftButton)
    assert bench.document.layers[2].reviews


def test_a_category_is_completed_from_the_list(table: LabelTable) -> None:
    index = table.table.model().index(0, 2)
    editor = table.categories.createEditor(table.table, QStyleOptionViewItem(), index)
    assert isinstance(editor, QLineEdit)
    completer = editor.completer()
    completer.setCompletionPrefix("SEAL")
    assert completer.currentCompletion() == "earless_seal"
    assert completer.completionModel().rowCount() == 1
    completer.setCompletionPrefix("")
    assert completer.completionCount() == len(YOUTUBE_VOS)


def test_two_layers_on_the_same_pixels_are_named_as_a_doubt(
    bench: Bench, table: LabelTable, qtbot: QtBot
) -> None:
    assert not table.doubt.isVisible()
    twin = bench.find("the twin of the square")
    qtbot.waitUntil(table.doubt.isVisible)
    assert "“the square” and “the twin of the square”" in table.doubt.text()
    table.absent_asked.emit([twin], True)
    qtbot.waitUntil(lambda: not table.doubt.isVisible())


def test_a_layer_without_an_object_says_so_in_the_list(bench: Bench, table: LabelTable) -> None:
    table.absent_asked.emit([ids(bench)[0]], True)
    view = bench.document.view(ids(bench)[0])
    assert view is not None
    found = facts_of(view)
    assert layer_text.state(found, searching=False) == "No such object"
    assert layer_text.facts(found) == {"frames": "No such object"}
    assert layer_text.how_found(found) == ""
