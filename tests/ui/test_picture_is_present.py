"""The picture shows the present state, whatever changed and whenever it did."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.masks.compositing import ViewMode, look_at
from soc_studio.core.masks.effects import apply_effect
from soc_studio.core.media.resize import fit_within
from soc_studio.core.project import edits
from soc_studio.core.project.project import Absent, Correction, LayerId, Pick
from soc_studio.core.system.settings import Theme
from soc_studio.core.tracks.track_cache import TrackCache
from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.playback.frame_request import CUT_OUT
from soc_studio.ui.toolkit.images import to_qimage
from tests.ui.asking import press
from tests.ui.shapes import FRAMES, Find, disc

pytestmark = pytest.mark.slow

Change = Callable[[MainWindow, LayerId, Find], None]


def edit(window: MainWindow, made: Callable[..., edits.Edit], *arguments: object) -> None:
    assert window.document is not None
    window.document.do(*made(window.document.project, *arguments))


def matte(window: MainWindow, one: LayerId, **changes: float) -> None:
    assert window.document is not None
    window.document.do(*edits.set_matte(window.document.project, [one], **changes))


def correct(window: MainWindow, one: LayerId, _: Find) -> None:
    frames = range(FRAMES)
    edit(window, edits.correct, one, {at: Correction(Mask.from_array(disc(at))) for at in frames})


def pick(window: MainWindow, one: LayerId, _: Find) -> None:
    edit(window, edits.pick, one, 0, FRAMES, Pick(5, Mask.from_array(disc(5))))


def add_layer(window: MainWindow, _: LayerId, find: Find) -> None:
    find("the disc", swap=True)


def split(window: MainWindow, _one: LayerId, _: Find) -> None:
    window.set_look(ViewMode.SPLIT)
    window.viewer.wiped.emit(0.25)


def propose(window: MainWindow, one: LayerId, _: Find) -> None:
    assert window.document is not None
    masks = {at: Mask.from_array(disc(at)) for at in range(FRAMES)}
    window.document.track_cache.propose(one, masks)
    assert window.playback is not None
    window.video.propagation.frame_changed.emit(window.playback.frame)


CHANGES: dict[str, Change] = {
    "hide": lambda window, *_: window.actions_["hide"].trigger(),
    "threshold": lambda window, one, _: matte(window, one, threshold=0.95),
    "grow": lambda window, one, _: matte(window, one, grow=6),
    "edge band": lambda window, one, _: matte(window, one, edge_band=8),
    "feather": lambda window, one, _: matte(window, one, feather=4.0),
    "smooth": lambda window, one, _: matte(window, one, smooth=2),
    "colour": lambda window, one, _: edit(window, edits.set_colour, one, (10, 200, 30)),
    "correction": correct,
    "absent": lambda window, one, _: edit(window, edits.choose, one, 0, FRAMES, Absent()),
    "pick": pick,
    "new results": lambda window, one, find: find(settings='{"better": 1}', swap=True) and None,
    "another layer": add_layer,
    "remove": lambda window, *_: window.actions_["remove"].trigger(),
    "undo": lambda window, *_: window.actions_["undo"].trigger(),
    "show alone": lambda window, *_: window.actions_["solo"].trigger(),
    "proposal": propose,
    "outline": lambda window, *_: window.set_look(ViewMode.OUTLINE),
    "matte": lambda window, *_: window.set_look(ViewMode.MATTE),
    "split": split,
    "source": lambda window, *_: window.actions_["source"].trigger(),
    "theme": lambda window, *_: window.preferences.change(theme=Theme.LIGHT),
}


def composed(window: MainWindow) -> QImage:
    """Return the picture of the frame under the playhead, composed here from the start."""
    document, playback = window.document, window.playback
    assert document is not None
    assert document.reader is not None
    assert document.video is not None
    assert playback is not None
    track_cache = TrackCache(document.core)
    for each in document.layers:
        track_cache.refresh(each.id)
        if (proposed := document.track_cache.proposed(each.id, playback.frame)) is not None:
            track_cache.propose(each.id, {playback.frame: proposed})
    track_cache.look_alone(document.track_cache.alone)
    frame = fit_within(document.reader.frame(playback.frame), *window.viewer.wanted_pixels())
    if not window.actions_["source"].isChecked():
        height, width = frame.shape[:2]
        effect = window.looks.effect
        plain = effect is None and window.looks.chosen not in CUT_OUT
        shown = track_cache.shown(document.video.id, playback.frame, height, width, frame, plain)
        if effect is not None:
            frame = np.concatenate([apply_effect(frame, shown, effect), frame])
        else:
            frame = np.asarray(look_at(frame, shown, window.looks.chosen, wipe=window.looks.wipe))
    return to_qimage(frame).convertToFormat(QImage.Format.Format_RGB32)


def shows_what_is(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.viewer.image == composed(window))


def play_a_little(window: MainWindow, qtbot: QtBot) -> None:
    assert window.playback is not None
    window.actions_["play"].trigger()
    qtbot.waitUntil(lambda: window.playback is not None and window.playback.frame > 3)
    if window.playback.is_playing:  # a busy machine may come to the end of the clip first
        window.actions_["play"].trigger()
    assert not window.playback.is_playing


@pytest.mark.may_stall("the test composes pictures on the thread of the window")
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_after_playing_is_seen_on_this_frame_and_the_next(
    window: MainWindow, find: Find, qtbot: QtBot, change: str
) -> None:
    one = find()
    matte(window, one, grow=2)
    play_a_little(window, qtbot)
    shows_what_is(window, qtbot)
    before = window.viewer.image
    CHANGES[change](window, one, find)
    shows_what_is(window, qtbot)
    assert change in ("theme", "show alone", "smooth") or window.viewer.image != before
    for _ in range(4):
        window.actions_["next"].trigger()
        shows_what_is(window, qtbot)
    switch = window.shell.preferences_menu.theme_switch
    qtbot.waitUntil(lambda: not switch.is_switching)


@pytest.mark.may_stall("the test composes pictures on the thread of the window")
def test_changes_while_results_stream_in_and_after_undo_are_seen(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find(frames=range(4))
    for start, change in zip(range(4, 20, 4), ("grow", "pick", "hide", "hide"), strict=True):
        play_a_little(window, qtbot)
        find(frames=range(start, start + 4))
        shows_what_is(window, qtbot)
        CHANGES[change](window, one, find)
        find(frames=range(start, start + 4), settings='{"again": 1}', swap=True)
        shows_what_is(window, qtbot)
        window.go(0)
    play_a_little(window, qtbot)
    while window.actions_["undo"].isEnabled():
        window.actions_["undo"].trigger()
        shows_what_is(window, qtbot)
    while window.actions_["redo"].isEnabled():
        window.actions_["redo"].trigger()
        shows_what_is(window, qtbot)


@pytest.mark.may_stall("the test composes pictures on the thread of the window")
def test_another_video_shows_nothing_of_the_one_before(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    play_a_little(window, qtbot)
    first = window.document
    window.open(resource("sample", "sample.mp4"))
    press(window, qtbot, "Keep")
    qtbot.waitUntil(lambda: window.document not in (first, None))
    shows_what_is(window, qtbot)
