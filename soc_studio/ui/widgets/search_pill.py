"""The progress of a search, on the stage."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from soc_studio.core.system.progress import Progress
from soc_studio.ui.text.time_text import seconds_left
from soc_studio.ui.toolkit.theme import make_tabular
from soc_studio.ui.widgets.notice import Notice, NoticeIcon, Place, ThinBar, TwoTones


class SearchPill(Notice):
    """Says how far a search is: words, frames, a bar between them, and the time that is left."""

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage, Place.BOTTOM)
        self.setProperty("round", "true")
        self._swatch = NoticeIcon("search", "t2")
        self.sentence = TwoTones()
        self.count, self.left = QLabel(), QLabel()
        for label in (self.count, self.left):
            label.setProperty("tone", "second")
            font = label.font()
            make_tabular(font)
            label.setFont(font)
        self.bar = ThinBar()
        self.bar.setAccessibleName(self.tr("Progress of the search"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(self._swatch)
        row.addWidget(self.sentence, 1)
        for widget in (self.count, self.bar, self.left):
            row.addWidget(widget)

    def show_search(
        self, first: str, second: str, colour: tuple[int, int, int] | None, progress: Progress
    ) -> None:
        """Show a sentence in two parts and the progress; `colour` is the layer's, if known."""
        self.sentence.show_text(first, second)
        if colour is None:
            self._swatch.show_icon("search", "t2")
        else:
            self._swatch.show_swatch(colour)
        total, left = progress.total, seconds_left(progress.seconds_left)
        self.count.setVisible(bool(total))
        self.count.setText(self.tr("{0} of {1}").format(progress.done, total))
        self.left.setVisible(bool(left))
        self.left.setText(self.tr("{0} left").format(left))
        self.bar.show_share(progress.done, total or None)
        said = [
            self.sentence.text,
            *(e.text() for e in (self.count, self.left) if not e.isHidden()),
        ]
        self.setAccessibleName(", ".join(said))
        self.appear()
