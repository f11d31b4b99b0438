"""How large the picture is shown, with a menu that changes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.widgets.labelled_button import MenuButton
from soc_studio.ui.widgets.viewer import Viewer

_NARROW, _ROOM = 54, 44  # pixels without text, and beside it


class ZoomButton(MenuButton):
    """Says "Fit · 75 %", or "128 %" where the picture is not fitted."""

    def __init__(
        self, viewer: Viewer, actions: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        """Say the size of the picture of `viewer`; offer `actions` in the menu."""
        super().__init__("", "quiet", parent)
        self.viewer = viewer
        self.setFont(role_font("body", tabular=True))
        self.setFixedHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Size of the picture"))
        menu = QMenu(self)
        menu.addActions(list(actions))
        self.setMenu(menu)
        viewer.pixels_wanted.connect(self.show_zoom)
        self.show_zoom()

    def show_zoom(self) -> None:
        """Show how many pixels of the screen one of the video has, and whether all is in sight."""
        percent = round(self.viewer.scale * 100)
        text = self.tr("Fit · {0} %") if self.viewer.is_fitted else self.tr("{0} %")
        self.setText(text.format(percent))
        self.setAccessibleName(self.tr("Size of the picture: {0}").format(self.text()))

    def show_text(self, shown: bool) -> None:
        """Say the size, or show only an icon."""
        self._picture = "" if shown else "maximize"
        super().show_text(shown)

    def width_with(self, text: bool) -> int:
        """Return the width with or without the text, whatever the size of the picture is now."""
        if not text:
            return _NARROW
        longest = (self.tr("Fit · {0} %").format(888), self.tr("{0} %").format(3200))
        return max(self.fontMetrics().horizontalAdvance(each) for each in longest) + _ROOM

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.width_with(self._has_text), 28)
