"""Cache of the tracks shown for a document's expressions, updated incrementally."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from soc_rvos.masks import Mask
from soc_studio.core.masks.compositing import Shown
from soc_studio.core.masks.matte import matte
from soc_studio.core.project.project import (
    Expression,
    ExpressionId,
    MatteSettings,
    Project,
    VideoId,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.tracks.resolved_layer import Layer, TrackView, layer_of
from soc_studio.core.tracks.smoothing import shown_mask


@dataclass(frozen=True, slots=True)
class _Known:
    text: str
    imported: int | None
    layer: Layer


class Session:
    """The views of a document. Several threads may use it.

    Layers come from the file and take a while; views follow from them and the decisions at once.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._layers: dict[ExpressionId, _Known] = {}
        self._views: dict[ExpressionId, TrackView] = {}
        self._proposed: tuple[ExpressionId, Mapping[int, Mask]] | None = None
        self._alone: frozenset[ExpressionId] = frozenset()
        self._revision = 0
        self._project = document.project  # the one that `_revision` is of
        self._lock = threading.Lock()

    @property
    def revision(self) -> int:
        """A number that is another one whenever `shown` may return something else.

        A picture is up to date as long as this is what it was before the picture was composed.
        """
        with self._lock:
            project = self.document.project
            if project is not self._project:
                self._project = project
                self._revision += 1
            return self._revision

    def propose(self, expression: ExpressionId, masks: Mapping[int, Mask]) -> None:
        """Show `masks`, by frame, in the place of an expression's own, until they are withdrawn.

        Nothing is decided by that. Call it again when masks were added.
        """
        self._proposed = (expression, masks)
        self._changed()

    def withdraw(self) -> None:
        """Show no proposal any more."""
        self._proposed = None
        self._changed()

    def proposed(self, expression: ExpressionId, frame: int) -> Mask | None:
        """Return the mask that is proposed for a frame of an expression, None where none is."""
        proposed = self._proposed
        if proposed is None or proposed[0] != expression:
            return None
        return proposed[1].get(frame)

    @property
    def alone(self) -> frozenset[ExpressionId]:
        """The layers that are looked at alone, whether they are visible or not; none in general."""
        return self._alone

    def look_alone(self, expressions: Iterable[ExpressionId]) -> None:
        """Look at some layers alone, or, for none, at all that are visible; decides nothing."""
        self._alone = frozenset(expressions)
        self._changed()

    def shows(self, expression: Expression) -> bool:
        """Return whether a layer is looked at: it is one of those alone, or visible without any."""
        alone = self._alone
        return expression.id in alone if alone else expression.visible

    def refresh(self, expression: ExpressionId) -> TrackView | None:
        """Read again what was found for an expression, and return its view.

        None where the expression was removed meanwhile, or its text changed. Not for the GUI
        thread. Raises what reading the project raises.
        """
        project = self.document.project
        one = _find(project, expression)
        if one is None:
            return None
        file = self.document.file
        layer = layer_of(one, project.video(one.video), file.results, file.imports)
        with self._lock:
            self._layers[expression] = _Known(one.text, one.imported, layer)
            self._revision += 1
        return self.view(expression)

    def view(self, expression: ExpressionId) -> TrackView | None:
        """Return the view of an expression as it is now.

        None where `refresh` has to read it first, or where there is no such expression.
        """
        project = self.document.project
        one = _find(project, expression)
        if one is None:
            return None
        video = project.video(one.video)
        with self._lock:
            known = self._layers.get(expression)
            if known is None or (known.text, known.imported) != (one.text, one.imported):
                return None
            seen = self._views.get(expression)
            if (
                seen is not None
                and seen.expression is one
                and seen.video is video
                and seen.layer is known.layer
            ):
                return seen
            file = self.document.file
            view = TrackView(one, video, known.layer, file.results, file.imports)
            self._views[expression] = view
            return view

    def unread(self, project: Project, video: VideoId) -> list[ExpressionId]:
        """Return the expressions of a video that `refresh` has to read."""
        return [each.id for each in project.of_video(video) if self.view(each.id) is None]

    def shown(self, video: VideoId, frame: int, height: int, width: int) -> list[Shown]:
        """Return the visible objects on a frame of `height` x `width`, the lowest layer first.

        Raises:
            DamageError: a mask cannot be read.
        """
        project = self.document.project
        scale = height / project.video(video).height
        shown = []
        for each in reversed(project.of_video(video)):
            if not self.shows(each):
                continue
            mask = self.proposed(each.id, frame)
            if mask is None and (view := self.view(each.id)) is not None:
                mask = shown_mask(view, frame)
            if mask is not None and mask.area:
                settings = _scaled(each.matte, scale)
                shown.append(Shown(matte(mask, settings, height, width), each.colour))
        return shown

    def _changed(self) -> None:
        with self._lock:
            self._revision += 1


def _find(project: Project, expression: ExpressionId) -> Expression | None:
    return next((each for each in project.expressions if each.id == expression), None)


def _scaled(settings: MatteSettings, scale: float) -> MatteSettings:
    """Return `settings` for pictures of another size."""
    return replace(
        settings,
        grow=round(settings.grow * scale),
        feather=settings.feather * scale,
        fill_holes=round(settings.fill_holes * scale**2),
        remove_specks=round(settings.remove_specks * scale**2),
    )
