"""Tells the person about a bug, and offers to continue, report or quit."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.system.log_file import log_folder
from soc_studio.ui.toolkit.icons import icon_pixmap
from soc_studio.ui.toolkit.theme import colour

_ICON = 32


class CrashDialog(QDialog):
    """One sentence about a bug; the details are for whoever gets the report."""

    quit_asked = Signal()

    def __init__(self, report: str, trouble: str, parent: QWidget | None = None) -> None:
        """`trouble` is why the work could not be saved, empty where it is."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("This did not work"))
        self._report = report
        saved = self.tr("Your work is saved. You can continue, or restart the program.")
        lost = self.tr("Your last changes are not saved: {0}").format(trouble)
        title = QLabel(self.tr("A fault in the program stopped this."))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self.text = QLabel(lost if trouble else saved)
        ask = QLabel(
            self.tr(
                "A report helps to fix it. It contains the versions of the program "
                "and the place of the fault; nothing is sent automatically."
            )
        )
        for label in (self.text, ask):
            label.setWordWrap(True)
            label.setMinimumWidth(420)
        icon = QLabel()
        ink = colour("warn")
        icon.setPixmap(icon_pixmap("triangle-alert", _ICON, ink, self.devicePixelRatioF()))
        self.copy_button = QPushButton(self.tr("Copy report"))
        folder_button = QPushButton(self.tr("Open log folder"))
        self.quit_button = QPushButton(self.tr("Close the program"))
        self.go_on_button = QPushButton(self.tr("Continue"))
        self.go_on_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        folder_button.clicked.connect(self._open_folder)
        self.quit_button.clicked.connect(self.accept)
        self.quit_button.clicked.connect(self.quit_asked)
        self.go_on_button.clicked.connect(self.accept)
        words = QVBoxLayout()
        for label in (title, self.text, ask):
            words.addWidget(label)
        words.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(16)
        above.addWidget(icon)
        above.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addWidget(folder_button)
        buttons.addStretch(1)
        buttons.addWidget(self.quit_button)
        buttons.addWidget(self.go_on_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(above)
        column.addLayout(buttons)

    def add(self, report: str) -> None:
        """Add another bug to the report."""
        self._report = f"{self._report}\n\n{report}"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy_button.setText(self.tr("Copied"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))
