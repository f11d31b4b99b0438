"""The list of the first steps, from which they can be shown again."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from soc_studio.core.tracks.first_steps import FirstStep
from soc_studio.ui.text import first_step_text
from soc_studio.ui.toolkit.theme import weighted
from soc_studio.ui.widgets.notice import NoticeIcon
from soc_studio.ui.widgets.sheet import Sheet

_WIDTH = 560


class FirstStepsSheet(Sheet):
    """The five steps in their order; those that were said or done have a tick."""

    again_asked = Signal()

    def __init__(self, passed: Collection[FirstStep], check_key: str, window: QWidget) -> None:
        """`check_key` is the key that goes to the next spot to check, "" where there is none."""
        super().__init__(window, "", _WIDTH)
        self.title.setText(self.tr("First steps"))
        self.setAccessibleName(self.tr("First steps"))
        self.rows: dict[FirstStep, tuple[NoticeIcon, QLabel, QLabel]] = {}
        grid = QGridLayout(self.body)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(2, 1)
        first = next((each for each in FirstStep if each not in passed), None)
        for row, step in enumerate(FirstStep):
            is_passed = step in passed
            icon = NoticeIcon("circle-check", "ok")
            if not is_passed:
                icon.show_icon(*(("circle-dot", "acc_t") if step is first else ("circle", "t3")))
            icon.setAccessibleName(self.tr("Done") if is_passed else self.tr("Not yet"))
            name = QLabel(first_step_text.name(step))
            name.setFont(weighted(name.font(), QFont.Weight.DemiBold))
            said = QLabel(first_step_text.sentence(step, check_key))
            said.setWordWrap(True)
            said.setProperty("tone", "second")
            top = Qt.AlignmentFlag.AlignTop
            for column, widget in enumerate((icon, name)):
                grid.addWidget(widget, row, column, top)
            grid.addWidget(said, row, 2)
            self.rows[step] = icon, name, said
        self.again_button = QPushButton(self.tr("Show again"))
        self.again_button.setToolTip(self.tr("Begin with the first step, each at its moment"))
        close = QPushButton(self.tr("Close"))
        close.setProperty("kind", "primary")
        close.clicked.connect(self.dismiss)
        self.again_button.clicked.connect(self._ask_again)
        self.foot.addWidget(self.again_button)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        for button in (self.again_button, close):
            button.setFixedHeight(32)
        self.primary = close

    def _ask_again(self) -> None:
        self.dismiss()
        self.again_asked.emit()
