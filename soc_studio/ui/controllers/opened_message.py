"""Tells when a document opens that it is read-only, resumed, or damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from soc_studio.ui.jobs.opening import Opened
from soc_studio.ui.text.unsaved_text import contents
from soc_studio.ui.text.work_text import went_on_from
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.toasts import Kind, Toasts

_READ_ONLY = "read only"


class OpenedMessage(QObject):
    """Tells it in a toast; outlives documents."""

    def __init__(self, toasts: Toasts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toasts = toasts

    def tell(self, opened: Opened, path: Path, start_afresh: Callable[[], object]) -> None:
        """Tell what the user should know of the document opened from `path`, if anything.

        `start_afresh` opens the same video without the unsaved work on it.
        """
        read_only, resumed = opened.document.read_only, opened.resumed
        reader = opened.reader
        if read_only is not None:
            self._toasts.tell_sentences(
                Kind.QUESTION,
                f"{translated(read_only.reason)} {translated(read_only.advice)}",
                subject=_READ_ONLY,
            )
        elif resumed is not None:
            self._toasts.tell_sentences(
                Kind.QUESTION,
                self.tr("Went on from {0}. {1}: {2}.").format(
                    went_on_from(resumed.changed), path.name, contents(resumed)
                ),
                (self.tr("Begin anew"), start_afresh),
            )
        elif reader is not None and (hurt := reader.info.hurt):
            self._toasts.tell_sentences(
                Kind.QUESTION,
                self.tr(
                    "Data is missing in “{0}” at frame {1}: frames up to {2} may be wrong."
                ).format(reader.path.name, hurt[0].start, hurt[-1].stop - 1),
            )

    def take_back(self, *_: object) -> None:
        """Tell no longer that the document is read-only: it was saved under another name."""
        self._toasts.withdraw(_READ_ONLY)
