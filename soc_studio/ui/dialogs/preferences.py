"""The Preferences dialog: every change takes effect at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.system.settings import Settings, Theme
from soc_studio.ui.toolkit.translation import LANGUAGES

_WIDTH = 460


class PreferencesDialog(QDialog):
    """Shows settings, and says which the user wants otherwise."""

    changed = Signal(str, object)  # an attribute of Settings, and what it shall be
    keys_asked = Signal()

    def __init__(
        self, settings: Settings, models: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """`models` are the ids of the networks that are on this computer."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._models = list(models)
        pages = QTabWidget()
        pages.addTab(self._window_page(settings), self.tr("Window"))
        pages.addTab(self._finding_page(settings), self.tr("Finding"))
        pages.addTab(self._timeline_page(settings), self.tr("Timeline and saving"))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(pages)
        column.addWidget(close)

    def _window_page(self, settings: Settings) -> QWidget:
        self.theme = self._choice(
            "theme",
            {
                Theme.AUTO: self.tr("Same as system"),
                Theme.LIGHT: self.tr("Light"),
                Theme.DARK: self.tr("Dark"),
            },
            settings.theme,
        )
        self.language = self._choice(
            "language", {"": self.tr("Same as system"), **LANGUAGES}, settings.language
        )
        keys = QPushButton(self.tr("Keyboard shortcuts…"))
        keys.setAutoDefault(False)
        keys.clicked.connect(self.keys_asked)
        self.hints = self._tick("hints", self.tr("Show the first steps"), settings.hints)
        page, form = _page()
        form.addRow(self.tr("&Theme"), self.theme)
        form.addRow(self.tr("&Language"), self.language)
        form.addRow("", _note(self.tr("The language changes when the program restarts.")))
        form.addRow(self.tr("&Keys"), keys)
        form.addRow("", self.hints)
        return page

    def _finding_page(self, settings: Settings) -> QWidget:
        self.quality = self._choice(
            "preview", {True: self.tr("Quick"), False: self.tr("Full quality")}, settings.preview
        )
        names = dict.fromkeys([*self._models, settings.model])
        self.model = self._choice(
            "model", {each: Path(each).name for each in names}, settings.model
        )
        self.model.setMinimumContentsLength(18)
        browse = QPushButton(self.tr("From a file…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.model, 1)
        row.addWidget(browse)
        self.device = self._choice(
            "device",
            {
                "auto": self.tr("Automatic"),
                "cuda": self.tr("NVIDIA graphics card"),
                "mps": self.tr("Apple graphics"),
                "cpu": self.tr("Processor"),
            },
            settings.device,
        )
        page, form = _page()
        form.addRow(self.tr("Default &quality"), self.quality)
        form.addRow(
            "",
            _note(
                self.tr(
                    "Searches some frames and follows the object between them. Good "
                    "for checking; use full quality before exporting."
                )
            ),
        )
        network = QLabel(self.tr("&Model"))
        network.setBuddy(self.model)
        form.addRow(network, row)
        form.addRow(self.tr("&Compute with"), self.device)
        return page

    def _timeline_page(self, settings: Settings) -> QWidget:
        self.thumbnails = self._tick(
            "thumbnails", self.tr("&Pictures in the timeline"), settings.thumbnails
        )
        self.waveform = self._tick("waveform", self.tr("&Sound in the timeline"), settings.waveform)
        self.proxies = self._tick(
            "proxies",
            self.tr("Pro&xies of videos that are slow to scrub"),
            settings.proxies,
        )
        self.time_code = self._choice(
            "file_time_code",
            {True: self.tr("Of the video"), False: self.tr("From zero")},
            settings.file_time_code,
        )
        page, form = _page()
        for tick in (self.thumbnails, self.waveform, self.proxies):
            form.addRow(tick)
        form.addRow(self.tr("&Time code"), self.time_code)
        form.addRow(
            _note(
                self.tr(
                    "Every change is saved at once. Unsaved projects are offered again "
                    "at the next start."
                )
            )
        )
        return page

    def _choice(self, name: str, choices: dict[Any, str], chosen: object) -> QComboBox:
        box = QComboBox()
        for value, text in choices.items():
            box.addItem(text, value)
        box.setCurrentIndex(list(choices).index(chosen) if chosen in choices else 0)
        box.activated.connect(lambda place: self.changed.emit(name, box.itemData(place)))
        return box

    def _tick(self, name: str, text: str, ticked: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(ticked)
        box.toggled.connect(lambda now: self.changed.emit(name, now))
        return box

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("File with weights"), "", self.tr("Weights (*.safetensors *.pth *.pt)")
        )
        if name:
            self.model.addItem(Path(name).name, name)
            self.model.setCurrentIndex(self.model.count() - 1)
            self.changed.emit("model", name)


def _page() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    page.setMinimumWidth(_WIDTH)
    form = QFormLayout(page)
    form.setContentsMargins(16, 16, 16, 16)
    form.setVerticalSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return page, form


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
