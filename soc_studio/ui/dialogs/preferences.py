"""The Preferences sheet: every change takes effect at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from soc_studio.core.project.limits import MOST_OF_A_NAME
from soc_studio.core.system.settings import SCALES, Settings, Theme
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.translation import LANGUAGES
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.sheet import Sheet
from soc_studio.ui.widgets.switch import Switch

_WIDTH, _LIST, _LABELS, _HEIGHT = 760, 190, 150, 320


class PreferencesSheet(Sheet):
    """Shows settings, and says which the user wants otherwise.

    A page is made when it is shown first; it then has its fields as attributes.
    """

    changed = Signal(str, object)  # an attribute of Settings, and its new value
    keys_asked = Signal()
    first_steps_asked = Signal()

    def __init__(
        self,
        settings: Settings,
        models: Sequence[str],
        trackers: Sequence[str],
        window: QWidget,
    ) -> None:
        """`models` are the ids of the models that are on this computer, `trackers` likewise; the
        first of these comes with the program."""
        super().__init__(window, "", _WIDTH)
        self.title.setText(self.tr("Preferences"))
        self.setAccessibleName(self.tr("Preferences"))
        self._models = list(models)
        self._trackers = list(trackers)
        self.pages = QListWidget()
        self.pages.setObjectName("pages")
        self.pages.setAccessibleName(self.tr("Pages"))
        self.pages.setFixedWidth(_LIST)
        self.pages.setIconSize(QSize(18, 18))
        self.stack = QStackedWidget()
        self.stack.setObjectName("pane")
        self._makers: dict[int, Callable[[Settings], QWidget]] = {}  # of pages not shown yet
        for page, (name, text, make) in enumerate(
            (
                ("monitor", self.tr("Appearance"), self._appearance),
                ("search", self.tr("Finding"), self._finding),
                ("film", self.tr("Timeline, playing"), self._timeline),
                ("save", self.tr("Saving"), self._saving),
                ("keyboard", self.tr("Keys"), self._keys),
            )
        ):
            item = QListWidgetItem(icon(name), text)
            item.setSizeHint(QSize(0, 36))
            self.pages.addItem(item)
            self.stack.addWidget(QWidget())
            self._makers[page] = make
        self._settings = settings
        self.pages.currentRowChanged.connect(self._show_page)
        self.pages.setCurrentRow(0)
        self.stack.setMinimumHeight(_HEIGHT)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(12, 12, 20, 12)
        row.setSpacing(20)
        row.addWidget(self.pages)
        row.addWidget(self.stack, 1)
        self.hide_foot()

    def open(self) -> None:
        """Show it, with the keyboard on the list of pages."""
        super().open()
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, row: int) -> None:
        make = self._makers.pop(row, None)
        if make is not None:
            empty = self.stack.widget(row)
            assert empty is not None
            with unwatched():
                self.stack.insertWidget(row, make(self._settings))
                self.stack.removeWidget(empty)
            empty.deleteLater()
        self.stack.setCurrentIndex(row)

    def _appearance(self, settings: Settings) -> QWidget:
        themes = {
            Theme.AUTO: self.tr("As the system"),
            Theme.DARK: self.tr("Dark"),
            Theme.LIGHT: self.tr("Light"),
        }
        self.theme = self._few("theme", themes, settings.theme, self.tr("Theme"))
        self.scale = self._choice(
            "scale", {each: self.tr("{0} %").format(each) for each in SCALES}, settings.scale
        )
        self.language = self._choice(
            "language", {"": self.tr("As the system"), **LANGUAGES}, settings.language
        )
        self.contrast = self._tick(
            "contrast", self.tr("Clearer borders and captions"), settings.contrast
        )
        self.reduced_motion = self._tick(
            "reduced_motion", self.tr("Nothing slides or fades"), settings.reduced_motion
        )
        self.hints = self._tick("hints", self.tr("Point at the next step"), settings.hints)
        again = QPushButton(self.tr("Show again"))
        again.clicked.connect(self.first_steps_asked)
        first_steps = QHBoxLayout()
        first_steps.setSpacing(16)
        first_steps.addWidget(self.hints)
        first_steps.addStretch(1)
        first_steps.addWidget(again)
        page, form = _page()
        form.addRow(_label(self.tr("Theme")), self.theme)
        form.addRow(_label(self.tr("Size of everything"), self.scale), self.scale)
        form.addRow(_label(self.tr("Language"), self.language), self.language)
        form.addRow(
            _label(""),
            _note(self.tr("Size and language change at the next start. Sentences stay English.")),
        )
        form.addRow(_label(self.tr("More contrast")), self.contrast)
        form.addRow(_label(self.tr("Reduce motion")), self.reduced_motion)
        form.addRow(_label(self.tr("First steps")), first_steps)
        return page

    def _finding(self, settings: Settings) -> QWidget:
        qualities = {True: self.tr("Quick"), False: self.tr("Full quality")}
        self.quality = self._few("preview", qualities, settings.preview, self.tr("Quality"))
        names = dict.fromkeys([*self._models, settings.model])
        self.model = self._choice(
            "model", {each: Path(each).name for each in names}, settings.model
        )
        self.model.setMinimumContentsLength(18)
        browse = QPushButton(self.tr("From a file…"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.model, 1)
        row.addWidget(browse)
        self.device = self._choice(
            "device",
            {
                "auto": self.tr("Automatic: graphics card where there is one"),
                "cuda": self.tr("NVIDIA graphics card"),
                "mps": self.tr("Apple graphics"),
                "cpu": self.tr("Processor"),
            },
            settings.device,
        )
        trackers = dict.fromkeys([*self._trackers, settings.tracker])
        own = self._trackers[0]
        self.tracker = self._choice(
            "tracker",
            {each: self.tr("The program's own") if each == own else each for each in trackers},
            settings.tracker,
        )
        page, form = _page()
        form.addRow(_label(self.tr("Default quality")), self.quality)
        form.addRow(
            _label(""),
            _note(
                self.tr(
                    "Quick searches some frames and follows the object between them. Good "
                    "for checking; use full quality before exporting."
                )
            ),
        )
        form.addRow(_label(self.tr("Model"), self.model), row)
        form.addRow(_label(self.tr("Compute with"), self.device), self.device)
        form.addRow(_label(self.tr("Carry with"), self.tracker), self.tracker)
        return page

    def _timeline(self, settings: Settings) -> QWidget:
        self.thumbnails = self._tick(
            "thumbnails", self.tr("Pictures in the timeline"), settings.thumbnails
        )
        self.waveform = self._tick("waveform", self.tr("Sound in the timeline"), settings.waveform)
        self.proxies = self._tick(
            "proxies", self.tr("A light copy for smooth playing"), settings.proxies
        )
        self.time_code = self._choice(
            "file_time_code",
            {True: self.tr("Of the video"), False: self.tr("From zero")},
            settings.file_time_code,
        )
        page, form = _page()
        for tick in (self.thumbnails, self.waveform, self.proxies):
            form.addRow(tick)
        form.addRow(_label(self.tr("Time code"), self.time_code), self.time_code)
        form.addRow(
            _note(
                self.tr(
                    "A light copy is made of videos that are slow to scrub, beside the program's "
                    "other temporary files. Exports always use the video itself."
                )
            )
        )
        return page

    def _saving(self, settings: Settings) -> QWidget:
        self.reviewer = QLineEdit(settings.reviewer)
        self.reviewer.setMaxLength(MOST_OF_A_NAME)
        self.reviewer.setMinimumWidth(220)
        self.reviewer.editingFinished.connect(
            lambda: self.changed.emit("reviewer", " ".join(self.reviewer.text().split()))
        )
        page, form = _page()
        form.addRow(_label(self.tr("Reviewer"), self.reviewer), self.reviewer)
        form.addRow(
            _label(""),
            _note(self.tr("The name that is kept with your reviews; empty for none.")),
        )
        form.addRow(
            _note(
                self.tr(
                    "Every change is saved at once. Work without a name stays on the start page "
                    "until you save it as a project or throw it away."
                )
            )
        )
        return page

    def _keys(self, settings: Settings) -> QWidget:
        keys = QPushButton(self.tr("Keyboard shortcuts…"))
        keys.clicked.connect(self.keys_asked)
        page, form = _page()
        form.addRow(_label(self.tr("Shortcuts")), keys)
        changed = self.tr("Commands with keys of your own: {0}").format(len(settings.keys))
        form.addRow(_label(""), _note(changed))
        return page

    def _few(self, name: str, choices: Mapping[Any, str], chosen: Hashable, spoken: str) -> Choice:
        choice = Choice()
        choice.setAccessibleName(spoken)
        for value, text in choices.items():
            choice.add(value, text)
        choice.set_value(chosen)
        choice.chosen.connect(lambda value: self.changed.emit(name, value))
        return choice

    def _choice(self, name: str, choices: Mapping[Any, str], chosen: object) -> QComboBox:
        box = QComboBox()
        for value, text in choices.items():
            box.addItem(text, value)
        box.setCurrentIndex(list(choices).index(chosen) if chosen in choices else 0)
        box.activated.connect(lambda place: self.changed.emit(name, box.itemData(place)))
        return box

    def _tick(self, name: str, text: str, ticked: bool) -> Switch:
        box = Switch(text)
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
    page.setObjectName("pane")
    form = QFormLayout(page)
    form.setContentsMargins(0, 4, 0, 4)
    form.setVerticalSpacing(12)
    form.setHorizontalSpacing(16)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return page, form


def _label(text: str, of: QWidget | None = None) -> QLabel:
    """Make a label; screen readers say it for the field `of`, which has no text of its own."""
    label = QLabel(text)
    if of is not None:
        label.setBuddy(of)
    label.setFixedWidth(_LABELS)
    label.setMinimumHeight(28)
    return label


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("tone", "second")
    return label
