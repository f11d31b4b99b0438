"""Controller of the inspector: shows the selected layer and turns changed settings into edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from soc_studio.core.masks.matte_ranges import changed_settings, scales
from soc_studio.core.project import edits
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import Layer, LayerId, MatteSettings, Project
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.layer_facts import LayerFacts, facts_of, score_at
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.inspector import Inspector

_WHOLE = ("grow", "fill_holes", "remove_specks", "smooth")  # settings that are whole numbers


class MatteController(QObject):
    """Keeps the inspector in step with the document and the playhead."""

    failed = Signal(object)  # StudioError

    def __init__(self, inspector: Inspector, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.inspector = inspector
        self._document: OpenDocument | None = None
        self._playback: Playback | None = None
        self._facts: tuple[ResolvedTrack, LayerFacts] | None = None
        self._opened = 0  # of documents: gestures of one are none of another
        inspector.renamed.connect(self._rename)
        inspector.colour_asked.connect(self._colour)
        inspector.set_asked.connect(self._set)
        inspector.reset_asked.connect(self._reset)

    def open(self, document: OpenDocument, playback: Playback) -> None:
        """Show a document."""
        self._document, self._playback = document, playback
        self._opened += 1
        document.changed.connect(self.refresh)
        document.views_changed.connect(self._views_changed)
        document.selected.connect(self.refresh)
        playback.moved.connect(self._show_score)
        self.refresh()

    def close(self) -> None:
        """Show nothing."""
        if self._document is not None and self._playback is not None:
            self._document.changed.disconnect(self.refresh)
            self._document.views_changed.disconnect(self._views_changed)
            self._document.selected.disconnect(self.refresh)
            self._playback.moved.disconnect(self._show_score)
        self._document = self._playback = self._facts = None
        self.inspector.show_nothing()

    def refresh(self, *_: object) -> None:
        """Show what the document has now."""
        document, one = self._document, self._one()
        if document is None or one is None:
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
        view = None if one is None or self._document is None else self._document.view(one.id)
        if view is None or self._playback is None:
            self.inspector.show_score("")
            return
        frame = self._playback.frame
        score = score_at(view, frame)
        if score is None:
            self.inspector.show_score(self.tr("This frame: no score"))
        elif view.is_enough(frame, score, chosen=True):
            self.inspector.show_score(self.tr("This frame: {0}, present").format(f"{score:.2f}"))
        else:
            self.inspector.show_score(self.tr("This frame: {0}, too low").format(f"{score:.2f}"))

    def _known(self, view: ResolvedTrack) -> LayerFacts:
        if self._facts is None or self._facts[0] is not view:
            self._facts = (view, facts_of(view))
        return self._facts[1]

    def _one(self) -> Layer | None:
        return None if self._document is None else self._document.selection

    def _rename(self, name: str) -> None:
        self._do(lambda project, one: edits.rename(project, one, name))

    def _colour(self, colour: Rgb) -> None:
        self._do(lambda project, one: edits.set_colour(project, one, colour))

    def _set(self, setting: str, value: float, gesture: int) -> None:
        found: Any = round(value) if setting in _WHOLE else value
        one = self._one()
        if one is not None:
            self._do(
                lambda project, each: edits.set_matte(project, [each], **{setting: found}),
                f"matte {self._opened} {one.id} {setting} {gesture}",
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
        document, one = self._document, self._one()
        if document is None or one is None:
            return
        try:
            document.do(*edit(document.project, one.id), gesture)
        except StudioError as error:
            self.failed.emit(error)
            self.refresh()
