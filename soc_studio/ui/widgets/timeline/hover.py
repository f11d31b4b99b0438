"""When the card with the frame under the pointer is shown, and what stands in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from soc_studio.ui.text.frame_text import frame_words
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.confidence import confidence, confidence_word
from soc_studio.ui.widgets.timeline.film_strip import FilmStrip
from soc_studio.ui.widgets.timeline.hover_card import WIDTH, HoverCard
from soc_studio.ui.widgets.timeline.timeline_view import TimelineView

_CHANGES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})
_REST = 150  # milliseconds after which the card comes


class Hover(QObject):
    """Shows the card over the `stage` once the pointer has been on the time of a `port` for a
    moment. Nothing of the card ever covers what is below the stage."""

    def __init__(self, view: TimelineView, strip: FilmStrip, port: QWidget) -> None:
        super().__init__(port)
        self.card: HoverCard | None = None
        self.stage: QWidget | None = None  # the window, where it is not said
        self._bars: tuple[QWidget, ...] = ()
        self._view = view
        self._strip = strip
        self._port = port
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._show)

    def keep_clear_of(self, *bars: QWidget) -> None:
        """Have the card stand above these widgets on the stage, while they are seen."""
        self._bars = bars
        for each in bars:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _CHANGES:
            self.refresh()
        return False

    def point(self) -> None:
        """Show what is under the pointer: at once where the card is in sight, else in a moment."""
        place = self._view.pointer
        if place is None or self._view.codes is None or place.x() < self._view.names:
            self.leave()
        elif self.card is not None and self.card.isVisible():
            self._show()
        elif not self._rest.isActive():
            self._rest.start()

    def refresh(self) -> None:
        """Show what came of small pictures, if the card is in sight."""
        if self.card is not None and self.card.isVisible():
            self._show()

    def leave(self) -> None:
        """Show nothing until the pointer moves on the time again."""
        self._rest.stop()
        if self.card is not None:
            self.card.hide()

    def _show(self) -> None:
        view = self._view
        place, codes = view.pointer, view.codes
        if place is None or codes is None or not self._port.isVisible():
            return
        stage = self.stage or self._port.window()
        if self.card is None or self.card.parentWidget() is not stage:
            self.card = HoverCard(stage)
        frame, lane = view.frame_at(place.x()), view.lane_at(place.y())
        ratio = self._port.devicePixelRatioF()
        found = self._strip.picture_at(frame, round(WIDTH / self._strip.shape), ratio)
        if lane is None:
            state = ""
        elif lane.view is None:
            state = QCoreApplication.translate("Hover", "being read")
        else:
            state = frame_words(lane.view, frame, _how_sure)
        middle = stage.mapFromGlobal(self._port.mapToGlobal(QPoint(round(place.x()), 0))).x()
        self.card.swatch.dashed = lane is not None and lane.dashed
        self.card.tell(
            None if found is None else found[1],
            codes.code(frame),
            QCoreApplication.translate("Hover", "frame {0}").format(frame),
            None if lane is None else to_qcolor(lane.colour),
            state,
            middle,
            [
                QRect(each.mapTo(stage, QPoint()), each.size())
                for each in self._bars
                if each.isVisibleTo(stage)
            ],
        )


def _how_sure(score: float) -> str:
    return confidence_word(confidence(score))
