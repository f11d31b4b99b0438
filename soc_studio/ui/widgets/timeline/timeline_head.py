"""The row over the timeline: what is to check, the legend, and how near the time is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from soc_studio.core.tracks.next_step import NextStep
from soc_studio.ui.text.layer_text import spots
from soc_studio.ui.toolkit.icons import icon, paint_icon
from soc_studio.ui.toolkit.theme import colour, is_in_new_theme, role_font, weighted
from soc_studio.ui.widgets.timeline.legend import Legend
from soc_studio.ui.widgets.timeline.timeline_area import TimelineArea

_HEIGHT, _LOW_HEIGHT = 36, 30  # the latter in a low window
_PLACES = 1000  # of the slider
_SLIDER = 94
_SIDE, _ICON = 28, 18
_WARNING, _SMALL_GAP = 14, 4


class TimelineHead(QWidget):
    """Says how many spots are to check, explains the lanes, and zooms a timeline."""

    spot_asked = Signal(int)  # 1: the next spot to check; -1: the one before

    def __init__(self, timeline: TimelineArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self.setFixedHeight(_HEIGHT)
        title = QLabel(self.tr("Timeline"))
        title.setFont(weighted(role_font("body"), QFont.Weight.DemiBold))
        self.spots = QToolButton()
        self.spots.setProperty("chip", "warn")
        self.spots.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.spots.setIconSize(QSize(_WARNING + _SMALL_GAP, _WARNING))
        self.spots.setToolTip(self.tr("Go to the most uncertain spot"))
        self.spots.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.spots.clicked.connect(lambda: self.spot_asked.emit(1))
        self.back = self._plain("chevron-left", self.tr("Spot before"))
        self.back.clicked.connect(lambda: self.spot_asked.emit(-1))
        self.next = self._plain("chevron-right", self.tr("Next spot to check"))
        self.next.clicked.connect(lambda: self.spot_asked.emit(1))
        self.legend_button = self._plain("circle-help", self.tr("What the lanes show"))
        self._legend: Legend | None = None
        self.legend_button.clicked.connect(self._toggle_legend)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _PLACES)
        self.slider.setPageStep(_PLACES // 10)
        self.slider.setFixedWidth(_SLIDER)
        self.slider.setAccessibleName(self.tr("Zoom of the timeline"))
        self.slider.setToolTip(self.tr("Zoom of the timeline"))
        self.slider.valueChanged.connect(self._slid)
        timeline.scale_changed.connect(self._show_scale)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(4)
        for widget in (title, self.spots, self.back, self.next):
            self._row.addWidget(widget)
        self._row.insertSpacing(1, 6)
        self._row.addStretch(1)
        self._row.addWidget(self.legend_button)
        self._row.addSpacing(8)
        self._draw_icons()
        self.show_spots(0)

    @property
    def legend(self) -> Legend:
        """The legend of the lanes; made when it is first needed, over the window."""
        if self._legend is None:
            self._legend = Legend(self.legend_button)
        return self._legend

    def set_zoom_actions(self, farther: QAction, nearer: QAction, whole: QAction) -> None:
        """Offer buttons for actions around the slider."""
        for part in (farther, self.slider, nearer, whole):
            if isinstance(part, QAction):
                button = self._button()
                button.setDefaultAction(part)
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
                button.setAccessibleName(part.text().replace("&", ""))
                self._row.addWidget(button)
            else:
                self._row.addWidget(part)

    def show_spots(self, count: int) -> None:
        """Say how many spots are to check."""
        for widget in (self.spots, self.back, self.next):
            widget.setVisible(count > 0)
        self.spots.setText(spots(count))

    def show_step(self, step: NextStep | None) -> None:
        """Say how many spots are to check in the next step, which there may be none of."""
        self.show_spots(0 if step is None else step.spots)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            self._draw_icons()

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setFixedSize(_SIDE, _SIDE)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def fit(self, low: bool) -> None:
        """Be lower in a low window."""
        self.setFixedHeight(_LOW_HEIGHT if low else _HEIGHT)

    def _plain(self, picture: str, name: str) -> QToolButton:
        button = self._button()
        button.setProperty("picture", picture)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _draw_icons(self) -> None:
        for button in (self.back, self.next, self.legend_button):
            button.setIcon(icon(button.property("picture")))
        self.spots.setIcon(_warning(self.devicePixelRatioF()))

    def _toggle_legend(self) -> None:
        self.legend.toggle()

    def _slid(self, place: int) -> None:
        self._timeline.zoom_to(place / _PLACES)

    def _show_scale(self) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round(self._timeline.view.scale.nearness * _PLACES))
        self.slider.setEnabled(self._timeline.view.scale.count > 1)
        self.slider.blockSignals(False)


def _warning(ratio: float) -> QIcon:
    """Return the icon before the number of spots, with a gap after it that styles leave out."""
    pixmap = QPixmap(QSize(_WARNING + _SMALL_GAP, _WARNING) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, "triangle-alert", QRectF(0, 0, _WARNING, _WARNING), colour("warn"))
    painter.end()
    return QIcon(pixmap)
