"""Words that open a page when they are clicked."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from soc_studio.ui.toolkit.theme import colour


class LinkLabel(QLabel):
    """Shows the address of a page as a link, or plain words, in the colours of the theme.

    Qt gives a link the colour that links have when its text is set, for ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self._page = ""
        self.setOpenExternalLinks(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)

    def show_page(self, page: str) -> None:
        """Show the address of a page, as a link to it."""
        self._page = page
        self.setTextFormat(Qt.TextFormat.RichText)
        shown, ink = escape(page), colour("acc_t").name()
        self.setText(f'<a href="{shown}" style="color: {ink}">{shown}</a>')

    def show_words(self, words: str) -> None:
        """Show plain words instead."""
        self._page = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._page:
            self.show_page(self._page)
