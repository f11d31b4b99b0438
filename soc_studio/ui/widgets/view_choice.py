"""The views of the picture, one beside the other, or in a menu where there is little room."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.labelled_button import MenuButton


class ViewChoice(QWidget):
    """Offers the actions of an exclusive group, each with the name of its icon."""

    def __init__(self, views: Mapping[QAction, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = dict(views)
        self.choice = Choice(height=32)
        self.choice.setAccessibleName(self.tr("View"))
        self.button = MenuButton(kind="quiet")
        self.button.setFixedHeight(32)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setToolTip(self.tr("View"))
        self.button.show_text(False)
        menu = QMenu(self.button)
        for action in views:
            menu.addAction(action)
            self.choice.add_action(action, icon_only=True)
            action.toggled.connect(self._show_chosen)
        self.button.setMenu(menu)
        self.button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choice)
        row.addWidget(self.button)
        self._show_chosen()

    def fold(self, folded: bool) -> None:
        """Offer the views in a menu, or all of them at once."""
        self.choice.setVisible(not folded)
        self.button.setVisible(folded)

    def width_of(self, folded: bool) -> int:
        """Return the width as a menu, or with all views beside each other."""
        return (self.button if folded else self.choice).sizeHint().width()

    def _show_chosen(self) -> None:
        for action, picture in self._views.items():
            if action.isChecked():
                self.button.show_picture(picture)
                name = action.text().replace("&", "")
                self.button.setAccessibleName(self.tr("View: {0}").format(name))
