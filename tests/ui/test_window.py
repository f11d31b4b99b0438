"""The window as people use it: open, describe, look, undo, export."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.masks.compositing import ViewMode
from soc_studio.core.storage.document import Document
from soc_studio.core.tracks.resolved_track import State
from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow

SENTENCE = "the dog"
DOG = next(
    each
    for each in json.loads(resource("sample", "sample.json").read_text(encoding="utf-8"))["objects"]
    if each["id"] == "dog"
)


def find(studio: MainWindow, qtbot: QtBot, sentence: str = SENTENCE) -> None:
    """Find an object on the sixteen frames around the 60th."""
    studio.go(52)
    studio.actions_["mark_in"].trigger()
    studio.go(67)
    studio.actions_["mark_out"].trigger()
    studio.go(60)
    studio.expression_bar.line.clear()
    qtbot.keyClicks(studio.expression_bar.line, sentence)
    qtbot.keyClick(studio.expression_bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not studio.finding.jobs)


@pytest.mark.slow
def test_nothing_is_open_at_first_and_the_sample_is_two_clicks_from_a_mask(
    studio: MainWindow, qtbot: QtBot
) -> None:
    assert studio.stack.currentWidget() is studio.empty_state
    assert not studio.expression_bar.find_button.isEnabled()
    qtbot.mouseClick(studio.empty_state.sample_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    assert studio.expression_bar.line.text()
    qtbot.mouseClick(studio.expression_bar.find_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not studio.finding.jobs)
    assert studio.document is not None
    (expression,) = studio.document.layers
    view = studio.document.view(expression.id)
    assert view is not None
    assert view.present_anywhere()
    assert (view.states != State.NOT_COMPUTED).all()


@pytest.mark.slow
def test_what_is_found_is_shown_until_it_is_undone(sample: MainWindow, qtbot: QtBot) -> None:
    assert sample.document is not None
    plain = sample.viewer.image
    assert plain is not None
    find(sample, qtbot)
    (expression,) = sample.document.layers
    assert expression.expression == SENTENCE

    def tinted() -> bool:
        image = sample.viewer.image
        view = sample.document.view(expression.id) if sample.document else None
        if image is None or view is None:
            return False
        mask = view.mask(60)
        assert mask is not None
        rows, columns = np.nonzero(mask.to_array())
        y = int(np.median(rows) * image.height() / mask.height)
        x = int(np.median(columns) * image.width() / mask.width)
        shown = QColor(image.pixel(x, y))
        colour = QColor(*expression.colour)
        return abs(shown.hue() - colour.hue()) < 25 and shown.saturation() > 60

    qtbot.waitUntil(tinted)
    sample.actions_["undo"].trigger()
    assert sample.document.layers == ()
    sample.actions_["redo"].trigger()
    # Undo never loses what was computed.
    view = sample.document.view(expression.id)
    assert view is not None
    assert view.present_anywhere()


@pytest.mark.slow
def test_looks_change_the_picture(sample: MainWindow, qtbot: QtBot) -> None:
    find(sample, qtbot)
    seen: set[bytes] = set()
    made: list[ViewMode] = []  # no `waitSignal`: another thread sends it, maybe while that ends
    assert sample.supplier is not None
    sample.supplier.ready.connect(lambda request, _: made.append(request.look))
    for look in (
        ViewMode.OVERLAY,
        ViewMode.OUTLINE,
        ViewMode.MATTE,
        ViewMode.ALPHA,
        ViewMode.COLOUR,
        ViewMode.SPLIT,
    ):
        sample.set_look(look)
        qtbot.waitUntil(lambda look=look: look in made)
        image = sample.viewer.image
        assert image is not None
        seen.add(bytes(image.constBits()))
    assert len(seen) == 6


@pytest.mark.slow
def test_export_writes_what_is_found(sample: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    find(sample, qtbot)
    job = sample.export(tmp_path / "result", overlay=False)
    assert job is not None
    qtbot.waitUntil(lambda: job.over)  # no `waitSignal`: it may be over before that looks
    with Image.open(tmp_path / "result" / "01-the-dog" / "00060.png") as picture:
        marked = np.asarray(picture) >= 128
    true = Mask(*marked.shape, DOG["masks"][60].encode()).to_array()
    assert (marked & true).sum() / (marked | true).sum() > 0.5


@pytest.mark.slow
def test_a_video_that_is_none_is_told_in_a_sentence(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "notes.mp4"
    path.write_text("no video")
    studio.open(path)
    qtbot.waitUntil(lambda: bool(studio.toasts.shown))
    assert "notes.mp4" in studio.toasts.text
    assert studio.stack.currentWidget() is studio.empty_state


@pytest.mark.slow
def test_decisions_are_in_the_file_without_saving(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert sample.document is not None
    find(sample, qtbot)
    path = tmp_path / "street.soc"
    sample.document.core.save_as(path)
    sample.actions_["mark_in"].trigger()
    sample.close_document()
    with Document.open(path) as document:
        assert [each.expression for each in document.project.layers] == [SENTENCE]


@pytest.mark.slow
def test_the_source_is_shown_while_its_key_is_held(sample: MainWindow, qtbot: QtBot) -> None:
    find(sample, qtbot)

    def is_grey() -> bool:
        assert sample.viewer.image is not None
        pixels = np.frombuffer(sample.viewer.image.constBits(), np.uint8).reshape(-1, 4)
        return bool((pixels[:, :3] == pixels[:, :1]).all())

    sample.viewer.setFocus()
    sample.set_look(ViewMode.MATTE)
    qtbot.waitUntil(is_grey)
    qtbot.keyPress(sample.viewer, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: not is_grey())
    qtbot.keyRelease(sample.viewer, Qt.Key.Key_Q)
    qtbot.waitUntil(is_grey)
    assert not sample.actions_["source"].isChecked()
