"""Three workspaces of the window: Edit, Label and Demo."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QToolBar,
    QWidget,
)

from soc_studio.core.project.edits import Edit, categorise, rename
from soc_studio.core.project.project import LayerId, Review
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.settings import Workspace
from soc_studio.core.tracks.label_rows import label_row, most_uncertain, review_all
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.label_table import LabelTable

_VERSION = 1  # of arrangements that are kept; others are forgotten
_LABELS = "labels"
_SHOWN_TO_LABEL = (_LABELS, "timeline")
_TABLE_WIDTH = 620
_LARGER = 1.35  # type, where people look on from afar


class Workspaces(QObject):
    """Arranges the docks and bars of a window, and remembers how each workspace was left."""

    switched = Signal(object)  # Workspace

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        preferences: Preferences,
        enlarged: Iterable[QWidget],
    ) -> None:
        """`enlarged` are the widgets with larger type for Demo."""
        super().__init__(window)
        self.current = preferences.value.workspace
        self._window = window
        self._actions = actions
        self._preferences = preferences
        self._enlarged = list(enlarged)
        self._initial: QByteArray | None = None
        self._is_open = False
        self.bar = QWidget(window)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setDefault(True)
        self.export_button.setMinimumSize(260, 48)
        self.export_button.clicked.connect(actions["export"].trigger)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(8, 0, 8, 12)
        row.addStretch(1)
        row.addWidget(self.export_button)
        row.addStretch(1)
        self.bar.hide()
        actions.call(workspace_reset=self.reset)
        for each in Workspace:
            actions.call(**{f"workspace_{each}": lambda each=each: self.switch(each)})

    def docks(self) -> list[QDockWidget]:
        """Return the panels of the window."""
        return self._window.findChildren(QDockWidget)

    def fill(self, menu: QMenu) -> None:
        """Put what shows and hides each panel into a menu."""
        menu.clear()
        for dock in self.docks():
            menu.addAction(dock.toggleViewAction())
        for bar in self._window.findChildren(QToolBar):
            menu.addAction(bar.toggleViewAction())

    def show_open(self, is_open: bool) -> None:
        """Arrange the window for something that is open, or show no panel at all."""
        if self._initial is None:
            self._initial = self._window.saveState(_VERSION)
        if is_open and not self._is_open:
            self._is_open = True
            self._arrange()
        elif not is_open:
            self.save()
            self._is_open = False
            for panel in (*self.docks(), *self._window.findChildren(QToolBar)):
                panel.hide()
            self.bar.hide()
        self._show_marks()

    def switch(self, workspace: Workspace) -> None:
        """Go to a workspace as it was left."""
        self.save()
        self.current = workspace
        if self._is_open:
            self._arrange()
        self._show_marks()
        self._preferences.change(workspace=workspace)
        self.switched.emit(workspace)

    def reset(self) -> None:
        """Arrange the workspace as it was at first."""
        self._preferences.store.remove(self._key)
        if self._is_open:
            self._arrange()

    def save(self) -> None:
        """Remember how the workspace is arranged."""
        if self._is_open:
            self._preferences.store.setValue(self._key, self._window.saveState(_VERSION))

    @property
    def _key(self) -> str:
        return f"window/workspace-{self.current}"

    def _arrange(self) -> None:
        kept = self._preferences.store.value(self._key)
        if not isinstance(kept, QByteArray) or not self._window.restoreState(kept, _VERSION):
            self._arrange_as_at_first()
        is_demo = self.current is Workspace.DEMO
        self.bar.setVisible(is_demo)
        self._window.statusBar().setVisible(not is_demo)
        font = self._window.font()
        if is_demo:
            font.setPointSizeF(font.pointSizeF() * _LARGER)
        for widget in (self.export_button, *self._enlarged):
            _set_font(widget, font)

    def _arrange_as_at_first(self) -> None:
        assert self._initial is not None
        self._window.restoreState(self._initial, _VERSION)
        bars = self._window.findChildren(QToolBar)
        if self.current is Workspace.EDIT:
            for dock in self.docks():
                if dock.objectName() == _LABELS:
                    dock.hide()
            return
        for bar in bars:
            bar.hide()
        shown = _SHOWN_TO_LABEL if self.current is Workspace.LABEL else ()
        for dock in self.docks():
            dock.setVisible(dock.objectName() in shown)
        table = [dock for dock in self.docks() if dock.objectName() == _LABELS]
        self._window.resizeDocks(table, [_TABLE_WIDTH], Qt.Orientation.Horizontal)

    def _show_marks(self) -> None:
        for each in Workspace:
            self._actions[f"workspace_{each}"].setChecked(each is self.current)


class LabelController(QObject):
    """Keeps the table of layers in step with the document, and makes edits of what is asked
    there."""

    told = Signal(str)  # a sentence for the status bar
    failed = Signal(object)  # StudioError

    def __init__(self, table: LabelTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._document: OpenDocument | None = None
        self._playback: Playback | None = None
        self._seen: list[tuple[LayerId, int]] = []  # uncertain frames that were gone to
        table.seen.connect(self.refresh)
        table.chosen.connect(self._select)
        table.reviewed.connect(self._review)
        table.categorised.connect(self._categorise)
        table.renamed.connect(self._rename)
        table.uncertain_asked.connect(self.go_most_uncertain)

    def open(self, document: OpenDocument, playback: Playback) -> None:
        """Show a document."""
        self._document, self._playback = document, playback
        document.changed.connect(self.refresh)
        document.views_changed.connect(self.refresh)
        document.selected.connect(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Show nothing."""
        if self._document is not None:
            self._document.changed.disconnect(self.refresh)
            self._document.views_changed.disconnect(self.refresh)
            self._document.selected.disconnect(self.refresh)
        self._document = self._playback = None
        self._seen.clear()
        self.table.show_rows([], None)

    def refresh(self, *_: object) -> None:
        """Show what the document has now; costs nothing while the table is not seen."""
        document = self._document
        if document is None or document.video is None or not self.table.isVisible():
            return
        span = document.video.span
        rows = [label_row(each, document.view(each.id), span) for each in document.layers]
        selected = document.selection
        self.table.show_rows(rows, None if selected is None else selected.id)

    def go_most_uncertain(self, layers: list[int]) -> None:
        """Go to the most uncertain frame of some layers, of all where there are none; each time to
        another, and around again at the end."""
        document, playback = self._document, self._playback
        if document is None or document.video is None or playback is None:
            return
        wanted = layers or [each.id for each in document.layers]
        views = [
            view for view in (document.view(LayerId(each)) for each in wanted) if view is not None
        ]
        span = document.video.span
        found = most_uncertain(views, span, self._seen)
        if found is None:
            self._seen.clear()
            found = most_uncertain(views, span)
        if found is None:
            self.told.emit(self.tr("No more frames to check."))
            return
        self._seen.append(found)
        document.select(found[0])
        playback.go(found[1])

    def _select(self, layer: int) -> None:
        if self._document is not None:
            self._document.select(LayerId(layer))

    def _review(self, layers: list[int], opinion: Review | None) -> None:
        document = self._document
        if document is not None:
            ids = [LayerId(each) for each in layers]
            self._try(document, lambda: review_all(document.project, ids, opinion))

    def _categorise(self, layers: list[int], category: str) -> None:
        document = self._document
        if document is not None:
            ids = [LayerId(each) for each in layers]
            self._try(document, lambda: categorise(document.project, ids, category))

    def _rename(self, layer: int, name: str) -> None:
        document = self._document
        if document is not None:
            self._try(document, lambda: rename(document.project, LayerId(layer), name))

    def _try(self, document: OpenDocument, edit: Callable[[], Edit]) -> None:
        try:
            document.do(*edit())
        except StudioError as error:
            self.failed.emit(error)
            self.refresh()


def _set_font(widget: QWidget, font: QFont) -> None:
    """Set the font of a widget and what is in it: a style sheet keeps it from being passed on."""
    widget.setFont(font)
    for child in widget.findChildren(QWidget):
        child.setFont(font)
