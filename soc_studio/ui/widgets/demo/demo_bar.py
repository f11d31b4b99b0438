"""What lies over the upper edge of the picture in the workspace Demo: dark in both themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.theme import is_in_new_theme
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.labelled_button import KeyButton, MenuButton

_HEIGHT, _EDGE = 32, 20
_WORDS_FROM = 1100  # pixels of width from which the button for the original has words


class DemoBar(QWidget):
    """Workspaces at the left; the original, what saves a video and full screen at the right.

    Between them the mouse reaches the picture.
    """

    source_held = Signal(bool)  # whether the original is to be seen
    format_chosen = Signal(str)  # the id of the format to save

    def __init__(
        self,
        stage: QWidget,
        workspaces: Sequence[QAction],
        source: QAction,
        export: QAction,
        full_screen: QAction,
    ) -> None:
        super().__init__(stage)
        self.setObjectName("demo_bar")
        self._stage = stage
        self._export, self._source, self._full_screen = export, source, full_screen
        self.workspaces = Choice(height=_HEIGHT)
        self.workspaces.setAccessibleName(self.tr("Workspace"))
        for action in workspaces:
            self.workspaces.add_action(action)
        self.source_button = KeyButton(
            self.tr("Hold for the original"), picture="eye", kind="plain"
        )
        self.source_button.pressed.connect(lambda: self.source_held.emit(True))
        self.source_button.released.connect(lambda: self.source_held.emit(False))
        self.export_button = KeyButton(self.tr("Save cut-out video"), "", "download", "primary")
        self.export_button.clicked.connect(export.trigger)
        self.format_button = MenuButton()
        self.format_button.setToolTip(self.tr("The kind of video that is saved."))
        self.formats = QMenu(self.format_button)
        self.formats.triggered.connect(lambda action: self.format_chosen.emit(action.data()))
        self.format_button.setMenu(self.formats)
        self.screen_button = QToolButton()
        self.screen_button.setProperty("kind", "button")
        self.screen_button.setCheckable(True)
        self.screen_button.setFixedSize(_HEIGHT, _HEIGHT)
        self.screen_button.setIconSize(QSize(18, 18))
        self.screen_button.clicked.connect(full_screen.trigger)
        for button in self._buttons():
            button.setFixedHeight(_HEIGHT)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for action in (export, source, full_screen):
            action.changed.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.workspaces)
        row.addStretch(1)
        for button in self._buttons():
            row.addWidget(button)
        row.insertWidget(row.count() - 1, self.format_button)
        self.format_button.setFixedHeight(_HEIGHT)
        self.format_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for part in (self.workspaces, self.source_button, self.export_button, self.format_button):
            part.is_over_picture = True
        stage.installEventFilter(self)
        self._follow()
        self._draw_icons()
        self.hide()

    def show_formats(self, formats: Mapping[str, str], chosen: str) -> None:
        """Offer kinds of videos by their ids, with one of them chosen."""
        self.formats.clear()
        group = QActionGroup(self.formats)
        for name, words in formats.items():
            action = self.formats.addAction(words)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.setData(name)
            group.addAction(action)
        self.format_button.setText(formats[chosen].partition(",")[0])
        self.format_button.setAccessibleName(self.tr("Kind of video: {0}").format(formats[chosen]))
        self._cut()

    def covered(self) -> list[QRect]:
        """Return what of the stage it covers."""
        if self.isHidden():
            return []
        parts = (self.workspaces, self.format_button, *self._buttons())
        return [
            QRect(each.mapTo(self._stage, QPoint(0, 0)), each.size()).adjusted(-4, -4, 4, 4)
            for each in parts
            if each.isVisibleTo(self)
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._stage and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def place(self) -> None:
        """Lie along the upper edge of the stage."""
        words = self._stage.width() >= _WORDS_FROM
        self.source_button.setMinimumWidth(0 if words else self.source_button.sizeHint().width())
        self.setGeometry(_EDGE, _EDGE - 4, max(0, self._stage.width() - 2 * _EDGE), _HEIGHT)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            self._draw_icons()

    def _buttons(self) -> tuple[KeyButton, KeyButton, QToolButton]:
        return self.source_button, self.export_button, self.screen_button

    def _cut(self) -> None:
        layout = self.layout()
        if layout is not None and not self.size().isEmpty():
            layout.activate()
            self.setMask(self.childrenRegion())

    def _follow(self) -> None:
        """Show the keys of the commands, and what can be done."""
        self.export_button.setEnabled(self._export.isEnabled())
        self.format_button.setEnabled(self._export.isEnabled())
        for button, action in zip(
            self._buttons(), (self._source, self._export, self._full_screen), strict=True
        ):
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text().replace("&", "").rstrip("…"))
        self.screen_button.setChecked(self._full_screen.isChecked())

    def _draw_icons(self) -> None:
        if hasattr(self, "screen_button"):
            self.screen_button.setIcon(icon("maximize", 18, is_over_picture=True))
