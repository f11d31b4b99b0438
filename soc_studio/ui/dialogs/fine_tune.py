"""Asks what a model made of one's own labels is called, and shows what it gained."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.training.fine_tune_wish import FineTuned
from soc_studio.ui.widgets.sheet import Sheet

_WIDTH, _BUTTON, _TABLE = 560, 32, 160


class FineTuneSheet(Sheet):
    """Asks for a name; the new model learns from the labels of the open project."""

    asked = Signal(str)  # the name

    def __init__(self, window: QWidget, name: str, model: str, project: str) -> None:
        """Propose `name` for what becomes of `model`; `project` is what the project is called."""
        super().__init__(window, "", _WIDTH, project)
        title = self.tr("Improve the model")
        self.title.setText(title)
        self.setAccessibleName(title)
        words = QLabel(
            self.tr(
                "A new model is made of “{0}”. It learns from masks that you marked as right or "
                "corrected. A fifth of the videos is held out, whole ones: the new model does not "
                "learn from them, and its answers there are compared with those of now."
            ).format(model)
        )
        words.setWordWrap(True)
        words.setProperty("tone", "second")
        self.name = QLineEdit(name)
        self.name.setAccessibleName(self.tr("Name of the new model"))
        self.name.setMaxLength(64)
        self.name.textChanged.connect(self._show)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setProperty("tone", "second")
        form = QFormLayout()
        form.addRow(self.tr("Name"), self.name)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self.problem)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.dismiss)
        self.primary = QPushButton(self.tr("Improve"))
        self.primary.setProperty("kind", "primary")
        self.primary.clicked.connect(lambda: self.asked.emit(self.name.text().strip()))
        self.foot.addStretch(1)
        for button in (cancel, self.primary):
            button.setFixedHeight(_BUTTON)
            self.foot.addWidget(button)
        self._show()

    def show_problem(self, sentence: str) -> None:
        """Show why the model cannot be made."""
        self.problem.setText(sentence)

    def _show(self) -> None:
        assert self.primary is not None
        self.primary.setEnabled(bool(self.name.text().strip()))
        self.problem.clear()


class GainSheet(Sheet):
    """Shows J&F of the held-out videos before and after."""

    use_asked = Signal(str)  # the model

    def __init__(self, window: QWidget, made: FineTuned) -> None:
        super().__init__(window, "", _WIDTH, made.model)
        title = self.tr("The improved model")
        self.title.setText(title)
        self.setAccessibleName(title)
        gain = made.after - made.before
        said = (
            self.tr("On videos that it did not learn from, it is better than “{0}” by {1}.")
            if gain > 0
            else self.tr("On videos that it did not learn from, it is no better than “{0}”: {1}.")
        )
        words = QLabel(said.format(made.origin, f"{gain:+.3f} J&F"))
        words.setWordWrap(True)
        table = QTreeWidget()
        table.setAccessibleName(self.tr("Held-out videos"))
        table.setHeaderLabels([self.tr("Held-out video"), self.tr("Before"), self.tr("After")])
        table.setRootIsDecorated(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setMinimumHeight(_TABLE)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for each in made.videos:
            item = QTreeWidgetItem([each.video, f"{each.before:.3f}", f"{each.after:.3f}"])
            for side in (1, 2):
                item.setTextAlignment(side, Qt.AlignmentFlag.AlignRight)
            table.addTopLevelItem(item)
        self.table = table
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(table)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.dismiss)
        self.primary = QPushButton(self.tr("Use it"))
        self.primary.setProperty("kind", "primary")
        self.primary.clicked.connect(lambda: self.use_asked.emit(made.model))
        self.primary.clicked.connect(self.dismiss)
        self.foot.addStretch(1)
        for button in (close, self.primary):
            button.setFixedHeight(_BUTTON)
            self.foot.addWidget(button)
