"""The legend of the lanes: each pattern as lanes draw it, with its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from soc_studio.core.project.colours import PALETTE
from soc_studio.core.tracks.lane_picture import Marks, lane_picture
from soc_studio.core.tracks.timeline_columns import Columns, Flag
from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.theme import colour, role_font, weighted
from soc_studio.ui.widgets.popover import Popover
from soc_studio.ui.widgets.timeline.lanes import lane_image
from soc_studio.ui.widgets.timeline.timeline_colours import lane_colours

_WIDTH, _HEIGHT = 132, 30  # pixels of a sample
_GAP = 8
_SURE, _FAIRLY, _UNSURE = 245, 150, 20  # scores as columns have them
_FOUND = Flag.PRESENT

Part = tuple[Flag, int, int]
"""Flags, the score at the left and the score at the right, of a third of a sample."""


class Legend(Popover):
    """Says what the blocks, lines and marks of a lane mean."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.right_aligned = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("What the lanes show"))
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 16, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        for row, (sample, name, words) in enumerate(self._entries()):
            title = QLabel(name)
            title.setFont(weighted(role_font("body"), QFont.Weight.Medium))
            about = QLabel(words)
            about.setProperty("tone", "second")
            for column, widget in enumerate((sample, title, about)):
                grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)

    def toggle(self) -> None:
        """Open it, or close it where it is open."""
        if self.isVisible():
            self.dismiss()
        else:
            self.open()
            self.setFocus(Qt.FocusReason.PopupFocusReason)  # so that Escape closes it

    def place(self) -> None:
        """Stand above the owner, over the stage; below it where there is no room."""
        window = self._owner.window()
        corner = self._owner.mapTo(window, QPoint(self._owner.width() - self.width(), 0))
        corner.setY(corner.y() - self.height() - _GAP)
        if corner.y() < _GAP:
            super().place()
            return
        self.move(self.within(window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP), corner))

    def _entries(self) -> list[tuple[QWidget, str, str]]:
        """Return the samples with their names and words."""
        found: Part = (_FOUND, _SURE, _SURE)
        quick = _FOUND | Flag.PREVIEW
        return [
            (
                LaneSample([found, (_FOUND, _SURE, _FAIRLY), (_FOUND, _FAIRLY, _UNSURE)]),
                self.tr("Found in full quality"),
                self.tr("solid; the height is how sure the model is"),
            ),
            (
                LaneSample([(quick, _SURE, _FAIRLY), (quick, _FAIRLY, _SURE), (quick, _SURE, 200)]),
                self.tr("Found by a quick search"),
                self.tr("light, with a bright line on top"),
            ),
            (
                LaneSample([found, (Flag.ABSENT, 0, 0), (Flag.ABSENT | Flag.DENIED, 0, 0)]),
                self.tr("Not there"),
                self.tr("a thin line; two lines where you said so"),
            ),
            (
                LaneSample([found, (Flag.NOT_COMPUTED, 0, 0), (Flag.NOT_COMPUTED, 0, 0)]),
                self.tr("Not searched yet"),
                self.tr("dots"),
            ),
            (
                LaneSample(
                    [
                        found,
                        (_FOUND | Flag.UNCERTAIN, _FAIRLY, _UNSURE),
                        (_FOUND, _FAIRLY, _SURE),
                    ]
                ),
                self.tr("To check"),
                self.tr("an amber bar above"),
            ),
            (
                LaneSample([found] * 3, seam=True),
                self.tr("Perhaps another object from here on"),
                self.tr("a dashed line"),
            ),
            (
                LaneSample([(Flag.PROPOSED, 0, 0)] * 3, cut=True),
                self.tr("Perhaps a cut"),
                self.tr("two amber lines: carrying met it, see the tip on it"),
            ),
            (
                LaneSample([found] * 3, corrected=True),
                self.tr("Corrected by you"),
                self.tr("a white diamond"),
            ),
            (
                LaneSample([(_FOUND | Flag.PROPAGATED, 255, 255)] * 2 + [(Flag.PROPOSED, 0, 0)]),
                self.tr("Carried"),
                self.tr("chevrons; on half the colour until you keep the masks"),
            ),
            (
                LaneSample([(_FOUND | Flag.PROPAGATED | Flag.OUTDATED, 255, 255)] * 3),
                self.tr("To carry again"),
                self.tr("a broken amber bar: a correction beside it changed"),
            ),
            (
                LaneSample([(_FOUND | Flag.IMPORTED, 255, 255)] * 3),
                self.tr("Imported"),
                self.tr("stripes along the lane"),
            ),
            (
                LaneSample(
                    [
                        (_FOUND | Flag.ACCEPTED, _SURE, _SURE),
                        found,
                        (_FOUND | Flag.REJECTED, _SURE, _SURE),
                    ]
                ),
                self.tr("Reviewed"),
                self.tr("a line below: green right, broken red wrong"),
            ),
            (
                LaneSample([], picture="lock"),
                self.tr("Locked"),
                self.tr("nothing changes the layer until you unlock it"),
            ),
            (
                LaneSample([], picture="eye-off"),
                self.tr("Hidden"),
                self.tr("faint; not in the picture"),
            ),
        ]


class LaneSample(QWidget):
    """A piece of a lane in three equal parts, drawn as the timeline draws it."""

    def __init__(
        self,
        parts: Sequence[Part],
        corrected: bool = False,
        seam: bool = False,
        cut: bool = False,
        picture: str = "",
    ) -> None:
        """Show `parts`, with a mark in the middle, or the icon called `picture`."""
        super().__init__()
        self.setFixedSize(_WIDTH, _HEIGHT)
        self._parts = parts
        self._marked = corrected, seam, cut
        self._picture = picture

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if self._picture:
            room = QRectF((self.width() - 16) / 2, (self.height() - 16) / 2, 16, 16)
            paint_icon(painter, self._picture, room, colour("t2"))
        else:
            ratio = self.devicePixelRatioF()
            painter.fillRect(self.rect(), colour("lanebg"))
            columns = round(self.width() * ratio)
            middle = np.array([columns // 2])
            picture = lane_picture(
                sample_columns(self._parts, columns),
                Marks(*(middle if each else middle[:0] for each in self._marked)),
                round(self.height() * ratio),
                max(1, round(ratio)),
                0,
                lane_colours(PALETTE[0]),
            )
            painter.drawImage(QPointF(0, 0), lane_image(picture, ratio))
        painter.end()


def sample_columns(parts: Sequence[Part], width: int) -> Columns:
    """Return `width` columns in equal parts, the score of each rising or falling evenly."""
    flags = np.zeros(width, np.uint16)
    scores = np.zeros(width, np.uint8)
    for place, (flag, first, last) in enumerate(parts):
        start, stop = (width * each // len(parts) for each in (place, place + 1))
        flags[start:stop] = flag
        scores[start:stop] = np.linspace(first, last, stop - start).round()
    return Columns(flags, scores, scores)
