"""The start page: what to open, and what one stopped at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.tracks.recent_work import RecentWork
from soc_studio.ui.toolkit.icons import icon, paint_icon
from soc_studio.ui.toolkit.theme import colour, is_in_new_theme, role_font
from soc_studio.ui.toolkit.tokens import tokens
from soc_studio.ui.widgets.labelled_button import KeyButton
from soc_studio.ui.widgets.recent_list import RecentList
from soc_studio.ui.widgets.sample_card import SampleCard
from soc_studio.ui.widgets.scroll_bars import keep_place_for_bar
from soc_studio.ui.widgets.work_panel import WorkPanel

_LEFT, _RIGHT = 404, 788  # pixels of width of the columns, at most
_LEFT_NARROW, _NARROW = 320, 1240  # of the left one, in pages narrower than that
_BESIDE_FROM = 860  # pixels from which the columns stand beside each other
_GAP, _EDGE, _TOP = 48, 24, 56


class StartPage(QScrollArea):
    """The start page: at the left how to begin, at the right what there is to go on with."""

    open_asked = Signal()
    folder_asked = Signal()
    import_asked = Signal()
    sample_asked = Signal()
    work_asked = Signal(object)  # RecentWork to open
    save_asked = Signal(object)  # RecentWork to open and to give a name
    menu_asked = Signal(object, object)  # RecentWork, and the QPoint on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_page")
        self.setAccessibleName(self.tr("Start page"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_place_for_bar(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.left = self._make_left()
        self.panel = WorkPanel()
        self.panel.open_asked.connect(self.work_asked)
        self.panel.save_asked.connect(self.save_asked)
        self.panel.menu_asked.connect(self.menu_asked)
        self.recent = RecentList()
        self.recent.open_asked.connect(self.work_asked)
        self.recent.menu_asked.connect(self.menu_asked)
        self.right = QWidget()
        column = QVBoxLayout(self.right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        title = QLabel(self.tr("Go on where you stopped"))
        title.setFont(role_font("heading"))
        for widget in (title, self.panel):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.recent)
        column.addStretch(1)
        self._page = QWidget()
        self._page.setObjectName("start_page_body")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._page)
        self._row.setContentsMargins(_EDGE, _TOP, _EDGE, _EDGE)
        self._row.setSpacing(_GAP)
        self._row.addStretch(1)
        self._row.addWidget(self.left)
        self._row.addWidget(self.right, 1000)
        self._row.addStretch(1)
        self.setWidget(self._page)
        self.show_work(())

    def show_work(self, found: Sequence[RecentWork]) -> None:
        """Show recent work, the newest first: the first of it that has something in it, large."""
        first = _foremost(found)
        self.right.setVisible(first is not None)
        if first is not None:
            self.panel.show_work(first)
        self.recent.show_work([each for each in found if each is not first])
        self._fit()

    def set_import(self, can_import: bool) -> None:
        """Offer to import masks, or not."""
        self.import_button.setVisible(can_import)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the present theme."""
        for button, name in self._icons:
            button.setIcon(icon(name))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if hasattr(self, "left") and is_in_new_theme(self, event):
            self.refresh_icons()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Stand the columns beside each other where there is room, else one above the other."""
        width = self.width()
        beside = width >= _BESIDE_FROM
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        is_alone = not self.right.isVisibleTo(self._page)
        narrow = width < _NARROW and not is_alone
        self._row.setSpacing(_EDGE if narrow else _GAP)
        self._row.setContentsMargins(_EDGE, _EDGE if narrow else _TOP, _EDGE, _EDGE)
        top = Qt.AlignmentFlag.AlignTop
        centre = Qt.AlignmentFlag.AlignHCenter
        if beside:
            self.left.setFixedWidth(_LEFT_NARROW if narrow else _LEFT)
            self.right.setMaximumWidth(_RIGHT)
            self._row.setAlignment(self.left, Qt.AlignmentFlag.AlignVCenter if is_alone else top)
        else:
            self.left.setFixedWidth(min(_LEFT, width - 2 * _EDGE))
            self.right.setMaximumWidth(_RIGHT)
            self._row.setAlignment(self.left, centre if is_alone else top)

    def _make_left(self) -> QWidget:
        left = QWidget()
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        sentence = QLabel(self.tr("Say what you want.\nGet it cut out."))
        sentence.setFont(role_font("display"))
        sentence.setWordWrap(True)
        hint = QLabel(
            self.tr(
                "Open a video, describe a person or a thing in it in plain English, and get its "
                "mask on every frame. All of it on this computer."
            )
        )
        hint.setWordWrap(True)
        hint.setProperty("tone", "second")
        self.drop_zone = DropZone()
        self.open_button = self.drop_zone.open_button
        self.open_button.clicked.connect(self.open_asked)
        self.sample = SampleCard()
        self.sample_button = self.sample.button
        self.sample.asked.connect(self.sample_asked)
        folder = QPushButton(self.tr("Open a folder of frames…"))
        self.import_button = QPushButton(self.tr("Import masks from COCO, DAVIS, PNG…"))
        self.folder_button = folder
        folder.clicked.connect(self.folder_asked)
        self.import_button.clicked.connect(self.import_asked)
        self._icons = ((folder, "images"), (self.import_button, "import"))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(sentence)
        column.addSpacing(10)
        column.addWidget(hint)
        column.addSpacing(24)
        column.addWidget(self.drop_zone)
        column.addSpacing(16)
        column.addWidget(self.sample)
        column.addSpacing(12)
        for button, _ in self._icons:
            button.setProperty("kind", "row")
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        self.import_button.hide()
        self.refresh_icons()
        return left


def _foremost(found: Sequence[RecentWork]) -> RecentWork | None:
    """Return what is shown large: what is open, else the newest with something sound in it."""
    there = [each for each in found if not each.is_missing]
    sound = [each for each in there if each.is_whole]
    order = [each for each in found if each.is_open]
    order += [each for each in sound if each.is_project]
    order += [*sound, *there, *found]
    return order[0] if order else None


class DropZone(QFrame):
    """Where a video can be dropped, as anywhere else in the window, with a button to choose one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = QLabel(self.tr("Drop a video, a folder of frames or a project"))
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setWordWrap(True)
        self.open_button = KeyButton(self.tr("Open…"), picture="folder-open", kind="primary")
        self.open_button.setFixedHeight(36)
        self.open_button.setToolTip(self.tr("Open a video or a project (Ctrl+O)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 28, 16, 28)
        column.setSpacing(14)
        circle = _Circle("upload")
        column.addWidget(circle, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(hint)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignHCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("line2"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(colour("bg1"))
        radius = tokens().radius.sheet
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(room, radius, radius)
        painter.end()


class _Circle(QWidget):
    """An icon in a circle."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(48, 48)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("acc_bg"))
        painter.drawEllipse(self.rect())
        room = QRectF(QRect(0, 0, 22, 22))
        room.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, self._name, room, colour("acc_t"))
        painter.end()
