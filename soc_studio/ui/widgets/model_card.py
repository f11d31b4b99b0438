"""A model as a card: its facts, its state, and the actions for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.models.catalogue import TOKENIZER
from soc_studio.core.models.made_card import MadeCard
from soc_studio.core.models.overview import Overview
from soc_studio.core.models.store import Availability
from soc_studio.core.system.progress import Progress
from soc_studio.ui.text import model_text, tier_text
from soc_studio.ui.widgets.icons import Picture, PictureLabel
from soc_studio.ui.widgets.link_label import LinkLabel

_STEPS = 1000  # of the progress bar


class ModelCard(QWidget):
    """Shows one network; says which of its buttons was pressed, with the network's id."""

    fetch_asked = Signal(str)
    stop_asked = Signal(str)
    file_asked = Signal(str)
    check_asked = Signal(str)
    measure_asked = Signal(str)
    remove_asked = Signal(str)
    use_asked = Signal(str)
    how_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: Overview | None = None
        self.title = QLabel()
        font = self.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.title.setFont(font)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.picture = PictureLabel()
        self.state = QLabel()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.picture)
        head.addWidget(self.state)
        self._link = LinkLabel()
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        inside = QWidget()
        self._form = QFormLayout(inside)
        self._form.setContentsMargins(0, 0, 8, 0)
        self._form.setVerticalSpacing(8)
        self._form.setHorizontalSpacing(16)
        for name, text in (
            ("id", self.tr("Name here")),
            ("trained", self.tr("Trained on")),
            ("score", self.tr("Published score")),
            ("learned", self.tr("Learned from")),
            ("gained", self.tr("Measured")),
            ("settings", self.tr("Settings")),
            ("size", self.tr("Size")),
            ("licence", self.tr("Licence")),
            ("from", self.tr("Source")),
            ("measured", self.tr("Needs")),
        ):
            self._add_fact(name, text)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(self._progress_row())
        column.addLayout(self._message_row())
        column.addLayout(self._first_buttons())
        column.addLayout(self._more_buttons())

    def _add_fact(self, name: str, text: str) -> None:
        label, value = QLabel(text), self._link if name == "from" else QLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        value.setWordWrap(True)
        if name != "from":
            value.setTextFormat(Qt.TextFormat.PlainText)
        if name == "id":
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts[name] = label, value
        self._form.addRow(label, value)

    def _progress_row(self) -> QHBoxLayout:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.step = QLabel()
        self.step.setWordWrap(True)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("The download can continue from here later."))
        words = QVBoxLayout()
        words.addWidget(self.step)
        words.addWidget(self.bar)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.stop_button)
        return row

    def _message_row(self) -> QHBoxLayout:
        self.message_picture = PictureLabel()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.addWidget(self.message_picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.message, 1)
        return row

    def _first_buttons(self) -> QHBoxLayout:
        self.fetch_button = QPushButton(self.tr("Get it"))
        self.file_button = QPushButton(self.tr("From a file…"))
        self.file_button.setToolTip(self.tr("Use what you already have of this model."))
        self.how_button = QPushButton(self.tr("No internet on this computer?"))
        self.how_button.setToolTip(self.tr("How to add it without an internet connection."))
        self.use_button = QPushButton(self.tr("Use it"))
        row = QHBoxLayout()
        for button in (self.fetch_button, self.use_button, self.file_button, self.how_button):
            row.addWidget(button)
        row.addStretch(1)
        for button, signal in (
            (self.fetch_button, self.fetch_asked),
            (self.stop_button, self.stop_asked),
            (self.file_button, self.file_asked),
            (self.how_button, self.how_asked),
            (self.use_button, self.use_asked),
        ):
            self._connect(button, signal)
        return row

    def _more_buttons(self) -> QHBoxLayout:
        self.check_button = QPushButton(self.tr("Check the file"))
        self.check_button.setToolTip(self.tr("Read the whole file and compare its checksum."))
        self.measure_button = QPushButton(self.tr("Try its speed"))
        self.measure_button.setToolTip(
            self.tr(
                "Run the model for a few seconds to measure its speed and memory on this computer."
            )
        )
        self.remove_button = QPushButton(self.tr("Remove…"))
        row = QHBoxLayout()
        for button, signal in (
            (self.check_button, self.check_asked),
            (self.measure_button, self.measure_asked),
            (self.remove_button, self.remove_asked),
        ):
            row.addWidget(button)
            self._connect(button, signal)
        row.addStretch(1)
        return row

    def _connect(self, button: QPushButton, signal: object) -> None:
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._model and signal.emit(self._model.id))  # type: ignore[attr-defined]

    def show_model(
        self, model: Overview, used: bool, step: Progress | None, failure: str, told: str
    ) -> None:
        """Show a network.

        Args:
            model: what is known of it.
            used: whether searches use it.
            step: how far work on it has come, None where nothing is done to it.
            failure: a sentence of what went wrong last, empty where nothing did.
            told: a sentence of what went well last, likewise.
        """
        self._model = model
        self.title.setText(model_text.title(model))
        works = step is not None
        self._show_state(model, works, used)
        self._show_facts(model)
        for widget in (self.bar, self.step, self.stop_button):
            widget.setVisible(works)
        if step is not None:
            self.show_step(step)
        self.message.setText(failure or told)
        self.message.setVisible(bool(failure or told) and not works)
        self.message_picture.setVisible(self.message.isVisibleTo(self))
        self.message_picture.show_picture(Picture.WARNING if failure else Picture.TICK)
        self._show_buttons(model, works, used)

    def show_step(self, step: Progress) -> None:
        """Show the progress of work on the model."""
        self.step.setText(model_text.step(step))
        self.bar.setRange(0, _STEPS if step.total else 0)
        if step.total:
            self.bar.setValue(_STEPS * step.done // step.total)

    def _show_state(self, model: Overview, works: bool, used: bool) -> None:
        said = self.tr("working") if works else model_text.state(model)
        if used and not works and model.can_be_used:
            said = self.tr("ready, in use")
        self.state.setText(said)
        self.picture.show_picture(picture_of(model, works))

    def _show_facts(self, model: Overview) -> None:
        card = model.card
        is_tokenizer = model.id == TOKENIZER
        scores = "\n".join(model_text.score(each) for each in card.scores) if card else ""
        page = card.file_page if card else ""
        made = model.made
        source = self.tr("comes with the program") if card else ""
        if made is not None:
            source = self.tr("made here by SOC Studio {0}").format(made.program)
        facts = {
            "id": model.id,
            "trained": card.trained_on if card else "",
            "score": scores or (self.tr("none published for this file") if card else ""),
            "size": self._size(model),
            "licence": "MIT" if is_tokenizer else card.licence if card else "",
            "from": page or source,
            "learned": model_text.made_data(made.data) if made else "",
            "gained": self._gained(made) if made else "",
            "settings": model_text.made_settings(made) if made else "",
            "measured": "" if is_tokenizer else self._measured(model),
        }
        for name, text in facts.items():
            label, value = self._facts[name]
            if name == "from":
                (self._link.show_page if page else self._link.show_words)(text)
            else:
                value.setText(text)
            value.setAccessibleName(f"{label.text()}: {text}")
            self._form.setRowVisible(label, bool(text))

    def fact(self, name: str) -> str:
        """Return what is shown as one of the facts, such as "score"."""
        return self._facts[name][1].text()

    def _gained(self, made: MadeCard) -> str:
        said = "\n".join(model_text.made_scores(made)) or self.tr("nothing was measured")
        return "\n".join(filter(None, (said, model_text.made_data(made.evaluation))))

    def _size(self, model: Overview) -> str:
        if model.entry.bytes is not None:
            return self.tr("{0} on the disk").format(model_text.size(model.entry.bytes))
        if model.card is None or model.card.converted_bytes is None:
            return ""
        size = model_text.size(model.card.converted_bytes)
        if model.unfinished:
            began = model_text.size(model.unfinished)
            return self.tr("about {0}, {1} downloaded").format(size, began)
        return self.tr("about {0}").format(size)

    def _measured(self, model: Overview) -> str:
        lines = [
            f"{model_text.takes(each)}, {model_text.device(each.device)} ({each.machine})"
            for each in model.measurements
        ]
        if not lines and model.card is not None and model.card.needs is not None:
            return model_text.needs(model.card.needs)
        if lines or not model.can_be_used or model.is_tracker:
            return "\n".join(lines)
        return self.tr("not measured yet")

    def _show_buttons(self, model: Overview, works: bool, used: bool) -> None:
        self.fetch_button.setText(tier_text.get(model))
        self.use_button.setToolTip(
            self.tr("Carry corrections with this tracker from now on.")
            if model.is_tracker
            else self.tr("Search with this model from now on.")
        )
        # A tracker is published as several files.
        words = self.tr("From a folder…") if model.is_tracker else self.tr("From a file…")
        self.file_button.setText(words)
        published = model.id == TOKENIZER or (model.card is not None and bool(model.card.origin))
        for button, shown, enabled in (
            (self.fetch_button, model.can_be_fetched, True),
            (self.file_button, model.can_be_fetched and model.card is not None, True),
            (self.how_button, published, True),
            (self.use_button, model.can_be_used, not used),
            (self.check_button, model.entry.state is not Availability.MISSING, True),
            (self.measure_button, model.can_be_used and not model.is_tracker, True),
            (self.remove_button, model.can_be_removed, True),
        ):
            button.setVisible(shown)
            button.setEnabled(enabled and (not works or button is self.how_button))


def picture_of(model: Overview, works: bool) -> Picture:
    """Return the picture that says how it stands with a network."""
    if works:
        return Picture.WAIT
    return {
        Availability.THERE: Picture.TICK,
        Availability.DAMAGED: Picture.WARNING,
        Availability.MISSING: Picture.FETCH,
    }[model.entry.state]
