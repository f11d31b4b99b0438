"""The bar at the top of the window: start page, menus, workspaces, and what is done with it all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenuBar, QSizePolicy, QToolButton, QWidget

from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.theme import is_in_new_theme
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.labelled_button import KeyButton, MenuButton
from soc_studio.ui.widgets.saved_state import SavedState
from soc_studio.ui.widgets.tasks_button import TasksButton
from soc_studio.ui.widgets.videos_button import VideosButton

HEIGHT = 44
_ICON = 18
_WORDS_FROM = 1100  # pixels of width from which the saved state and the model have a word


class AppBar(QWidget):
    """Home and menus at the left, workspaces in the middle, model and export at the right.

    Where the system has a bar for menus, the menus go there and the row stays.
    `tasks_place` is the room for the button of the tasks.
    """

    models_asked = Signal()

    def __init__(
        self,
        home: QAction,
        workspaces: Sequence[QAction],
        export: QAction,
        videos: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("app_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._width = _WORDS_FROM  # of the window
        self.home_button = QToolButton()
        self.home_button.setDefaultAction(home)
        self.home_button.setIconSize(QSize(_ICON, _ICON))
        self.home_button.setFixedSize(32, 32)
        self.home_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.home_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.home_button.setAccessibleName(home.text().replace("&", ""))
        self.menus = _Menus()
        self.menus.setFixedHeight(HEIGHT - 8)
        self.menus.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.workspaces = Choice()
        self.workspaces.setAccessibleName(self.tr("Workspace"))
        for action in workspaces:
            self.workspaces.add_action(action)
        self.saved = SavedState()
        self.tasks_place = QHBoxLayout()
        self.tasks_place.setSpacing(0)
        self.model_button = MenuButton("cpu")
        self.model_button.setFixedHeight(32)
        self.model_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.model_button.clicked.connect(self.models_asked)
        self.export_button = KeyButton(self.tr("Export"), "", "upload", "primary")
        self.export_button.setFixedHeight(32)
        self.export_button.setToolTip(export.toolTip())
        self.export_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.export_button.clicked.connect(export.trigger)
        self._export = export
        export.changed.connect(self._show_export)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        left, right = QHBoxLayout(), QHBoxLayout()
        left.setSpacing(4)
        right.setSpacing(8)
        left.addWidget(self.home_button)
        left.addWidget(self.menus)
        self.videos = VideosButton(videos)
        left.addWidget(self.videos)
        self._left = left
        left.addStretch(1)
        right.addStretch(1)
        right.addWidget(self.saved)
        right.addLayout(self.tasks_place)
        right.addWidget(self.model_button)
        right.addWidget(self.export_button)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self.workspaces, 0, 1)
        grid.addLayout(right, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self._draw_icons()
        self._show_export()

    def show_open(self, is_open: bool) -> None:
        """Offer what needs something open, or not."""
        self.saved.setVisible(is_open)
        self.export_button.setVisible(is_open)

    def show_model(self, name: str, told: str) -> None:
        """Show which model searches, `told` being more about it."""
        self.model_button.setText(name)
        self.model_button.setToolTip(told)
        self.model_button.setAccessibleName(self.tr("Model: {0}").format(name))
        self.model_button.setAccessibleDescription(told)
        self.model_button.updateGeometry()

    def show_menus(self, shown: bool) -> None:
        """Show the menus, or leave them to their keys."""
        self.menus.setVisible(shown)

    def take_back_menus(self) -> None:
        """Hold the menus again that were shown elsewhere."""
        self._left.insertWidget(1, self.menus)

    def fit(self, width: int) -> None:
        """Be as wide as a window of `width`; words are left out before a menu is."""
        has_words = width >= _WORDS_FROM
        self.saved.show_word(has_words)
        for each in self._folding():
            each.show_text(has_words or each is not self.model_button)
        self._width = width

    def _folding(self) -> list[MenuButton | TasksButton | VideosButton | KeyButton]:
        """Return what can do without its words, in this order."""
        item = self.tasks_place.itemAt(0)
        tasks = None if item is None else item.widget()
        middle = [tasks] if isinstance(tasks, TasksButton) else []
        videos = [] if self.videos.isHidden() else [self.videos]
        return [self.model_button, *middle, *videos, self.export_button]

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fold()
        return done

    def _fold(self) -> None:
        """Leave one more word out, if there is no room; the next request for a layout follows."""
        grid = self.layout()
        if grid is None or grid.minimumSize().width() <= self._width:
            return
        for each in self._folding():
            if each.has_text:
                each.show_text(False)
                return

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            self._draw_icons()

    def _show_export(self) -> None:
        self.export_button.setEnabled(self._export.isEnabled())
        self.export_button.setToolTip(self._export.toolTip())

    def _draw_icons(self) -> None:
        if hasattr(self, "home_button"):
            self.home_button.defaultAction().setIcon(icon("house", _ICON))


class _Menus(QMenuBar):
    """Menus that are never put behind an arrow."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()
