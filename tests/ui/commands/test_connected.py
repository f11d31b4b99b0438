"""A command of the menus does something."""

from __future__ import annotations

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QAction

from soc_studio.ui.main_window import MainWindow


def is_taken(action: QAction) -> bool:
    """Return whether something does what an action says.

    Menus and groups listen to `triggered` and to `hovered` alike, and do nothing of the kind.
    """
    shown = action.receivers(SIGNAL("hovered()"))
    taken = action.receivers(SIGNAL("triggered(bool)"))
    return taken > shown or action.receivers(SIGNAL("toggled(bool)")) > 0


@pytest.mark.slow
def test_every_command_calls_something_while_a_video_is_open(sample: MainWindow) -> None:
    actions = sample.actions_.by_id
    assert [name for name, action in actions.items() if not is_taken(action)] == []
    menu = sample.actions_.menus["file"]
    assert not is_taken(menu.addAction("of no use"))
