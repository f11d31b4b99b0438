"""The effects of the workspace Demo, one of which is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from soc_studio.core.masks.effects import PictureEffect
from soc_studio.ui.toolkit.icons import icon_pixmap
from soc_studio.ui.toolkit.theme import colour, is_in_new_theme

_HEIGHT, _ICON, _WIDE, _NARROW = 64, 20, 122, 80
_WIDE_FROM = 1280  # pixels of the window's width
_PICTURES = {
    PictureEffect.SPOTLIGHT: "sun",
    PictureEffect.COLOUR: "layers",
    PictureEffect.CUT_OUT: "scissors",
    PictureEffect.BLUR: "droplets",
    PictureEffect.BACKGROUND: "image",
    PictureEffect.PIXELATE: "grid-2x2",
}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class EffectTiles(QWidget):
    """A tile for each effect; the arrow keys move the choice."""

    chosen = Signal(object)  # the PictureEffect that the person chose

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Effect"))
        self._group = QButtonGroup(self)
        self.buttons: dict[PictureEffect, QToolButton] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for effect, (text, tip) in self._words().items():
            button = QToolButton()
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
            button.setCheckable(True)
            button.setProperty("kind", "tile")
            button.setProperty("takes_arrows", True)
            button.setIconSize(QSize(_ICON, _ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, effect=effect: self.chosen.emit(effect))
            self._group.addButton(button)
            row.addWidget(button)
            self.buttons[effect] = button
        self.fit(_WIDE_FROM)
        self._draw_icons()

    def show_effect(self, effect: PictureEffect) -> None:
        """Show which effect is chosen."""
        self.buttons[effect].setChecked(True)

    def fit(self, width: int) -> None:
        """Be in a window of `width`."""
        is_wide = width >= _WIDE_FROM
        least, pad = (_WIDE, 20) if is_wide else (_NARROW, 12)
        self._row.setSpacing(8 if is_wide else 4)
        for button in self.buttons.values():
            text = button.fontMetrics().horizontalAdvance(button.text())
            button.setFixedSize(max(least, text + pad), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = _STEPS.get(Qt.Key(event.key()))
        buttons = list(self.buttons.values())
        checked = [place for place, button in enumerate(buttons) if button.isChecked()]
        if step is None or not checked:
            super().keyPressEvent(event)
            return
        target = buttons[(checked[0] + step) % len(buttons)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            self._draw_icons()

    def _draw_icons(self) -> None:
        for effect, button in getattr(self, "buttons", {}).items():
            made = QIcon()
            for scale in (1.0, 2.0):
                plain = icon_pixmap(_PICTURES[effect], _ICON, colour("t1"), scale)
                white = icon_pixmap(_PICTURES[effect], _ICON, QColor("#FFFFFF"), scale)
                made.addPixmap(plain, QIcon.Mode.Normal, QIcon.State.Off)
                made.addPixmap(white, QIcon.Mode.Normal, QIcon.State.On)
            button.setIcon(made)

    def _words(self) -> dict[PictureEffect, tuple[str, str]]:
        return {
            PictureEffect.SPOTLIGHT: (
                self.tr("Spotlight"),
                self.tr("Darkens everything but the objects"),
            ),
            PictureEffect.COLOUR: (self.tr("Colour"), self.tr("Shows each object in its colour")),
            PictureEffect.CUT_OUT: (self.tr("Cut-out"), self.tr("Shows the objects alone")),
            PictureEffect.BLUR: (
                self.tr("Blur behind"),
                self.tr("Blurs everything but the objects"),
            ),
            PictureEffect.BACKGROUND: (
                self.tr("New background"),
                self.tr("Shows the objects on a colour or a picture"),
            ),
            PictureEffect.PIXELATE: (
                self.tr("Pixelate"),
                self.tr("Makes the objects unrecognisable"),
            ),
        }
