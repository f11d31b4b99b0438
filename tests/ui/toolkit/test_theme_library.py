"""The library of the theme, where it does what nobody should see."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyle
from pytestqt.qtbot import QtBot

from soc_studio.ui.toolkit.theme_library import style


def test_an_icon_without_room_is_none_and_nothing_is_complained_of(
    qtbot: QtBot, qtlog: Any
) -> None:
    kind = QStyle.StandardPixmap.SP_ToolBarHorizontalExtensionButton
    icon = style().standardIcon(kind, None, None)
    for size in (QSize(0, 0), QSize(16, 0), QSize(0, 16)):
        assert icon.pixmap(size).isNull()
    assert not icon.pixmap(QSize(16, 16)).isNull()
    assert not qtlog.records
