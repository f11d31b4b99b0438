"""The place of scroll bars."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea


def keep_place_for_bar(area: QScrollArea) -> None:
    """Leave room for the vertical bar of `area`, which is seen only where there is more below.

    Contents that are lower in less width, such as pictures, would else show and hide it for ever.
    """
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    bar.setEnabled(bar.maximum() > bar.minimum())
