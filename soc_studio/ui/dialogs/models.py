"""The Models dialog: lists all models and shows the card of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.models.overview import Overview
from soc_studio.core.system.progress import Progress
from soc_studio.ui.text import model_text
from soc_studio.ui.widgets.icons import Picture, PictureLabel, paint_picture
from soc_studio.ui.widgets.model_card import ModelCard, picture_of

_SIZE = QSize(940, 600)
_ICON, _SCALE = 16, 3
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ModelState:
    """State of each model, by id.

    Attributes:
        used: id of the model that searches use.
        steps: progress of the work on a model.
        failures: the last failure of a model, in a sentence; "" is for a file being added.
        told: the last success of a model, likewise.
    """

    used: str = ""
    steps: Mapping[str, Progress] = field(default_factory=lambda: MappingProxyType({}))
    failures: Mapping[str, str] = field(default_factory=lambda: _NONE)
    told: Mapping[str, str] = field(default_factory=lambda: _NONE)


class ModelsDialog(QDialog):
    """A list of the networks, and the card of the one that is chosen in it."""

    add_file_asked = Signal()
    add_folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self.resize(_SIZE)
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
        self._picture = PictureLabel()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said = QHBoxLayout()
        said.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addWidget(parts, 1)
        column.addLayout(said)
        column.addLayout(self._foot())
        self._show_message()

    def _foot(self) -> QHBoxLayout:
        self.add_file_button = QPushButton(self.tr("Add a file…"))
        self.add_folder_button = QPushButton(self.tr("Add a folder…"))
        self.add_file_button.setToolTip(self.tr("A file with weights of any model."))
        self.add_folder_button.setToolTip(
            self.tr("A folder with weights and a tokenizer, or with a tokenizer alone.")
        )
        row = QHBoxLayout()
        for button, signal in (
            (self.add_file_button, self.add_file_asked),
            (self.add_folder_button, self.add_folder_asked),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            row.addWidget(button)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        row.addWidget(close, 1)
        return row

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
        self._show_message()

    def _show_row(self, item: QListWidgetItem, model: Overview) -> None:
        step = self._standing.steps.get(model.id)
        said = model_text.state(model) if step is None else self._share(step)
        if step is None and model.id == self._standing.used:
            said = self.tr("in use")
        about = model_text.title(model) if model.card else ""
        if model.card is not None and model.card.scores:
            best = model.card.scores[0]
            about += f" · {best.measure} {best.value:.1f}"
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
        ink = self.palette().windowText().color()
        paint_picture(painter, picture, QRectF(0, 0, _ICON, _ICON), ink)
        painter.end()
        return QIcon(pixmap)

    def _show_card(self, row: int) -> None:
        self.card.setVisible(0 <= row < len(self._models))
        if not 0 <= row < len(self._models):
            return
        model, now = self._models[row], self._standing
        self.card.show_model(
            model,
            model.id == now.used,
            now.steps.get(model.id),
            now.failures.get(model.id, ""),
            now.told.get(model.id, ""),
        )

    def _show_message(self) -> None:
        now = self._standing
        failure, told = now.failures.get("", ""), now.told.get("", "")
        if step := now.steps.get(""):
            told = model_text.step(step)
        self.message.setText(failure or told)
        self.message.setVisible(bool(failure or told))
        self._picture.setVisible(bool(failure or told))
        kind = Picture.WAIT if step else Picture.WARNING if failure else Picture.TICK
        self._picture.show_picture(kind)


class HowDialog(QDialog):
    """A page of instructions that can be copied."""

    def __init__(self, model: str, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("{0} without an internet connection").format(model))
        self.resize(760, 480)
        note = QLabel(
            self.tr(
                "In this window, “From a file…” on the model's card and “Add a "
                "folder…” do the same as the commands below."
            )
        )
        note.setWordWrap(True)
        self.page = QPlainTextEdit(page)
        self.page.setReadOnly(True)
        self.page.setAccessibleName(self.tr("Instructions"))
        self.page.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(
            self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(note)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.page.toPlainText())
        self.copy_button.setText(self.tr("Copied"))
