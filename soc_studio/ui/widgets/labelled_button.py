"""Buttons with an icon, a word, and a second word or a chevron after it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.theme import colour, over_picture, role_font, weighted

_ICON, _CHEVRON = 18, 14
_GAP, _PAD, _LEAST_PAD = 8, 12, 4
_LEAST = 80  # pixels of a button that may shrink
_OFF, _ASIDE = 0.4, 0.75  # how much there is of what is off, and of the second word
_ASIDE_ON_ACCENT = 0.9  # less of white could not be read there


class KeyButton(QPushButton):
    """A button with the key that presses it after its word, such as "Find Enter".

    `kind` is the look of the style sheet: "primary", "quiet" or "destructive"; empty is plain.
    """

    def __init__(
        self,
        text: str,
        key: str = "",
        picture: str = "",
        kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show the icon called `picture` by Lucide before `text`."""
        super().__init__(text, parent)
        self._key = key
        self._picture = picture
        self._says_key = self.has_text = True
        self.shrinks = False
        """Whether the words may be cut, with an ellipsis, where there is no room for them."""
        self.is_over_picture = False
        """Whether it lies over a picture: it is dark then in both themes."""
        self._font = _medium(self.font())
        if kind:
            self.setProperty("kind", kind)

    def show_picture(self, picture: str) -> None:
        """Show another icon before the word."""
        self._picture = picture
        self.updateGeometry()
        self.update()

    def show_text(self, shown: bool) -> None:
        """Show the word beside the picture, or save its room."""
        self.has_text = shown
        self.updateGeometry()
        self.update()

    def say_key(self, says: bool) -> None:
        """Show the key, or save its room."""
        self._says_key = says
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._widths()[-1] + 2 * _PAD, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = self.sizeHint()
        return QSize(_LEAST, hint.height()) if self.shrinks else hint

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._font = _medium(self.font())
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        ink = over_picture("t1") if self.is_over_picture else colour("t1")
        if not self.isEnabled():
            ink.setAlphaF(_OFF)
        elif self.property("kind") == "primary":
            ink = QColor(Qt.GlobalColor.white)
        icon, text, key, total = self._widths()
        lacking = max(0, total + 2 * _LEAST_PAD - self.width()) if self.shrinks else 0
        text, total = text - lacking, total - lacking
        left = (self.width() - total) // 2
        if icon:
            _paint_picture(painter, self._picture, left, self.height(), _ICON, ink)
        painter.setPen(ink)
        painter.setFont(self._font)
        room = QRect(left + icon, 0, text, self.height())
        words = _plain(self.text())
        if lacking:
            words = QFontMetrics(self._font).elidedText(words, Qt.TextElideMode.ElideRight, text)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        if key:
            aside = QColor(ink)
            is_primary = self.property("kind") == "primary"
            aside.setAlphaF(ink.alphaF() * (_ASIDE_ON_ACCENT if is_primary else _ASIDE))
            painter.setPen(aside)
            painter.setFont(role_font("caption"))
            room = QRect(left + icon + text + _GAP, 0, key - _GAP, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()

    def _widths(self) -> tuple[int, int, int, int]:
        """Return how wide icon, word, key and all of them are, gaps in them."""
        icon = _ICON + _GAP if self._picture else 0
        if not self.has_text:
            return _ICON, 0, 0, _ICON
        text = _width(self._font, _plain(self.text()))
        key = _GAP + _width(role_font("caption"), self._key) if self._says_key and self._key else 0
        return icon, text, key, icon + text + key


class MenuButton(QToolButton):
    """A button with a chevron: it opens a menu, or something that one chooses from.

    `kind` is "button", with a border, or "quiet".
    """

    def __init__(
        self, picture: str = "", kind: str = "button", parent: QWidget | None = None
    ) -> None:
        """Show the icon called `picture` by Lucide before the text."""
        super().__init__(parent)
        self._picture = picture
        self.has_text = True
        self.shrinks = False
        """Whether the text may be cut, with an ellipsis, where there is no room for it."""
        self.is_over_picture = False
        """Whether it lies over a picture: it is dark then in both themes."""
        self.setProperty("kind", kind)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def show_picture(self, name: str) -> None:
        """Show another icon, by its name among Lucide's."""
        self._picture = name
        self.update()

    def show_text(self, shown: bool) -> None:
        """Show the text beside the picture, or save its room."""
        self.has_text = shown
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        self.ensurePolished()
        icon = _ICON + _GAP if self._picture else 0
        text = _width(self._letters(), self.text()) + _GAP if self.has_text else 0
        return QSize(icon + text + _CHEVRON + 2 * (_PAD - 2), 28)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = self.sizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height()) if self.shrinks else hint

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        option.features = QStyleOptionToolButton.ToolButtonFeature.None_
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        quiet = self.property("kind") == "quiet"
        name = "t2" if quiet else "t1"
        ink = over_picture(name) if self.is_over_picture else colour(name)
        if not self.isEnabled():
            ink.setAlphaF(_OFF)
        left = _PAD - 2
        if self._picture:
            _paint_picture(painter, self._picture, left, self.height(), _ICON - 2, ink)
            left += _ICON + _GAP - 2
        painter.setPen(ink)
        painter.setFont(self._letters())
        right = self.width() - (_PAD - 2) - _CHEVRON
        if self.has_text:
            room = QRect(left, 0, right - left - 2, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            words = self.text()
            if self.shrinks:
                letters, cut = QFontMetrics(self._letters()), Qt.TextElideMode.ElideRight
                words = letters.elidedText(words, cut, room.width())
            painter.drawText(room, flags, words)
        _paint_picture(painter, "chevron-down", right, self.height(), _CHEVRON, ink)
        painter.end()

    def _letters(self) -> QFont:
        return self.font() if self.property("kind") == "quiet" else _medium(self.font())


def _paint_picture(
    painter: QPainter, name: str, left: int, height: int, size: int, ink: QColor
) -> None:
    paint_icon(painter, name, QRectF(left, (height - size) // 2, size, size), ink)


def _medium(font: QFont) -> QFont:
    return weighted(font, QFont.Weight.Medium)


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text) + 1


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
