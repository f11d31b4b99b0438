"""Controller of the sentence field: says what is not understood, before the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from soc_rvos.sentences import FindingKind, Understanding, objects_wanted
from soc_studio.core.models.words import understand_for
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.text.sentence_text import MENDED, corrected, most_important, warning
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.advice_popover import Advice, AdvicePopover, Offer
from soc_studio.ui.widgets.sentence_field import SentenceField

_PAUSE = 300  # milliseconds without a key after which the sentence is looked at
_LONG_PAUSE = 900  # the same, more, before it is said that no thing is named: it may still follow


class SentenceChecker(QObject):
    """Underlines words that a model does not follow, and says what can be done about them.

    It looks at what a person types, never at what the program put into the field.
    """

    def __init__(
        self,
        field: SentenceField,
        popover: AdvicePopover,
        looking: JobRunner,
        preferences: Preferences,
        find: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """Look at sentences on the thread of `looking`; `find` searches for what is typed."""
        super().__init__(parent)
        self._field = field
        self._popover = popover
        self._preferences = preferences
        self._find = find
        self._dismissed = ""  # the sentence about which the person wants to hear no more
        self.only_best: set[str] = set()
        """Sentences that ask for several objects, of which the person wants the best match."""
        self._latest = LatestJob(self, looking)
        self._latest.returned.connect(self._show)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self._unfinished: Understanding | None = None  # a sentence that names no thing so far
        self._long_pause = QTimer(self)
        self._long_pause.setSingleShot(True)
        self._long_pause.setInterval(_LONG_PAUSE)
        self._long_pause.timeout.connect(self._show_unfinished)
        field.textEdited.connect(self._pause.start)
        field.textChanged.connect(self._forget)
        field.returnPressed.connect(self._stop)
        popover.closed.connect(self._dismiss)

    @property
    def is_busy(self) -> bool:
        """Whether a sentence waits to be looked at."""
        return self._pause.isActive() or self._long_pause.isActive() or self._latest.is_awaited

    def close(self) -> None:
        """Say nothing more."""
        self._stop()
        self._latest.drop()
        self._field.mark(())

    def _look(self) -> None:
        sentence, model = self._field.text(), self._preferences.value.model
        if sentence.strip():
            job = Job(
                self.tr("Reading the sentence"),
                once(lambda: understand_for(model, sentence)),
                minor=True,
            )
            self._latest.start(job)

    def _show(self, understanding: Understanding) -> None:
        first = most_important(understanding)
        if first is not None and first.kind is FindingKind.NAMELESS:
            self._unfinished = understanding
            self._long_pause.start()
        else:
            self._tell(understanding)

    def _show_unfinished(self) -> None:
        if self._unfinished is not None:
            self._tell(self._unfinished)

    def _tell(self, understanding: Understanding) -> None:
        field = self._field
        if understanding.sentence != field.text():
            return
        field.mark([(each.start, each.stop) for each in understanding.warnings])
        first = most_important(understanding)
        if first is None or understanding.sentence == self._dismissed or not field.hasFocus():
            return
        strong, text = warning(understanding, first)
        offers = [Offer(self.tr("Search all the same"), self._search_all_the_same, "quiet")]
        if first.kind in MENDED:
            field.offer = corrected(understanding)
            if field.offer:
                offers.insert(0, Offer(self.tr("Use it"), self._use, "primary", self.tr("Tab")))
        elif first.kind is FindingKind.JOINED:
            both = partial(self._find_both, first.suggestions)
            offers.insert(0, Offer(self.tr("Find both"), both, "primary"))
        elif objects_wanted(understanding).several:
            offers = [
                Offer(self.tr("One layer for each"), self._find, "primary", self.tr("Enter")),
                Offer(self.tr("Only the best match"), self._find_best),
            ]
        self._popover.tell(Advice(strong, text, "triangle-alert", offers=offers))

    def _use(self) -> None:
        self._field.take_offer()
        self._field.setFocus()

    def _search_all_the_same(self) -> None:
        self._dismissed = self._field.text()
        self._find()

    def _find_both(self, sentences: Sequence[str]) -> None:
        for each in sentences:
            self._field.setText(each)
            self._find()

    def _find_best(self) -> None:
        self.only_best.add(" ".join(self._field.text().split()))
        self._find()

    def _forget(self) -> None:
        self._field.offer = ""
        self._long_pause.stop()
        self._latest.drop()
        if self._popover.advice is not None:
            self._popover.forget()

    def _stop(self) -> None:
        self._pause.stop()
        self._forget()

    def _dismiss(self) -> None:
        self._dismissed = self._field.text()
        self._field.offer = ""
