"""How far corrections are carried, and of how many layers: chosen in a panel, and remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction

from soc_studio.core.masks.propagation_run import PropagationRange
from soc_studio.core.project.project import Correction, Layer, LayerId, Video
from soc_studio.ui.controllers.propagated_layers import Wish, fixed_masks
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.propagation_text import why_not_together
from soc_studio.ui.widgets.propagation_panel import PropagationPanel


class PropagationChoice(QObject):
    """Remembers how a person carries, from one time to the next, and says what can be chosen."""

    def __init__(
        self,
        panel: PropagationPanel,
        together: QAction,
        settings: QSettings,
        document: OpenDocument,
        playback: Playback,
        cuts: Callable[[], Collection[int]],
        parent: QObject,
    ) -> None:
        """Show it in `panel`, and in the menu's `together` whether layers are carried together.

        `cuts` returns the frames that shots begin with, as far as known.
        """
        super().__init__(parent)
        self._panel = panel
        self._action = together
        self._settings = settings
        self._document = document
        self._playback = playback
        self._cuts = cuts
        self._fixed: dict[LayerId, tuple[Mapping[int, Correction], list[int]]] = {}
        panel.chosen.connect(self._choose)
        for chosen in (panel.together_chosen, together.triggered):
            chosen.connect(self._choose_together)
        self._show()
        for signal in (playback.moved, playback.playing_changed):
            signal.connect(self.offer)

    @property
    def together(self) -> bool:
        """Whether layers are carried together."""
        return str(self._settings.value("propagation/together")) == "true"

    def how_far(self) -> tuple[PropagationRange, int]:
        """Return what was chosen last, and the number of frames; what is not known is as it is
        at first."""
        how_far, frames = PropagationRange.CORRECTION, 25
        with suppress(ValueError):
            how_far = PropagationRange(str(self._settings.value("propagation/how_far")))
        with suppress(ValueError):
            frames = max(1, int(str(self._settings.value("propagation/frames"))))
        return how_far, frames

    def wish(self, video: Video, frame: int) -> Wish:
        """Return what is wanted from a frame of a video, in both directions."""
        return Wish(*self.how_far(), frame, video, frozenset(self._cuts()))

    def beside(self, one: Layer, wish: Wish) -> dict[LayerId, int]:
        """Return which layers are carried with `one`, and each from which frame."""
        return self._candidates(one, wish) if self.together else {}

    def offer(self, *_: object) -> None:
        """Offer to carry layers together, or say why that cannot be."""
        one, video = self._document.selection, self._document.video
        if one is None or video is None:
            self._offer_together(False, why_not_together(False))
        elif not self._playback.is_playing:
            found = bool(self._candidates(one, self.wish(video, self._playback.frame)))
            self._offer_together(found, "" if found else why_not_together(True))

    def _offer_together(self, is_offered: bool, why_not: str) -> None:
        self._panel.offer_together(is_offered, why_not)
        self._action.setEnabled(is_offered)

    def _show(self) -> None:
        self._panel.show_choice(*self.how_far(), self.together)
        self._action.setChecked(self.together)

    def _candidates(self, one: Layer, wish: Wish) -> dict[LayerId, int]:
        """Return the layers beside `one` that can be seen and changed and have corrections in the
        range, with the frame that each is carried from."""
        layers = self._document.layers
        others = [e for e in layers if e.id != one.id and e.visible and not e.locked]
        sources = {each.id: wish.source(self._fixed_frames(each)) for each in others}
        return {layer: source for layer, source in sources.items() if source is not None}

    def _fixed_frames(self, layer: Layer) -> list[int]:
        """Return the corrected frames that a layer can be carried from; worked out once."""
        known = self._fixed.get(layer.id)
        if known is None or known[0] is not layer.corrections:
            frames = [n for n, mask in fixed_masks(layer).items() if mask.area]
            known = self._fixed[layer.id] = layer.corrections, frames
        return known[1]

    def _choose(self, how_far: str, frames: int) -> None:
        self._settings.setValue("propagation/how_far", how_far)
        self._settings.setValue("propagation/frames", frames)
        self.offer()

    def _choose_together(self, together: bool) -> None:
        self._settings.setValue("propagation/together", "true" if together else "false")
        self._show()
