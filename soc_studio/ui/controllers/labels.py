"""Controller of the table of layers in the Label workspace: reviews, categories and sentences."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from soc_studio.core.project import label_edits
from soc_studio.core.project.categories import known_categories
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.objects import labels_of
from soc_studio.core.project.project import LayerId, Review
from soc_studio.core.tracks.agreement import Agreement, agreements
from soc_studio.core.tracks.label_rows import label_row
from soc_studio.core.tracks.review_order import most_uncertain
from soc_studio.ui.controllers.further_sentences import FurtherSentences
from soc_studio.ui.controllers.operations import MakeEdit, Operations
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.question import Question, window_around


class LabelController(QObject):
    """Keeps the table of layers in step with the document, and makes the edits that users ask
    there."""

    search_asked = Signal(object)  # ids of layers whose sentences changed

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        table: LabelTable,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._operations = operations
        self._document = document = operations.document
        self._playback = playback
        self._preferences = preferences
        self._further = FurtherSentences(operations, table, self)
        self._comparing = LatestJob(self)
        self._compared: tuple[object, ...] = ()  # what doubts are shown of, or will be
        self._comparing.returned.connect(self._show_doubts)
        self._seen: list[tuple[LayerId, int]] = []  # uncertain frames that were gone to
        table.seen.connect(self.refresh)
        table.chosen.connect(self._select)
        table.reviewed.connect(self._review)
        table.categorised.connect(self._categorise)
        table.reworded.connect(self._reword)
        table.absent_asked.connect(self._mark_absent)
        table.same_asked.connect(self._make_same)
        table.note_asked.connect(self._ask_note)
        table.uncertain_asked.connect(self.go_most_uncertain)
        document.changed.connect(self.refresh)
        document.any_view_changed.connect(self.refresh)
        document.selected.connect(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Show nothing."""
        self._comparing.finish()
        self._further.close()
        self.table.show_doubts([])
        self.table.show_rows([], None)

    def refresh(self, *_: object) -> None:
        """Show what the document has now; costs nothing while the table is not seen."""
        document = self._document
        if document.video is None or not self.table.isVisible():
            return
        span = document.video.span
        dashed = dashed_layers(document.layers)
        labels = labels_of(document.project, document.video.id)
        numbers, said = labels.numbers, labels.expressions
        rows = [
            label_row(each, document.view(each.id), span, each.id in dashed, numbers[each.id], said)
            for each in document.layers
        ]
        self.table.categories.set_words(known_categories(document.project))
        self._further.refresh()
        selected = document.selection
        self.table.show_rows(rows, None if selected is None else selected.id)
        self._compare(document.video.span)

    def _compare(self, span: range) -> None:
        """Look for layers that show the same pixels, where something changed since the last time;
        that reads masks, which may take a while."""
        document = self._document
        views = [view for view in (document.view(each.id) for each in document.layers) if view]
        compared = (span, *views)
        if compared == self._compared:
            return
        self._compared = compared
        look = once(lambda: agreements(views, span))
        self._comparing.start(Job(self.tr("Comparing layers"), look, minor=True))

    def _show_doubts(self, found: list[Agreement]) -> None:
        called = {each.id: each.label for each in self._document.layers}
        pairs = [(each.first, each.second) for each in found]
        self.table.show_doubts(
            [(called[one], called[other]) for one, other in pairs if {one, other} <= called.keys()]
        )

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
        reviewer = self._preferences.value.reviewer
        self._edit(lambda project: label_edits.review_all(project, ids, opinion, reviewer=reviewer))

    def _categorise(self, layers: list[int], category: str) -> None:
        ids = [LayerId(each) for each in layers]
        self._edit(lambda project: label_edits.categorise(project, ids, category))

    def _mark_absent(self, layers: list[int], absent: bool) -> None:
        ids = [LayerId(each) for each in layers]
        self._edit(lambda project: label_edits.no_such_object(project, ids, absent))

    def _make_same(self, layer: int, others: list[int]) -> None:
        ids = [LayerId(each) for each in others]
        self._edit(lambda project: label_edits.same_objects(project, LayerId(layer), ids))

    def _ask_note(self, layers: list[int]) -> None:
        ids = [LayerId(each) for each in layers]
        known = [each for each in self._document.layers if each.id in ids]
        if not known:
            return
        notes = (each.value.note for layer in known for each in layer.verdicts)
        question = Question(
            window_around(self.table),
            self.tr("Note"),
            self.tr("Note at the reviews of the selected rows, between in and out"),
        )
        field = question.add_field(next((each for each in notes if each), ""))

        def keep() -> None:
            note = field.text()
            self._edit(lambda project: label_edits.note_all(project, ids, note))

        question.offer(self.tr("Cancel"), self.refresh, "quiet", at_the_end=True)
        question.offer(self.tr("Save the note"), keep, "primary")
        question.open()

    def _reword(self, layer: int, text: str) -> None:
        """Change a sentence; ask what becomes of the masks, where there are any."""
        one = LayerId(layer)
        own = next((each for each in self._document.layers if each.id == one), None)
        view = self._document.view(one)
        if own is None or " ".join(text.split()) in ("", own.expression):
            self.refresh()
            return
        if view is not None and not (view.data.answers or own.imported is not None):
            self._edit(lambda project: label_edits.reword(project, one, text))
            return
        question = Question(
            window_around(self.table),
            self.tr("Keep the masks of this object?"),
            self.tr(
                "Keep them if you only fixed the wording. Otherwise the new words are searched "
                "for: choices and reviews are lost, frames that you corrected stay."
            ),
            icon="circle-help",
        )

        def search_again() -> None:
            self._edit(lambda project: label_edits.reword(project, one, text))
            self.search_asked.emit([one])

        question.offer(self.tr("Search again"), search_again)
        question.offer(self.tr("Cancel"), self.refresh, "quiet", at_the_end=True)
        question.offer(
            self.tr("Keep masks"),
            lambda: self._edit(lambda project: label_edits.reword(project, one, text, keep=True)),
            "primary",
        )
        question.refused.connect(self.refresh)
        question.open()

    def _edit(self, make: MakeEdit) -> None:
        """Make an edit and update the table, also where the edit fails."""
        if not self._operations.edit(make, said=""):
            self.refresh()
