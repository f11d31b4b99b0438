"""Controller of the part that is searched: shows it beside the expression."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.widgets.part_button import PartButton


class PartController(QObject):
    """Keeps the part button in step with the in and out points of the document's video."""

    def __init__(
        self,
        document: OpenDocument,
        button: PartButton,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._button = button
        button.whole_asked.connect(actions["clear_marks"].trigger)
        document.changed.connect(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Show the part of no video."""
        self._button.show_part(True, None)

    def refresh(self) -> None:
        """Show the part that is searched now."""
        video, reader = self._document.video, self._document.reader
        if video is None or reader is None:
            return
        span, timing = video.span, reader.timing
        start = timing.time_of(span.start)
        is_last = span.stop >= timing.frame_count
        stop = timing.duration if is_last else timing.time_of(span.stop)
        is_whole = len(span) >= timing.frame_count
        self._button.show_part(is_whole, float(stop - start))
