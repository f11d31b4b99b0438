"""What the program says of a sentence before, during and after its search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits
from soc_studio.ui.controllers import not_found
from soc_studio.ui.controllers.not_found import NotFound
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.sentence_check import SentenceChecker
from soc_studio.ui.controllers.several_objects import SeveralObjects
from soc_studio.ui.controllers.which_one import WhichOne
from soc_studio.ui.widgets.advice_popover import Advice, AdvicePopover
from soc_studio.ui.widgets.sentence_field import SentenceField
from tests.ui.controllers.conftest import Bench
from tests.ui.shapes import DISC, FRAMES, disc, square


class Prompt:
    """A window with a field for sentences, and what it was asked to find."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.field = SentenceField()
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addStretch(1)
        self.window.resize(900, 500)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.field.setFocus()
        self.popover = AdvicePopover(self.field)
        self.found: list[str] = []

    def find(self) -> None:
        self.found.append(self.field.text())


@pytest.fixture
def prompt(qtbot: QtBot) -> Prompt:
    return Prompt(qtbot)


@pytest.fixture
def checker(bench: Bench, prompt: Prompt) -> SentenceChecker:
    return bench.keep(
        SentenceChecker(
            prompt.field, prompt.popover, bench.runner, bench.preferences, prompt.find, bench.owner
        )
    )


def typed(text: str, checker: SentenceChecker, prompt: Prompt, qtbot: QtBot) -> None:
    qtbot.keyClicks(prompt.field, text)
    qtbot.waitUntil(lambda: not checker.is_busy)


def marked(field: SentenceField) -> list[str]:
    return [field.text()[start:stop] for start, stop in field.marks]


# Before the search


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "words", "said"),
    [
        ("the womn in the yelow dress", ["womn", "yelow"], "the woman in the yellow dress"),
        ("the person not holding a cup", ["not holding a cup"], "has no effect"),
        ("der Hund", ["der Hund"], "the dog"),
        ("the one on the left", ["the one on the left"], "names no single thing"),
    ],
)
def test_words_that_a_model_does_not_follow_are_marked_while_typing(
    sentence: str,
    words: list[str],
    said: str,
    checker: SentenceChecker,
    prompt: Prompt,
    qtbot: QtBot,
) -> None:
    typed(sentence, checker, prompt, qtbot)
    found = marked(prompt.field)
    assert [each.split()[0] for each in found] == [each.split()[0] for each in words]
    assert prompt.popover.advice is not None
    assert said in prompt.popover.label.text()
    assert prompt.found == []


@pytest.mark.slow
def test_a_good_sentence_is_left_alone(
    checker: SentenceChecker, prompt: Prompt, qtbot: QtBot
) -> None:
    typed("the woman in the yellow dress", checker, prompt, qtbot)
    assert marked(prompt.field) == []
    assert prompt.popover.advice is None


@pytest.mark.slow
def test_tab_takes_the_offer_and_then_moves_the_focus_again(
    checker: SentenceChecker, prompt: Prompt, qtbot: QtBot
) -> None:
    typed("the womn in the yelow dress", checker, prompt, qtbot)
    qtbot.keyClick(prompt.field, Qt.Key.Key_Tab)
    assert prompt.field.text() == "the woman in the yellow dress"
    assert prompt.field.hasFocus()
    assert prompt.popover.advice is None
    assert marked(prompt.field) == []


@pytest.mark.slow
def test_search_all_the_same_searches_and_does_not_ask_again(
    checker: SentenceChecker, prompt: Prompt, qtbot: QtBot
) -> None:
    typed("the person not holding a cup", checker, prompt, qtbot)
    prompt.popover.buttons[-1].click()
    assert prompt.found == ["the person not holding a cup"]
    qtbot.keyClicks(prompt.field, " ")
    qtbot.keyClick(prompt.field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not checker.is_busy)
    assert prompt.popover.advice is None
    assert marked(prompt.field) == ["not holding a cup"]


@pytest.mark.slow
def test_several_objects_are_announced_and_the_best_alone_can_be_had(
    checker: SentenceChecker, prompt: Prompt, qtbot: QtBot
) -> None:
    typed("all the people", checker, prompt, qtbot)
    assert "layer for each" in prompt.popover.label.text()
    prompt.popover.buttons[1].click()
    assert prompt.found == ["all the people"]
    assert checker.only_best == {"all the people"}


@pytest.mark.slow
def test_two_things_in_one_sentence_can_be_found_one_after_the_other(
    checker: SentenceChecker, prompt: Prompt, qtbot: QtBot
) -> None:
    typed("the man and the dog", checker, prompt, qtbot)
    assert "names two" in prompt.popover.label.text()
    prompt.popover.buttons[0].click()
    assert prompt.found == ["the man", "the dog"]


@pytest.mark.slow
def test_escape_puts_the_advice_away_and_leaves_the_sentence(
    checker: SentenceChecker, prompt: Prompt, qtbot: QtBot
) -> None:
    typed("der Hund", checker, prompt, qtbot)
    qtbot.keyClick(prompt.field, Qt.Key.Key_Escape)
    assert not prompt.popover.isVisible()
    assert prompt.field.text() == "der Hund"


def test_escape_puts_the_advice_away_from_the_picture_too(prompt: Prompt, qtbot: QtBot) -> None:
    picture = QWidget(prompt.window)
    picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    picture.show()
    prompt.popover.tell(Advice("It is not there."))
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert prompt.popover.isVisible()  # it is something else
    prompt.popover.beside = picture
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert not prompt.popover.isVisible()


def test_squiggles_are_under_their_words(prompt: Prompt, qtbot: QtBot) -> None:
    field = prompt.field
    field.setText("the womn over there")
    plain = field.grab().toImage()
    field.mark([(4, 8)])
    image = field.grab().toImage()
    ratio = image.devicePixelRatio()
    changed = {
        x / ratio
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) != plain.pixel(x, y)
    }
    room = field.squiggle_room(4, 8)
    assert changed
    assert room.left() - 2 <= min(changed) <= max(changed) <= room.right() + 2
    metrics = field.fontMetrics()
    assert room.width() == pytest.approx(metrics.horizontalAdvance("womn"), abs=2)
    field.setText("something else")
    assert field.marks == ()


def test_up_and_down_go_through_what_was_searched(prompt: Prompt, qtbot: QtBot) -> None:
    field = prompt.field
    for sentence in ("the dog", "the cat", "the dog"):
        field.remember(sentence)
    field.clear()
    qtbot.keyClicks(field, "the ho")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(field, key)
        seen.append(field.text())
    assert seen == ["the dog", "the cat", "the cat", "the dog", "the ho"]


# During it


def test_close_answers_are_asked_about_and_the_choice_holds_for_the_clip(
    bench: Bench, prompt: Prompt, qtbot: QtBot
) -> None:
    question = bench.keep(
        WhichOne(
            bench.operations,
            bench.playback,
            prompt.popover,
            bench.runner,
            bench.preferences,
            bench.owner,
        )
    )
    layer = bench.find("the thing", scores=(0.7, 0.65))
    question.begin(layer)
    bench.document.refreshed(layer)
    qtbot.waitUntil(lambda: prompt.popover.advice is not None)
    assert len(prompt.popover.tiles) == 2
    assert prompt.popover.tiles[0].hasFocus()
    qtbot.keyClick(prompt.popover.tiles[0], Qt.Key.Key_2)
    assert prompt.popover.advice is None
    assert prompt.field.hasFocus()  # which had it before
    for frame in (0, FRAMES - 1):
        chosen = bench.track().mask(frame)
        assert chosen is not None
        assert (chosen.to_array() & disc(frame)).sum() > DISC * DISC * 2
    bench.operations.undo()
    chosen = bench.track().mask(0)
    assert chosen is not None
    assert (chosen.to_array() & square(0)).any()


@pytest.mark.parametrize(
    ("sentence", "scores"), [("the square", (0.9, 0.6)), ("two things", (0.7, 0.65))]
)
def test_a_clear_answer_and_several_wanted_ones_are_not_asked_about(
    sentence: str, scores: tuple[float, float], bench: Bench, prompt: Prompt, qtbot: QtBot
) -> None:
    question = bench.keep(
        WhichOne(
            bench.operations,
            bench.playback,
            prompt.popover,
            bench.runner,
            bench.preferences,
            bench.owner,
        )
    )
    layer = bench.find(sentence, scores=scores)
    question.begin(layer)
    bench.document.refreshed(layer)
    qtbot.waitUntil(lambda: not question.is_busy)
    assert prompt.popover.advice is None


# After it


def test_two_things_become_two_layers_in_one_step(bench: Bench, qtbot: QtBot) -> None:
    several = bench.keep(
        SeveralObjects(
            bench.operations,
            SearchController(bench.owner),
            bench.runner,
            bench.preferences,
            lambda _: False,
            bench.owner,
        )
    )
    layer = bench.find("two things")
    several.look(layer)
    qtbot.waitUntil(lambda: len(bench.document.layers) == 2)
    assert "2 objects" in bench.told[-1]
    masks = []
    for each in bench.document.layers:
        bench.document.track_cache.refresh(each.id)
        view = bench.document.view(each.id)
        assert view is not None
        mask = view.mask(3)
        assert mask is not None
        masks.append(mask)
    assert masks[0].iou(masks[1]) < 0.1
    several.look(layer)  # once more: there are two layers of it already
    qtbot.waitUntil(lambda: not several.is_busy)
    assert len(bench.document.layers) == 2
    bench.operations.undo()
    assert len(bench.document.layers) == 1


def test_two_sentences_searched_one_after_the_other_are_both_separated(
    bench: Bench, qtbot: QtBot
) -> None:
    several = bench.keep(
        SeveralObjects(
            bench.operations,
            SearchController(bench.owner),
            bench.runner,
            bench.preferences,
            lambda _: False,
            bench.owner,
        )
    )
    layers = [bench.find(sentence) for sentence in ("two things", "both of the things")]
    for each in layers:
        several.look(each)
    qtbot.waitUntil(lambda: not several.is_busy)
    assert len(bench.document.layers) == 4


def test_a_question_that_nobody_answers_closes_itself_and_nothing_else(
    bench: Bench, prompt: Prompt, qtbot: QtBot
) -> None:
    question = bench.keep(
        WhichOne(
            bench.operations,
            bench.playback,
            prompt.popover,
            bench.runner,
            bench.preferences,
            bench.owner,
        )
    )
    layer = bench.find("the thing", scores=(0.7, 0.65))
    for other in (False, True):
        qtbot.waitUntil(lambda: not question.is_busy)  # it looks at one answer after the other
        question.begin(layer)
        bench.document.refreshed(layer)
        qtbot.waitUntil(lambda: prompt.popover.advice is not None)
        if other:
            prompt.popover.tell(Advice("Something else"))
        question._given_up.timeout.emit()
        assert (prompt.popover.advice is not None) == other
        question._given_up.stop()


@pytest.mark.parametrize(("sentence", "best"), [("the square", False), ("two things", True)])
def test_one_thing_or_the_best_alone_stays_one_layer(
    sentence: str, best: bool, bench: Bench, qtbot: QtBot
) -> None:
    several = bench.keep(
        SeveralObjects(
            bench.operations,
            SearchController(bench.owner),
            bench.runner,
            bench.preferences,
            lambda _: best,
            bench.owner,
        )
    )
    several.look(bench.find(sentence))
    qtbot.waitUntil(lambda: not several.is_busy)
    assert len(bench.document.layers) == 1


def of_empty_answers(bench: Bench, prompt: Prompt, asked: list[str]) -> NotFound:
    """Return the controller; `asked` gets what a person chooses."""
    return bench.keep(
        NotFound(
            bench.operations,
            bench.playback,
            prompt.popover,
            SearchController(bench.owner),
            bench.runner,
            bench.preferences,
            lambda: asked.append("other words"),
            lambda: asked.append("points"),
            bench.owner,
        )
    )


def test_where_nothing_comes_near_other_words_and_points_are_offered(
    bench: Bench, prompt: Prompt, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    empty = of_empty_answers(bench, prompt, asked)
    layer = bench.find()
    bench.document.do(*edits.set_matte(bench.document.project, [layer], threshold=0.99))
    monkeypatch.setattr(not_found, "nearest_answers", lambda view: ())  # no answer has a mask
    empty.look(layer)
    qtbot.waitUntil(lambda: prompt.popover.advice is not None)
    advice = prompt.popover.advice
    assert advice is not None
    assert "is not in this clip" in advice.strong
    assert "Nothing comes near" in advice.text
    prompt.popover.buttons[0].click()
    assert asked == ["other words"]


@pytest.mark.slow
def test_an_empty_answer_shows_the_closest_thing_until_it_is_taken(
    bench: Bench, prompt: Prompt, qtbot: QtBot
) -> None:
    asked: list[str] = []
    empty = of_empty_answers(bench, prompt, asked)
    layer = bench.find()
    bench.document.do(*edits.set_matte(bench.document.project, [layer], threshold=0.99))
    empty.look(layer)
    qtbot.waitUntil(lambda: prompt.popover.advice is not None)
    advice = prompt.popover.advice
    assert advice is not None
    assert "is not in this clip" in advice.strong
    assert f"{FRAMES} of {FRAMES}" in advice.aside
    assert len(advice.tiles) == 2
    assert "came nearest" in advice.text
    assert prompt.window.rect().contains(prompt.popover.geometry())
    assert prompt.popover.pos().y() > prompt.field.mapTo(prompt.window, QPoint(0, 0)).y()
    prompt.popover.buttons[1].click()
    assert bench.track().present_anywhere()
    assert prompt.popover.advice is None
    assert bench.failures == []
