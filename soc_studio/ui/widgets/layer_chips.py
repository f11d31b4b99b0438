"""The layers of a video as chips with a tick each."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.project import Layer, LayerId
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.flow_row import FlowRow
from soc_studio.ui.widgets.swatch_icon import swatch_icon

_WIDEST = 180  # pixels of a name


class LayerChips(FlowRow):
    """A chip for each layer, in lines; `changed` says that one was ticked or not."""

    changed = Signal()

    def __init__(self, layers: Sequence[Layer], parent: QWidget | None = None) -> None:
        super().__init__(8, parent)
        self.chips: dict[LayerId, QCheckBox] = {}
        dashed = dashed_layers(layers)
        for each in layers:
            chip = QCheckBox(self)
            chip.setObjectName("layer_chip")
            chip.setIcon(swatch_icon(to_qcolor(each.colour), each.id in dashed))
            chip.setIconSize(QSize(14, 14))
            shown = chip.fontMetrics().elidedText(each.label, Qt.TextElideMode.ElideRight, _WIDEST)
            chip.setText(shown.replace("&", "&&"))
            chip.setAccessibleName(each.label)
            chip.setToolTip(each.label if shown != each.label else "")
            chip.toggled.connect(self.changed)
            self.chips[each.id] = chip
        self.add(*self.chips.values())

    @property
    def ticked(self) -> tuple[LayerId, ...]:
        """The layers that are ticked, in their order."""
        return tuple(each for each, chip in self.chips.items() if chip.isChecked())

    def tick(self, layers: Collection[LayerId]) -> None:
        """Tick these layers alone."""
        for each, chip in self.chips.items():
            chip.setChecked(each in layers)
