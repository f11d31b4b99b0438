"""The pills over the picture: what the mask of the frame is, and which frame is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from soc_studio.ui.widgets.notice import Notice, NoticeIcon, Place, TwoTones
from soc_studio.ui.widgets.tool_options import ToolOptions

_GAP = 8  # pixels


class Pill(Notice):
    """A short sentence at the top of the stage, with a lock where the frame is locked.

    The mouse reaches through it.
    """

    def __init__(self, stage: QWidget, place: Place = Place.TOP_LEFT) -> None:
        super().__init__(stage, place)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("round", "true")
        self.lock = NoticeIcon("lock", "t1")
        self.words = TwoTones()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 14, 5)
        row.setSpacing(6)
        row.addWidget(self.lock)
        row.addWidget(self.words, 1)
        self._above: Notice | None = None

    def stand_below(self, above: ToolOptions) -> None:
        """Stand below what is at the same place, while that is in sight."""
        self._above = above
        above.placed.connect(self.settle)

    def settle(self) -> None:
        super().settle()
        above = getattr(self, "_above", None)
        if above is None or above.isHidden():
            return
        if self.geometry().intersects(above.geometry()):
            self.move(self.x(), above.geometry().bottom() + 1 + _GAP)

    @property
    def text(self) -> str:
        """What it says, nothing while it is hidden."""
        return self.words.text

    def tell(self, text: str, locked: bool = False) -> None:
        """Show `text`; nothing where it is empty."""
        self.words.show_text("", text)
        self.setAccessibleName(text)
        self.lock.setVisible(locked)
        self.settle()
        self.setVisible(bool(text))
        if text:
            self.raise_()
