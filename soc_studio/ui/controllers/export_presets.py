"""Controller of the presets in the export sheet: kept, renamed, deleted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from soc_studio.core.formats.export_presets import Preset, Presets
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.dialogs.export import ExportSheet


class ExportPresets(QObject):
    """Offers the presets in a sheet, and changes a person's own."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._presets = Presets()
        self._sheet: ExportSheet | None = None

    def offer(self, sheet: ExportSheet) -> None:
        """Offer them in `sheet`, until `leave`."""
        self._sheet = sheet
        sheet.keep_asked.connect(self._keep)
        sheet.rename_asked.connect(self._rename)
        sheet.delete_asked.connect(self._delete)
        sheet.show_presets(self._presets.all())

    def leave(self) -> None:
        """Offer them no more."""
        self._sheet = None

    def _keep(self, name: str) -> None:
        if self._sheet is not None:
            plan = self._sheet.plan
            self._change(lambda: self._presets.save(name, plan))

    def _rename(self, preset: Preset, name: str) -> None:
        self._change(lambda: self._presets.rename(preset, name))

    def _delete(self, preset: Preset) -> None:
        self._change(lambda: self._presets.delete(preset))

    def _change(self, change: Callable[[], object]) -> None:
        self._operations.attempt(change)
        if self._sheet is not None:
            self._sheet.show_presets(self._presets.all())
