"""Controller of corrections as keys on the timeline: moved, copied, and which one to make next."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_rvos.masks import Mask
from soc_studio.core.project import correction_edits, edits
from soc_studio.core.project.project import Layer, LayerId, Origin
from soc_studio.core.tracks.next_correction import best_correction
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.timeline.timeline import Timeline


class CorrectionKeys(QObject):
    """Moves and copies the corrections of a document, by commands and on its timeline."""

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        timeline: Timeline,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._playback = playback
        self._copied: Mask | None = None
        self._timeline = timeline
        self._remove = actions["remove"]
        self._remove_text = self._remove.text()
        timeline.key_chosen.connect(self._show_chosen)
        self._document.changed.connect(self._keep_chosen)
        timeline.key_moved.connect(self._move_from)
        timeline.key_copied.connect(self._copy_from)
        actions.call_methods(
            copy_correction=self.copy,
            paste_correction=self.paste,
            correction_back=self.move_back,
            correction_on=self.move_on,
            best_correction=self.go_to_best,
        )

    def close(self) -> None:
        """Forget what was copied, and what is chosen."""
        self._copied = None
        self._timeline.choose_key(None)

    def remove_chosen(self) -> bool:
        """Remove the correction whose diamond is chosen; return whether one is."""
        key = self._timeline.view.chosen_key
        one = None if key is None else self._layer(key[0])
        if key is None or one is None or key[1] not in one.corrections:
            return False
        if self._may_change(one):
            self._operations.edit(
                lambda project: edits.uncorrect(project, one.id, key[1], key[1] + 1)
            )
        return True

    def copy(self) -> None:
        """Remember the correction of this frame."""
        one = self._corrected()
        if one is not None:
            self._copied = one.corrections[self._playback.frame].mask
            self._operations.tell(self.tr("Copied. Paste it on another frame."))

    def paste(self) -> None:
        """Put the correction that was copied on this frame."""
        one, mask, frame = self._document.selection, self._copied, self._playback.frame
        if mask is None:
            self._operations.tell(self.tr("Copy the correction of a frame first."))
        elif one is not None and self._may_change(one):
            self._operations.edit(
                lambda project: correction_edits.copy_correction(project, one.id, mask, frame)
            )

    def move_back(self) -> None:
        """Move the correction of this frame to the frame before."""
        self._move_by(-1)

    def move_on(self) -> None:
        """Move the correction of this frame to the next frame."""
        self._move_by(1)

    def go_to_best(self) -> None:
        """Go to the frame whose correction should help most."""
        one = self._document.selection
        view = None if one is None else self._document.view(one.id)
        if view is None:
            return
        frame = best_correction(view)
        if frame is None:
            self._operations.tell(self.tr("Carry a correction first: then it is known."))
            return
        self._playback.go(frame)
        self._operations.tell(self.tr("A correction of frame {0} should help most.").format(frame))

    def _move_by(self, step: int) -> None:
        one, frame = self._corrected(), self._playback.frame
        if one is None:
            return
        if one.corrections[frame].origin is Origin.PROPAGATED:
            self._operations.tell(
                self.tr("This frame was carried: move the correction that it comes from.")
            )
        elif 0 <= frame + step < self._playback.timing.frame_count:
            self._move(one, frame, frame + step)

    def _move_from(self, layer: int, source: int, target: int) -> None:
        one = self._layer(layer)
        if one is not None:
            self._move(one, source, target)

    def _copy_from(self, layer: int, source: int, target: int) -> None:
        one = self._layer(layer)
        found = None if one is None else one.corrections.get(source)
        if one is not None and found is not None and self._may_take(one, target):
            done = self._operations.edit(
                lambda project: correction_edits.copy_correction(
                    project, one.id, found.mask, target
                )
            )
            if done:
                self._go_to(one, target)

    def _move(self, one: Layer, source: int, target: int) -> None:
        if source != target and not self._may_take(one, target):
            return
        done = self._operations.edit(
            lambda project: correction_edits.move_correction(project, one.id, source, target)
        )
        if done:
            self._go_to(one, target)

    def _go_to(self, one: Layer, frame: int) -> None:
        was_chosen = self._timeline.view.chosen_key is not None
        self._playback.go(frame)
        if was_chosen or self._timeline.hasFocus():
            self._timeline.choose_key((one.id, frame))

    def _show_chosen(self, is_chosen: bool) -> None:
        """Have the command say what it removes."""
        text = self.tr("Re&move the chosen correction")
        self._remove.setText(text if is_chosen else self._remove_text)

    def _keep_chosen(self) -> None:
        """Choose no correction that is gone."""
        key = self._timeline.view.chosen_key
        if key is not None:
            one = self._layer(key[0])
            if one is None or key[1] not in one.corrections:
                self._timeline.choose_key(None)

    def _corrected(self) -> Layer | None:
        """Return the selected layer where this frame is corrected; else say that it is not."""
        one = self._document.selection
        if one is None or self._playback.frame not in one.corrections:
            self._operations.tell(self.tr("This frame is not corrected."))
            return None
        return one

    def _layer(self, layer: int) -> Layer | None:
        return next((each for each in self._document.layers if each.id == LayerId(layer)), None)

    def _may_take(self, one: Layer, frame: int) -> bool:
        """Return whether a correction may come to a frame: not in the place of another one."""
        there = one.corrections.get(frame)
        if there is not None and there.origin is not Origin.PROPAGATED:
            self._operations.tell(self.tr("Frame {0} is corrected already.").format(frame))
            return False
        return self._may_change(one)

    def _may_change(self, one: Layer) -> bool:
        if one.locked:
            told = self.tr("“{0}” is locked. Unlock it to change it.").format(one.label)
            self._operations.tell(told)
        return not one.locked
