"""Controller of sentences that ask for several objects: makes a layer for each after a search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from soc_rvos.sentences import objects_wanted
from soc_studio.core.models.words import understand_for
from soc_studio.core.project import edits
from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.several_objects import MOST_OBJECTS, FoundObject, separate_objects
from soc_studio.ui.controllers.answer_controller import AnswerController
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.search_jobs import SearchRequest
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.toolkit.preferences import Preferences


@dataclass(frozen=True, slots=True)
class _Found:
    layer: LayerId
    objects: tuple[FoundObject, ...]
    are_all: bool  # that the sentence asks for


class SeveralObjects(AnswerController):
    """Shows "two dogs" as two layers, once they are found."""

    def __init__(
        self,
        operations: Operations,
        search: SearchController,
        finding: JobRunner,
        preferences: Preferences,
        wants_best: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        """Tell objects apart on the thread of `finding`, which has the model; `wants_best` says
        whether a person wants the best match alone for a sentence."""
        super().__init__(operations, finding, parent)
        self._search = search
        self._preferences = preferences
        self._wants_best = wants_best
        self._waiting: list[LayerId] = []  # layers to look at after the one that is looked at
        self._latest.returned.connect(self._separate)
        self._latest.ended.connect(self._look_on)

    @property
    def is_busy(self) -> bool:
        """Whether objects are being told apart, or wait for it."""
        return bool(self._waiting) or super().is_busy

    def close(self) -> None:
        """Say nothing more."""
        self._waiting = []
        super().close()

    def look(self, layer: LayerId) -> None:
        """Make layers for the other objects of a layer's sentence, where it asks for several."""
        self._waiting.append(layer)
        if not self._latest.is_awaited:
            self._look_on()

    def _look_on(self, *_: object) -> None:
        while self._waiting and not self._latest.is_awaited:
            self._begin(self._waiting.pop(0))

    def _begin(self, layer: LayerId) -> None:
        view = self._document.view(layer)
        reader = self._document.reader
        if view is None or reader is None or view.layer.imported is not None:
            return
        prefer = self._preferences.value
        sentence, model = view.layer.searched, prefer.model
        wish = SearchRequest(0, prefer.preview, model, prefer.device)
        # A second layer of the sentence was made by an earlier search, or by the person.
        known = [each for each in self._document.layers if each.searched == sentence]
        if len(known) != 1 or self._wants_best(sentence):
            return

        def look() -> _Found:
            wanted = objects_wanted(understand_for(model, sentence))
            if not wanted.several:
                return _Found(layer, (), are_all=True)
            is_other = self._search.other_kinds(reader, sentence, wish)
            objects = separate_objects(view, wanted.count, is_other)
            return _Found(layer, objects, are_all=len(objects) == wanted.count)

        self._latest.start(Job(self.tr("Telling objects apart"), once(look), minor=True))

    def _separate(self, found: _Found) -> None:
        document = self._document
        is_shown = len(found.objects) < 2 and not any(each.choices for each in found.objects)
        if is_shown or not self._is_there(found.layer):
            return
        choices = [each.choices for each in found.objects]
        label = document.project.layer(found.layer).label
        count = len(found.objects)
        if count < 2:
            said = self.tr("“{0}”: one object.").format(label)
        else:
            said = self.tr("“{0}”: {1} objects, a layer for each.").format(label, count)
        if count == MOST_OBJECTS and not found.are_all:
            said += " " + self.tr("There may be more: {0} are told apart at most.").format(count)
        self._operations.edit(
            lambda project: edits.separate(project, found.layer, choices)[0], said=said
        )
