"""A command of the menus does something."""

from __future__ import annotations

from PySide6.QtCore import SIGNAL

from soc_studio.ui.main_window import MainWindow


def test_every_command_calls_something_while_a_video_is_open(sample: MainWindow) -> None:
    signals = (SIGNAL("triggered(bool)"), SIGNAL("toggled(bool)"))
    idle = []
    for name, action in sample.actions_.by_id.items():
        group = action.actionGroup()
        own = 0 if group is None else 1  # the group itself listens
        if action.receivers(signals[0]) > own or action.receivers(signals[1]) > 0:
            continue
        if group is None or not group.receivers(SIGNAL("triggered(QAction*)")):
            idle.append(name)
    assert idle == []
