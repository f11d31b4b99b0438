"""Two people's projects become one: either way round, once or twice, and never by halves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.conflicts import Conflict, ConflictKind, Listing, Whose
from soc_studio.core.project.layer import Layer
from soc_studio.core.project.merging import Matching, merge
from soc_studio.core.project.project import (
    Absent,
    Correction,
    Origin,
    Pick,
    Project,
    Review,
    Video,
    VideoId,
)
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.project_merge import (
    MergePlan,
    merge_edit,
    merge_plan,
    opened_other,
    take_results,
)
from soc_studio.core.tracks.resolved_track import State, views
from tests.core.decided import known_video

Decide = Callable[[Project, VideoId], Project]
FRAMES = 40


def box(left: int, width: int = 20) -> NDArray[np.bool_]:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[4:24, left : left + width] = True
    return pixels


def drawn(left: int, origin: Origin = Origin.MANUAL, source: int | None = None) -> Correction:
    return Correction(Mask.from_array(box(left)), origin, source)


def made(path: Path, decide: Decide, names: tuple[str, ...] = ("clip",)) -> Path:
    """Make a project of videos by these names, the first of which is decided about."""
    with Document(ProjectFile.create(path)) as document:
        project = document.project
        for name in names:
            project, _ = project.add_video(known_video(name))
        document.do("decide", decide(project, project.videos[0].id) if names else project)
    return path


def answer(path: Path, documents: Any, text: str, left: int, frames: range, **search: Any) -> None:
    """Let a network have found a box for a sentence."""
    with ProjectFile.open(path) as file:
        number = file.results.begin(documents.search(text, **search))
        found = documents.answers(dict.fromkeys(frames, (0.9, box(left))))
        file.results.add([(number, each) for each in found])


@contextmanager
def planned(mine: Path, theirs: Path) -> Iterator[tuple[Document, ProjectFile, MergePlan]]:
    with Document.open(mine) as document, opened_other(theirs, mine) as other:
        yield document, other, merge_plan(document, other)


def conflicts(mine: Path, theirs: Path) -> list[Conflict]:
    with planned(mine, theirs) as (_, _, plan):
        return list(plan.conflicts)


def merged(mine: Path, theirs: Path, side: Whose = Whose.MINE, name: str = "m.soc") -> Path:
    """Return a copy of a project into which another one was merged."""
    path = mine.with_name(name)
    with Document.open(mine) as document:
        document.file.copy(path)
    with planned(path, theirs) as (document, other, plan):
        choices = dict.fromkeys(plan.conflicts, side)
        list(take_results(document, other, plan, choices))
        document.do(*merge_edit(document.project, plan, choices))
    return path


def decided(path: Path) -> dict[str, Any]:
    """Return the decisions of a project without ids, order and looks."""
    with Document.open(path) as document:
        project = document.project
        file = document.file
        found: dict[str, Any] = {}
        for video in project.videos:
            layers = project.of_video(video.id)
            known = {each.id: _plain(each, video, file) for each in layers}
            sentences = sorted(
                (each.text, sorted(repr(known[one]) for one in each.layers))
                for each in project.expressions_of(video.id)
            )
            points = (video.in_point, video.out_point)
            found[video.fingerprint] = (points, sorted(map(repr, known.values())), sentences)
        return found


def _plain(layer: Layer, video: Video, file: ProjectFile) -> tuple[Any, ...]:
    (view,) = views([layer], video, file.results, file.imports)
    masks = [view.mask(frame) for frame in range(video.frame_count)]
    return (
        *(layer.expression, layer.found_as, layer.name, layer.category, layer.absent),
        *(layer.object_id, layer.matte, layer.steadied, layer.choices, layer.verdicts),
        *(sorted(layer.corrections.items()), layer.imported is None, masks),
    )


def of_layers(**decisions: Callable[[Project, Any], Project]) -> Decide:
    """Return what adds a layer by each name, and decides about it."""

    def decide(project: Project, video: VideoId) -> Project:
        for text, change in decisions.items():
            project, one = project.add_layer(video, text.replace("_", " "))
            project = change(project, one)
        return project

    return decide


def plain(project: Project, layer: Any) -> Project:
    return project


def anna(project: Project, layer: Any) -> Project:
    project = project.review(layer, 0, 10, Review.ACCEPTED, "", "Anna")
    project = project.review(layer, 10, 14, Review.REJECTED, "a leg is missing", "Anna")
    project = project.correct(layer, {20: drawn(4), 21: drawn(6, Origin.PROPAGATED, 20)})
    return project.categorise(layer, "cow").rename_layer(layer, "Bessie")


def ben(project: Project, layer: Any) -> Project:
    project = project.review(layer, 5, 10, Review.ACCEPTED, "sharp", "Ben")
    project = project.review(layer, 10, 12, Review.ACCEPTED, "", "Ben")
    project = project.correct(layer, {20: drawn(7), 21: drawn(8), 30: drawn(9)})
    return project.categorise(layer, "ox").choose(layer, 33, 36, Absent())


@pytest.fixture
def two(documents: Any, tmp_path: Path) -> tuple[Path, Path]:
    """What two people made of one video, each with an object, and a video, of their own."""
    one = of_layers(a_cow=anna, a_dog=plain)
    other = of_layers(a_tree=plain, a_cow=ben)
    mine = made(tmp_path / "anna.soc", one, ("clip", "alone"))
    theirs = made(tmp_path / "ben.soc", other, ("clip", "other"))
    answer(mine, documents, "a cow", 0, range(20))
    answer(theirs, documents, "a tree", 20, range(FRAMES))
    answer(theirs, documents, "a cow", 0, range(FRAMES))
    return mine, theirs


def test_what_only_one_decided_is_taken_and_the_rest_is_a_conflict(two: tuple[Path, Path]) -> None:
    found = conflicts(*two)
    assert [(each.kind, each.mine, each.theirs, each.start, each.stop) for each in found] == [
        (ConflictKind.CATEGORY, "cow", "ox", 0, 0),
        (ConflictKind.CORRECTION, "corrected by hand", "corrected by hand", 20, 21),
        (
            *(ConflictKind.REVIEW, "rejected by Anna: a leg is missing", "accepted by Ben"),
            *(10, 12),
        ),
    ]
    with Document.open(merged(*two)) as document:
        project, file = document.project, document.file
        assert [each.name for each in project.videos] == ["clip.mp4", "alone.mp4", "other.mp4"]
        cow, dog, tree = project.layers
        assert (dog.expression, tree.expression) == ("a dog", "a tree")
        assert (cow.name, cow.category) == ("Bessie", "cow")
        said = [(each.start, each.stop, each.value.reviewer) for each in cow.verdicts]
        assert said == [(0, 5, "Anna"), (5, 10, "Anna, Ben"), (10, 14, "Anna")]
        assert cow.verdicts.at(5).note == "sharp"  # type: ignore[union-attr]
        # What was drawn comes before what was carried.
        assert {at: each.mask for at, each in cow.corrections.items()} == {
            at: Mask.from_array(box(left)) for at, left in ((20, 4), (21, 8), (30, 9))
        }
        assert isinstance(cow.choices.at(34), Absent)
        seen = list(views([cow, tree], project.videos[0], file.results, file.imports))
        assert (seen[0].states[:33] == State.PRESENT).all()
        assert seen[1].mask(39) == Mask.from_array(box(20))
        document.undo()
        assert [each.expression for each in document.project.layers] == ["a cow", "a dog"]
        document.redo()
        assert document.project == project


@pytest.mark.parametrize("side", Whose)
def test_either_way_round_gives_equal_decisions_and_twice_changes_nothing(
    two: tuple[Path, Path], side: Whose
) -> None:
    mine, theirs = two
    opposite = Whose.MINE if side is Whose.THEIRS else Whose.THEIRS
    there, back = merged(mine, theirs, side, "there.soc"), merged(theirs, mine, opposite, "b.soc")
    assert decided(there) == decided(back)
    again = merged(there, theirs, side, "again.soc")
    assert decided(again) == decided(there)
    with Document.open(there) as first, Document.open(again) as second:
        assert first.project == second.project
    if side is Whose.THEIRS:
        assert conflicts(there, theirs) == []
    assert decided(merged(there, back, side, "both.soc")) == decided(there)


def test_objects_are_known_by_number_then_sentence_then_masks(
    documents: Any, tmp_path: Path
) -> None:
    def numbered(number: int, text: str) -> Decide:
        def decide(project: Project, video: VideoId) -> Project:
            project, one = project.add_layer(video, text)
            project = project.with_layer(replace(project.layer(one), object_id=number))
            project, other = project.add_layer(video, f"{text} of masks")
            return project.correct(other, dict.fromkeys(range(FRAMES), drawn(2)))

        return decide

    mine = made(tmp_path / "a.soc", numbered(4, "a man"))
    theirs = made(tmp_path / "b.soc", numbered(4, "a person"))
    found = conflicts(mine, theirs)
    assert [each.kind for each in found] == [ConflictKind.SENTENCE] * 2
    there = merged(mine, theirs, Whose.THEIRS)
    with Document.open(there) as document:
        assert [each.expression for each in document.project.layers] == [
            "a person",
            "a person of masks",
        ]
        said = {each.text: each.layers for each in document.project.expressions}
        assert said == {
            "a man": (document.project.layers[0].id,),
            "a man of masks": (document.project.layers[1].id,),
        }
    assert decided(there) == decided(merged(theirs, mine, Whose.MINE, "back.soc"))
    # Once decided it is none any more, whoever's it was.
    assert conflicts(there, theirs) == conflicts(there, mine) == conflicts(mine, there) == []
    assert decided(merged(there, mine, name="n.soc")) == decided(there)
    # A number that says otherwise keeps objects of one sentence apart.
    apart = made(tmp_path / "c.soc", numbered(5, "a man"))
    with Document.open(merged(mine, apart, name="d.soc")) as document:
        assert [each.object_id for each in document.project.layers] == [4, None, 5]


def test_other_masks_for_one_sentence_are_a_conflict_and_seen_as_chosen(
    documents: Any, tmp_path: Path
) -> None:
    decide = of_layers(a_cow=plain)
    mine, theirs = made(tmp_path / "a.soc", decide), made(tmp_path / "b.soc", decide)
    answer(mine, documents, "a cow", 0, range(FRAMES))
    answer(theirs, documents, "a cow", 10, range(FRAMES), weights="x", network="dim")
    (conflict,) = conflicts(mine, theirs)
    assert (conflict.kind, conflict.mine, conflict.theirs) == (
        *(ConflictKind.MASKS, "found by bright", "found by dim"),
    )
    for side, left in ((Whose.MINE, 0), (Whose.THEIRS, 10)):
        path = merged(mine, theirs, side, f"{side}.soc")
        with Document.open(path) as document:
            (layer,), (video,) = document.project.layers, document.project.videos
            (view,) = views([layer], video, document.file.results, document.file.imports)
            assert view.mask(7) == Mask.from_array(box(left))
        opposite = Whose.MINE if side is Whose.THEIRS else Whose.THEIRS
        assert decided(path) == decided(merged(theirs, mine, opposite, f"back-{side}.soc"))


def test_imported_masks_come_along_and_the_same_ones_once(documents: Any, tmp_path: Path) -> None:
    def imported(left: int) -> Callable[[Path], Path]:
        def make(path: Path) -> Path:
            path = made(path, lambda project, video: project)
            with Document.open(path) as document:
                masks = [(at, Mask.from_array(box(left))) for at in range(5)]
                steps = document.file.imports.add("given", 32, 48, masks)
                while True:
                    try:
                        next(steps)
                    except StopIteration as end:
                        number = end.value
                        break
                video = document.project.videos[0].id
                document.do("add", document.project.add_layer(video, "given", number)[0])
            return path

        return make

    one, same = imported(3)(tmp_path / "a.soc"), imported(3)(tmp_path / "b.soc")
    other = imported(25)(tmp_path / "c.soc")
    assert conflicts(one, same) == []
    assert decided(merged(one, same)) == decided(one)
    (conflict,) = conflicts(one, other)
    assert conflict.kind is ConflictKind.MASKS
    assert decided(merged(one, other, Whose.THEIRS, "d.soc")) == decided(other)
    assert decided(merged(one, other, Whose.MINE, "e.soc")) == decided(one)


def test_what_cannot_both_be_true_is_a_conflict(tmp_path: Path, documents: Any) -> None:
    def gone(project: Project, layer: Any) -> Project:
        return project.set_absent(layer, True)

    def found(project: Project, layer: Any) -> Project:
        return project.review(layer, 0, 40, Review.ACCEPTED)

    def away(project: Project, layer: Any) -> Project:
        return project.choose(layer, 3, 9, Absent())

    def picked(project: Project, layer: Any) -> Project:
        return project.choose(layer, 5, 12, Pick(5, Mask.from_array(box(3))))

    def kinds(one: Any, other: Any) -> list[tuple[ConflictKind, int, int]]:
        paths = []
        for name, change in (("a.soc", one), ("b.soc", other)):
            (tmp_path / name).unlink(missing_ok=True)
            paths.append(made(tmp_path / name, of_layers(a_cow=change)))
        there = merged(*paths, Whose.THEIRS)
        assert decided(there) == decided(merged(paths[1], paths[0], Whose.MINE, "n.soc"))
        return [(each.kind, each.start, each.stop) for each in conflicts(*paths)]

    def hand(project: Project, layer: Any) -> Project:
        return project.correct(layer, {4: drawn(2)})

    assert kinds(gone, found) == [(ConflictKind.OBJECT, 0, 0)]
    assert kinds(gone, plain) == []
    assert kinds(away, hand) == [(ConflictKind.CORRECTION, 4, 5)]
    assert kinds(away, picked) == [(ConflictKind.CHOICE, 5, 9)]
    assert kinds(hand, picked) == []
    assert kinds(found, hand) == [(ConflictKind.CORRECTION, 4, 5)]


def test_sentences_for_other_objects_and_other_parts_are_conflicts(
    tmp_path: Path, documents: Any
) -> None:
    def said(of: list[int], span: tuple[int, int | None]) -> Decide:
        def decide(project: Project, video: VideoId) -> Project:
            ids = []
            for text in ("a cow", "a dog"):
                project, one = project.add_layer(video, text)
                ids.append(one)
            project, _ = project.add_expression(video, "what runs", [ids[at] for at in of])
            return project.set_points(video, *span)

        return decide

    mine = made(tmp_path / "a.soc", said([0, 1], (0, None)))
    theirs = made(tmp_path / "b.soc", said([], (3, 30)))
    (conflict,) = conflicts(mine, theirs)
    assert (conflict.kind, conflict.label, conflict.mine, conflict.theirs) == (
        *(ConflictKind.REFERENCE, "what runs", "'a cow' and 'a dog'", "no such object"),
    )
    there = merged(mine, theirs, Whose.THEIRS)
    with Document.open(there) as document:
        assert document.project.videos[0].span == range(3, 30)
        assert [each.layers for each in document.project.expressions] == [()]
    assert decided(there) == decided(merged(theirs, mine, Whose.MINE, "n.soc"))
    other = made(tmp_path / "c.soc", said([0, 1], (5, None)))
    assert [each.kind for each in conflicts(there, other)] == [
        *(ConflictKind.POINTS, ConflictKind.REFERENCE),
    ]


def test_a_broken_or_hostile_project_leaves_this_one_as_it_is(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    mine, theirs = two
    before = decided(mine)
    whole = theirs.read_bytes()
    bad = tmp_path / "bad.soc"
    broken = [b"", b"no project", whole[: len(whole) // 2], whole[:4096] + os.urandom(8192)]
    middle = len(whole) // 2
    broken.append(whole[:middle] + b"\xff" * 4096 + whole[middle + 4096 :])
    for content in broken:
        bad.write_bytes(content)
        with pytest.raises(StudioError) as caught, planned(mine, bad):
            raise AssertionError("it was taken")
        assert caught.value.advice
    for path in (tmp_path / "none.soc", mine):
        with pytest.raises(StudioError), planned(mine, path):
            raise AssertionError("it was taken")

    small = tmp_path / "small.soc"
    with Document(ProjectFile.create(small)) as document:
        project, _ = document.project.add_video(known_video("clip", frames=12))
        document.do("add", project)
    with pytest.raises(StudioError, match="another size or number of frames"):
        conflicts(mine, small)
    twice = tmp_path / "twice.soc"
    with Document(ProjectFile.create(twice)) as document:
        project, _ = document.project.add_video(known_video("clip"))
        project, _ = project.add_video(known_video("clip"))
        document.do("add", project)
    with pytest.raises(StudioError, match="twice"):
        conflicts(mine, twice)
    assert decided(mine) == before


def test_a_merge_that_is_stopped_leaves_no_results_behind(
    two: tuple[Path, Path], documents: Any
) -> None:
    mine, theirs = two

    def counts(document: Document) -> list[int]:
        tables = ("answers", "window", "masks", "import")
        database = document.file._database
        return [database.rows(f"SELECT count(*) FROM {each}")[0][0] for each in tables]

    with planned(mine, theirs) as (document, other, plan):
        before, project = counts(document), document.project
        steps = take_results(document, other, plan, {})
        next(steps)
        assert counts(document) != before
        steps.close()
        assert counts(document) == before
        assert document.project == project


def test_results_that_cannot_be_read_are_left_out(two: tuple[Path, Path]) -> None:
    mine, theirs = two
    with ProjectFile.open(theirs) as file:
        (cow,) = [number for number, _ in file.results.searches("1:clip", "a cow")]
        windows = [each.id for each in file.results.windows(cow)]
        database = file._database
        database.change("UPDATE masks SET packed = 'text' WHERE window = ?", windows[30])
        database.change("UPDATE masks SET packed = x'00' WHERE window = ?", windows[31])
        database.change("UPDATE window SET said = x'ff' WHERE id = ?", windows[32])
    with Document.open(merged(mine, theirs)) as document:
        layer, video = document.project.layers[0], document.project.videos[0]
        (view,) = views([layer], video, document.file.results, document.file.imports)
        lost = np.flatnonzero(view.states == State.NOT_COMPUTED)
        assert lost.tolist() == [31, 32]  # on frame 30 a person drew a mask
        assert all(view.mask(frame) is not None for frame in (29, 33, 39))


def test_many_corrections_and_reviews_are_merged_in_little_time(tmp_path: Path) -> None:
    def many(shift: int) -> tuple[Project, Any]:
        project, video = Project().add_video(known_video("long", frames=20_000))
        project, layer = project.add_layer(video, "a cow")
        masks = {
            at: drawn((at + shift) % 20, Origin.PROPAGATED, 0) for at in range(shift, 20_000, 2)
        }
        one = replace(project.layer(layer), corrections=MappingProxyType(masks))
        return project.with_layer(replace(one, verdicts=ValuedSpans())), layer

    (mine, here), (theirs, there) = many(0), many(1)
    matching = Matching({theirs.videos[0].id: mine.videos[0].id}, {there: here})
    listing = Listing()
    after = merge(mine, theirs, matching, listing)
    assert listing.found == []
    assert len(after.layers[0].corrections) == 20_000


@pytest.mark.parametrize("known", [False, True])
def test_what_a_dataset_said_of_a_video_comes_with_it(tmp_path: Path, known: bool) -> None:
    """Its split, who wrote sentences, and void: that has another number among the masks here."""

    def labelled(project: Project, video: VideoId) -> Project:
        project, layer = project.add_layer(video, "a dog")
        project = project.with_layer(replace(project.layer(layer), annotator="Ada"))
        project, _ = project.add_expression(video, "the pet", [layer], "Ben")
        return project.set_categories(["dog", "cat"])

    names = ("clip",) if known else ()
    mine = made(tmp_path / "mine.soc", lambda project, _: project, names)
    theirs = made(tmp_path / "theirs.soc", labelled)
    with Document.open(mine) as document:
        list(document.file.imports.add("another", 32, 48, [(0, Mask.from_array(box(1)))]))
    void = Mask.from_array(box(20).repeat(2, axis=0).repeat(2, axis=1))
    with Document.open(theirs) as document:
        (video,) = document.project.videos
        imports = document.file.imports
        list(imports.add("void", video.height, video.width, [(3, void)]))
        (kept,) = imports.all()
        said = replace(video, split="valid", void=kept.id)
        document.do("say", document.project.with_video(said))
    with Document.open(merged(mine, theirs)) as document:
        project, imports = document.project, document.file.imports
        (video,) = project.videos
        assert (video.split, video.void) == ("valid", 2)
        found = imports.find(2)
        assert found is not None
        assert imports.mask(found, 3) == void
        assert [each.annotator for each in project.layers] == ["Ada"]
        assert [each.annotator for each in project.expressions] == ["Ben"]
        assert project.categories == ("dog", "cat")
