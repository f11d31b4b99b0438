"""The Help menu: what the program is, what it runs on, and where its log is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from soc_studio.core.system.device_facts import DeviceFacts
from soc_studio.core.system.log_file import log_folder
from soc_studio.ui.dialogs.about import AboutDialog
from soc_studio.ui.widgets.window_frame import WindowFrame


class HelpMenu(QObject):
    """Shows the About box and the log."""

    def __init__(self, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._device: DeviceFacts | None = None
        frame.actions_.call(about=self.show_about, log_folder=self.show_log)

    def know_device(self, facts: DeviceFacts) -> None:
        """Remember what networks run on, for the About box."""
        self._device = facts

    def show_about(self) -> None:
        """Say what the program is and what it is made of."""
        dialog = AboutDialog(self._device_text(), self._frame)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_log(self) -> None:
        """Open the folder of the log in the system's own way."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))

    def _device_text(self) -> str:
        facts = self._device
        if facts is None:
            return self.tr("known after the first search")
        names = {"cpu": self.tr("Processor"), "mps": self.tr("Apple graphics")}
        return facts.name or names.get(facts.device, facts.device)
