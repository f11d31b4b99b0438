"""A project out as a dataset: what is in it, what is said before, how published loaders read it."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pycocotools import mask as coco

from soc_studio.core.datasets import frame_pictures
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import open_dataset, writable_format
from soc_studio.core.formats.dataset_export import DatasetExport, DatasetPlan
from soc_studio.core.formats.project_labels import LabelChoices, Labelled, usual_frames
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import label_edits
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import StudioError, WriteError
from tests.core.formats.labelled_project import (
    EVERYTHING,
    FIVES,
    HEIGHT,
    WIDTH,
    box,
    corrected,
    exported,
    ids_of,
    labelled_project,
)

pytestmark = pytest.mark.usefixtures("data_of_the_test")
LEAVE = DatasetPlan(pictures=FrameFiles.LEAVE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("labelled")
        patch.setenv("SOC_STUDIO_DATA", str(folder / "data"))
        return labelled_project(folder)


@pytest.fixture(autouse=True)
def same_data(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person who made the project may read its videos."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(project.parent / "data"))


def said_by(folder: Path, path: str) -> Any:
    return json.loads((folder / path).read_bytes())


def read_as_referformer(folder: Path, split: str) -> list[dict[str, Any]]:
    """Return the clips of a split as the loaders of ReferFormer and SOC make them of the files."""
    meta = said_by(folder, f"meta_expressions/{split}/meta_expressions.json")["videos"]
    categories = said_by(folder, f"{split}/meta.json")["videos"]
    clips = []
    for video, of_video in meta.items():
        names = sorted(of_video["frames"])
        for expression in of_video["expressions"].values():
            clip: dict[str, Any] = {"video": video, "exp": " ".join(expression["exp"].split())}
            clip["category"] = categories[video]["objects"][expression["obj_id"]]["category"]
            masks = []
            for name in names:
                path = folder / split / "JPEGImages" / video / f"{name}.jpg"
                assert Image.open(path).convert("RGB").size == (WIDTH, HEIGHT)
                picture = Image.open(folder / split / "Annotations" / video / f"{name}.png")
                values = np.array(picture.convert("P"))
                masks.append((values == int(expression["obj_id"])).astype(np.float32))
            clips.append({**clip, "frames": names, "masks": np.stack(masks)})
    return clips


def read_as_mevis(folder: Path, split: str) -> list[dict[str, Any]]:
    """Return the clips of a split as the loader of MeViS makes them of the files."""
    videos = said_by(folder, f"{split}/meta_expressions.json")["videos"]
    masks = said_by(folder, f"{split}/mask_dict.json")
    clips = []
    for video, of_video in videos.items():
        for expression in of_video["expressions"].values():
            frames = sorted(of_video["frames"])
            together = np.zeros((len(frames), HEIGHT, WIDTH), dtype=np.uint8)
            for number in expression["anno_id"]:
                codes = masks[str(number)]
                assert len(codes) == len(frames)
                for place, code in enumerate(codes):
                    if code is not None:
                        together[place] += coco.decode(code)
            clips.append(
                {
                    "video": video,
                    "exp": expression["exp"],
                    "frames": frames,
                    "masks": together > 0,
                }
            )
    return clips


def deer(number: int) -> NDArray[np.bool_]:
    return box(4 + 6 * number, 20, 24 * (number < 5), 20).to_array()


def rider(number: int) -> NDArray[np.bool_]:
    return box(20 + 6 * number, 8, 16, 30).to_array()


def test_ref_youtube_vos_is_as_published_loaders_read_it(project: Path, tmp_path: Path) -> None:
    _, losses = exported(project, "ref-youtube-vos", tmp_path / "out")
    clips = read_as_referformer(tmp_path / "out", "train")
    assert [(each["video"], each["exp"], each["category"]) for each in clips] == [
        ("deer", "a deer", "deer"),
        ("deer", "the animal in front", "deer"),
        ("deer", "the rider", "person"),
        ("square", "the red square", "others"),
    ]
    assert clips[0]["frames"] == list(FIVES)
    assert clips[3]["frames"] == ["00000", "00001", "00002"]  # wrong and quick ones are left out
    for number in range(6):  # of two objects, the first keeps the pixels
        assert (clips[0]["masks"][number] == deer(number)).all()
        assert (clips[2]["masks"][number] == (rider(number) & ~deer(number))).all()
    square = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    square[20:44, 8:32] = True
    assert (clips[3]["masks"] == square).all()
    overlap = sum(int((deer(each) & rider(each)).sum()) for each in range(6))
    assert losses == [
        "Quick masks of a preview are left out, on frames of objects: 2.",
        "Masks that are marked as wrong are left out: 1.",
        "Sentences that are not searched for yet are left out: 1.",
        "Frames on which too few objects are known are left out: 3.",
        "Frames of video files are written as JPEG, with some loss: 3.",
        "Videos that are of no split become part of 'train': 2.",
        "Expressions that name several objects together are left out: 1.",
        "Expressions without such an object in the video are left out: 2.",
        "Objects whose category is none of the 65 of this format get 'others': 1.",
        "The format cannot say the rate of videos: 1.",
        f"Where objects overlap, the first of them keeps the pixels: {overlap}; frames: 5.",
    ]


def test_ref_davis_is_as_it_is_searched_and_scored(project: Path, tmp_path: Path) -> None:
    """As ReferFormer's `inference_davis` goes through it, and as DAVIS counts objects."""
    exported(project, "ref-davis", tmp_path / "out")
    data = said_by(tmp_path / "out", "meta_expressions/valid/meta_expressions.json")["videos"]
    assert sorted(data) == ["deer", "square"]
    for video, of_video in data.items():
        expressions = list(of_video["expressions"].values())
        count = len(expressions) // 4
        assert len(expressions) == 4 * count
        for annotator in range(4):
            for number in range(count):
                assert expressions[4 * number + annotator]["obj_id"] == str(number + 1)
        folder = tmp_path / "out" / "valid"
        for frame in of_video["frames"]:
            assert (folder / "JPEGImages" / video / f"{frame}.jpg").exists()
        first = Image.open(folder / "Annotations" / video / f"{of_video['frames'][0]}.png")
        assert int(np.array(first.convert("P")).max()) == count


@pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")  # within pycocotools
def test_mevis_is_as_published_loaders_read_it(project: Path, tmp_path: Path) -> None:
    plan = DatasetPlan(LabelChoices(previews=True, every=2), shares={"valid_u": 1.0})
    exported(project, "mevis", tmp_path / "out", plan)
    clips = read_as_mevis(tmp_path / "out", "valid_u")
    assert [(each["video"], each["exp"], int(each["masks"].any())) for each in clips] == [
        ("deer", "a deer", 1),
        ("deer", "the animal in front", 1),
        ("deer", "the rider", 1),
        ("deer", "a deer and its rider", 1),
        ("deer", "a purple goat", 0),
        ("deer", "a second deer", 0),
        ("square", "the red square", 1),
    ]
    assert clips[3]["frames"] == list(FIVES[::2])
    for place, number in enumerate((0, 2, 4)):
        assert (clips[3]["masks"][place] == (deer(number) | rider(number))).all()
    folder = tmp_path / "out" / "valid_u" / "JPEGImages" / "square"
    assert [each.name for each in sorted(folder.iterdir())] == [
        "00000.jpg",
        "00002.jpg",
        "00004.jpg",
    ]
    with open_video(project.parent / "footage" / "square.mp4") as reader:
        frame = reader.frame(2).astype(int)
    assert np.abs(np.array(Image.open(folder / "00002.jpg")).astype(int) - frame).mean() < 4


def test_only_what_is_accepted_and_only_where_all_of_it_is_known(
    project: Path, tmp_path: Path
) -> None:
    labels = LabelChoices(accepted_only=True, labelled=Labelled.EVERY)
    held, losses = exported(project, "mevis", tmp_path / "out", DatasetPlan(labels))
    assert [(each.name, len(each.objects), len(each.frames)) for each in held.videos] == [
        ("deer", 1, 6),
        ("square", 1, 3),
    ]
    sentences = [each.text for each in held.videos[0].expressions]
    assert sentences == ["a deer", "the animal in front", "a purple goat", "a second deer"]
    assert "Masks that nobody marked as right are left out: 8." in losses
    assert "Sentences of objects of which no mask is left are left out: 2." in losses
    assert usual_frames(writable_format("png"), accepted_only=True) is Labelled.EVERY
    assert usual_frames(writable_format("png"), accepted_only=False) is Labelled.ALL


@pytest.mark.parametrize("format", ["ref-youtube-vos", "ref-davis", "mevis", "veval", "png"])
def test_what_was_found_on_no_frame_is_no_label_until_a_person_says_so(
    project: Path, tmp_path: Path, format: str
) -> None:
    """An object without frames would be one that loaders wait for, or that evaluation counts."""
    sentence = (
        "Objects that were found on none of the frames are left out, with the sentences that mean "
        "them alone; say 'No such object' where that is so: 1."
    )
    with Document.open(project) as document:
        deer = ids_of(document.project, "deer")
        after, llama = document.project.add_layer(deer, "a llama")
        nowhere = {frame: box(0, 0, 0, 0) for frame in range(6)}
        after, _ = corrected(after, llama, nowhere).add_expression(deer, "the woolly one", [llama])
        rider = after.of_video(deer)[1].id
        after, _ = after.add_expression(deer, "the rider and a llama", [rider, llama])
        for said, is_absent in ((after, False), (after.set_absent(llama, True), True)):
            document.do("Add", said)
            with DatasetExport(document, writable_format(format), LEAVE) as export:
                list(export.prepare())
                list(export.write(tmp_path / str(is_absent)))
            document.undo()
            held = {each.text: each.objects for each in export.dataset.videos[0].expressions}
            assert (sentence in [str(each.sentence) for each in export.losses]) != is_absent
            holds_absent = is_absent and format in ("mevis", "veval", "png")
            for text in ("a llama", "the woolly one"):
                assert (held.get(text) == ()) == (text in held) == holds_absent
            assert len(export.dataset.videos[0].objects) == 2
            if format != "ref-davis":  # which has four of each object
                assert held["the rider and a llama"] == held["the rider"]


def test_splits_by_list(project: Path, tmp_path: Path) -> None:
    lists = {"train": ["square"], "valid": ["deer"]}
    held, _ = exported(project, "mevis", tmp_path / "out", DatasetPlan(lists=lists))
    assert [(each.split, each.name) for each in held.videos] == [
        ("valid", "deer"),
        ("train", "square"),
    ]
    fewer = DatasetPlan(lists={"train": ["deer"]}, pictures=FrameFiles.LEAVE)
    _, losses = exported(project, "mevis", tmp_path / "fewer", fewer)
    assert "Videos that are in no list of a split are left out: 1." in losses
    for wrong, sentence in (
        ({"train": ["dear"]}, "'train' names 'dear'"),
        ({"train": ["deer"], "valid": ["deer"]}, "'deer' is in the lists of two splits"),
    ):
        with pytest.raises(DatasetError, match=sentence):
            exported(project, "mevis", tmp_path / "wrong", DatasetPlan(lists=wrong))
    assert not (tmp_path / "wrong").exists()


def test_frames_are_copied_linked_or_left(project: Path, tmp_path: Path) -> None:
    source = project.parent / "footage" / "deer" / "00005.jpg"
    for pictures in FrameFiles:
        folder = tmp_path / pictures.value
        _, losses = exported(project, "mevis", folder, DatasetPlan(pictures=pictures))
        frame = folder / "train" / "JPEGImages" / "deer" / "00005.jpg"
        assert frame.exists() == (pictures is not FrameFiles.LEAVE)
        if frame.exists():
            assert frame.read_bytes() == source.read_bytes()
            assert frame.samefile(source) == (pictures is FrameFiles.LINK)
            assert (frame.parent.parent / "square" / "00001.jpg").exists()
        linked = "Frames of video files cannot be linked, they are written as JPEG"
        assert any(each.startswith(linked) for each in losses) == (pictures is FrameFiles.LINK)


def test_masks_are_binary_however_soft_the_mattes_are(project: Path, tmp_path: Path) -> None:
    with Document.open(project) as document:
        before = document.project
        layer = before.layers[0]
        soft = before.set_matte(layer.id, type(layer.matte)(feather=4.0))
        document.do("Feather", soft)
        with DatasetExport(document, writable_format("png"), LEAVE) as export:
            list(export.prepare())
            list(export.write(tmp_path / "out"))
        document.undo()
    for file in (tmp_path / "out").rglob("*.png"):
        assert set(np.unique(np.array(Image.open(file).convert("L"))).tolist()) <= {0, 255}


def test_nothing_is_left_to_write(project: Path, tmp_path: Path) -> None:
    with Document.open(project) as document:
        (square,) = (each.id for each in document.project.videos if each.name == "square.mp4")
        labels = LabelChoices(videos=(square,))
        empty = document.project.remove_layer(document.project.of_video(square)[0].id)
        document.do("Remove", empty)
        with (
            DatasetExport(document, writable_format("mevis"), DatasetPlan(labels)) as export,
            pytest.raises(StudioError, match="nothing to write") as caught,
        ):
            list(export.prepare())
        assert "not searched for yet are left out: 1" in caught.value.advice
        document.undo()


def test_videos_without_a_label_are_nothing_to_write(project: Path) -> None:
    """As where the only sentence says that there is no such object, which the format cannot say."""
    with Document.open(project) as document:
        (square,) = (each.id for each in document.project.videos if each.name == "square.mp4")
        ids = [each.id for each in document.project.of_video(square)]
        document.do(*label_edits.no_such_object(document.project, ids))
        plan = DatasetPlan(LabelChoices(videos=(square,)))
        with (
            DatasetExport(document, writable_format("ref-youtube-vos"), plan) as export,
            pytest.raises(StudioError, match="nothing to write"),
        ):
            list(export.prepare())
        with DatasetExport(document, writable_format("mevis"), plan) as export:
            list(export.prepare())  # which can say it
            assert all(each.is_absent for each in export.dataset.videos[0].expressions)
        document.undo()


def full_disk(at: int) -> Callable[..., None]:
    """Return what takes the place of writing a file, and fails at one of them."""
    count = 0

    def fail(source: Path, target: Path) -> None:
        nonlocal count
        count += 1
        target.write_bytes(source.read_bytes())
        if count == at:
            raise OSError(errno.ENOSPC, "No space left on device")

    return fail


def test_a_dataset_takes_the_place_of_nothing(project: Path, tmp_path: Path) -> None:
    """Not of an earlier one either, and what is said of it is true."""
    exported(project, "mevis", tmp_path / "out")
    with pytest.raises(WriteError) as refused:
        exported(project, "coco", tmp_path / "out")
    assert str(refused.value) == f"'{tmp_path / 'out'}' is not empty: it contains 'train'."
    assert "new or an empty folder" in refused.value.advice
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["train"]


def test_a_full_disk_leaves_nothing_half_written(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_pictures.shutil, "copyfile", full_disk(at=4))
    with pytest.raises(WriteError, match="the disk is full"):
        exported(project, "ref-youtube-vos", tmp_path / "deep" / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_stopped_leaves_nothing_half_written(
    project: Path, tmp_path: Path
) -> None:
    """Closed between two steps, and stopped within one, as the window does."""
    out = tmp_path / "out"
    out.mkdir()
    asked = False
    format = writable_format("mevis")
    with (
        Document.open(project) as document,
        DatasetExport(document, format, LEAVE, lambda: asked) as export,
    ):
        list(export.prepare())
        for stop in range(1, 5):
            steps = export.write(out)
            for _ in range(stop):
                next(steps)
            steps.close()
            assert list(out.iterdir()) == []
        steps = export.write(out)
        next(steps)
        asked = True
        assert next(steps).done < 2  # nothing is told but how far it came
        steps.close()
        assert list(out.iterdir()) == []
        asked = False
        list(export.write(out))
    assert open_dataset(out)[0] is format


def test_a_mask_that_is_asked_for_twice_is_made_once(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from soc_studio.core.formats import project_labels

    made = 0
    render = project_labels.rendered_matte

    def counted(*arguments: Any, **more: Any) -> Any:
        nonlocal made
        made += 1
        return render(*arguments, **more)

    monkeypatch.setattr(project_labels, "rendered_matte", counted)
    exported(project, "ref-youtube-vos", tmp_path / "out", DatasetPlan(EVERYTHING))
    assert made == 6 + 6 + 5  # the deer, the rider; the square but for the wrong one
