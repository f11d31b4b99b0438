"""Controller of the inspector: shows the selected layer and turns changed settings into edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject

from soc_studio.core.masks.matte_ranges import changed_settings, scales, setting_at
from soc_studio.core.project import edits
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import Layer, LayerId, MatteSettings, Project
from soc_studio.core.tracks.layer_facts import LayerFacts, facts_of, score_at
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.inspector import Inspector

# Settings that are whole numbers.
_WHOLE = ("grow", "fill_holes", "remove_specks", "smooth", "edge_band", "edge_softness")


class MatteController(QObject):
    """Keeps the inspector in step with the document and the playhead."""

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        inspector: Inspector,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.inspector = inspector
        self._operations = operations
        self._document = document = operations.document
        self._playback = playback
        self._facts: tuple[ResolvedTrack, LayerFacts] | None = None
        self._gestures = f"matte {uuid4()}"  # those of one document are none of another
        inspector.renamed.connect(self._rename)
        inspector.colour_asked.connect(self._colour)
        inspector.set_asked.connect(self._set)
        inspector.reset_asked.connect(self._reset)
        document.changed.connect(self.refresh)
        document.views_changed.connect(self._views_changed)
        document.selected.connect(self.refresh)
        playback.moved.connect(self._show_score)
        self.refresh()

    def close(self) -> None:
        """Show nothing."""
        self.inspector.show_nothing()

    def refresh(self, *_: object) -> None:
        """Show what the document has now."""
        document, one = self._document, self._one()
        if one is None:
            self.inspector.show_nothing()
            return
        video = document.project.video(one.video)
        view = document.view(one.id)
        threshold = 0.5 if view is None else view.threshold
        self.inspector.show_layer(one, scales(video.height, video.width), threshold)
        self.inspector.show_facts(None if view is None else self._known(view))
        self._show_score()

    def _views_changed(self, layer: int) -> None:
        one = self._one()
        if one is not None and one.id == layer:
            self.refresh()

    def _show_score(self, *_: object) -> None:
        one = self._one()
        view = None if one is None else self._document.view(one.id)
        if view is None:
            self.inspector.show_score("")
            return
        frame = self._playback.frame
        score = score_at(view, frame)
        if score is None:
            self.inspector.show_score(self.tr("Here: the model says nothing"))
        elif view.is_enough(frame, score, chosen=True):
            told = self.tr("Here: found ({0} of 100)")
            self.inspector.show_score(told.format(round(100 * score)))
        else:
            told = self.tr("Here: not found ({0} of 100)")
            self.inspector.show_score(told.format(round(100 * score)))

    def _known(self, view: ResolvedTrack) -> LayerFacts:
        if self._facts is None or self._facts[0] is not view:
            self._facts = (view, facts_of(view))
        return self._facts[1]

    def _one(self) -> Layer | None:
        return self._document.selection

    def _rename(self, name: str) -> None:
        self._do(lambda project, one: edits.rename(project, one, name))

    def _colour(self, colour: Rgb) -> None:
        self._do(lambda project, one: edits.set_colour(project, one, colour))

    def _set(self, setting: str, value: float, gesture: int) -> None:
        found: Any = setting_at(setting, round(value) if setting in _WHOLE else value)
        one = self._one()
        if one is not None:
            self._do(
                lambda project, each: edits.set_matte(project, [each], **{setting: found}),
                f"{self._gestures} {one.id} {setting} {gesture}",
            )

    def _reset(self, setting: str) -> None:
        one = self._one()
        if one is None:
            return
        first = MatteSettings()
        names = [setting] if setting else changed_settings(one.matte)
        changes = {name: getattr(first, name) for name in names}
        if changes:
            self._do(lambda project, each: edits.set_matte(project, [each], **changes))

    def _do(
        self, edit: Callable[[Project, LayerId], edits.Edit], gesture: str | None = None
    ) -> None:
        one = self._one()
        if one is None:
            return
        if not self._operations.edit(lambda project: edit(project, one.id), gesture, said=""):
            self.refresh()
