"""Presets of exports as a row of buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.export_presets import Preset
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.flow_row import FlowRow
from soc_studio.ui.widgets.question import Question, window_around


class PresetChips(FlowRow):
    """A button for each preset; the one that a plan follows is on. Own ones have a menu."""

    chosen = Signal(object)  # Preset
    delete_asked = Signal(object)  # Preset
    rename_asked = Signal(object, str)  # Preset, and its new name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(4, parent)
        self.buttons: list[QToolButton] = []
        self._presets: list[Preset] = []
        self._chosen: Preset | None = None

    def show_presets(self, presets: Sequence[Preset], plan: ExportPlan) -> None:
        """Offer presets; the one that `plan` follows is on."""
        self.clear()
        self._presets, self.buttons = list(presets), []
        for each in presets:
            button = QToolButton(self)
            button.setObjectName("preset_chip")
            button.setCheckable(True)
            button.setText(translated(each.name).replace("&", "&&"))
            button.setToolTip(translated(each.description))
            button.clicked.connect(self._choose)
            if each.is_own:
                button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
                button.customContextMenuRequested.connect(self._offer)
                button.setToolTip(
                    self.tr("Your own preset. The right button or Shift+F10 renames or deletes it.")
                )
            self.buttons.append(button)
        self.add(*self.buttons)
        self.follow(plan)

    def follow(self, plan: ExportPlan) -> None:
        """Show which of them `plan` follows, if any: of those that are alike, the chosen one."""
        found = [each for each in self._presets if _follows(plan, each)]
        followed = self._chosen if self._chosen in found else next(iter(found), None)
        for each, button in zip(self._presets, self.buttons, strict=True):
            button.setChecked(each == followed)

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self._chosen = self._presets[self.buttons.index(button)]
            self.chosen.emit(self._chosen)
            button.setChecked(True)  # also where nothing had to change

    def _offer(self, place: QPoint) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        preset = self._presets[self.buttons.index(button)]
        menu = QMenu(self)
        rename = menu.addAction(self.tr("Rename…"))
        delete = menu.addAction(self.tr("Delete this preset"))
        rename.triggered.connect(lambda: self._ask_name(preset))
        delete.triggered.connect(lambda: self.delete_asked.emit(preset))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(place))

    def _ask_name(self, preset: Preset) -> None:
        question = Question(
            window_around(self), self.tr("Rename the preset"), self.tr("Name of the preset")
        )
        field = question.add_field(preset.name)
        question.offer(self.tr("Cancel"), self.update, "quiet", at_the_end=True)
        question.offer(
            self.tr("Rename"), lambda: self.rename_asked.emit(preset, field.text()), "primary"
        )
        question.open()


def _follows(plan: ExportPlan, preset: Preset) -> bool:
    """Return whether a plan is as a preset has it, in whatever order its formats are."""
    applied = preset.applied(plan)
    return set(applied.formats) == set(plan.formats) and all(
        getattr(plan, name) == value for name, value in preset.choices.items() if name != "formats"
    )
