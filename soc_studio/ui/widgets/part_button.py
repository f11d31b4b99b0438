"""The part of the video that is searched: the whole clip, or from the in point to the out point."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from soc_studio.ui.text.time_text import length
from soc_studio.ui.widgets.labelled_button import MenuButton


class PartButton(MenuButton):
    """Says which part is searched, and how long it is; its menu changes that."""

    whole_asked = Signal()

    def __init__(self, actions: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        """Offer `actions`, which mark another part."""
        super().__init__("move-horizontal", "quiet", parent)
        self.setFixedHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Part of the video that is searched and exported"))
        menu = QMenu(self)
        group = QActionGroup(menu)
        self.whole = menu.addAction(self.tr("Whole clip"))
        self.marked = menu.addAction(self.tr("In to out"))
        for action in (self.whole, self.marked):
            action.setCheckable(True)
            group.addAction(action)
        self.whole.triggered.connect(self.whole_asked)
        menu.addSeparator()
        menu.addActions(list(actions))
        self.setMenu(menu)
        self.show_part(True, None)

    def show_part(self, is_whole: bool, seconds: float | None) -> None:
        """Show whether the whole clip is searched, and how many `seconds` that is, None where
        there is no video."""
        self.whole.setChecked(is_whole)
        self.marked.setChecked(not is_whole)
        self.marked.setEnabled(not is_whole)
        name = self.whole.text() if is_whole else self.marked.text()
        self.setText(name if seconds is None else f"{name} · {length(seconds)}")
        self.setAccessibleName(self.text())
        self.updateGeometry()
