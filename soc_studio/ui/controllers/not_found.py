"""Controller of empty answers: shows what came nearest, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from soc_studio.core.project import edits
from soc_studio.core.project.project import LayerId, Pick
from soc_studio.core.tracks.candidate_list import portrait
from soc_studio.core.tracks.nearest_answer import (
    NearestAnswer,
    is_hardly_found,
    known_as,
    nearest_answers,
)
from soc_studio.ui.controllers.answer_controller import AnswerController
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.search_jobs import SearchRequest
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.images import to_qimage
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.advice_popover import PICTURE, Advice, AdvicePopover, Offer, Tile

_LOWERED = 0.8  # of the nearest score, so that frames a little less alike are shown, too


@dataclass(frozen=True, slots=True)
class _Thing:
    answer: NearestAnswer
    picture: QImage
    label: str  # of the layer that shows it already, empty without one
    noun: str  # what it looks like in a wide word, empty where that cannot be said


@dataclass(frozen=True, slots=True)
class _Nearest:
    layer: LayerId
    things: tuple[_Thing, ...]  # none where no answer has a mask


class NotFound(AnswerController):
    """Says that an object is not in the clip, with the closest thing that was found."""

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        popover: AdvicePopover,
        search: SearchController,
        finding: JobRunner,
        preferences: Preferences,
        change_words: Callable[[], object],
        take_points: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """Look for what came nearest on the thread of `finding`, which has the model."""
        super().__init__(operations, finding, parent)
        self._playback = playback
        self._popover = popover
        self._search = search
        self._preferences = preferences
        self._change_words = change_words
        self._take_points = take_points
        self._told: LayerId | None = None
        self._latest.returned.connect(self._tell)
        self._document.changed.connect(self._forget)

    def look(self, layer: LayerId) -> None:
        """Say what came nearest to a layer's sentence, where nothing counts as found."""
        view, reader = self._document.view(layer), self._document.reader
        if view is None or reader is None or view.layer.imported is not None:
            return
        if view.best_score() is None or not is_hardly_found(view):
            return
        prefer = self._preferences.value
        wish = SearchRequest(self._playback.frame, prefer.preview, prefer.model, prefer.device)
        others = [
            known
            for each in self._document.layers
            if each.id != layer and (known := self._document.view(each.id)) is not None
        ]
        ratio = self._popover.devicePixelRatioF()
        height, width = round(PICTURE.height() * ratio), round(PICTURE.width() * ratio)

        def look() -> _Nearest:
            things = []
            for answer in nearest_answers(view):
                picture = reader.frame(answer.frame)
                shown = portrait(picture, answer.mask, view.layer.colour, height, width)
                label = known_as(answer, others)
                noun = "" if label else self._search.looks_like(reader, answer, wish)
                things.append(_Thing(answer, to_qimage(shown), label, noun))
            return _Nearest(layer, tuple(things))

        self._latest.start(Job(self.tr("Looking for the closest thing"), once(look), minor=True))

    def _tell(self, nearest: _Nearest) -> None:
        if not self._is_there(nearest.layer):
            return
        if not nearest.things:
            self._tell_of_nothing(nearest.layer)
            return
        layer, first = self._document.project.layer(nearest.layer), nearest.things[0]
        answer, is_alone = first.answer, len(nearest.things) == 1
        video = self._document.video
        assert video is not None
        self._told = nearest.layer
        self._popover.tell(
            Advice(
                self.tr("“{0}” is not in this clip, it seems.").format(layer.label),
                f"{self._closest(first) if is_alone else self._named(nearest.things)} "
                + self.tr("Try fewer words, or another part of the clip."),
                aside=self.tr("looked at {0} of {1} frames").format(
                    answer.looked_at, video.frame_count
                ),
                image=first.picture if is_alone else None,
                tiles=() if is_alone else self._tiles(nearest),
                offers=(
                    Offer(self.tr("Change the words"), self._change_words, "primary"),
                    Offer(
                        self.tr("Take the closest"),
                        partial(self._lower_threshold, nearest.layer, answer),
                    ),
                    Offer(self.tr("Point at it"), partial(self._point, nearest.layer)),
                ),
            )
        )

    def _tell_of_nothing(self, layer: LayerId) -> None:
        self._told = layer
        self._popover.tell(
            Advice(
                self.tr("“{0}” is not in this clip, it seems.").format(
                    self._document.project.layer(layer).label
                ),
                self.tr("Nothing comes near it. Try fewer words, or another part of the clip."),
                offers=(
                    Offer(self.tr("Change the words"), self._change_words, "primary"),
                    Offer(self.tr("Point at it"), partial(self._point, layer)),
                ),
            )
        )

    def _tiles(self, nearest: _Nearest) -> list[Tile]:
        names = [self._name(each) or self.tr("something else") for each in nearest.things]
        tiles = []
        for place, (thing, name) in enumerate(zip(nearest.things, names, strict=True)):
            again = names[:place].count(name) + 1
            second = f"({again})" if again > 1 else ""
            take = partial(self._take, nearest.layer, thing.answer)
            tiles.append(Tile(thing.picture, name, second, take))
        return tiles

    def _name(self, thing: _Thing) -> str:
        if thing.label:
            return self.tr("“{0}”").format(thing.label)
        return {
            "animal": self.tr("an animal"),
            "vehicle": self.tr("a vehicle"),
            "furniture": self.tr("furniture"),
        }.get(thing.noun, "")

    def _named(self, things: Sequence[_Thing]) -> str:
        names = list(dict.fromkeys(name for each in things if (name := self._name(each))))
        if not names:
            return self.tr("These came nearest.")
        return self.tr("These came nearest; they look like: {0}.").format(", ".join(names))

    def _take(self, layer: LayerId, answer: NearestAnswer) -> None:
        """Show a thing in the layer, throughout the clip."""
        view = self._document.view(layer)
        if view is None or not self._is_there(layer):
            return
        picked, count = Pick(answer.frame, answer.mask), view.video.frame_count
        if self._operations.edit(lambda project: edits.pick(project, layer, 0, count, picked)):
            self._playback.go(answer.frame)

    def _closest(self, nearest: _Thing) -> str:
        looks = {
            "animal": self.tr("The closest thing, on frame {0}, looks like an animal."),
            "vehicle": self.tr("The closest thing, on frame {0}, looks like a vehicle."),
            "furniture": self.tr("The closest thing, on frame {0}, looks like furniture."),
        }
        plain = self.tr("The closest thing is on frame {0}; it is probably something else.")
        return looks.get(nearest.noun, plain).format(nearest.answer.frame)

    def _lower_threshold(self, layer: LayerId, answer: NearestAnswer) -> None:
        if not self._is_there(layer):
            return
        threshold = round(answer.score * _LOWERED, 3)
        done = self._operations.edit(
            lambda project: edits.set_matte(project, [layer], threshold=threshold), said=""
        )
        if done:
            self._playback.go(answer.frame)

    def _point(self, layer: LayerId) -> None:
        """Let the person say where it is."""
        if self._is_there(layer):
            self._document.select(layer)
            self._take_points()

    def _forget(self) -> None:
        """Close the popover once its layer is gone, or shows something."""
        if self._told is None:
            return
        view = self._document.view(self._told)
        if view is None or not is_hardly_found(view):
            self._told = None
            self._popover.forget()
