"""Presets of exports as a row of buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.export_presets import Preset
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.flow import Flow


class PresetChips(QWidget):
    """A button for each preset; the one that a plan follows is on. Own ones have a menu."""

    chosen = Signal(object)  # Preset
    delete_asked = Signal(object)  # Preset

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.buttons: list[QToolButton] = []
        self._presets: list[Preset] = []
        self._flow = Flow(self, gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_presets(self, presets: Sequence[Preset], plan: ExportPlan) -> None:
        """Offer presets; the one that `plan` follows is on."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._presets, self.buttons = list(presets), []
        for each in presets:
            button = QToolButton()
            button.setObjectName("preset_chip")
            button.setCheckable(True)
            button.setText(translated(each.name).replace("&", "&&"))
            button.setToolTip(translated(each.description))
            button.clicked.connect(self._choose)
            if each.is_own:
                button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
                button.customContextMenuRequested.connect(self._offer)
                button.setToolTip(self.tr("Your own preset; the right button deletes it."))
            self.buttons.append(button)
            self._flow.addWidget(button)
        self.follow(plan)

    def follow(self, plan: ExportPlan) -> None:
        """Show which of them `plan` follows, if any."""
        for each, button in zip(self._presets, self.buttons, strict=True):
            button.setChecked(_follows(plan, each))

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.chosen.emit(self._presets[self.buttons.index(button)])

    def _offer(self, place: QPoint) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        preset = self._presets[self.buttons.index(button)]
        menu = QMenu(self)
        menu.addAction(self.tr("Delete this preset"))
        menu.triggered.connect(lambda _: self.delete_asked.emit(preset))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(place))


def _follows(plan: ExportPlan, preset: Preset) -> bool:
    """Return whether a plan is as a preset has it, in whatever order its formats are."""
    applied = preset.applied(plan)
    return set(applied.formats) == set(plan.formats) and all(
        getattr(plan, name) == value for name, value in preset.choices.items() if name != "formats"
    )
