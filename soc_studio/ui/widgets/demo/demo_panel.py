"""What lies below the picture in the workspace Demo: prompt, effects, and what plays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.masks.effects import EffectSettings, PictureEffect
from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.project.colours import PALETTE
from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.widgets.colour_row import ColourRow
from soc_studio.ui.widgets.demo.effect_tiles import EffectTiles
from soc_studio.ui.widgets.demo.play_button import PlayButton
from soc_studio.ui.widgets.demo.scrub_bar import ScrubBar
from soc_studio.ui.widgets.labelled_button import KeyButton

_WIDE, _NARROW, _WIDE_FROM = 24, 12, 1280  # margins, and the window's width for the wide ones
_ROW = 28  # of examples and options
_ICON = 20
_NAME = 180  # pixels of the name of a picture


class DemoPanel(QWidget):
    """Two rows: prompt and effects, with examples and options below them; then the playhead.

    `bar_place` is the room for the prompt, which belongs to the window.
    """

    example_asked = Signal(str)  # a sentence to find
    effect_asked = Signal(object)  # PictureEffect
    ground_asked = Signal(object)  # Rgb of a new background
    backdrop_asked = Signal()  # a picture is to be chosen for it

    def __init__(self, play: QAction, loop: QAction, mute: QAction) -> None:
        super().__init__()
        self.settings = EffectSettings(ground=PALETTE[3])
        """The effect that is chosen."""
        self._picture = ""  # name of the one behind the objects
        self._codes: TimeCodes | None = None
        self.setObjectName("demo_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar_place = QHBoxLayout()
        self.bar_place.setContentsMargins(0, 0, 0, 0)
        self.tiles = EffectTiles()
        self.tiles.chosen.connect(self.effect_asked)
        self.examples: list[KeyButton] = []
        self._examples = QWidget()
        row = QHBoxLayout(self._examples)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        self._make_options()
        self.play_button = PlayButton(play)
        self.time, self.length = QLabel(), QLabel()
        self.time.setFont(role_font("heading", tabular=True))
        self.time.setAccessibleName(self.tr("Time"))
        self.length.setFont(role_font("body", tabular=True))
        self.length.setProperty("tone", "second")
        self.length.setToolTip(self.tr("Time of the last frame"))
        self.scrub = ScrubBar()
        self._top, self._below, self._bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for each in (self._top, self._below, self._bottom):
            each.setSpacing(16)
        self._top.addLayout(self.bar_place, 1)
        self._top.addWidget(self.tiles)
        self._below.addWidget(self._examples, 1)
        self._below.addWidget(self.options)
        for widget in (self.play_button, self.time, self.scrub, self.length):
            self._bottom.addWidget(widget)
        self._switches = [_icon_button(action) for action in (loop, mute)]
        for button in self._switches:
            self._bottom.addWidget(button)
        self._bottom.setStretch(2, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addLayout(self._top)
        self._column.addLayout(self._below)
        self._column.addLayout(self._bottom)
        self.fit(_WIDE_FROM)
        self.show_effect(self.settings)
        self.hide()

    def fit(self, width: int) -> None:
        """Be in a window of `width`."""
        side = _WIDE if width >= _WIDE_FROM else _NARROW
        self._column.setContentsMargins(side, side - 4, side, max(12, side - 8))
        self.tiles.fit(width)

    def show_effect(self, settings: EffectSettings, picture: str = "") -> None:
        """Show which effect is chosen; `picture` is the name of a new one behind the objects."""
        self.settings = settings
        self._picture = "" if settings.backdrop is None else picture or self._picture
        self.tiles.show_effect(settings.effect)
        self._choices.setVisible(settings.effect is PictureEffect.BACKGROUND)
        self.colours.show_colour(settings.ground)
        name = self.picture_button.fontMetrics().elidedText(
            self._picture, Qt.TextElideMode.ElideMiddle, _NAME
        )
        self.picture_button.setText(name.replace("&", "&&") or self.tr("Picture…"))

    def show_examples(self, sentences: Sequence[str]) -> None:
        """Offer these sentences, none where there are none; their room stays."""
        if [each.text() for each in self.examples] == list(sentences):
            return
        row = self._examples.layout()
        assert isinstance(row, QHBoxLayout)
        for button in self.examples:
            row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.examples = []
        for sentence in sentences:
            button = KeyButton(sentence.replace("&", "&&"), picture="search")
            button.setProperty("kind", "example")
            button.shrinks = True
            button.setFixedHeight(_ROW)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(self.tr("Find “{0}”").format(sentence))
            button.setAccessibleName(self.tr("Find “{0}”").format(sentence))
            button.clicked.connect(
                lambda _=False, sentence=sentence: self.example_asked.emit(sentence)
            )
            row.insertWidget(row.count() - 1, button)
            self.examples.append(button)
        self._chain()

    def _chain(self) -> None:
        """Have Tab go through the panel as one reads it."""
        order: list[QWidget] = [
            *self.examples,
            *self.tiles.buttons.values(),
            *self.colours.swatches,
            self.colours.own,
            self.colours.other_button,
            self.picture_button,
            self.play_button,
            self.scrub,
            *self._switches,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def set_codes(self, codes: TimeCodes) -> None:
        """Leave room for the widest time of a video."""
        self._codes = codes
        last = codes.timing.frame_count - 1
        metrics = QFontMetrics(role_font("heading", tabular=True))
        self.time.setFixedWidth(metrics.horizontalAdvance(codes.widest()) + 12)
        self.length.setText(codes.code(last))
        self.scrub.set_frames(codes.timing.frame_count)

    def show_frame(self, frame: int) -> None:
        """Show where the playhead is."""
        if self._codes is not None:
            self.time.setText(self._codes.code(frame))
        self.scrub.show_frame(frame)

    def _make_options(self) -> None:
        """Make the choice of a new background, whose room stays while another effect is chosen."""
        self.options = QWidget()
        self.options.setFixedHeight(_ROW)
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.colours = ColourRow()
        self.colours.asked.connect(self.ground_asked)
        self.picture_button = QPushButton(self.tr("Picture…"))
        self.picture_button.setFixedHeight(_ROW)
        self.picture_button.setMaximumWidth(220)
        self.picture_button.setToolTip(self.tr("Choose a picture for the background"))
        self.picture_button.setAccessibleName(self.tr("Choose a picture for the background"))
        self.picture_button.clicked.connect(self.backdrop_asked)
        row.addWidget(self.colours)
        row.addWidget(self.picture_button)
        outer = QHBoxLayout(self.options)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(self._choices)


def _icon_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAutoRaise(True)
    button.setIconSize(QSize(_ICON, _ICON))
    button.setFixedSize(36, 36)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setAccessibleName(action.text().replace("&", ""))
    return button
