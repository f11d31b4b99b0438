"""Labels through tracks.json: whatever was decided is the same in another project."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan, Part
from soc_studio.core.formats.export_writing import material_of, write_export
from soc_studio.core.formats.import_layers import import_layers
from soc_studio.core.formats.import_masks import read_labels
from soc_studio.core.formats.imported_layer import MaskImportError
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import label_edits
from soc_studio.core.project.imported_object import ImportedLabels
from soc_studio.core.project.objects import labels_of, object_numbers, references
from soc_studio.core.project.project import (
    Absent,
    Correction,
    LayerId,
    MatteSettings,
    Origin,
    Project,
    Review,
    Video,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source, State, views

FRAMES, HEIGHT, WIDTH = 8, 64, 96


def square(left: int) -> Mask:
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[8:24, left : left + 20] = True
    return Mask.from_array(pixels)


def found(left: int) -> dict[int, tuple[float, np.ndarray[Any, Any]]]:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[8:24, left : left + 15] = True
    return dict.fromkeys(range(FRAMES), (0.9, pixels))


def decided(document: Document, video: Video, documents: Any) -> Project:
    """Decide something of every kind, about four objects that were found."""
    file = document.file
    for text, left in (("the car", 2), ("a dog", 12), ("a cow", 20), ("people", 30)):
        search = replace(documents.search(text), video=video.fingerprint)
        number = file.results.begin(search)
        file.results.add([(number, each) for each in documents.answers(found(left))])
    project = document.project
    ids = []
    for text in ("the car", "a dog", "a cow", "people"):
        project, given = project.add_layer(video.id, text)
        # Masks leave the project as they are seen, with an edge that is none.
        project = project.set_matte(given, MatteSettings(edge_band=0))
        ids.append(given)
    car, dog, cow, people = ids
    project = project.reword_layer(car, "the read car", keep=True).rename_layer(car, "Car № 1")
    project = project.categorise(car, "sedan").categorise(dog, "dog")
    project = project.with_layer(replace(project.layer(car), colour=(1, 2, 254), object_id=12))
    project = project.correct(car, {2: Correction(square(4)), 6: Correction(square(9), cut=7)})
    project = project.propagate(car, 2, {1: square(5), 3: square(6)}, {1: 0.75}, [3])
    project = project.correct(car, {7: Correction(square(0), Origin.IMPORTED)})
    project = project.choose(dog, 4, 6, Absent())
    project = project.review(dog, 0, 3, Review.ACCEPTED, "the tail is\thidden", "Ada")
    project = project.review(dog, 3, 4, Review.ACCEPTED).review(dog, 6, 8, Review.REJECTED, "", "B")
    project = project.set_absent(cow, True)
    for text, layers in (
        ("the one that barks", [dog]),
        ("whatever moves", [people, car, dog]),
        ("a flying pig", []),
    ):
        project, _ = project.add_expression(video.id, text, layers)
    document.do("everything", project.move_layer(people, 0))
    return document.project


def seen(document: Document, video: Video) -> list[ResolvedTrack]:
    layers = document.project.of_video(video.id)
    return list(views(layers, video, document.file.results, document.file.imports))


def exported(document: Document, video: Video, clip: Path, folder: Path) -> Path:
    plan = ExportPlan(str(folder), "result", (), Part.ALL, formats=("tracks",))
    labels = labels_of(document.project, video.id)
    with open_video(clip) as reader:
        material = material_of(plan, video, reader, seen(document, video), labels)
        steps = list(write_export(plan, material, Sources()))
    assert steps[-1].done == steps[-1].total
    return plan.folder / "tracks.json"


def imported(document: Document, video: Video, path: Path) -> Project:
    steps = import_layers(document, video, path)
    labels: ImportedLabels | None = None
    while labels is None:
        try:
            next(steps)
        except StopIteration as end:
            labels = end.value
    document.do(*label_edits.add_imported(document.project, video.id, labels, path.name))
    return document.project


def decisions(project: Project, video: Video) -> list[Any]:
    """Everything that was decided about the objects of a video, without ids of the project."""
    layers, expressions = project.of_video(video.id), project.expressions_of(video.id)
    numbers = object_numbers(layers)

    def numbered(objects: tuple[LayerId, ...]) -> list[int]:
        return [numbers[each] for each in objects]

    said: list[Any] = [
        (
            *(each.expression, each.name, each.category, each.colour, each.absent),
            numbers[each.id],
            [one for one in each.choices if isinstance(one.value, Absent)],
            each.verdicts,
            dict(each.corrections),
        )
        for each in layers
    ]
    said += [(each.text, numbered(each.layers)) for each in expressions]
    said += [(text, numbered(each)) for text, each in references(layers, expressions).items()]
    return said


def new(name: str, clip: Path) -> tuple[Document, Video]:
    document = Document(ProjectFile.create(clip.with_name(name)))
    with open_video(clip) as reader:
        return document, put_video(document, clip, reader)


def test_a_project_comes_back_from_its_tracks_with_equal_decisions_and_masks(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    clip = clips.encode("clip.mp4", pictures=FRAMES)
    first, video = new("first.soc", clip)
    with first:
        project = decided(first, video, documents)
        expected = decisions(project, video)
        path = exported(first, video, clip, tmp_path / "a")
        masks = [[view.mask(frame) for frame in range(FRAMES)] for view in seen(first, video)]
    second, again = new("second.soc", clip)
    with second:
        assert decisions(imported(second, again, path), again) == expected
        back = seen(second, again)
        for view, own in zip(back, masks, strict=True):
            for frame, mask in enumerate(own):
                assert mask is not None
                there = view.mask(frame)
                assert there is not None
                assert there.area > 0 or mask.area == 0
                if (mask.height, mask.width) == (HEIGHT, WIDTH):  # drawn, not kept smaller
                    assert there == mask
        car = next(view for view in back if view.layer.name)
        assert car.sources.tolist() == [
            *(Source.IMPORTED, Source.PROPAGATED, Source.MANUAL, Source.PROPAGATED),
            *(Source.IMPORTED, Source.IMPORTED, Source.MANUAL, Source.IMPORTED),
        ]
        # What is said not to be there can be searched for when somebody takes that back.
        (cow,) = [each for each in second.project.layers if each.absent]
        assert cow.imported is None
        # Out again, and in again: the same file, but for who made the masks.
        other = exported(second, again, clip, tmp_path / "b")
    contents = [json.loads(each.read_bytes()) for each in (path, other)]
    assert contents[0]["version"] == 3
    assert contents[0]["expressions"] == contents[1]["expressions"]
    third, last = new("third.soc", clip)
    with third:
        assert decisions(imported(third, last, other), last) == expected


def test_an_object_that_is_not_there_is_on_no_frame_whatever_was_found_and_drawn(
    documents: Any,
) -> None:
    view = documents.view("a cow", found(3), frames=FRAMES)
    layer = replace(view.layer, corrections={2: Correction(square(3))}, absent=True)
    denied = ResolvedTrack(layer, view.video, view.data, view._results, view._imports)
    assert denied.states.tolist() == [State.ABSENT] * FRAMES
    assert denied.sources.tolist() == [Source.MANUAL] * FRAMES
    assert not any(denied.areas)
    assert not any(denied.uncertainty)
    masks = [denied.mask(frame) for frame in range(FRAMES)]
    assert masks == [Mask.empty(HEIGHT, WIDTH)] * FRAMES
    assert view.present_anywhere()


def said(**changes: Any) -> dict[str, Any]:
    """A tracks.json with an object of which everything is said; `changes` are to its track."""
    segmentation = {"size": [HEIGHT, WIDTH], "counts": square(3).counts.decode()}
    frame = {"index": 2, "present": True, "segmentation": segmentation}
    correction = {"origin": "by hand", "frame": None, "trust": 0.5, "basis": 7, "cut": 3}
    review = {"start": 0, "stop": 4, "review": "accepted", "note": "a", "reviewer": "b"}
    track = {
        "expression": "the ball",
        "frames": [frame | {"correction": correction}],
        "object_id": 4,
        "name": "Ball",
        "category": "frisbee",
        "colour": "#0102fe",
        "no_such_object": False,
        "not_here": [[5, 6]],
        "reviews": [review],
    }
    return {
        "format": "soc-studio tracks",
        "version": 3,
        "video": {"width": WIDTH, "height": HEIGHT, "frames": FRAMES},
        "expressions": [{"text": "it", "objects": [4]}, {"text": "a cow", "objects": []}],
        "tracks": [track | changes],
    }


def test_what_is_said_is_read_with_the_frames_of_the_video_it_is_of(tmp_path: Path) -> None:
    path = tmp_path / "tracks.json"
    content = said()
    path.write_text(json.dumps(content), encoding="utf-8")
    read = read_labels(path, HEIGHT, WIDTH, FRAMES)
    (layer,) = read.layers
    assert layer.said is not None
    assert (layer.said.name, layer.said.category, layer.said.object_id) == ("Ball", "frisbee", 4)
    assert list(layer.masks()) == []
    assert layer.corrections() == {2: Correction(square(3), Origin.MANUAL, None, 0.5, 7, 3)}
    assert [(each.text, each.objects) for each in read.expressions] == [("it", (0,)), ("a cow", ())]
    # In a folder of pictures frames are those of the same name, as far as there are any.
    content["tracks"][0]["frames"] = [
        {"index": at, "name": f"{at:05d}", "present": False} for at in (2, 3, 5)
    ]
    path.write_text(json.dumps(content), encoding="utf-8")
    names = [f"{at:05d}" for at in (0, 1, 2, 4, 3, 5)]
    (layer,) = read_labels(path, HEIGHT, WIDTH, 6, names=names).layers
    assert layer.said is not None
    spans = [(each.start, each.stop) for each in layer.said.verdicts]
    assert spans == [(2, 3), (4, 5)]
    assert [(each.start, each.stop) for each in layer.said.choices] == [(5, 6)]


def test_tracks_of_before_say_nothing_but_the_sentence(tmp_path: Path) -> None:
    for version in (1, 2):
        content = said() | {"version": version}
        (track,) = content["tracks"]
        content["tracks"] = [{"expression": track["expression"], "frames": track["frames"]}]
        del content["expressions"], track["frames"][0]["correction"]
        path = tmp_path / "tracks.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        read = read_labels(path, HEIGHT, WIDTH, FRAMES)
        (layer,) = read.layers
        assert layer.said is not None
        assert (layer.said.text, layer.said.category) == ("the ball", "")
        assert [frame for frame, _ in layer.masks()] == [2]
        assert read.expressions == ()


WRONG: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a number of no object": lambda track: track.update(object_id=0),
    "a number that is a text": lambda track: track.update(object_id="4"),
    "a name that is none": lambda track: track.update(name=5),
    "a colour that is none": lambda track: track.update(colour="#12345"),
    "a colour with more": lambda track: track.update(colour="#012345\n"),
    "reviews that are no list": lambda track: track.update(reviews={}),
    "a review of nothing": lambda track: track.update(reviews=[{"start": 0}]),
    "a review that is none": lambda track: track["reviews"][0].update(review="perhaps"),
    "a note that is none": lambda track: track["reviews"][0].update(note=[]),
    "a stretch of no frames": lambda track: track.update(not_here=[[4, 4]]),
    "a stretch before the first": lambda track: track.update(not_here=[[-1, 4]]),
    "a stretch of one number": lambda track: track.update(not_here=[[4]]),
    "a correction of nobody": lambda track: track["frames"][0].update(correction={}),
    "an origin that is none": lambda track: track["frames"][0]["correction"].update(origin="x"),
    "a trust beyond one": lambda track: track["frames"][0]["correction"].update(trust=1.5),
    "a basis that is none": lambda track: track["frames"][0]["correction"].update(basis=-1),
    "a source that is none": lambda track: track["frames"][0]["correction"].update(frame="a"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_nobody_wrote_is_refused(
    tmp_path: Path, wrong: Callable[[dict[str, Any]], Any]
) -> None:
    content = said()
    wrong(content["tracks"][0])
    (tmp_path / "tracks.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(MaskImportError, match="damaged"):
        read_labels(tmp_path / "tracks.json", HEIGHT, WIDTH, FRAMES)


@pytest.mark.parametrize(
    "expressions",
    [5, [5], [{"text": "a"}], [{"text": "", "objects": []}], [{"text": "a", "objects": [5]}]],
)
def test_sentences_of_no_object_of_the_file_are_refused(tmp_path: Path, expressions: Any) -> None:
    content = said() | {"expressions": expressions}
    (tmp_path / "tracks.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(MaskImportError, match="damaged"):
        read_labels(tmp_path / "tracks.json", HEIGHT, WIDTH, FRAMES)


def test_nothing_is_kept_of_an_import_whose_corrections_cannot_be_read(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    content = said()
    content["tracks"][0]["frames"][0]["segmentation"]["counts"] = "~~~"
    (tmp_path / "tracks.json").write_text(json.dumps(content), encoding="utf-8")
    document, video = new("a.soc", clips.encode("clip.mp4", pictures=FRAMES))
    with document:
        with pytest.raises(MaskImportError):
            list(import_layers(document, video, tmp_path / "tracks.json"))
        assert document.file.imports.find(1) is None
