"""The Help menu: the page about a part, what the program is, and where its log is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QKeySequenceEdit, QWidget

from soc_studio.core.system.device_facts import DeviceFacts
from soc_studio.core.system.documentation import Documentation
from soc_studio.core.system.log_file import log_folder
from soc_studio.ui.dialogs.about import AboutDialog
from soc_studio.ui.dialogs.help_window import HelpWindow
from soc_studio.ui.shell.help_pages import page_of, parted, site_address
from soc_studio.ui.shell.program_parts import PARTS
from soc_studio.ui.toolkit.application_events import unwatched, watch_application
from soc_studio.ui.widgets.sheet import Sheet
from soc_studio.ui.widgets.toasts import Kind
from soc_studio.ui.widgets.window_frame import WindowFrame


class HelpMenu(QObject):
    """Shows pages of the documentation, the About box and the log."""

    def __init__(self, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._device: DeviceFacts | None = None
        self.window: HelpWindow | None = None
        """The window of the documentation, once it was asked for."""
        frame.actions_.call(help=self.show_help, about=self.show_about, log_folder=self.show_log)
        watch_application(self, (QEvent.Type.KeyPress,))

    def know_device(self, facts: DeviceFacts) -> None:
        """Remember what networks run on, for the About box."""
        self._device = facts

    def show_help(self) -> None:
        """Open the page about the part that has the focus."""
        self._show_page(QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the key in sheets and dialogs, too, where the window's commands have no keys."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        keys = self._frame.actions_["help"].shortcuts()
        if QKeySequence(event.keyCombination()) not in keys or not _is_apart(watched, self._frame):
            return False
        self._show_page(watched)
        return True

    def _show_page(self, part: QWidget | None) -> None:
        page, anchor = parted(page_of(part))
        try:
            window = self._help_window()
            window.show_page(page, anchor)
        except OSError:
            said = self.tr("The documentation is not on this computer.")
            self._frame.toasts.tell(Kind.ERROR, said)
            return
        window.show()
        window.raise_()
        window.activateWindow()

    def _help_window(self) -> HelpWindow:
        """Return the window of the documentation, which is made when it is asked for first."""
        if self.window is None:
            has_site = site_address(*parted(page_of(None))) is not None
            self.window = HelpWindow(Documentation(PARTS), has_site)
            self.window.elsewhere.connect(self._browse)
            self.window.browser_asked.connect(self._browse_page)
            self._frame.destroyed.connect(self.window.deleteLater)
        return self.window

    def _browse_page(self, page: str, anchor: str) -> None:
        url = site_address(page, anchor)
        if url is not None:
            self._browse(url)

    def _browse(self, url: QUrl) -> None:
        if not QDesktopServices.openUrl(url):
            said = self.tr("No program opens this address: {0}")
            self._frame.toasts.tell(Kind.ERROR, said.format(url.toDisplayString()))

    def show_about(self) -> None:
        """Say what the program is and what it is made of."""
        with unwatched():
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


def _is_apart(part: QWidget, frame: WindowFrame) -> bool:
    """Whether `part` is in a sheet or a dialog; not where keys themselves are typed."""
    each: QWidget | None = part
    while each is not None:
        if isinstance(each, QKeySequenceEdit):
            return False
        if isinstance(each, Sheet):
            return True
        each = each.parentWidget()
    return part.window() is not frame
