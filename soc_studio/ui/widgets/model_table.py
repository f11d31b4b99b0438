"""All research models: a list, and the card of the one that is chosen in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QWidget

from soc_studio.core.models.overview import Overview
from soc_studio.core.system.progress import Progress
from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.icons import Picture, paint_picture
from soc_studio.ui.widgets.model_card import ModelCard, picture_of
from soc_studio.ui.widgets.model_state import ModelState

_ICON, _SCALE = 16, 3


class ModelTable(QWidget):
    """The networks that there are, for those who know their names."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        """`height` in pixels is what it takes where a window has it."""
        super().__init__(parent)
        self._height = height
        self._models: list[Overview] = []
        self._standing = ModelState()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Models"))
        self.list.setIconSize(QSize(_ICON, _ICON))
        self.list.setWordWrap(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(1)
        self.list.currentRowChanged.connect(self._show_card)
        self.card = ModelCard()
        self.card.hide()
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.card)
        parts.setSizes([330, 610])
        parts.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(parts)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self._height)

    @property
    def chosen(self) -> str:
        """The id of the network whose card is shown, empty where none is."""
        row = self.list.currentRow()
        return self._models[row].id if 0 <= row < len(self._models) else ""

    def choose(self, model: str) -> None:
        """Show the card of a network."""
        for row, each in enumerate(self._models):
            if each.id == model:
                self.list.setCurrentRow(row)

    def show_models(self, models: Sequence[Overview], standing: ModelState) -> None:
        """Show the networks that there are, and how it stands with them."""
        chosen = self.chosen or standing.used
        same = [each.id for each in models] == [each.id for each in self._models]
        self._models = list(models)
        if not same:
            self.list.clear()
            for each in models:
                self.list.addItem(QListWidgetItem(each.id))
        self.show_standing(standing)
        if not same:
            self.choose(chosen)
            if self.list.currentRow() < 0:
                self.list.setCurrentRow(0)

    def show_standing(self, standing: ModelState) -> None:
        """Show how it stands with the networks now."""
        self._standing = standing
        for row, model in enumerate(self._models):
            self._show_row(self.list.item(row), model)
        self._show_card(self.list.currentRow())

    def _show_row(self, item: QListWidgetItem, model: Overview) -> None:
        step = self._standing.steps.get(model.id)
        said = model_text.state(model) if step is None else self._share(step)
        if step is None and model.can_be_used and self._standing.uses(model.id):
            said = self.tr("in use")
        about = model_text.title(model) if model.card or model.made else ""
        if model.card is not None and model.card.scores:
            best = model.card.scores[0]
            about += f" · {best.measure} {best.value:.1f}"
        elif model.made is not None:
            about = " · ".join([about, *model_text.made_scores(model.made)[:1]])
        text = f"{model.id}  –  {said}" + (f"\n{about}" if about else "")
        if item.text() != text:
            item.setText(text)
            item.setToolTip(f"{model_text.title(model)}: {said}")
            item.setIcon(self._icon(picture_of(model, step is not None)))

    def _share(self, step: Progress) -> str:
        if not step.total:
            return self.tr("working")
        return self.tr("working, {0} %").format(100 * step.done // step.total)

    def _icon(self, picture: Picture) -> QIcon:
        pixmap = QPixmap(_ICON * _SCALE, _ICON * _SCALE)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.scale(_SCALE, _SCALE)
        paint_picture(painter, picture, QRectF(0, 0, _ICON, _ICON), colour("t2"))
        painter.end()
        return QIcon(pixmap)

    def _show_card(self, row: int) -> None:
        self.card.setVisible(0 <= row < len(self._models))
        if not 0 <= row < len(self._models):
            return
        model, now = self._models[row], self._standing
        self.card.show_model(
            model,
            now.uses(model.id),
            now.steps.get(model.id),
            now.failures.get(model.id, ""),
            now.told.get(model.id, ""),
        )
