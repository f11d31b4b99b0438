"""The Models sheet: three models to choose from, and a table of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.models.computer import Computer
from soc_studio.core.models.overview import Overview
from soc_studio.core.models.tiers import Tier, listed, tiers
from soc_studio.core.system.progress import Progress
from soc_studio.ui.text import model_text, tier_text
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.toolkit.in_steps import InSteps
from soc_studio.ui.toolkit.room import size_within_screen
from soc_studio.ui.widgets.icons import Picture, PictureLabel
from soc_studio.ui.widgets.labelled_button import KeyButton
from soc_studio.ui.widgets.model_card import ModelCard
from soc_studio.ui.widgets.model_state import ModelState
from soc_studio.ui.widgets.model_table import ModelTable
from soc_studio.ui.widgets.sheet import Sheet
from soc_studio.ui.widgets.tier_card import TierCard

_WIDTH, _CARDS, _TABLE = 1040, 319, 440  # of the sheet; heights of the cards and of the table
_AHEAD = 300  # milliseconds after which the table is made: the cards are shown then


class ModelsSheet(Sheet):
    """Three cards, or the table of all networks; says what is asked for with a network's id.

    It is shown at once, and the cards are made in steps, in room that is kept for them.
    """

    fetch_asked = Signal(str)
    stop_asked = Signal(str)
    file_asked = Signal(str)
    check_asked = Signal(str)
    measure_asked = Signal(str)
    remove_asked = Signal(str)
    use_asked = Signal(str)
    how_asked = Signal(str)
    add_file_asked = Signal()
    add_folder_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "", _WIDTH)
        self.title.setText(self.tr("Models"))
        self.second.setText(self.tr("what does the finding"))
        self.setAccessibleName(self.tr("Models"))
        self._models: list[Overview] = []
        self._computer: Computer | None = None
        self._standing = ModelState()
        self._tiers: dict[Tier, TierCard] = {}
        cards = QWidget(self.body)
        cards.setObjectName("pane")
        cards.setMinimumHeight(_CARDS)
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._table: ModelTable | None = None  # made when the cards are shown, or wanted before
        self._ahead = InSteps(self)
        self._cards = cards
        self._picture = PictureLabel(parent=self.body)
        self.message = QLabel(self.body)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (self.message, self._picture):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        self.message.setMinimumHeight(36)
        said = QHBoxLayout()
        said.addWidget(self._picture)
        said.addWidget(self.message, 1)
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(20, 20, 20, 4)
        self._column.setSpacing(4)
        self._column.addWidget(cards, 1)
        self._column.addLayout(said)
        self._make_foot()
        self._name_table()
        self._show_message()
        self._building = InSteps(self)
        self._building.begin(self._card_steps(row))

    @property
    def tiers(self) -> dict[Tier, TierCard]:
        """The three cards."""
        self._building.finish()
        return self._tiers

    def _card_steps(self, row: QHBoxLayout) -> Iterator[None]:
        yield  # the sheet is painted first
        made = {}
        for tier in Tier:
            with unwatched():
                made[tier] = card = TierCard(tier, self._cards)
                card.hide()
                row.addWidget(card, 1)
            self._pass_on(card)
            yield
            with unwatched():
                for each in card.findChildren(QWidget):
                    each.ensurePolished()
            yield
        self._tiers = made
        self.show_standing(self._standing)

    def open(self) -> None:
        """Show it, with the keyboard on what leads to the table."""
        super().open()
        self.table_button.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(_AHEAD, self, lambda: self._ahead.begin(self._table_steps()))

    def _make_foot(self) -> None:
        foot = self.foot_widget
        self.table_button = KeyButton("", "", "chevron-right", "quiet", foot)
        self.table_button.clicked.connect(self._toggle_table)
        self.how_button = QPushButton(self.tr("No internet on this computer?"), foot)
        self.how_button.setProperty("kind", "quiet")
        self.how_button.setToolTip(self.tr("How to add a model without an internet connection."))
        self.how_button.clicked.connect(self._ask_how)
        self.add_folder_button = QPushButton(self.tr("Add a folder…"), foot)
        self.add_folder_button.setToolTip(
            self.tr("A folder with weights and a tokenizer, or with a tokenizer alone.")
        )
        self.add_file_button = KeyButton(self.tr("Add a file…"), "", "folder-open", parent=foot)
        self.add_file_button.setToolTip(self.tr("A file with weights of any model."))
        self.add_folder_button.clicked.connect(self.add_folder_asked)
        self.add_file_button.clicked.connect(self.add_file_asked)
        self.foot.addWidget(self.table_button)
        self.foot.addStretch(1)
        for button in (self.how_button, self.add_folder_button, self.add_file_button):
            self.foot.addWidget(button)

    def _pass_on(self, source: TierCard | ModelCard) -> None:
        source.fetch_asked.connect(self.fetch_asked)
        source.stop_asked.connect(self.stop_asked)
        source.file_asked.connect(self.file_asked)
        source.check_asked.connect(self.check_asked)
        source.measure_asked.connect(self.measure_asked)
        source.remove_asked.connect(self.remove_asked)
        source.use_asked.connect(self.use_asked)

    @property
    def table(self) -> ModelTable:
        """The table of all networks."""
        if self._table is None and self._ahead.is_done:
            self._ahead.begin(self._table_steps())
        self._ahead.finish()
        assert self._table is not None
        return self._table

    def _table_steps(self) -> Iterator[None]:
        if self._table is not None:
            return
        table = ModelTable(_TABLE)
        table.hide()
        yield
        with unwatched():
            self._column.insertWidget(1, table, 1)
        self._pass_on(table.card)
        table.card.how_asked.connect(self.how_asked)
        self._table = table
        yield
        if self._models:
            table.show_models(self._models, self._standing)

    @property
    def is_table(self) -> bool:
        """Whether the table is shown, not the three models."""
        return self._table is not None and not self._table.isHidden()

    @property
    def chosen(self) -> str:
        """The id of the network whose card the table shows, empty where it shows none."""
        return self.table.chosen

    def choose(self, model: str) -> None:
        """Show a network: on its card where it is one of the three, else in the table."""
        self._building.finish()
        three = [card.facts.model.id for card in self._tiers.values() if card.facts is not None]
        self.table.choose(model)
        self.show_table(self.is_table or model not in three)

    def show_table(self, shown: bool) -> None:
        """Show the table of all networks, or the three models."""
        self._cards.setHidden(shown)
        if shown or self._table is not None:
            self.table.setVisible(shown)
        self._name_table()
        self._show_message()
        self.fit()

    def show_models(self, models: Sequence[Overview], standing: ModelState) -> None:
        """Show the networks that there are, and how it stands with them."""
        self._models = listed(models)
        if self._table is not None:
            self._table.show_models(self._models, standing)
        self.show_standing(standing)
        self._name_table()

    def show_computer(self, computer: Computer) -> None:
        """Show what suits this computer."""
        self._computer = computer
        self.show_standing(self._standing)

    def show_standing(self, standing: ModelState) -> None:
        """Show how it stands with the networks now."""
        self._standing = standing
        found = {each.tier: each for each in tiers(self._models, self._computer)}
        changed = False
        with unwatched():
            for tier, card in self._tiers.items():
                facts = found.get(tier)
                if facts is not None:
                    model = facts.model.id
                    card.show_facts(facts, model == standing.used, standing.steps.get(model))
                if card.isHidden() != (facts is None):
                    card.setHidden(facts is None)
                    changed = True
            if changed:
                self.fit()
        if self._table is not None:
            self._table.show_standing(standing)
        self._show_message()

    def show_step(self, model: str, step: Progress) -> None:
        """Show the progress of work on a network."""
        for card in self._tiers.values():
            if card.facts is not None and card.facts.model.id == model:
                card.show_step(step)
        if self._table is not None and self._table.chosen == model:
            self._table.card.show_step(step)

    def _name_table(self) -> None:
        models = [each for each in self._models if not each.is_tracker]
        number = sum(1 for each in models if each.card is None or each.card.origin)
        text = self.tr("All {0} research models").format(number)
        self.table_button.setText(self.tr("Three to choose from") if self.is_table else text)
        self.table_button.show_picture("chevron-left" if self.is_table else "chevron-right")

    def _toggle_table(self) -> None:
        self.show_table(not self.is_table)

    def _ask_how(self) -> None:
        """Ask for which of the three the instructions shall be; in the table, the chosen one."""
        if self.is_table and self.chosen:
            self.how_asked.emit(self.chosen)
            return
        menu = QMenu(self)
        for tier, card in self.tiers.items():
            if card.facts is not None and card.facts.model.can_be_fetched:
                action = menu.addAction(tier_text.name(tier))
                action.setData(card.facts.model.id)
        menu.triggered.connect(lambda action: self.how_asked.emit(action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.isEmpty():
            menu.deleteLater()
            self.how_asked.emit(self.chosen)
            return
        menu.popup(self.how_button.mapToGlobal(QPoint(0, self.how_button.height())))

    def _show_message(self) -> None:
        """Say what came of a file that is added; of the three models too, while they are shown."""
        now = self._standing
        ids = [""]
        if not self.is_table:
            three = [card.facts for card in self._tiers.values()]
            ids += [facts.model.id for facts in three if facts is not None]
        failure = next((now.failures[each] for each in ids if now.failures.get(each)), "")
        told = next((now.told[each] for each in ids if now.told.get(each)), "")
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
        size_within_screen(self, 760, 480)
        note = QLabel(
            self.tr(
                "In this window, “From a file…” or “From a folder…” on the model's card and "
                "“Add a folder…” do the same as the commands below."
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
