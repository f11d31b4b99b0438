"""The row above the picture: what to find, in which part, how well, and the button that begins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from soc_studio.core.system.progress import Progress
from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.theme import colour, role_font, weighted
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.estimate_chip import EstimateChip
from soc_studio.ui.widgets.labelled_button import KeyButton, MenuButton
from soc_studio.ui.widgets.part_button import PartButton
from soc_studio.ui.widgets.sentence_field import SentenceField

HEIGHT, _LOW_HEIGHT, FIELD = 56, 48, 40
_LOW = 800  # pixels of a window in which the bar is lower
_LARGE_FIELD, _LARGE_TYPE, _LARGE_BUTTON = 56, 18, 88  # for those who look from afar
# Pixels of width from which there is room for keys, for the quality as a choice, and to say that
# an estimate is not known yet.
_KEYS_FROM, _CHOICE_FROM, _UNKNOWN_FROM = 840, 740, 880
_TIME_FROM = 1380  # where the type is large
_ANY = (1 << 24) - 1  # pixels of width that Qt takes for no limit
_SEARCH = 18


class ExpressionBar(QWidget):
    """The line for an expression, the part and quality of the search, Find, and Stop in its place.

    Nothing in the row moves while something is searched; `working` says how far it is.
    """

    find_asked = Signal(str, bool)  # what to find, and whether a preview will do
    stop_asked = Signal()
    working = Signal(
        object
    )  # Progress of a search, total None while it gets ready; None at its end
    quality_changed = Signal()

    def __init__(self, part_actions: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        """Offer `part_actions`, which mark a part of the video, in the menu of the part."""
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.line = SentenceField()
        self.line.setPlaceholderText(self.tr("Describe an object, such as “the red car”"))
        self.line.setAccessibleName(self.tr("Description of an object"))
        self.estimate = EstimateChip()
        self.part = PartButton(part_actions)
        self.field = _Field(self.line, self.estimate, self.part)
        self._make_quality()
        self.find_button = KeyButton(self.tr("Find"), self.tr("Enter"), kind="primary")
        self.find_button.setToolTip(self.tr("Find the object in the video (Enter)"))
        self.stop_button = KeyButton(self.tr("Stop"), self.tr("Esc"), "square")
        self.stop_button.setToolTip(self.tr("Everything found so far is kept."))
        self._go = QStackedWidget()  # as wide as the wider of the two, so that nothing moves
        self._go.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._go.setFixedHeight(FIELD)
        for button in (self.find_button, self.stop_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._go.addWidget(button)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for widget in (self.quality, self.quality_button, self._go):
            row.addWidget(widget)
        self.line.returnPressed.connect(self.ask)
        self.line.textChanged.connect(self._enable)
        self.find_button.clicked.connect(self.ask)
        self.stop_button.clicked.connect(self.stop_asked)
        self._ready = False
        self._works = False
        self._large = self._low = False
        self._width = _KEYS_FROM
        self.set_idle()
        self.fit(_KEYS_FROM)

    @property
    def preview(self) -> bool:
        """Whether a preview will do."""
        return bool(self.quality.value)

    def set_preview(self, preview: bool) -> None:
        """Choose the quality of the next search."""
        self.quality.set_value(preview)
        self._show_quality()
        self.quality_changed.emit()

    @property
    def is_working(self) -> bool:
        """Whether a search is shown."""
        return self._works

    def set_ready(self, ready: bool) -> None:
        """Say whether there is a video to search in."""
        self._ready = ready
        self.part.setEnabled(ready)
        self._enable()

    def edit(self) -> None:
        """Have something else typed in."""
        self.line.setFocus()
        self.line.selectAll()

    def empty(self) -> None:
        """Leave nothing typed in, and nothing said of it."""
        self.line.clear()
        self.estimate.hide()
        self.set_idle()

    def set_loading(self) -> None:
        """Show that a search is about to begin."""
        self._show_work(True)
        self.working.emit(Progress())

    def set_progress(self, progress: Progress) -> None:
        """Show the progress of a search."""
        self._show_work(True)
        self.working.emit(progress)

    def set_idle(self) -> None:
        """Show that nothing is searched."""
        self._show_work(False)
        self.working.emit(None)

    def fit(self, width: int) -> None:
        """Leave out what there is no room for in `width`."""
        self._width = width
        self.estimate.fit(width < _UNKNOWN_FROM)
        for button in (self.find_button, self.stop_button):
            button.say_key(width >= _KEYS_FROM and not self._large)
        says_time = width >= _TIME_FROM or not self._large
        self.estimate.setMaximumWidth(_ANY if says_time else 0)
        self.quality.setVisible(width >= _CHOICE_FROM and not self._large)
        self.quality_button.setVisible(width < _CHOICE_FROM and not self._large)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.fit(event.size().width())

    def fit_height(self, height: int) -> None:
        """Be in a window of `height`."""
        self._low = height < _LOW
        self._set_margins()

    def _set_margins(self) -> None:
        self.setFixedHeight(_LOW_HEIGHT if self._low and not self._large else HEIGHT)
        edge = 0 if self._large else (self.maximumHeight() - FIELD) // 2
        self._row.setContentsMargins(0, edge, 0, edge)

    def enlarge(self, large: bool) -> None:
        """Be only the line and a button in it, in large type, or as before."""
        self._large = large
        self.part.setVisible(not large)
        self._set_margins()
        self.field.enlarge(large)
        for button in (self.find_button, self.stop_button):
            button.setMinimumWidth(_LARGE_BUTTON if large else 0)
        if large:
            self.field.take_in(self._go)
        else:
            self._row.addWidget(self._go)
        self.fit(self._width)

    def _make_quality(self) -> None:
        told = self.tr(
            "Searches some frames and follows the object between them. Good "
            "for checking; use full quality before exporting."
        )
        self.quality = Choice(height=FIELD)
        self.quality.setAccessibleName(self.tr("Quality of the search"))
        self.quality.add(True, self.tr("Quick"), told)
        self.quality.add(False, self.tr("Full quality"), self.tr("Searches every frame."))
        self.quality.set_value(True)
        self.quality.chosen.connect(self.set_preview)
        self.quality_button = MenuButton()
        self.quality_button.setFixedHeight(FIELD)
        self.quality_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self.quality_button)
        group = QActionGroup(menu)
        self._qualities = {}
        for value in (True, False):
            action = menu.addAction(self.quality.button(value).text())
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, value=value: self.set_preview(value))
            group.addAction(action)
            self._qualities[value] = action
        self.quality_button.setMenu(menu)
        self.quality_button.setAccessibleName(self.tr("Quality of the search"))
        self.quality_button.setToolTip(self.tr("Quality of the search"))
        self._show_quality()

    def _show_quality(self) -> None:
        self._qualities[self.preview].setChecked(True)
        self.quality_button.setText(self._qualities[self.preview].text())
        self.quality_button.updateGeometry()

    def _show_work(self, works: bool) -> None:
        self._works = works
        if works:
            self.estimate.hide()
        self._go.setCurrentWidget(self.stop_button if works else self.find_button)

    def _enable(self) -> None:
        self.find_button.setEnabled(self._ready and bool(self.line.text().split()))

    def ask(self) -> None:
        """Ask for what is typed to be found, as Enter does."""
        words = " ".join(self.line.text().split())
        if words and self._ready:
            self.line.remember(words)
            self.find_asked.emit(words, self.preview)


class _Field(QFrame):
    """The frame around the line and what belongs to it; it shows the focus of the line."""

    def __init__(self, line: QLineEdit, *others: QWidget) -> None:
        super().__init__()
        self.setObjectName("sentence_field")
        self.setFixedHeight(FIELD)
        self._line = line
        line.setFont(_letters())
        line.setProperty("framed", True)
        line.installEventFilter(self)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(8)
        row.addSpacing(_SEARCH + 4)
        row.addWidget(line, 1)
        for each in others:
            row.addWidget(each)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(480, self.maximumHeight())

    def enlarge(self, large: bool) -> None:
        """Be higher, with larger type, or as before."""
        self.setFixedHeight(_LARGE_FIELD if large else FIELD)
        letters = _letters()
        if large:
            letters.setPixelSize(_LARGE_TYPE)
        self._line.setFont(letters)
        self._row.setContentsMargins(12, 0, 8 if large else 4, 0)

    def take_in(self, widget: QWidget) -> None:
        """Hold another widget at the right end."""
        self._row.addWidget(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        middle = (self.height() - _SEARCH) // 2
        paint_icon(painter, "search", QRectF(14, middle, _SEARCH, _SEARCH), colour("t2"))
        painter.end()


def _letters() -> QFont:
    return weighted(role_font("title"), QFont.Weight.Normal)
