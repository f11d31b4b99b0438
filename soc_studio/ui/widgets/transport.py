"""Transport controls: the time, buttons that move the playhead, and how the picture is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from soc_studio.core.media.time_code import TimeCodes
from soc_studio.ui.toolkit.theme import colour, make_tabular, role_font
from soc_studio.ui.widgets.time_field import TimeField
from soc_studio.ui.widgets.view_choice import ViewChoice
from soc_studio.ui.widgets.volume import Volume
from soc_studio.ui.widgets.zoom_button import ZoomButton

_HEIGHT = 44
_ICON, _PLAY_ICON = 18, 22
_SIDE, _PLAY_SIDE = 32, 36  # pixels of a button; the one that plays is larger
_DOT = 6
_GAP, _EDGE = 8, 8
_MOST = 3  # steps in which things are left out


class Transport(QWidget):
    """Time and frame; buttons for actions; views, size of the picture and sound, in three columns.

    The outer columns are equally wide, and their texts have the width of the widest, so the
    buttons never move. Where the window is narrow, an icon stands for the size of the picture,
    then the views are in a menu, then the number of the frame is in the tooltip of the time alone.
    """

    typed = Signal(str)  # what the person wrote where the time stands

    def __init__(
        self,
        actions: Sequence[QAction],
        views: ViewChoice,
        zoom: ZoomButton,
        volume: Volume,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self.time = TimeField()
        self.time.setObjectName("time_code")
        self.time.setFont(role_font("title"))
        self.time.setAccessibleName(self.tr("Time"))
        self.time.typed.connect(self.typed)
        self.number = QLabel("")
        figures = role_font("body")
        make_tabular(figures)
        self.number.setFont(figures)
        self.number.setProperty("tone", "second")
        for sized in (self.time, self.number):
            sized.installEventFilter(self)
        self.skipped = SkippedDot()
        self.views, self.zoom, self.volume = views, zoom, volume
        for shrinking in (views, zoom, volume):
            shrinking.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        left = _row(self.time, self.number)
        _layout(left).addStretch(1)
        self._middle = _row(spacing=2)
        self._fill_middle(actions)
        right = _row(views, zoom, volume)
        _layout(right).insertStretch(0, 1)
        self._codes: TimeCodes | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for column, part in enumerate((left, self._middle, right)):
            self._grid.addWidget(part, 0, column)
        for column, part in ((0, left), (2, right)):
            self._grid.setColumnStretch(column, 1)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fit()

    def set_codes(self, codes: TimeCodes) -> None:
        """Leave room for the widest time and frame of a video."""
        self._codes = codes
        last = codes.timing.frame_count - 1
        self.time.fit(codes.widest())
        digits = "0" * len(str(last))
        shown = self.number.text()
        self.number.setText(self._numbered(digits, digits))
        self.number.ensurePolished()
        self.number.setFixedWidth(self.number.sizeHint().width() + 2)
        self.number.setText(shown)
        self._fit()

    def show_frame(self, codes: TimeCodes, frame: int) -> None:
        """Show where the playhead is."""
        self.time.show_code(codes.code(frame))
        self.number.setText(self._numbered(str(frame), str(codes.timing.frame_count - 1)))
        self._tell_time()

    def show_dropped(self, dropped: int) -> None:
        """Say how many frames were passed over since playing began."""
        self.skipped.show_count(dropped)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._needed(_MOST), _HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FontChange and self._codes is not None:
            self.set_codes(self._codes)
        return False

    def _numbered(self, frame: str, last: str) -> str:
        return self.tr("Frame {0} of 0–{1}").format(frame, last)

    def _tell_time(self) -> None:
        tip = self.tr("Type a time (1:22), a frame (47f) or a step (+10)")
        aside = "" if self.number.isVisibleTo(self) else f"{self.number.text()}\n"
        self.time.setToolTip(aside + tip)

    def _fill_middle(self, actions: Sequence[QAction]) -> None:
        row = _layout(self._middle)
        for action in actions:
            plays = action.objectName() == "play"
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setAccessibleName(action.text().replace("&", ""))
            icon, side = (_PLAY_ICON, _PLAY_SIDE) if plays else (_ICON, _SIDE)
            button.setIconSize(QSize(icon, icon))
            button.setFixedSize(side, side)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if plays:
                button.setObjectName("play_button")
                row.addSpacing(self.skipped.width() + row.spacing())  # as much as the dot takes
            row.addWidget(button)
            if plays:
                row.addWidget(self.skipped)

    def _fit(self) -> None:
        """Leave out what there is no room for."""
        level = next((each for each in range(_MOST) if self._needed(each) <= self.width()), _MOST)
        self.zoom.show_text(level < 1)
        self.views.fold(level >= 2)
        self.number.setVisible(level < _MOST)
        self._tell_time()
        for column in (0, 2):
            self._grid.setColumnMinimumWidth(column, self._outer(level))
        self._grid.invalidate()
        self._grid.activate()

    def _needed(self, level: int) -> int:
        """Return how wide the row is at least while so much is left out."""
        middle = self._middle.sizeHint().width()
        return 2 * (self._outer(level) + _GAP + _EDGE) + middle

    def _outer(self, level: int) -> int:
        """Return how wide an outer column is at least while so much is left out."""
        left = self.time.width() + (_GAP + self.number.width() if level < _MOST else 0)
        views = self.views.width_of(folded=level >= 2)
        zoom = self.zoom.width_with(level < 1)
        return max(left, views + zoom + self.volume.sizeHint().width() + 2 * _GAP)


class SkippedDot(QWidget):
    """A small grey dot that tells how many frames were skipped; its room is there always."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(2 * _DOT, 2 * _DOT)
        self.count = 0

    def show_count(self, count: int) -> None:
        """Tell that so many frames were skipped; show nothing for none."""
        self.count = count
        told = self.tr("%n frame(s) skipped to keep up", "", count) if count else ""
        self.setToolTip(told)
        self.setAccessibleName(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self.count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("t3"))
        painter.drawEllipse(_DOT // 2, _DOT // 2, _DOT, _DOT)
        painter.end()


def _row(*widgets: QWidget, spacing: int = _GAP) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    return made


def _layout(holder: QWidget) -> QHBoxLayout:
    row = holder.layout()
    assert isinstance(row, QHBoxLayout)
    return row
