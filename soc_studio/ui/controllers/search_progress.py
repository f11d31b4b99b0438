"""Controller of the search pill: says on the stage how far a search is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from soc_studio.core.project.project import Layer, LayerId
from soc_studio.core.system.progress import Progress
from soc_studio.ui.controllers.expression import ExpressionController
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.expression_bar import ExpressionBar
from soc_studio.ui.widgets.search_pill import SearchPill


class SearchProgress(QObject):
    """Shows the pill while a search of the document runs."""

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        expression: ExpressionController,
        bar: ExpressionBar,
        pill: SearchPill,
        is_busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_busy` returns whether something that waits for an answer needs the pill's place."""
        super().__init__(parent)
        self._is_busy = is_busy
        self._document = document
        self._playback = playback
        self._pill = pill
        self._layer: LayerId | None = None
        self._progress: Progress | None = None  # None while nothing is searched
        expression.searched.connect(self._know)
        bar.working.connect(self._show)
        playback.moved.connect(self.show_again)  # what is said is about the frame
        document.changed.connect(self.show_again)

    def close(self) -> None:
        """Show nothing."""
        self._progress = None
        self._pill.hide()

    def _know(self, layers: frozenset[LayerId]) -> None:
        self._layer = next((each.id for each in self._document.layers if each.id in layers), None)

    def show_again(self, *_: object) -> None:
        """Show the progress known last, or nothing where the place of the pill is needed."""
        if self._progress is not None:
            self._show(self._progress)

    def _show(self, progress: Progress | None) -> None:
        self._progress = progress
        if progress is None or self._is_busy():
            if not self._pill.isHidden():
                self._pill.vanish()
            return
        layer = next((each for each in self._document.layers if each.id == self._layer), None)
        first, second = self._words(layer, progress)
        self._pill.show_search(first, second, None if layer is None else layer.colour, progress)

    def _words(self, layer: Layer | None, progress: Progress) -> tuple[str, str]:
        if layer is not None and self._is_seen(layer):
            return self.tr("Found on this frame"), self.tr("· following it through the clip")
        if not progress.total:
            return progress.what or self.tr("Looking at this frame…"), ""
        return self.tr("Searching the clip"), ""

    def _is_seen(self, layer: Layer) -> bool:
        frame, view = self._playback.frame, self._document.view(layer.id)
        provisional = self._document.track_cache.provisional(layer.id, frame)
        return provisional is not None or (view is not None and view.present(frame))
