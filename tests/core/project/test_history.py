"""Undo and redo of random decisions against a model of plain lists, one value for every frame."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from soc_rvos.masks import Mask
from soc_studio.core.project.correction_edits import move_correction
from soc_studio.core.project.history import History
from soc_studio.core.project.outdated import basis_of, fixed_frames
from soc_studio.core.project.project import (
    Absent,
    Correction,
    EditError,
    ExpressionId,
    LayerId,
    MatteSettings,
    Origin,
    Pick,
    Project,
    Review,
    Verdict,
    Video,
    VideoId,
)
from soc_studio.core.project.project_codec import changed_records, project_of, records
from tests.core.decided import every, known_video
from tests.thoroughness import examples

FRAMES = 8
MASKS = [every(step, 4, 6) for step in (2, 3, 25)]
CHOICES = [None, Absent(), Pick(0, MASKS[0]), Pick(7, MASKS[1])]
OPINIONS = [None, *map(Verdict, Review), Verdict(Review.REJECTED, "a wheel", "Ada")]
PLACES = st.integers(0, 3)
EDGES = st.integers(-2, FRAMES + 2)
GESTURES = st.sampled_from([None, None, "drag 1", "drag 2"])


def video(name: str = "a") -> Video:
    return known_video(name, FRAMES, width=6, height=4)


@dataclass
class Layer:
    """What the model knows of an expression."""

    id: int
    text: str
    name: str = ""
    choices: list[Any] = field(default_factory=lambda: [None] * FRAMES)
    masks: list[Any] = field(default_factory=lambda: [None] * FRAMES)
    reviews: list[Any] = field(default_factory=lambda: [None] * FRAMES)
    absent: bool = False
    matte: dict[str, Any] = field(default_factory=lambda: asdict(MatteSettings()))


@dataclass
class State:
    """What the model knows of a project."""

    layers: list[Layer]
    points: tuple[int, int | None]
    sentences: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    videos: list[int] = field(default_factory=list)


def videos_of(project: Project) -> dict[int, str]:
    """Return where the videos of a project are, by their ids."""
    return {each.id: each.absolute for each in project.videos}


def seen(project: Project) -> State:
    """Return a project as the model would have it."""
    layers = [
        Layer(
            one.id,
            one.expression,
            one.name,
            [one.choices.at(frame) for frame in range(FRAMES)],
            [one.corrections.get(frame) for frame in range(FRAMES)],
            [one.verdicts.at(frame) for frame in range(FRAMES)],
            one.absent,
            asdict(one.matte),
        )
        for one in project.layers
    ]
    own = project.videos[0]
    sentences = [(each.id, each.layers) for each in project.expressions]
    videos = [int(each.id) for each in project.videos]
    return State(layers, (own.in_point, own.out_point), sentences, videos)


class Decisions(RuleBasedStateMachine):
    """Edits, undo, redo and saves in any order."""

    def __init__(self) -> None:
        super().__init__()
        project, self.video = Project().add_video(video())
        self.history = History(project)
        self.saved = project
        self.kept = records(project)
        self.state = State([], (0, None), videos=[self.video])
        self.done: list[tuple[str, str | None, State, State]] = []
        self.undone: list[tuple[str, str | None, State, State]] = []
        self.given: set[int] = {self.video}
        self.count = 0
        self.videos = videos_of(project)

    def do(
        self,
        edit: Callable[[Project], Project],
        change: Callable[[State], None],
        gesture: str | None = None,
    ) -> None:
        """Make the same edit in the history and in the model."""
        self.count += 1
        name = f"step {self.count}"
        self.history.do(name, edit(self.history.project), gesture)
        before, self.state = self.state, deepcopy(self.state)
        change(self.state)
        if self.state == before:
            return
        self.undone.clear()
        if gesture and self.done and self.done[-1][1] == gesture:
            _, _, before, _ = self.done.pop()
        if self.state != before:
            self.done.append((name, gesture, before, deepcopy(self.state)))

    def layer(self, place: int) -> tuple[LayerId, int]:
        place %= len(self.state.layers)
        return LayerId(self.state.layers[place].id), place

    def put(
        self, what: str, place: int, start: int, stop: int, value: Any, gesture: str | None
    ) -> None:
        """Put a value on a stretch, which may have no frames."""
        given, at = self.layer(place)
        own = range(max(start, 0), min(stop, FRAMES))

        def edit(project: Project) -> Project:
            if what == "choices":
                return project.choose(given, start, stop, value)
            if what == "reviews":
                said = (None,) if value is None else (value.review, value.note, value.reviewer)
                return project.review(given, start, stop, *said)
            return project.uncorrect(given, start, stop)

        def change(state: State) -> None:
            values = getattr(state.layers[at], what)
            for frame in own:
                values[frame] = value

        def back(state: State) -> None:
            change(state)
            if isinstance(value, Pick):
                state.layers[at].absent = False

        if own:
            self.do(edit, back, gesture)
        else:
            with pytest.raises(EditError):
                edit(self.history.project)

    @precondition(lambda self: len(self.state.layers) < 4)
    @rule(text=st.sampled_from(["a car", "a dog"]), name=st.sampled_from(["", "mine"]))
    def add(self, text: str, name: str) -> None:
        after, given = self.history.project.add_layer(self.video, text, name=name)
        assert given not in self.given
        self.given.add(given)
        self.do(lambda _: after, lambda state: state.layers.append(Layer(given, text, name)))

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES)
    def remove(self, place: int) -> None:
        given, at = self.layer(place)

        def change(state: State) -> None:
            state.layers.pop(at)
            state.sentences = [
                (one, tuple(each for each in layers if each != given))
                for one, layers in state.sentences
                if layers != (given,)
            ]

        self.do(lambda was: was.remove_layer(given), change)

    @precondition(lambda self: len(self.state.sentences) < 3)
    @rule(places=st.lists(PLACES, max_size=3))
    def add_sentence(self, places: list[int]) -> None:
        layers = self.state.layers
        meant = tuple(dict.fromkeys(self.layer(each)[0] for each in places)) if layers else ()
        after, given = self.history.project.add_expression(self.video, "it", meant)
        assert given not in self.given
        self.given.add(given)
        self.do(lambda _: after, lambda state: state.sentences.append((given, meant)))

    @precondition(lambda self: self.state.sentences)
    @rule(place=PLACES)
    def remove_sentence(self, place: int) -> None:
        at = place % len(self.state.sentences)
        given = ExpressionId(self.state.sentences[at][0])
        self.do(lambda was: was.remove_expression(given), lambda state: state.sentences.pop(at))

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, absent=st.booleans())
    def set_absent(self, place: int, absent: bool) -> None:
        given, at = self.layer(place)
        self.do(
            lambda was: was.set_absent(given, absent),
            lambda state: setattr(state.layers[at], "absent", absent),
        )

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, to=st.integers(-1, 4))
    def move(self, place: int, to: int) -> None:
        given, at = self.layer(place)
        self.do(
            lambda was: was.move_layer(given, to),
            lambda state: state.layers.insert(max(to, 0), state.layers.pop(at)),
        )

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, name=st.sampled_from(["", "mine", "yours"]))
    def rename(self, place: int, name: str) -> None:
        given, at = self.layer(place)
        self.do(
            lambda was: was.rename_layer(given, name),
            lambda state: setattr(state.layers[at], "name", name),
        )

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, start=EDGES, stop=EDGES, choice=st.sampled_from(CHOICES), gesture=GESTURES)
    def choose(self, place: int, start: int, stop: int, choice: Any, gesture: str | None) -> None:
        self.put("choices", place, start, stop, choice, gesture)

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, start=EDGES, stop=EDGES, opinion=st.sampled_from(OPINIONS))
    def review(self, place: int, start: int, stop: int, opinion: Verdict | None) -> None:
        self.put("reviews", place, start, stop, opinion, None)

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, start=EDGES, stop=EDGES)
    def uncorrect(self, place: int, start: int, stop: int) -> None:
        self.put("masks", place, start, stop, None, None)

    @precondition(lambda self: self.state.layers)
    @rule(
        place=PLACES,
        frame=st.integers(-1, FRAMES),
        mask=st.sampled_from(MASKS),
        origin=st.sampled_from([Origin.MANUAL, Origin.IMPORTED]),
        gesture=GESTURES,
    )
    def correct(
        self, place: int, frame: int, mask: Mask, origin: Origin, gesture: str | None
    ) -> None:
        given, at = self.layer(place)
        correction = Correction(mask, origin)

        def change(state: State) -> None:
            state.layers[at].masks[frame] = correction
            state.layers[at].absent &= not mask.area

        if 0 <= frame < FRAMES:
            self.do(lambda was: was.correct(given, {frame: correction}), change, gesture)
        else:
            with pytest.raises(EditError):
                self.history.project.correct(given, {frame: correction})

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, frame=st.integers(0, FRAMES - 1), mask=st.sampled_from(MASKS))
    def propagate(self, place: int, frame: int, mask: Mask) -> None:
        """Carry to the frame behind the correction, where none stands in the way."""
        given, at = self.layer(place)
        masks = self.state.layers[at].masks
        there = masks[frame + 1] if frame + 1 < FRAMES else None
        free = there is None or there.origin is Origin.PROPAGATED
        if masks[frame] is None or not free or frame + 1 == FRAMES:
            with pytest.raises(EditError):
                self.history.project.propagate(given, frame, {frame + 1: mask})
            return

        def change(state: State) -> None:
            own = state.layers[at].masks
            known = {n: each for n, each in enumerate(own) if each is not None}
            fixed = sorted({*fixed_frames(known), frame})
            basis = basis_of(known, fixed, frame + 1)
            own[frame + 1] = Correction(mask, Origin.PROPAGATED, frame, basis=basis)
            state.layers[at].absent = False

        self.do(lambda was: was.propagate(given, frame, {frame + 1: mask}), change)

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, source=st.integers(0, FRAMES - 1), to=st.integers(0, FRAMES - 1))
    def move_correction(self, place: int, source: int, to: int) -> None:
        given, at = self.layer(place)
        found = self.state.layers[at].masks[source]
        if found is None:
            with pytest.raises(EditError):
                move_correction(self.history.project, given, source, to)
            return

        def change(state: State) -> None:
            if source != to:
                state.layers[at].masks[source] = None
                state.layers[at].masks[to] = Correction(found.mask)
                state.layers[at].absent = False

        self.do(lambda was: move_correction(was, given, source, to)[1], change)

    @precondition(lambda self: self.state.layers)
    @rule(place=PLACES, threshold=st.sampled_from([None, 0.0, 0.1, 1.0]), gesture=GESTURES)
    def set_threshold(self, place: int, threshold: float | None, gesture: str | None) -> None:
        given, at = self.layer(place)
        self.do(
            lambda was: was.set_matte(given, MatteSettings(threshold)),
            lambda state: state.layers[at].matte.update(threshold=threshold),
            gesture,
        )

    @rule(start=st.integers(0, FRAMES - 1), length=st.sampled_from([1, 3, None]))
    def set_points(self, start: int, length: int | None) -> None:
        stop = None if length is None else min(start + length, FRAMES)
        self.do(
            lambda was: was.set_points(self.video, start, stop),
            lambda state: setattr(state, "points", (start, stop)),
        )

    @precondition(lambda self: len(self.videos) < 4)
    @rule(layer=st.booleans())
    def put_video(self, layer: bool) -> None:
        """Add a video, or a video and a layer at once; the video is no part of the step."""
        added, given = self.history.project.add_video(video(f"video {len(self.videos)}"))
        self.given.add(given)
        self.videos[given] = added.video(given).absolute
        known = [state for _, _, *states in (*self.done, *self.undone) for state in states]
        for state in (self.state, *known):
            state.videos.append(given)
        if not layer:
            self.history.do("Add a video", added)
            return
        after, one = added.add_layer(self.video, "a cat")
        self.given.add(one)
        self.do(lambda _: after, lambda state: state.layers.append(Layer(one, "a cat")))

    @rule(place=PLACES, to=st.sampled_from(["x", "y"]))
    def move_video(self, place: int, to: str) -> None:
        """Find a video in another place, which is no step."""
        given = VideoId(self.state.videos[place % len(self.state.videos)])
        moved = replace(self.history.project.video(given), absolute=f"{to}/moved.mp4")
        self.videos[given] = moved.absolute
        self.history.do("Find a video", self.history.project.with_video(moved))

    @precondition(lambda self: len(self.state.videos) > 1)
    @rule()
    def remove_last_video(self) -> None:
        given = VideoId(max(self.state.videos))
        self.do(lambda was: was.remove_video(given), lambda state: state.videos.remove(given))

    @rule()
    def undo(self) -> None:
        expected = self.done[-1][0] if self.done else None
        assert self.history.undo_name == expected
        assert self.history.undo() == expected
        if self.done:
            step = self.done.pop()
            self.undone.append(step)
            self.state = deepcopy(step[2])

    @rule()
    def redo(self) -> None:
        expected = self.undone[-1][0] if self.undone else None
        assert self.history.redo_name == expected
        assert self.history.redo() == expected
        if self.undone:
            step = self.undone.pop()
            self.done.append(step)
            self.state = deepcopy(step[3])

    @rule()
    def undo_all(self) -> None:
        while self.done:
            self.undo()
        assert self.history.undo() is None

    @rule()
    def save(self) -> None:
        """Write what changed since the last save: as many steps, as they come."""
        put, gone = changed_records(self.saved, self.history.project)
        self.kept = {name: one for name, one in self.kept.items() if name not in gone} | put
        self.saved = self.history.project
        assert self.kept == records(self.saved)

    @invariant()
    def the_project_is_what_the_model_says(self) -> None:
        assert seen(self.history.project) == self.state
        assert self.history.project.next_id > max(self.given)

    @invariant()
    def videos_are_where_they_were_found_last_in_every_step(self) -> None:
        here = {each: self.videos[each] for each in self.state.videos}
        assert videos_of(self.history.project) == here
        for step in (*self.history._done, *self.history._undone):
            for side in (step.before, step.after):
                assert videos_of(side).items() <= self.videos.items()

    @invariant()
    def what_would_be_saved_now_is_read_back(self) -> None:
        put, gone = changed_records(self.saved, self.history.project)
        kept = {name: one for name, one in self.kept.items() if name not in gone} | put
        assert project_of(kept) == self.history.project


class TestFewDecisions(Decisions.TestCase):  # type: ignore[name-defined,misc]
    settings = settings(examples(10), stateful_step_count=30, database=None)


@pytest.mark.slow
class TestManyDecisions(Decisions.TestCase):  # type: ignore[name-defined,misc]
    settings = settings(examples(100), stateful_step_count=30, database=None)


@pytest.fixture
def project() -> Project:
    return Project().add_video(video())[0].add_layer(VideoId(1), "a car")[0]


def with_threshold(project: Project, threshold: float) -> Project:
    return project.set_matte(LayerId(2), MatteSettings(threshold))


def test_a_drag_is_one_step_and_undone_at_once(project: Project) -> None:
    history = History(project)
    history.do("Hide", project.rename_layer(LayerId(2), "x"))
    before = history.project
    for threshold in (0.1, 0.2, 0.3):
        history.do("Set threshold", with_threshold(history.project, threshold), "drag 1")
    history.do("Set threshold", with_threshold(history.project, 0.5), "drag 2")
    history.undo()
    assert history.project == with_threshold(before, 0.3)
    history.undo()
    assert history.project == before
    assert history.undo_name == "Hide"
    history.redo()
    assert history.project == with_threshold(before, 0.3)


def test_a_drag_that_ends_where_it_began_is_no_step(project: Project) -> None:
    history = History(with_threshold(project, 0.1))
    for threshold in (0.2, 0.3, 0.1):
        history.do("Set threshold", with_threshold(history.project, threshold), "drag")
    assert history.undo_name is None
    assert history.project == with_threshold(project, 0.1)


def test_an_edit_that_changes_nothing_is_no_step_and_leaves_what_was_undone(
    project: Project,
) -> None:
    history = History(project)
    history.do("Set threshold", with_threshold(project, 0.1))
    history.undo()
    history.do("Rename", project.rename_layer(LayerId(2), ""))
    assert history.undo_name is None
    assert history.redo() == "Set threshold"


def test_what_was_undone_is_gone_with_the_next_edit(project: Project) -> None:
    history = History(project)
    history.do("Set threshold", with_threshold(project, 0.1))
    history.undo()
    history.do("Set threshold", with_threshold(project, 0.2))
    assert history.redo_name is None
    assert history.redo() is None
    assert history.project == with_threshold(project, 0.2)


def test_an_id_is_not_given_again_after_its_expression_was_undone(project: Project) -> None:
    history = History(project)
    added, first = project.add_layer(VideoId(1), "a dog")
    history.do("Add 'a dog'", added)
    history.undo()
    _, second = history.project.add_layer(VideoId(1), "a cat")
    assert second != first
    # Nor by an edit that was begun on the project of before.
    history.do("Rename", project.rename_layer(LayerId(2), "x"))
    _, third = history.project.add_layer(VideoId(1), "a cat")
    assert third != first


def test_a_thousand_steps_are_undone_and_done_again(project: Project) -> None:
    history = History(project)
    for step in range(1000):
        history.do(f"Step {step}", with_threshold(history.project, (step + 1) / 2000))
    last = history.project
    assert [history.undo() for _ in range(1001)][-2:] == ["Step 0", None]
    assert history.project == project
    assert [history.redo() for _ in range(1001)][-2:] == ["Step 999", None]
    assert history.project == last


def test_a_removed_video_is_back_with_undo_and_all_that_was_decided_about_it(
    project: Project,
) -> None:
    history = History(project)
    added, given = project.add_video(video("b"))
    history.do("Add 'b.mp4'", added)
    assert history.undo_name is None
    history.do("Add 'a cat'", history.project.add_layer(given, "a cat")[0])
    history.do("Set points", history.project.set_points(given, 2, 5))
    whole = history.project
    history.do("Remove 'b.mp4'", history.project.remove_video(given))
    assert history.project.layers == project.layers
    more, third = history.project.add_video(video("c"))
    history.do("Add 'c.mp4'", more)
    assert history.undo() == "Remove 'b.mp4'"
    assert [each.id for each in history.project.videos] == [VideoId(1), given, third]
    assert history.project.layers == whole.layers
    assert history.project.video(given).span == range(2, 5)
    assert history.redo() == "Remove 'b.mp4'"
    assert [each.id for each in history.project.videos] == [VideoId(1), third]
    for name in ("Remove 'b.mp4'", "Set points", "Add 'a cat'", None):
        assert history.undo() == name
    assert [each.id for each in history.project.videos] == [VideoId(1), given, third]


def test_what_is_decided_about_a_video_is_undone_wherever_it_was_found_since(
    project: Project,
) -> None:
    history = History(project)
    history.do("Set points", project.set_points(VideoId(1), 2, 5))
    moved = replace(history.project.video(VideoId(1)), absolute="elsewhere/a.mp4")
    history.do("Find 'a.mp4'", history.project.with_video(moved))
    assert history.undo() == "Set points"
    own = history.project.video(VideoId(1))
    assert (own.span, own.absolute) == (range(FRAMES), "elsewhere/a.mp4")
    history.redo()
    own = history.project.video(VideoId(1))
    assert (own.span, own.absolute) == (range(2, 5), "elsewhere/a.mp4")


def test_what_is_amended_is_so_in_every_step_and_is_none_itself(project: Project) -> None:
    history = History(project)
    (one, *_) = project.layers
    history.do("name", project.rename_layer(one.id, "first"))
    history.do("name", history.project.rename_layer(one.id, "second"))
    history.undo()
    history.amend(lambda each: each.with_colour(one.id, one.colour, (1, 2, 3)))
    names = []
    for step in (history.redo, history.undo, history.undo):
        names.append(step())
        assert history.project.layer(one.id).colour == (1, 2, 3)
    assert names == ["name", "name", "name"]
    assert history.project.layer(one.id).name == one.name
    before = history.trail
    history.amend(lambda each: each.with_colour(one.id, one.colour, (4, 5, 6)))  # it is another one
    assert history.trail == before
