"""Controller of the question "Which one do you mean?", asked when two answers are close."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from soc_rvos.sentences import objects_wanted
from soc_studio.core.models.words import understand_for
from soc_studio.core.project import edits
from soc_studio.core.project.project import LayerId, Pick
from soc_studio.core.tracks.ambiguity import Ambiguity, Plausible, ambiguity_at
from soc_studio.core.tracks.candidate_list import portrait
from soc_studio.ui.controllers.answer_controller import AnswerController
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.images import to_qimage
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.advice_popover import PICTURE, Advice, AdvicePopover, Tile
from soc_studio.ui.widgets.confidence import likelihood_word

_PATIENCE = 20_000  # milliseconds after which the likeliest answer stands
_MOST = 3  # answers that are offered


@dataclass(frozen=True, slots=True)
class _Question:
    layer: LayerId
    ambiguity: Ambiguity
    pictures: tuple[QImage, ...]


class WhichOne(AnswerController):
    """Asks once for each search, on the frame that was looked at when it began.

    The search goes on meanwhile; an answer holds for the whole clip. Without one for 20 seconds
    the likeliest object stands.
    """

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        popover: AdvicePopover,
        looking: JobRunner,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(operations, looking, parent)
        self._playback = playback
        self._popover = popover
        self._preferences = preferences
        self._asking: LayerId | None = None
        self._frame = 0
        self._asked: Advice | None = None  # the question that is shown
        self._latest.returned.connect(self._ask)
        self._given_up = QTimer(self)
        self._given_up.setSingleShot(True)
        self._given_up.setInterval(_PATIENCE)
        self._given_up.timeout.connect(self._give_up)
        self._document.views_changed.connect(self._look)

    def close(self) -> None:
        """Ask nothing more."""
        self._given_up.stop()
        super().close()

    def begin(self, layer: LayerId) -> None:
        """Ask about a layer once its first answer on the present frame is there."""
        self._asking, self._frame = layer, self._playback.frame

    def end(self, *_: object) -> None:
        """Ask no more about the searches that are over."""
        self._look()
        self._asking = None

    def _look(self, *_: object) -> None:
        layer, frame = self._asking, self._frame
        if layer is None or self._latest.is_awaited:
            return
        view, reader = self._document.view(layer), self._document.reader
        if view is None or reader is None or not view.alternatives(frame):
            return
        self._asking = None
        model = self._preferences.value.model
        ratio = self._popover.devicePixelRatioF()
        height, width = round(PICTURE.height() * ratio), round(PICTURE.width() * ratio)

        def look() -> _Question | None:
            ambiguity = ambiguity_at(view, frame)
            sentence = view.layer.searched
            if ambiguity is None or objects_wanted(understand_for(model, sentence)).several:
                return None
            picture = reader.frame(frame)
            colour = view.layer.colour
            return _Question(
                layer,
                ambiguity,
                tuple(
                    to_qimage(portrait(picture, each.mask, colour, height, width))
                    for each in ambiguity.candidates[:_MOST]
                ),
            )

        self._latest.start(Job(self.tr("Comparing answers"), once(look), minor=True))

    def _ask(self, question: _Question | None) -> None:
        if question is None or not self._is_there(question.layer):
            return
        if self._popover.advice is not None:
            return  # something else is said, and waits for an answer
        names = (self.tr("This one"), self.tr("That one"), self.tr("Or that one"))
        shown = zip(question.ambiguity.candidates, question.pictures, names, strict=False)
        tiles = [
            Tile(
                picture,
                name,
                likelihood_word(each.score, enough=True),
                partial(self._pick, question, each),
            )
            for each, picture, name in shown
        ]
        self._asked = Advice(
            self.tr("Which one do you mean?"),
            aside=self.tr("The search goes on with your answer."),
            tiles=tiles,
        )
        self._popover.tell(self._asked)
        self._popover.tiles[0].setFocus()
        self._given_up.start()

    def _give_up(self) -> None:
        """Close the question, unless something else is said by now."""
        if self._asked is not None and self._popover.advice is self._asked:
            self._popover.forget()

    def _pick(self, question: _Question, chosen: Plausible) -> None:
        self._given_up.stop()
        view = self._document.view(question.layer)
        if view is None or (not chosen.place and chosen is question.ambiguity.candidates[0]):
            return  # it is shown already
        picked = Pick(question.ambiguity.frame, chosen.mask)
        count = view.video.frame_count
        self._operations.edit(lambda project: edits.pick(project, question.layer, 0, count, picked))
