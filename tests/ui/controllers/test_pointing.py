"""Pointing at objects in the real window, with the mouse on its picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from soc_studio.core.project.project import Layer
from soc_studio.ui.main_window import MainWindow
from tests.ui.shapes import WIDTH, Pixels, disc, square

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton
PLAIN, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


def layer(window: MainWindow) -> Layer:
    assert window.document is not None
    one = window.document.selection
    assert one is not None
    return one


def corrected(window: MainWindow, frame: int = 0) -> Pixels:
    mask = layer(window).corrections[frame].mask
    return mask.to_array()


def at(window: MainWindow, column: float, row: float) -> QPoint:
    target = window.viewer.target()
    scale = target.width() / WIDTH
    return QPointF(target.x() + column * scale, target.y() + row * scale).toPoint()


def iou(one: Pixels, other: Pixels) -> float:
    return float((one & other).sum() / (one | other).sum())


def answered(window: MainWindow, count: int) -> bool:
    pointing = window.video.corrections.pointing
    return pointing.count == count and not pointing.is_waiting


def test_points_make_an_object_that_nobody_described_and_undo_takes_them_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.document is not None
    window.actions_["points"].trigger()
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 50, 40))
    qtbot.waitUntil(lambda: answered(window, 1))
    assert [each.label for each in window.document.layers] == ["Object 1"]
    assert iou(corrected(window), square(0)) > 0.8
    assert corrected(window)[40, 50]
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 250, 130))
    qtbot.waitUntil(lambda: answered(window, 2))
    assert iou(corrected(window), square(0) | disc(0)) > 0.7
    both = corrected(window)
    qtbot.mouseClick(window.viewer, LEFT, ALT, at(window, 150, 90))
    qtbot.waitUntil(lambda: answered(window, 3))
    assert not corrected(window)[90, 150]
    for count in (2, 1):
        window.actions_["forget_correction"].trigger()
        qtbot.waitUntil(lambda count=count: answered(window, count))
    assert iou(corrected(window), square(0)) > 0.8
    window.actions_["undo"].trigger()
    assert (corrected(window) == both).all()
    assert answered(window, 2)
