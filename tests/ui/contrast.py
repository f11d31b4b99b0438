"""Contrast as it is on the screen: measured in the pixels of a widget, not in its style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontInfo, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.click_through import ClickThrough
from soc_studio.ui.widgets.labelled_button import MenuButton
from soc_studio.ui.widgets.notice import TwoTones

TEXT, LARGE, BORDER = 4.5, 3.0, 3.0  # the least ratios of WCAG, level AA
_SCALE = 2  # pixels of a picture for one of the window: so that letters are not all edge
_WORD_GAP = 4  # columns without ink between two words, in pixels of the window
_LARGE, _LARGE_BOLD = 24, 18.66  # pixels of height from which letters are large
_CHEVRON = 24  # width of the picture after the words of a menu's button, and of the gap before
_SWITCH = 40  # width of what is switched before words, in pixels of the window
_NOISE = 1.15  # ratio up to which something is ground
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Measured:
    """The contrast of a word, or of a border, and the least that it has to have."""

    what: str
    ratio: float
    least: float

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.least - 0.05

    def __str__(self) -> str:
        return f"{self.what}: {self.ratio:.2f}, less than {self.least}"


def luminance(pixels: Pixels) -> NDArray[np.float64]:
    """Return the relative luminance by WCAG, 0 to 1, of uint8 [..., 3]."""
    parts = pixels.astype(np.float64) / 255
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def ratios(pixels: Pixels, ground: Pixels) -> NDArray[np.float64]:
    """Return the contrast of `pixels` uint8 [..., 3] to the colour `ground` uint8 [3], 1 to 21."""
    one, other = luminance(pixels) + 0.05, luminance(ground) + 0.05
    return np.maximum(one, other) / np.minimum(one, other)


def picture(widget: QWidget) -> Pixels:
    """Return `widget` as it is drawn, uint8 [H, W, 3], larger by `_SCALE`; a part without a ground
    of its own as on a sheet."""
    image = QImage(widget.size() * _SCALE, QImage.Format.Format_RGB32)
    image.fill(colour("bg1"))
    image.setDevicePixelRatio(_SCALE)
    widget.render(image, QPoint())
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return np.ascontiguousarray(rows[:, : image.width(), 2::-1])


def commonest(pixels: Pixels) -> Pixels:
    """Return the colour, uint8 [3], that most of `pixels` uint8 [H, W, 3] have."""
    packed = pixels.reshape(-1, 3).astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    colours, counts = np.unique(packed, return_counts=True)
    most = int(colours[counts.argmax()])
    return np.array([most >> 16, most >> 8 & 255, most & 255], dtype=np.uint8)


def words(pixels: Pixels) -> list[float]:
    """Return the contrast of every word in `pixels` uint8 [H, W, 3] of one ground.

    A word's colour is that of its inked pixels that differ most: letters are thin, and most of
    their pixels are edge.
    """
    if not pixels.size:
        return []
    contrast = ratios(pixels, commonest(pixels))
    inked = np.flatnonzero((contrast > _NOISE).any(axis=0))
    if not inked.size:
        return []
    parts = np.split(inked, np.flatnonzero(np.diff(inked) > _WORD_GAP * _SCALE) + 1)
    return [float(contrast[:, part].max()) for part in parts if len(part) > _SCALE]


def texts(root: QWidget) -> list[Measured]:
    """Return the contrast of every word in `root` that is no disabled part's."""
    take_clicks(root)
    shown = picture(root)
    found: list[Measured] = []
    for widget in (root, *root.findChildren(QWidget)):
        if not _is_looked_at(widget, root):
            continue
        for text, whole in _rooms(widget):
            room = whole & _seen(widget, root)
            if isinstance(widget, QAbstractScrollArea):
                room &= widget.viewport().geometry()
            if not text.strip() or 3 * room.height() < 2 * whole.height():
                continue  # nothing is said, or it is scrolled out of sight
            pixels = _cut(shown, widget, room, root)
            least = LARGE if _is_large(widget.font()) else TEXT
            named = f"{type(widget).__name__} “{text}”"
            nothing = [1.0] if room == whole else []  # words in the colour of their ground
            found += [Measured(named, each, least) for each in words(pixels) or nothing]
    return found


def take_clicks(root: QWidget) -> None:
    """Have what lets the mouse through take it, until the mouse moves: it stands over the rest."""
    for each in root.findChildren(ClickThrough):
        over = each.parent()
        assert isinstance(over, QWidget)
        over.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)


def borders(root: QWidget) -> list[Measured]:
    """Return the contrast of the borders of fields and buttons in `root` to what is around."""
    shown = picture(root)
    found: list[Measured] = []
    for widget in root.findChildren(QWidget):
        if not _is_looked_at(widget, root) or not _is_field(widget):
            continue
        edge = QRect(-4, widget.height() // 2, 8, 1)
        whole = _seen(widget, root)
        if whole.size() != widget.size() or widget.mapTo(root, QPoint(-4, 0)).x() < 0:
            continue  # scrolled out of sight in part
        pixels = _cut(shown, widget, edge, root)
        around = commonest(pixels[:, : 2 * _SCALE])
        ratio = float(ratios(pixels[:, 3 * _SCALE :], around).max())
        named = f"{type(widget).__name__} {widget.objectName() or _text(widget)}"
        found.append(Measured(f"border of {named}", ratio, BORDER))
    return found


def _is_looked_at(widget: QWidget, root: QWidget) -> bool:
    """Whether it can be used, and nothing else stands over it."""
    if not widget.isVisible() or not widget.isEnabled() or not widget.width():
        return False
    room = _seen(widget, root)
    if room.isEmpty():
        return False
    top = root.childAt(widget.mapTo(root, room.center()))
    return top is None or top is widget or widget.isAncestorOf(top) or top.isAncestorOf(widget)


def _rooms(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield the texts of a widget, and where in it they are."""
    if isinstance(widget, QTableView | QTreeView) or _is_list_of_words(widget):
        model = widget.model()
        is_list = isinstance(widget, QListView)
        for row in range(model.rowCount()):
            for column in range(1 if is_list else model.columnCount()):
                index = model.index(row, column)
                yield str(index.data() or ""), _room_in(widget, index)
        return
    if not isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | TwoTones):
        return
    room = widget.rect()
    if widget.property("chip") is not None:
        room = room.adjusted(6, 1, -6, -1)  # without its round corners
    if isinstance(widget, MenuButton):
        room.setRight(room.right() - _CHEVRON)
    if not isinstance(widget, QLabel | TwoTones):
        room = room.adjusted(4, 4, -4, -4)  # without its border
    if isinstance(widget, QCheckBox | QRadioButton):
        room.setLeft(room.left() + _SWITCH)
        if not widget.icon().isNull():  # such as the colour of a layer
            room.setLeft(room.left() + widget.iconSize().width() + 14)
    elif isinstance(widget, QAbstractButton) and not widget.icon().isNull():
        under = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        if isinstance(widget, QToolButton) and widget.toolButtonStyle() == under:
            room.setTop(room.top() + widget.iconSize().height() + 4)
        else:
            room.setLeft(room.left() + widget.iconSize().width() + 4)
    for child in widget.findChildren(QWidget):
        if child.isVisible() and child.x() > room.width() // 3:  # it has words of its own
            room.setRight(min(room.right(), child.x() - 1))
    yield _text(widget), room


def _room_in(view: QAbstractItemView, index: QModelIndex) -> QRect:
    """Return where the words of an item are, in its view."""
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    view.itemDelegateForIndex(index).initStyleOption(option, index)
    words = QStyle.SubElement.SE_ItemViewItemText
    room = view.style().subElementRect(words, option, view)
    room = room.adjusted(4, 0, -4, 0)  # without its corners
    return room.translated(view.viewport().pos())


def _is_list_of_words(widget: QWidget) -> bool:
    is_list = isinstance(widget, QListView) and widget.viewMode() == QListView.ViewMode.ListMode
    return is_list and type(widget).__name__ != "LayerList"  # which has pictures


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, TwoTones):
        return widget.text
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, MenuButton) and not widget.has_text:
        return ""
    only = Qt.ToolButtonStyle.ToolButtonIconOnly
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == only:
        return "" if not widget.icon().isNull() else widget.text()
    return str(widget.text())  # type: ignore[attr-defined]


def _is_field(widget: QWidget) -> bool:
    if widget.objectName() == "time_code":
        return False  # it has a border when the pointer or the keyboard is on it
    if isinstance(widget, QLineEdit):
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
        return not inner and not widget.property("framed")
    if isinstance(widget, QPushButton):
        return not widget.property("kind") and not widget.isFlat() and bool(widget.text())
    named = widget.objectName() == "sentence_field"
    return named or isinstance(widget, QComboBox | QAbstractSpinBox)


def _is_large(font: QFont) -> bool:
    size = QFontInfo(font).pixelSize()
    return size >= _LARGE or (size >= _LARGE_BOLD and font.bold())


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """Return which part of a widget is not scrolled out of sight, in the widget."""
    room, one = widget.rect(), widget
    while one is not root:
        parent = one.parentWidget()
        inside = parent.rect().translated(widget.mapFrom(parent, QPoint()))
        room, one = room & inside, parent
    return room


def _cut(shown: Pixels, widget: QWidget, room: QRect, root: QWidget) -> Pixels:
    at = widget.mapTo(root, room.topLeft()) * _SCALE
    across, down = max(0, room.width()) * _SCALE, max(0, room.height()) * _SCALE
    return shown[at.y() : at.y() + down, at.x() : at.x() + across]
