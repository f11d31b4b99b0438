"""Controller of what labels say beside the rows of their table: sentences of several objects,
several of one, and the categories to choose from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.project import label_edits
from soc_studio.core.project.edit_names import Edit
from soc_studio.core.project.objects import labels_of, layers_of_numbers
from soc_studio.core.project.project import ExpressionId, LayerId, Project
from soc_studio.core.tracks.label_rows import sentence_rows
from soc_studio.ui.controllers.operations import MakeEdit, Operations
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.question import Question, window_around


class FurtherSentences(QObject):
    """Shows the sentences that no layer has as its own, and makes the edits of them."""

    def __init__(
        self, operations: Operations, table: LabelTable, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._table = table
        table.sentence_asked.connect(self.ask)
        table.categories_asked.connect(self.ask_categories)
        table.usual_categories_asked.connect(self._take_usual)
        table.sentences.reworded.connect(self._reword)
        table.sentences.referred.connect(self._refer)
        table.sentences.pointed.connect(self._point)
        table.sentences.removed.connect(self._remove)

    def refresh(self) -> None:
        """Show what the document has now."""
        document = self._document
        if document.video is not None:
            labels = labels_of(document.project, document.video.id)
            self._table.sentences.show_rows(sentence_rows(labels.expressions, labels.numbers))

    def close(self) -> None:
        """Show nothing."""
        self._table.sentences.show_rows([])

    def ask(self, layers: list[int]) -> None:
        """Ask for a sentence that means these layers together, without any no object at all."""
        video = self._document.video
        if video is None:
            return
        ids = [LayerId(each) for each in layers]
        match len(ids):
            case 0:
                what = self.tr("A sentence that means nothing in this video")
            case 1:
                what = self.tr("Another sentence for the selected object")
            case _:
                what = self.tr("A sentence that means the selected objects together")
        question = Question(window_around(self._table), self.tr("Add a sentence"), what)
        field = question.add_field("")

        def add() -> None:
            text = field.text()
            if text.split():
                self._edit(
                    lambda project: label_edits.add_expression(project, video.id, text, ids)[0]
                )

        question.offer(self.tr("Cancel"), self.refresh, "quiet", at_the_end=True)
        question.offer(self.tr("Add"), add, "primary")
        question.open()

    def ask_categories(self) -> None:
        """Ask for a list of categories, and offer these from now on."""
        from soc_studio.core.formats.category_list import read_categories

        title, kinds = self.tr("List of categories"), self.tr("Text (*.txt);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._table, title, "", kinds)
        if name:
            path = Path(name)
            self._edit(
                lambda project: label_edits.set_categories(
                    project, read_categories(path), path.name
                )
            )

    def _take_usual(self) -> None:
        self._edit(lambda project: label_edits.set_categories(project, ()))

    def _reword(self, sentence: int, text: str) -> None:
        if not text.split():
            self.refresh()
            return
        one = ExpressionId(sentence)
        self._edit(lambda project: label_edits.reword_expression(project, one, text))

    def _refer(self, sentence: int, text: str) -> None:
        def make(project: Project) -> Edit:
            one = project.expression(ExpressionId(sentence))
            meant = layers_of_numbers(text, labels_of(project, one.video).numbers)
            return label_edits.refer(project, one.id, meant)

        self._edit(make)

    def _point(self, sentence: int) -> None:
        one, ids = ExpressionId(sentence), [LayerId(each) for each in self._table.marked()]
        self._edit(lambda project: label_edits.refer(project, one, ids))

    def _remove(self, sentences: list[int]) -> None:
        ids = [ExpressionId(each) for each in sentences]
        self._edit(lambda project: label_edits.remove_expressions(project, ids))

    def _edit(self, make: MakeEdit) -> None:
        """Make an edit and update the list, also where the edit fails."""
        if not self._operations.edit(make):
            self.refresh()
