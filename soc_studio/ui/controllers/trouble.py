"""Tells what cannot be done, in toasts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from soc_studio.core.system.errors import SPOKEN, ModelError
from soc_studio.ui.text import model_text
from soc_studio.ui.widgets.toasts import Kind, Toasts
from soc_studio.ui.widgets.window_frame import EVENT


class Trouble(QObject):
    """Tells failures; outlives documents."""

    def __init__(self, toasts: Toasts, ask_models: Callable[[], object], parent: QObject) -> None:
        """`ask_models` shows the models, one of which may be what is missing."""
        super().__init__(parent)
        self._toasts = toasts
        self._ask_models = ask_models

    def tell(self, error: Exception) -> None:
        """Show a failure's sentences; raise anything else, which is a bug."""
        self._toasts.withdraw(EVENT)
        if isinstance(error, ModelError):
            ask = (self.tr("Models…"), self._ask_models)
            self._toasts.tell_sentences(Kind.ERROR, model_text.failure(error), ask)
        elif isinstance(error, SPOKEN):
            self._toasts.tell_sentences(Kind.ERROR, model_text.failure(error))
        else:
            raise error

    def tell_too_large(self, text: str) -> None:
        """Say that a search needs more memory than there is."""
        ask = (self.tr("Models…"), self._ask_models)
        self._toasts.tell_sentences(Kind.QUESTION, text, ask, subject="too large")
