"""The view of frames: its mode, and the edge between source and overlay; outlives documents."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from soc_studio.core.masks.compositing import ViewMode
from soc_studio.core.masks.effects import EffectSettings
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.commands.held_key import HeldKey
from soc_studio.ui.widgets.viewer import Viewer

_NAMED = {each.value: each for each in ViewMode if each is not ViewMode.SOURCE}


class Looks(QObject):
    """The look that was chosen in the menu, or the source for as long as its key is held."""

    changed = Signal()

    def __init__(self, actions: Actions, viewer: Viewer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen = ViewMode.OVERLAY
        self.wipe = 0.5  # where the source ends and the overlay begins, 0 to 1
        self.effect: EffectSettings | None = None  # in the place of the look, where there is one
        self._shows_source = False
        self._actions = actions
        self._viewer = viewer
        self._source_key = HeldKey(actions["source"], self)
        self._source_key.released.connect(self._let_go)
        actions.call(
            source=self._show_source,
            **{name: partial(self.choose, look) for name, look in _NAMED.items()},
        )
        viewer.wiped.connect(self._set_wipe)
        self._show_marks()

    @property
    def current(self) -> ViewMode:
        """The current view mode."""
        return ViewMode.SOURCE if self._shows_source else self.chosen

    def choose(self, look: ViewMode) -> None:
        """Look at frames in another manner."""
        self.chosen = look
        self._show_marks()
        self._viewer.splits = look is ViewMode.SPLIT
        self.changed.emit()

    def set_effect(self, effect: EffectSettings | None) -> None:
        """Look at frames with an effect, or, with None, in the manner that was chosen."""
        if effect != self.effect:
            self.effect = effect
            self.changed.emit()

    def hold_source(self, held: bool) -> None:
        """Look at the source, or no longer, as by its key."""
        self._actions["source"].setChecked(held)
        self._show_source()

    def _show_marks(self) -> None:
        for name, each in _NAMED.items():
            self._actions[name].setChecked(each is self.chosen)

    def _show_source(self) -> None:
        self._shows_source = self._actions["source"].isChecked()
        self.changed.emit()

    def _let_go(self) -> None:
        self.hold_source(False)

    def _set_wipe(self, wipe: float) -> None:
        self.wipe = wipe
        self.changed.emit()
