"""The About dialog: versions, licences and credits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.system.versions import Package, parts, versions
from soc_studio.resources import resource
from soc_studio.ui.toolkit.room import size_within_screen

_CREDITS = (("models", "CREDITS.md"), ("sample", "CREDITS.md"), ("icons", "CREDITS.md"))


class AboutDialog(QDialog):
    """Versions, licences, credits."""

    def __init__(self, device: str, parent: QWidget | None = None) -> None:
        """`device` is what networks compute with, in words."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About SOC Studio"))
        size_within_screen(self, 640, 480)
        self.device = device
        self.versions = {**versions(), "Qt": qVersion()}
        pages = QTabWidget()
        pages.setAccessibleName(self.windowTitle())
        pages.addTab(self._about_page(), self.tr("Versions"))
        pages.addTab(self._licence_page(), self.tr("Licences"))
        pages.addTab(self._credits_page(), self.tr("Credits"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(pages)
        column.addWidget(buttons)

    def _about_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        title = QLabel("SOC Studio")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        title.setFont(font)
        about = QLabel(self.tr("Describe an object in a video and get its mask on every frame."))
        about.setWordWrap(True)
        form = QFormLayout()
        for name, version in {**self.versions, self.tr("Device"): self.device}.items():
            value = QLabel(version)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name, value)
        column.addWidget(title)
        column.addWidget(about)
        column.addLayout(form)
        column.addStretch(1)
        return page

    def _licence_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        own = QLabel(
            self.tr("SOC Studio is licensed under the Apache License 2.0 and uses the work below.")
        )
        own.setWordWrap(True)
        column.addWidget(own)
        column.addWidget(self._part_table(parts()))
        return page

    def _part_table(self, made_of: Sequence[Package]) -> QTableWidget:
        table = QTableWidget(len(made_of), 3)
        table.setAccessibleName(self.tr("Packages and their licences"))
        table.setHorizontalHeaderLabels(
            [self.tr("Package"), self.tr("Version"), self.tr("Licence")]
        )
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        for row, part in enumerate(made_of):
            for column, text in enumerate((part.name, part.version, part.licence or "–")):
                table.setItem(row, column, QTableWidgetItem(text))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _credits_page(self) -> QWidget:
        text = QTextBrowser()
        text.setAccessibleName(self.tr("Credits"))
        text.setOpenExternalLinks(True)
        files = [resource(*parts) for parts in _CREDITS]
        there = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
        text.setMarkdown("\n\n".join(there))
        return text

    def _copy(self) -> None:
        lines = [f"{name} {version}" for name, version in self.versions.items()]
        QGuiApplication.clipboard().setText("\n".join([*lines, self.device]))
