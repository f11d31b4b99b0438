"""One of the three models to choose from, as a card."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.models.store import Availability
from soc_studio.core.models.tiers import Tier, TierFacts, Use
from soc_studio.core.system.progress import Progress
from soc_studio.ui.text import model_text, tier_text
from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.widgets.five_bars import FiveBars
from soc_studio.ui.widgets.icons import IconButton, Picture
from soc_studio.ui.widgets.labelled_button import KeyButton
from soc_studio.ui.widgets.notice import NoticeIcon, ThinBar
from soc_studio.ui.widgets.popover import Popover

_ICONS = {Tier.STANDARD: "cpu", Tier.BETTER: "gauge", Tier.BEST: "star"}
_WHY = 300  # pixels of width
_LINES, _LINE = 3, 18  # of the text about a tier, and the height of each


class TierCard(QFrame):
    """Shows one tier; says what was asked for, with the id of its model."""

    fetch_asked = Signal(str)
    stop_asked = Signal(str)
    use_asked = Signal(str)
    file_asked = Signal(str)
    measure_asked = Signal(str)
    check_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, tier: Tier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tier_card")
        self.tier = tier
        self.facts: TierFacts | None = None
        self.title = QLabel(tier_text.name(tier), self)
        self.title.setFont(role_font("title"))
        self.setAccessibleName(self.title.text())
        self.in_use = QLabel(self.tr("In use"), self)
        self.in_use.setProperty("chip", "ok")
        self.recommended = QLabel(self.tr("Recommended for this computer"), self)
        self.recommended.setProperty("chip", "on")
        for chip in (self.in_use, self.recommended):
            policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            policy.setRetainSizeWhenHidden(True)
            chip.setSizePolicy(policy)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(NoticeIcon(_ICONS[tier], "t2", self))
        head.addWidget(self.title, 1)
        head.addWidget(self.in_use)
        about = QLabel(tier_text.about(tier), self)
        about.setWordWrap(True)
        about.setProperty("tone", "second")
        about.setAlignment(Qt.AlignmentFlag.AlignTop)
        about.setMinimumHeight(_LINES * _LINE)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.recommended)
        column.addWidget(about)
        column.addLayout(self._make_facts())
        column.addStretch(1)
        column.addWidget(self._make_actions())
        self.research = QLabel(self)
        self.research.setFont(role_font("caption"))
        self.research.setProperty("tone", "caption")
        column.addWidget(self.research)

    def _make_facts(self) -> QGridLayout:
        """Made in the order in which they are read."""
        finds_name = QLabel(self.tr("Finds"), self)
        self.finds = FiveBars("ok", self.tr("Finds"), self)
        speed_name = QLabel(self.tr("Speed here"), self)
        speed = QWidget(self)
        speed.setObjectName("pane")
        self.speed = FiveBars("acc_t", self.tr("Speed here"), speed)
        self.expected = QLabel(self.tr("expected"), speed)
        self.expected.setProperty("tone", "caption")
        self.expected.setToolTip(self.tr("“Try its speed” measures it on this computer."))
        row_of_speed = QHBoxLayout(speed)
        row_of_speed.setContentsMargins(0, 0, 0, 0)
        row_of_speed.setSpacing(8)
        row_of_speed.addWidget(self.speed)
        row_of_speed.addWidget(self.expected)
        row_of_speed.addStretch(1)
        memory_name = QLabel(self.tr("Memory"), self)
        self.memory, self.disk_name, self.disk = QLabel(self), QLabel(self), QLabel(self)
        licence_name = QLabel(self.tr("Licence"), self)
        self.licence = QPushButton(self)
        self.licence.setObjectName("licence")
        self.licence.setCursor(Qt.CursorShape.PointingHandCursor)
        self.licence.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.licence.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.licence.setToolTip(self.tr("Why?"))
        self.licence.clicked.connect(self._say_why)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[QLabel, QWidget], ...] = (
            (finds_name, self.finds),
            (speed_name, speed),
            (memory_name, self.memory),
            (self.disk_name, self.disk),
            (licence_name, self.licence),
        )
        for row, (label, value) in enumerate(rows):
            label.setProperty("tone", "second")
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        return grid

    def _make_actions(self) -> QStackedWidget:
        self.actions_ = QStackedWidget(self)
        buttons, working = QWidget(self.actions_), QWidget(self.actions_)
        self.get_button = KeyButton(self.tr("Get it"), "", "download", "primary", buttons)
        self.use_button = QPushButton(self.tr("Use it"), buttons)
        self.use_button.setProperty("kind", "primary")
        self.use_button.setToolTip(self.tr("Search with this model from now on."))
        self.more = IconButton(Picture.MORE, self.tr("More for this model"), parent=buttons)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.more.setFixedSize(28, 28)
        buttons.setObjectName("pane")
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.get_button, self.use_button):
            button.setFixedHeight(28)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.more)
        self.get_button.clicked.connect(lambda: self._ask(self.fetch_asked))
        self.use_button.clicked.connect(lambda: self._ask(self.use_asked))
        self.step, self.bar = QLabel(working), ThinBar(None, working)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.step.setProperty("tone", "second")
        self.step.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop_button = QPushButton(self.tr("Stop"), working)
        self.stop_button.setFixedHeight(28)
        self.stop_button.setToolTip(self.tr("The download can continue from here later."))
        self.stop_button.clicked.connect(lambda: self._ask(self.stop_asked))
        working.setObjectName("pane")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.step)
        words.addWidget(self.bar)
        row = QHBoxLayout(working)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.stop_button)
        self.actions_.setObjectName("pane")
        for page in (buttons, working):
            self.actions_.addWidget(page)
        self.actions_.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return self.actions_

    def show_facts(self, facts: TierFacts, is_used: bool, step: Progress | None) -> None:
        """Show what is known of the tier.

        Args:
            facts: of this card's tier.
            is_used: whether searches use its model.
            step: how far work on the model has come, None where nothing is done to it.
        """
        self.facts = facts
        model = facts.model
        self.in_use.setVisible(is_used)
        self.recommended.setVisible(facts.is_recommended)
        self.setProperty("used", is_used)
        self.style().polish(self)
        self.finds.show_value(facts.finds)
        self.speed.show_value(facts.speed)
        self.expected.setVisible(not facts.is_measured)
        self.memory.setText(tier_text.memory(facts))
        name, size = tier_text.disk(model)
        self.disk_name.setText(name)
        self.disk.setText(size)
        self.licence.setText(tier_text.licence(facts.use))
        self.licence.setProperty("warns", facts.use is not Use.ANY)
        self.licence.style().polish(self.licence)
        self.research.setText(tier_text.research(model))
        self.get_button.setText(tier_text.get(model))
        self.get_button.updateGeometry()
        self.get_button.setVisible(model.can_be_fetched)
        self.use_button.setVisible(model.can_be_used)
        self.use_button.setText(self.tr("In use") if is_used else self.tr("Use it"))
        self.use_button.setEnabled(not is_used)
        self._fill_menu()
        self.actions_.setCurrentIndex(0 if step is None else 1)
        if step is not None:
            self.show_step(step)

    def show_step(self, step: Progress) -> None:
        """Show the progress of work on the model."""
        said = model_text.step(step)
        self.step.setText(said)
        self.step.setToolTip(said)
        self.bar.show_share(step.done, step.total)

    def _fill_menu(self) -> None:
        assert self.facts is not None
        model = self.facts.model
        self.menu.clear()
        for text, signal, is_shown in (
            (self.tr("Try its speed"), self.measure_asked, model.can_be_used),
            (
                self.tr("Check the file"),
                self.check_asked,
                model.entry.state is not Availability.MISSING,
            ),
            (self.tr("From a file…"), self.file_asked, model.can_be_fetched),
            (self.tr("Remove…"), self.remove_asked, model.can_be_removed),
        ):
            if is_shown:
                self.menu.addAction(text).triggered.connect(partial(self._ask, signal))

    def _ask(self, signal: object, *_: object) -> None:
        if self.facts is not None:
            signal.emit(self.facts.model.id)  # type: ignore[attr-defined]

    def _say_why(self) -> None:
        if self.facts is None:
            return
        popover = Popover(self.licence)
        said = QLabel(tier_text.why(self.facts.use))
        said.setWordWrap(True)
        said.setFixedWidth(_WHY)
        column = QVBoxLayout(popover)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(said)
        popover.setAccessibleName(said.text())
        popover.closed.connect(popover.deleteLater)
        popover.open()
