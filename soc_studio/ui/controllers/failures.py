"""Tells failures that are no fault of the program in a toast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from soc_studio.core.system.errors import SPOKEN, ModelError
from soc_studio.ui.text import model_text
from soc_studio.ui.widgets.toasts import Kind, Toasts
from soc_studio.ui.widgets.window_frame import EVENT


class Failures(QObject):
    """Tells them; outlives documents."""

    def __init__(self, toasts: Toasts, ask_models: Callable[[], object], parent: QObject) -> None:
        """`ask_models` shows which models there are, where another one would help."""
        super().__init__(parent)
        self._toasts = toasts
        self._ask_models = ask_models

    def tell(self, error: Exception) -> None:
        """Show a failure's sentences; raise anything else, which is a bug."""
        self._toasts.withdraw(EVENT)
        if not isinstance(error, SPOKEN):
            raise error
        asks = [(self.tr("Models…"), self._ask_models)] if isinstance(error, ModelError) else []
        self._toasts.tell_sentences(Kind.ERROR, model_text.failure(error), *asks)

    def tell_lost(self, text: str) -> None:
        """Say what could not be taken over, as `text` does."""
        self._toasts.tell_sentences(Kind.QUESTION, text)

    def tell_too_large(self, text: str) -> None:
        """Say that a model is too large for this computer, as `text` does."""
        ask = (self.tr("Models…"), self._ask_models)
        self._toasts.tell_sentences(Kind.QUESTION, text, ask, subject="too large")
