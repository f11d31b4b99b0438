"""The bar at the bottom of the stage that offers the next step."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from soc_studio.ui.widgets.icons import IconButton, Picture
from soc_studio.ui.widgets.labelled_button import KeyButton
from soc_studio.ui.widgets.notice import EDGE, Notice, NoticeIcon, Place, TwoTones

_LACKS = 3  # steps in which things are left out


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of the bar: what is asked for by it, its words, and what stands after those.

    `short` are the words where there is little room, if they are others.
    """

    name: str
    text: str
    aside: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence in two parts, one primary button, and one second action or none."""

    icon: str
    ink: str
    first: str
    second: str
    primary: Choice
    other: Choice | None = None


class NextBar(Notice):
    """Says what came out, and offers what can be done next.

    On a narrow stage what stands after the words of buttons goes first, then the words are the
    short ones, then the second part of the sentence goes: nothing is cut off.
    """

    asked = Signal(str)  # name of a choice
    closed = Signal()

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage, Place.BOTTOM)
        self.offer: Offer | None = None
        self._icon = NoticeIcon()
        self.sentence = TwoTones()
        self.buttons: list[KeyButton] = []
        close = IconButton(Picture.CROSS, self.tr("Close"))
        close.clicked.connect(self._close)
        self.close_button = close
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addSpacing(4)
        self._row.addWidget(self.sentence, 1)
        self._row.addSpacing(4)
        self._row.addWidget(close)

    def show_offer(self, offer: Offer) -> None:
        """Show the next step."""
        if offer != self.offer:
            self.offer = offer
            self._fill(offer)
        self.appear()

    def settle(self) -> None:
        """Take the place that the stage allows, with what there is room for."""
        offer, stage = self.offer, self._stage
        if offer is not None and stage is not None:
            choices = [each for each in (offer.primary, offer.other) if each is not None]
            for lacks in range(_LACKS + 1):
                for button, choice in zip(self.buttons, choices, strict=True):
                    button.say_key(lacks < 1)
                    button.setText(choice.short or choice.text if lacks > 1 else choice.text)
                self.sentence.show_text(offer.first, "" if lacks >= _LACKS else offer.second)
                self._row.invalidate()
                if self._row.totalSizeHint().width() <= stage.width() - 2 * EDGE:
                    break
        super().settle()

    def _fill(self, offer: Offer) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._icon.show_icon(offer.icon, offer.ink)
        self.buttons = []
        for choice in (offer.primary, offer.other):
            if choice is not None:
                kind = "primary" if choice is offer.primary else ""
                button = KeyButton(choice.text, choice.aside, kind=kind)
                button.setObjectName(choice.name)
                button.setAccessibleName(f"{choice.text} {choice.aside}".strip())
                button.clicked.connect(self._ask)
                self._row.insertWidget(self._row.count() - 1, button)
                button.show()
                self.buttons.append(button)
        self.setAccessibleName(f"{offer.first} {offer.second}".strip())

    def _ask(self) -> None:
        self.asked.emit(self.sender().objectName())

    def _close(self) -> None:
        self.vanish()
        self.closed.emit()
