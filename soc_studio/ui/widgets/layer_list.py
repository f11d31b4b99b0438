"""The expressions of a video as layers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget

from soc_studio.core.project import Expression
from soc_studio.core.track_view import State, TrackView


class LayerList(QListWidget):
    """One row an expression: colour, name, how much of it is found; a tick shows it."""

    chosen = Signal(int)
    shown_asked = Signal(int, bool)
    rename_asked = Signal(int, str)
    moved = Signal(int, int)  # an expression, and its new place

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        """Show a menu of `actions` for the row that is worked on."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Layers"))
        self.setIconSize(QSize(14, 14))
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self._actions = list(actions)
        self._filling = False
        self._ids: list[int] = []
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: QMenu.exec(self._actions, self.mapToGlobal(place))
        )
        self.currentItemChanged.connect(self._choose)
        self.itemChanged.connect(self._change)
        self.model().rowsMoved.connect(self._move)

    def show_layers(
        self,
        layers: Sequence[tuple[Expression, TrackView | None]],
        selected: int | None,
    ) -> None:
        """Show expressions with what is seen of them, None where that is being read."""
        self._filling = True
        if self._ids != [each.id for each, _ in layers]:
            self._ids = [each.id for each, _ in layers]
            self.clear()
            for each in self._ids:
                item = QListWidgetItem()
                item.setData(Qt.ItemDataRole.UserRole, each)
                item.setFlags(
                    item.flags()
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsEditable
                    | Qt.ItemFlag.ItemIsDragEnabled
                )
                self.addItem(item)
        for row, (expression, view) in enumerate(layers):
            item = self.item(row)
            item.setText(expression.label)
            item.setIcon(_swatch(QColor(*expression.colour)))
            item.setCheckState(
                Qt.CheckState.Checked if expression.visible else Qt.CheckState.Unchecked
            )
            item.setToolTip(self._told(expression, view))
            if expression.id == selected:
                self.setCurrentRow(row)
        self._filling = False

    def _told(self, expression: Expression, view: TrackView | None) -> str:
        if view is None:
            return expression.text
        present = int((view.states == State.PRESENT).sum())
        computed = int((view.states != State.NOT_COMPUTED).sum())
        return self.tr("{0}\non {1} of {2} frames, score {3:.2f}").format(
            expression.text, present, computed, view.score()
        )

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _change(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        number = item.data(Qt.ItemDataRole.UserRole)
        self.shown_asked.emit(number, item.checkState() == Qt.CheckState.Checked)
        self.rename_asked.emit(number, item.text())

    def _move(self) -> None:
        ids = [self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count())]
        was, self._ids = self._ids, ids
        for place, each in enumerate(ids):
            if was.index(each) != place and abs(was.index(each) - place) >= 1:
                self.moved.emit(each, place)
                return


def _swatch(colour: QColor) -> QIcon:
    picture = QPixmap(14, 14)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(1, 1, 12, 12, 3, 3)
    painter.end()
    return QIcon(picture)
