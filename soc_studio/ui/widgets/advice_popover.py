"""What the program has to say of a sentence, below the field it is typed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.toolkit.icons import icon_pixmap
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.popover import Popover

_WIDTH, _MARGIN = 560, 16
PICTURE = QSize(148, 84)
"""Size of a picture in an advice, in pixels."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done about it: what the button says, and what it does.

    `key` is a key that does the same, as it is written on the button.
    """

    text: str
    act: Callable[[], object]
    kind: str = ""  # as of QPushButton's property: "primary", "quiet" or plain
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture to choose by: its caption, a second word, and what choosing it does."""

    image: QImage
    text: str
    second: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said: `strong` in the colour of the text, `text` in the second one.

    Attributes:
        icon: name of an icon before it, in the colour of warnings.
        aside: said at the right, in small.
        image: a picture at the left.
        tiles: pictures to choose from, with the keys 1, 2, 3.
        offers: buttons, the first one's key is Enter while the popover has the focus.
    """

    strong: str
    text: str = ""
    icon: str = ""
    aside: str = ""
    image: QImage | None = None
    tiles: Sequence[Tile] = field(default=())
    offers: Sequence[Offer] = field(default=())


class AdvicePopover(Popover):
    """Shows one advice at a time below its owner; a button closes it and acts."""

    advice: Advice | None = None  # what is shown; events come before it is set

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, stays=True)
        self.buttons: list[QPushButton] = []
        self.tiles: list[QToolButton] = []
        self.label = QLabel()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def tell(self, advice: Advice) -> None:
        """Show `advice` in the place of the one before."""
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self.advice = advice
        self._inside = self._made(advice)
        self._column.addWidget(self._inside)
        self.setFixedWidth(min(_WIDTH, self._owner.window().width() - 2 * _MARGIN))
        self.setAccessibleName(f"{advice.strong} {advice.text}".strip())
        self.open()

    def forget(self) -> None:
        """Show nothing."""
        self.advice = None
        self.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.advice is not None:
            self._write(self.advice)  # in the colours of the theme

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self.tiles):
            self.tiles[place].click()
        else:
            super().keyPressEvent(event)

    def _made(self, advice: Advice) -> QWidget:
        inside = QWidget()
        inside.setObjectName("pane")
        rows = QVBoxLayout()
        rows.setSpacing(12)
        rows.addLayout(self._sentence(advice))
        if advice.aside and advice.image is not None:
            rows.addWidget(_aside(advice.aside))
        if advice.tiles:
            rows.addLayout(self._tiles(advice))
        if advice.offers:
            rows.addLayout(self._offers(advice))
        row = QHBoxLayout(inside)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(12)
        if advice.image is not None:
            picture = QLabel()
            picture.setFixedSize(PICTURE)
            picture.setPixmap(_fitted(advice.image, self.devicePixelRatioF()))
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(rows, 1)
        return inside

    def _sentence(self, advice: Advice) -> QHBoxLayout:
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self._write(advice)
        row = QHBoxLayout()
        row.setSpacing(8)
        if advice.icon:
            picture = QLabel()
            ratio = self.devicePixelRatioF()
            picture.setPixmap(icon_pixmap(advice.icon, 18, colour("warn"), ratio))
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        if advice.aside and advice.image is None:
            row.addWidget(_aside(advice.aside), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _write(self, advice: Advice) -> None:
        second = colour("t2").name()
        self.label.setText(
            f'<b>{escape(advice.strong)}</b> <span style="color:{second}">'
            f"{escape(advice.text)}</span>"
        )

    def _tiles(self, advice: Advice) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.tiles = []
        for number, tile in enumerate(advice.tiles, 1):
            button = QToolButton()
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIcon(_fitted(tile.image, self.devicePixelRatioF()))
            button.setIconSize(PICTURE)
            button.setText(f"{number}  " + " · ".join(filter(None, (tile.text, tile.second))))
            button.setAccessibleName(f"{tile.text} {tile.second}".rstrip())
            button.clicked.connect(lambda _=False, act=tile.act: self._act(act))
            row.addWidget(button)
            self.tiles.append(button)
        row.addStretch(1)
        return row

    def _offers(self, advice: Advice) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.buttons = []
        for offer in advice.offers:
            button = QPushButton(f"{offer.text}   {offer.key}" if offer.key else offer.text)
            button.setAccessibleName(offer.text)
            if offer.kind:
                button.setProperty("kind", offer.kind)
            button.clicked.connect(lambda _=False, act=offer.act: self._act(act))
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        return row

    def _act(self, act: Callable[[], object]) -> None:
        self.forget()
        act()


def _aside(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("tone", "caption")
    return label


def _fitted(image: QImage, ratio: float) -> QPixmap:
    pixmap = QPixmap.fromImage(
        image.scaled(
            PICTURE * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
