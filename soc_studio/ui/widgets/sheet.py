"""A sheet in the middle of the window, over a scrim."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.toolkit.focus import focused_in, give_back
from soc_studio.ui.toolkit.theme import colour, role_font
from soc_studio.ui.widgets.elided_label import ElidedLabel
from soc_studio.ui.widgets.floating import Floating
from soc_studio.ui.widgets.icons import IconButton, Picture

_HEAD, _FOOT, _MARGIN, _EDGE = 52, 60, 20, 24
_LOW, _LOW_EDGE = 800, 12  # pixels of a low window, and what it leaves above and below a sheet


class Sheet(QWidget):
    """Covers the window with a scrim and shows a sheet on it: a head, a body and a foot.

    Escape and the cross close it, Enter presses the button that has the focus or else `primary`,
    and the focus stays inside. Whoever makes it fills `body` and adds buttons to `foot`. Widgets
    are made with the widget that they are in: what a widget holds is styled anew wherever it goes.
    """

    closed = Signal()

    def __init__(self, window: QWidget, title: str, width: int = 1000, second: str = "") -> None:
        """`width` is in pixels, less where the window is narrower; `second` stands by the title."""
        super().__init__(window)
        self.setProperty("holds_focus", True)
        self.primary: QPushButton | None = None
        self._width = width
        self._before: list[QWidget] = []
        self.frame = Floating(self, "sheet")
        head = QWidget(self.frame)
        self.title = ElidedLabel(title, head, Qt.TextElideMode.ElideMiddle)
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.title.setFont(role_font("title"))
        self.second = ElidedLabel(second, parent=head)
        self.second.setProperty("tone", "second")
        close = IconButton(Picture.CROSS, self.tr("Close"), parent=head)
        close.clicked.connect(self.dismiss)
        head.setObjectName("pane")
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(_MARGIN, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.second, 1)
        row.addWidget(close)
        self.body = QWidget(self.frame)
        self.body.setObjectName("pane")
        foot = QWidget(self.frame)
        foot.setObjectName("pane")
        foot.setFixedHeight(_FOOT)
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.foot.setSpacing(8)
        self.foot_widget = foot
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._foot_line = _line(self.frame)
        for part in (head, _line(self.frame), self.body, self._foot_line, foot):
            column.addWidget(part, 1 if part is self.body else 0)
        self.setAccessibleName(title)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it over the window and give it the focus."""
        self._before = focused_in(self.window())
        with unwatched():
            self._place()
            self.show()
            self.raise_()
            self.frame.show()
            self.frame.raise_()
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focusNextPrevChild(True)

    def fit(self) -> None:
        """Be as high as what is shown in it now."""
        if self.isVisible():
            for widget in (self.body, self.frame):  # from the inside, as heights add up
                layout = widget.layout()
                if layout is not None:
                    layout.invalidate()
                    layout.activate()
            self._place()

    def hide_foot(self) -> None:
        """Have no foot, for a sheet that asks for nothing."""
        self.foot_widget.hide()
        self._foot_line.hide()

    def dismiss(self) -> None:
        """Close it; what had the focus before has it again."""
        if not self.isVisible():
            return
        give_back(self._before)
        self.hide()
        self._before = []
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802
        """Let Tab go round inside the sheet.

        What hands its focus on, as the line of a number field does, is left out: Tab would stay.
        """
        usable = [
            each
            for each in self.frame.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.focusProxy() is None
            and each.isEnabled()
            and each.isVisibleTo(self)
        ]
        if not usable:
            return True
        current = self.window().focusWidget()
        place = usable.index(current) if current in usable else (-1 if following else 0)
        reason = Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason
        usable[(place + (1 if following else -1)) % len(usable)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.window().focusWidget()
            if isinstance(focused, QPushButton | IconButton) and not focused.isCheckable():
                focused.click()
            elif self.primary is not None:
                self.primary.click()
        event.accept()  # nothing typed here is a command of the window below

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("scrim"))
        painter.end()

    def _place(self) -> None:
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        width = min(self._width, self.width() - 2 * _EDGE)
        self.frame.setFixedWidth(width)
        layout = self.frame.layout()
        assert layout is not None
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        height = wanted if wanted > 0 else self.frame.sizeHint().height()
        edge = _EDGE if self.height() >= _LOW else _LOW_EDGE
        height = min(max(height, 0), self.height() - 2 * edge)
        self.frame.resize(width, height)
        self.frame.move((self.width() - width) // 2, (self.height() - height) // 2)


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
