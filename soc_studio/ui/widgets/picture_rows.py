"""Rows of the export sheet on written pictures: size, rate and bits; the edge of the objects."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.frame_settings import AUTOMATIC
from soc_studio.core.formats.picture_choices import PictureChoices
from soc_studio.core.masks import matte_ranges
from soc_studio.core.project.project import MOST_BAND
from soc_studio.ui.text import export_text
from soc_studio.ui.widgets.flow_row import FlowRow
from soc_studio.ui.widgets.number_field import NumberField

_RATES = ("23.976", "24", "25", "29.97", "30", "50", "59.94", "60")  # that videos are conformed to
_OWN, _OFF, _PIXELS, _AUTOMATIC = range(4)
_ROW, _GAP, _LINE_GAP = 28, 16, 4
_USUAL_BAND, _USUAL_SOFTNESS = 8, 90


class Offer(QWidget):
    """A list to choose from; a word where there is only one thing."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Screen readers say `name`."""
        super().__init__(parent)
        self.setObjectName("pane")
        self.list, self.word = QComboBox(self), QLabel(self)
        self.list.setAccessibleName(name)
        self.list.setToolTip(name)
        self.word.setProperty("tone", "second")
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.activated.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list)
        row.addWidget(self.word)
        self.setMinimumHeight(_ROW)

    @property
    def value(self) -> Any:
        """What is chosen, None where nothing is offered."""
        return self.list.currentData()

    def offer(self, offers: Sequence[tuple[Hashable, str]], chosen: Hashable) -> None:
        """Offer values and the words for them, with one of them chosen, or else the first."""
        self.list.clear()
        for value, words in offers:
            self.list.addItem(words, value)
        self.list.setCurrentIndex(max(0, self.list.findData(chosen)) if offers else -1)
        self.list.setVisible(len(offers) > 1)
        self.word.setText(self.list.currentText())
        self.word.setVisible(len(offers) == 1)
        self.setVisible(bool(offers))


class PictureRow(FlowRow):
    """Size, rate, bits and sound of what is written; `changed` says that one was changed."""

    changed = Signal()

    def __init__(self, has_sound: bool = True, parent: QWidget | None = None) -> None:
        """`has_sound` says whether the video is heard."""
        super().__init__(_GAP, parent, _LINE_GAP)
        self.size_offer = Offer(self.tr("Size of the pictures"), self)
        self.rate_offer = Offer(self.tr("Frames a second"), self)
        self.bits_offer = Offer(self.tr("Bits of a level"), self)
        for each in (self.size_offer, self.rate_offer, self.bits_offer):
            each.changed.connect(self.changed)
            self.add(each)
        self.sound = QLabel(self)
        self.sound.setProperty("tone", "second")
        self.sound.setMinimumHeight(_ROW)
        self.sound.hide()
        if has_sound:
            self.add(self.sound)

    def show_choices(
        self, choices: PictureChoices, plan: ExportPlan, rate: float, is_variable: bool
    ) -> None:
        """Offer `choices`, with those of `plan` chosen, for a video of `rate` frames a second,
        which are shown for uneven times or not."""
        sizes = [(side, f"{wide} × {high}") for side, (wide, high) in choices.sizes.items()]
        self.size_offer.offer(sizes, plan.longest_side)
        self.bits_offer.offer([(each, self._bits(each)) for each in choices.bits], plan.bits)
        usual = self.tr("{0} fps").format(export_text.rate(rate))
        rates: list[tuple[Hashable, str]] = [("", usual)]
        if is_variable:
            rates = [
                ("", self.tr("Uneven, as in the video")),
                (AUTOMATIC, self.tr("Constant: what suits it best")),
                *(
                    (each, self.tr("Constant: {0} fps").format(export_text.rate(float(each))))
                    for each in _RATES
                ),
            ]
        self.rate_offer.offer(rates if choices.is_timed else (), plan.constant_rate)

    def applied(self, plan: ExportPlan) -> ExportPlan:
        """Return `plan` with what is chosen here; what is not offered stays as it is."""
        side, bits = self.size_offer, self.bits_offer
        several = bits.list.count() > 1
        return replace(
            plan,
            longest_side=side.value if side.list.count() > 1 else plan.longest_side,
            bits=bits.value if several and bits.value != bits.list.itemData(0) else 0,
            constant_rate=(
                self.rate_offer.value if self.rate_offer.list.count() > 1 else plan.constant_rate
            ),
        )

    def _bits(self, count: int) -> str:
        return self.tr("{0} bits").format(count)


class EdgeRow(QWidget):
    """Whose edge the objects have in an export: their own, an automatic one, none that is soft, or
    another one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._filling = False
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Edge"))
        self.choice.setToolTip(
            self.tr("Makes hair, fur and soft edges follow the colours of the picture.")
        )
        self.choice.addItem(self.tr("As each object has it"), _OWN)
        self.choice.addItem(self.tr("Automatic"), _AUTOMATIC)
        self.choice.addItem(self.tr("Off: the edge of the mask"), _OFF)
        self.choice.addItem(self.tr("Follow the picture"), _PIXELS)
        self.choice.activated.connect(self._choose)
        px = self.tr("px")
        self.band = NumberField(self.tr("Width of the edge band"), 1, MOST_BAND, px, self)
        self.soft = QLabel(self.tr("Softness"), self)
        self.soft.setProperty("tone", "second")
        self.softness = NumberField(self.tr("Softness of the edge band"), 0, 100, "%", self)
        for number in (self.band, self.softness):
            number.setKeyboardTracking(False)
            number.valueChanged.connect(self._tell)
        self.soft.setBuddy(self.softness)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.choice, self.band, self.soft, self.softness):
            row.addWidget(widget)
        row.addStretch(1)
        self._show()

    def show_edge(self, band: int | None, softness: int | None) -> None:
        """Show the edge of a plan."""
        self._filling = True
        fixed = {None: _OWN, 0: _OFF, matte_ranges.AUTOMATIC: _AUTOMATIC}
        kind = fixed.get(band, _PIXELS)
        self.choice.setCurrentIndex(self.choice.findData(kind))
        self.band.setValue(band if band and kind == _PIXELS else _USUAL_BAND)
        self.softness.setValue(_USUAL_SOFTNESS if softness is None else softness)
        self._show()
        self._filling = False

    def applied(self, plan: ExportPlan) -> ExportPlan:
        """Return `plan` with the edge that is chosen here."""
        kind = self.choice.currentData()
        is_soft = kind == _PIXELS
        fixed = {_OWN: None, _OFF: 0, _AUTOMATIC: matte_ranges.AUTOMATIC}
        band = fixed.get(kind, self.band.value())
        return replace(
            plan, edge_band=band, edge_softness=self.softness.value() if is_soft else None
        )

    def _choose(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        is_soft = self.choice.currentData() == _PIXELS
        for widget in (self.band, self.soft, self.softness):
            widget.setVisible(is_soft)

    def _tell(self, *_: object) -> None:
        if not self._filling:
            self.changed.emit()
