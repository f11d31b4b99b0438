"""Rows of the table for those who label, and the order in which uncertain frames are looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from soc_studio.core.project.label_edits import categorise, review_all
from soc_studio.core.project.project import EditError, LayerId, Project, Review
from soc_studio.core.tracks.label_rows import RowChoice, arranged, label_row
from soc_studio.core.tracks.layer_facts import LayerFacts
from soc_studio.core.tracks.review_order import most_uncertain

ON = np.zeros((32, 48), dtype=np.bool_)
ON[4:20, 4:20] = True


def test_a_row_counts_the_frames_between_in_and_out(documents: Any) -> None:
    view = documents.view("dog", dict.fromkeys(range(5, 25), (0.9, ON)))
    project, (one,) = documents.project("dog")
    project = project.review(one, 0, 12, Review.ACCEPTED).review(one, 30, 40, Review.REJECTED)
    expression = replace(project.layer(one), category="animal", name="Rex")
    row = label_row(expression, view, range(10, 35))
    assert (row.facts.present, row.facts.computed, row.facts.frames) == (15, 15, 25)
    assert (row.accepted, row.rejected, row.open) == (2, 5, 18)
    assert (row.category, row.name, row.expression) == ("animal", "Rex", "dog")
    assert row.facts.score == pytest.approx(0.9, abs=0.01)


def test_a_row_that_is_being_read_says_nothing_of_what_was_found(documents: Any) -> None:
    project, (one,) = documents.project("dog")
    row = label_row(project.layer(one), None, range(40))
    assert row.facts == LayerFacts(40)
    assert row.uncertain == 0


def test_several_expressions_are_reviewed_between_in_and_out_as_one_step(documents: Any) -> None:
    project, ids = documents.project("dog", "cat", "cow")
    project = project.set_points(project.videos[0].id, 10, 20)
    name, after = review_all(project, ids[:2], Review.ACCEPTED)
    assert name == "Mark 2 layers as right"
    reviews = [after.layer(one).reviews for one in ids]
    assert [each.at(10) for each in reviews] == [Review.ACCEPTED, Review.ACCEPTED, None]
    assert reviews[0].at(9) is None
    assert reviews[0].at(20) is None
    _, forgotten = review_all(after, ids[:1], None)
    assert not forgotten.layer(ids[0]).reviews
    with pytest.raises(EditError):
        review_all(project, [LayerId(99)], None)


def test_a_category_is_one_line(documents: Any) -> None:
    project, ids = documents.project("dog", "cat")
    name, after = categorise(project, ids, " farm\n animal ")
    assert name == "Set category of 2 layers"
    assert [each.category for each in after.layers] == ["farm animal"] * 2
    name, after = categorise(after, ids[:1], "")
    assert name == "Set category of 'dog'"
    assert after.layer(ids[0]).category == ""


def test_the_weakest_frame_of_all_comes_first_and_each_once(documents: Any) -> None:
    sure = dict.fromkeys(range(40), (0.99, ON))
    uncertain = documents.view("dog", sure | {20: (0.55, ON), 30: (0.52, ON)})
    strong = documents.view("cat", sure | {8: (0.6, ON)}, name="b.soc")
    one, other = uncertain.layer.id, LayerId(77)
    strong.layer = replace(strong.layer, id=other)
    passed: list[tuple[LayerId, int]] = []
    while (found := most_uncertain([uncertain, strong], range(40), passed)) is not None:
        passed.append(found)
    assert passed == [(one, 30), (one, 20), (other, 8)]
    assert most_uncertain([uncertain], range(22, 40)) == (one, 30)
    assert most_uncertain([uncertain], range(0, 10)) is None
    assert most_uncertain([], range(40)) is None


def test_a_file_from_before_there_were_categories_is_read(documents: Any) -> None:
    import json

    from soc_studio.core.project.project_codec import project_of, records

    project, (one,) = documents.project("dog")
    found = records(project)
    piece = json.loads(found[f"expression/{one}"])
    del piece["category"]
    read: Project = project_of({**found, f"expression/{one}": json.dumps(piece)})
    assert read.layer(one).category == ""


def test_rows_are_arranged_by_what_they_say_and_what_they_lack(documents: Any) -> None:
    project, ids = documents.project("dog", "cat", "cow")
    project = project.categorise(ids[0], "animal").set_absent(ids[2], True)
    project = project.review(ids[1], 0, 40, Review.REJECTED, "not a cat", "Ada")
    project, _ = project.add_expression(project.videos[0].id, "the one that barks", [ids[0]])
    said = project.expressions
    rows = [
        label_row(each, None, range(40), number=at, expressions=said)
        for at, each in enumerate(project.layers, 1)
    ]

    def names(*arguments: Any) -> list[str]:
        return [row.expression for row in arranged(rows, *arguments)]

    assert names() == ["dog", "cat", "cow"]
    assert names("ANIMAL") == names("barks one") == ["dog"]
    assert names("", RowChoice.OPEN) == ["dog", "cow"]
    assert names("", RowChoice.REJECTED) == ["cat"]
    assert names("", RowChoice.UNCERTAIN) == []
    assert names("", RowChoice.WITHOUT_CATEGORY) == ["cat", "cow"]
    assert names("", RowChoice.ABSENT) == ["cow"]
    for column in range(9):
        assert sorted(names("", RowChoice.ALL, column)) == ["cat", "cow", "dog"]
    assert names("", RowChoice.ALL, 1) == ["cat", "cow", "dog"]
    assert names("", RowChoice.ALL, 0, True) == ["cow", "cat", "dog"]
    assert rows[1].notes == ("0 – 39: not a cat (Ada)",)
