"""Controller of the table of layers in the Label workspace: reviews, categories and names."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_studio.core.project.edits import rename
from soc_studio.core.project.label_edits import categorise, review_all
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.project import LayerId, Review
from soc_studio.core.tracks.label_rows import label_row
from soc_studio.core.tracks.review_order import most_uncertain
from soc_studio.ui.controllers.operations import MakeEdit, Operations
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.label_table import LabelTable


class LabelController(QObject):
    """Keeps the table of layers in step with the document, and makes the edits that users ask
    there."""

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        table: LabelTable,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._operations = operations
        self._document = document = operations.document
        self._playback = playback
        self._seen: list[tuple[LayerId, int]] = []  # uncertain frames that were gone to
        table.seen.connect(self.refresh)
        table.chosen.connect(self._select)
        table.reviewed.connect(self._review)
        table.categorised.connect(self._categorise)
        table.renamed.connect(self._rename)
        table.uncertain_asked.connect(self.go_most_uncertain)
        document.changed.connect(self.refresh)
        document.views_changed.connect(self.refresh)
        document.selected.connect(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Show nothing."""
        self.table.show_rows([], None)

    def refresh(self, *_: object) -> None:
        """Show what the document has now; costs nothing while the table is not seen."""
        document = self._document
        if document.video is None or not self.table.isVisible():
            return
        span = document.video.span
        dashed = dashed_layers(document.layers)
        rows = [
            label_row(each, document.view(each.id), span, each.id in dashed)
            for each in document.layers
        ]
        selected = document.selection
        self.table.show_rows(rows, None if selected is None else selected.id)

    def go_most_uncertain(self, layers: list[int]) -> None:
        """Go to the most uncertain frame of some layers, of all where there are none; each time to
        another, and around again at the end."""
        document = self._document
        if document.video is None:
            return
        wanted = layers or [each.id for each in document.layers]
        views = [
            view for view in (document.view(LayerId(each)) for each in wanted) if view is not None
        ]
        span = document.video.span
        found = most_uncertain(views, span, self._seen)
        if found is None:
            self._seen.clear()
            found = most_uncertain(views, span)
        if found is None:
            self._operations.tell(self.tr("No more spots to check."))
            return
        self._seen.append(found)
        document.select(found[0])
        self._playback.go(found[1])

    def _select(self, layer: int) -> None:
        self._document.select(LayerId(layer))

    def _review(self, layers: list[int], opinion: Review | None) -> None:
        ids = [LayerId(each) for each in layers]
        self._edit(lambda project: review_all(project, ids, opinion))

    def _categorise(self, layers: list[int], category: str) -> None:
        ids = [LayerId(each) for each in layers]
        self._edit(lambda project: categorise(project, ids, category))

    def _rename(self, layer: int, name: str) -> None:
        self._edit(lambda project: rename(project, LayerId(layer), name))

    def _edit(self, make: MakeEdit) -> None:
        """Make an edit and update the table, also where the edit fails."""
        if not self._operations.edit(make, said=""):
            self.refresh()
