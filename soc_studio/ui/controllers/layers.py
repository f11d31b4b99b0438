"""Controller of the layer list: shows the document's layers and turns requests into edits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from soc_studio.core.project import edits
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.project import Layer, LayerId, Project
from soc_studio.core.tracks.layer_facts import LayerFacts, facts_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import MakeEdit, Operations
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.widgets.layer_list import LayerList, LayerRow
from soc_studio.ui.widgets.toasts import Kind, Told
from soc_studio.ui.widgets.window_frame import EVENT


class LayerController(QObject):
    """Keeps the list of layers in step with the document, and knows which are looked at alone."""

    alone_changed = Signal()

    def __init__(
        self,
        operations: Operations,
        layers: LayerList,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.layers = layers
        self._operations = operations
        self._document = document = operations.document
        self._facts: dict[int, tuple[ResolvedTrack, LayerFacts]] = {}
        self.removes_instead: Callable[[], bool] = lambda: False
        """Removes something else that is chosen, and returns whether there was any."""
        self._searched: frozenset[LayerId] = frozenset()
        self._waiting: frozenset[LayerId] = frozenset()
        layers.chosen.connect(self._select)
        layers.shown_asked.connect(self._set_shown)
        layers.locked_asked.connect(self._set_locked)
        layers.alone_asked.connect(self.set_alone)
        layers.rename_asked.connect(self._rename)
        layers.moved.connect(self._move)
        actions.call_methods(
            rename=layers.edit_name,
            remove=self.remove,
            hide=self.toggle_shown,
            solo=self.toggle_alone,
            lock=self.toggle_locked,
            duplicate=self.duplicate,
            layer_up=self.move_up,
            layer_down=self.move_down,
        )
        document.changed.connect(self.refresh)
        document.any_view_changed.connect(self.refresh)
        document.selected.connect(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Show nothing."""
        self.layers.show_layers([], None)

    def refresh(self, *_: object) -> None:
        """Show what the document has now."""
        document = self._document
        there = {each.id for each in document.layers}
        alone = document.track_cache.alone
        if alone - there:
            document.track_cache.look_alone(alone & there)
            self.alone_changed.emit()
        dashed = dashed_layers(document.layers)
        rows = [self._row(document, each, each.id in dashed) for each in document.layers]
        selected = document.selection
        self.layers.show_layers(rows, None if selected is None else selected.id)

    def show_searched(self, layers: frozenset[LayerId]) -> None:
        """Show which layers are being searched for."""
        self._searched = layers
        self.refresh()

    def show_waiting(self, layers: frozenset[LayerId]) -> None:
        """Show for which of them the search has not begun."""
        self._waiting = layers
        self.refresh()

    def is_alone(self, layer: LayerId) -> bool:
        """Return whether a layer is looked at alone."""
        return layer in self._document.track_cache.alone

    def set_alone(self, layer: int, alone: bool) -> None:
        """Look at a layer alone, beside others that are looked at so, or no longer."""
        track_cache = self._document.track_cache
        one = {LayerId(layer)}
        track_cache.look_alone(track_cache.alone | one if alone else track_cache.alone - one)
        self.refresh()
        self.alone_changed.emit()

    # Commands for the selected layer

    def toggle_alone(self) -> None:
        """Look at it alone, or at all again."""
        one = self._one()
        if one is not None:
            self.set_alone(one.id, not self.is_alone(one.id))

    def toggle_shown(self) -> None:
        """Hide it, or show it."""
        one = self._one()
        if one is not None:
            self._set_shown(one.id, not one.visible)

    def toggle_locked(self) -> None:
        """Lock it, or unlock it."""
        one = self._one()
        if one is not None:
            self._set_locked(one.id, not one.locked)

    def duplicate(self) -> None:
        """Add another layer like it, and work on that one."""
        one = self._one()
        if one is None:
            return
        edit, given = edits.duplicate(self._document.project, one.id)
        if self._do(lambda _: edit):
            self._document.select(given)

    def remove(self) -> None:
        """Remove the layer from the project, or what is chosen within it; a locked one stays."""
        one = self._one()
        if one is None or self.removes_instead():
            return
        if one.locked:
            told = self.tr("“{0}” is locked. Unlock it to remove it.").format(one.label)
            self._operations.tell(told)
        elif self._operations.edit(lambda project: edits.remove(project, one.id), said=""):
            gone = self._document.project

            def bring_back() -> None:
                if self._document.project is gone:  # else it is no more what Undo takes back
                    self._operations.undo()

            title = self.tr("“{0}” is removed.").format(one.label)
            back = self.tr("Undo"), bring_back
            self._operations.report(Told(Kind.EVENT, title, actions=(back,), subject=EVENT))

    def move_up(self) -> None:
        """Put it before the layer above it."""
        self._move_by(-1)

    def move_down(self) -> None:
        """Put it behind the layer below it."""
        self._move_by(1)

    def _move_by(self, places: int) -> None:
        document, one = self._document, self._one()
        if one is None:
            return
        place = [each.id for each in document.layers].index(one.id) + places
        if 0 <= place < len(document.layers):
            self._move(one.id, place)

    def _one(self) -> Layer | None:
        return self._document.selection

    def _row(self, document: OpenDocument, layer: Layer, dashed: bool) -> LayerRow:
        view = document.view(layer.id)
        facts = None
        if view is not None:
            known = self._facts.get(layer.id)
            if known is None or known[0] is not view:
                known = (view, facts_of(view))
                self._facts[layer.id] = known
            facts = known[1]
        searching, waits = layer.id in self._searched, layer.id in self._waiting
        return LayerRow(layer, facts, self.is_alone(layer.id), searching, dashed, waits)

    def _select(self, layer: int) -> None:
        self._document.select(LayerId(layer))

    def _set_shown(self, layer: int, shown: bool) -> None:
        self._do(lambda project: edits.set_visible(project, LayerId(layer), shown))

    def _set_locked(self, layer: int, locked: bool) -> None:
        self._do(lambda project: edits.set_locked(project, LayerId(layer), locked))

    def _rename(self, layer: int, name: str) -> None:
        def edit(project: Project) -> edits.Edit:
            one = LayerId(layer)
            same = project.layer(one).label == name
            return ("", project) if same else edits.rename(project, one, name)

        self._do(edit)

    def _move(self, layer: int, place: int) -> None:
        self._do(lambda project: edits.move(project, LayerId(layer), place))

    def _do(self, make: MakeEdit) -> bool:
        """Make an edit and update the list, also where the edit fails."""
        if self._operations.edit(make, said=""):
            return True
        self.refresh()
        return False
