"""A cell of a table that is completed from a list while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_WIDTH = 160  # pixels of the list


class CompletingCell(QStyledItemDelegate):
    """Offers what is in a list and has the typed letters in it; anything else can be typed, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def set_words(self, words: Sequence[str]) -> None:
        """Offer `words` from the next cell on that is edited."""
        self._words = tuple(words)

    def createEditor(  # noqa: N802
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            completer = QCompleter(self._words, editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            if (offered := completer.popup()) is not None:
                offered.setMinimumWidth(_WIDTH)  # cells are narrower than categories
            editor.setCompleter(completer)
        return editor
