"""The estimate of a search in one line: time, memory, and whether it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.icons import Picture, PictureLabel

if TYPE_CHECKING:
    from soc_studio.core.search.estimate import Estimate, FallbackStep

_PICTURES = {"FITS": Picture.TICK, "TIGHT": Picture.WARNING, "TOO_LARGE": Picture.CROSS}
_SIDE = 14
_COLOURS = {"FITS": "ok", "TIGHT": "warn", "TOO_LARGE": "bad"}


class EstimateChip(QWidget):
    """A picture and a few words for the status bar; more in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureLabel()
        self.picture.setFixedSize(_SIDE, _SIDE)  # no higher than a line: the window stays as it is
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(self.picture)
        row.addWidget(self.label)
        self.setAccessibleName(self.tr("Estimate of the search"))
        self.hide()

    def show_estimate(self, network: str, estimate: Estimate, steps: list[FallbackStep]) -> None:
        """Show what a search with `network` will take, and what to do where that is too much."""
        fit = model_text.fit(estimate)
        said = model_text.foreseen(estimate)
        self.label.setText(f"{fit}: {said}" if fit else said)
        kind = estimate.fit.name
        self.picture.setVisible(kind in _PICTURES)
        if kind in _PICTURES:
            self.picture.show_picture(_PICTURES[kind], colour(_COLOURS[kind]))
        told = [self.tr("A search with {0} takes {1}.").format(network, said)]
        if estimate.free is not None:
            told.append(self.tr("{0} are free.").format(model_text.size(estimate.free)))
        if not estimate.measured:
            told.append(
                self.tr("This is a rule of thumb: “Try its speed” in Edit › Models measures it.")
            )
        told += [model_text.fallback_text(each) for each in steps]
        self.setToolTip("\n".join(told))
        self.setAccessibleDescription(f"{self.label.text()}. " + " ".join(told))
        self.show()
