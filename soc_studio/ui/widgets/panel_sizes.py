"""How large the panels around the picture are, unless a person made them so."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from soc_studio.ui.widgets.side_panel import NARROW, WIDTH
from soc_studio.ui.widgets.timeline.timeline_area import LOW
from soc_studio.ui.widgets.video_panel import NARROW as LIST_NARROW
from soc_studio.ui.widgets.video_panel import WIDTH as LIST_WIDTH

_WIDE_FROM = 1400  # pixels of the window's width, from which the side panel is wider
_TABLE_WIDTH, _TABLE_SHARE = 760, 0.53  # pixels at most, and of the window's width
_SHARE_BESIDE = 0.4  # beside the list of videos
_TIMELINE_SHARE, _LOW_SHARE = 0.34, 0.28  # of the window's height, at most; in a low one
_NO_DRAG = 2  # pixels


class PanelSizes(QObject):
    """Gives panels the sizes that they are to have in a window of its size.

    A panel whose border a person dragged stays as it is, until `keep` says otherwise.
    """

    def __init__(
        self,
        window: QMainWindow,
        side: QDockWidget,
        table: QDockWidget,
        timeline: QDockWidget,
        videos: QDockWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._side = side
        self._table = table
        self._timeline = timeline
        self._videos = videos
        self._by_hand: set[str] = set()
        self._pressed: dict[QDockWidget, int] = {}
        window.installEventFilter(self)

    @property
    def by_hand(self) -> tuple[str, ...]:
        """The names of the panels that a person sized."""
        return tuple(sorted(self._by_hand))

    def keep(self, names: Iterable[str]) -> None:
        """Leave the panels of these names as they are; the others follow the window."""
        self._by_hand = set(names)

    def fit(self) -> None:
        """Size the panels that are to be seen and that nobody sized."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()  # what they are beside has its sizes
        for dock in (self._videos, self._side, self._table, self._timeline):
            self._fit(dock)

    def make_room(self) -> None:
        """Make the timeline higher where it has more rows; lower only at the next `fit`."""
        if self._timeline.height() < self._wanted(self._timeline):
            self._fit(self._timeline)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Watch for borders that are dragged: the window itself gets those."""
        if event.type() == QEvent.Type.MouseButtonPress:
            docks = (self._side, self._table, self._timeline, self._videos)
            self._pressed = {each: self._size(each) for each in docks if each.isVisible()}
        elif event.type() == QEvent.Type.MouseButtonRelease:
            for dock, before in self._pressed.items():
                if abs(self._size(dock) - before) > _NO_DRAG:
                    self._by_hand.add(dock.objectName())
            self._pressed = {}
        return False

    def _wanted(self, dock: QDockWidget) -> int:
        """Return how many pixels a panel is to have, across or down."""
        window = self._window
        if dock is self._side:
            return WIDTH if window.width() >= _WIDE_FROM else NARROW
        if dock is self._videos:
            return LIST_WIDTH if window.width() >= _WIDE_FROM else LIST_NARROW
        if dock is self._table:
            share = _TABLE_SHARE if self._videos.isHidden() else _SHARE_BESIDE
            return min(_TABLE_WIDTH, round(window.width() * share))
        share = _TIMELINE_SHARE if window.height() >= LOW else _LOW_SHARE
        # All lanes, as far as the picture keeps room.
        return min(round(window.height() * share), dock.widget().sizeHint().height())

    def _size(self, dock: QDockWidget) -> int:
        return dock.height() if dock is self._timeline else dock.width()

    def _fit(self, dock: QDockWidget) -> None:
        if dock.isHidden() or dock.isFloating() or dock.objectName() in self._by_hand:
            return  # one that is hidden would take the size from another in its area
        down = dock is self._timeline
        way = Qt.Orientation.Vertical if down else Qt.Orientation.Horizontal
        self._window.resizeDocks([dock], [self._wanted(dock)], way)
