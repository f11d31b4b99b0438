"""Tracks to mask pictures, to JSON and to a video with the objects marked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pycocotools import mask as coco

from soc_studio.core.formats.overlay_video import write_overlay
from soc_studio.core.formats.png_masks_export import write_masks
from soc_studio.core.formats.result_folder import mask_folders, stranger
from soc_studio.core.formats.tracks_json_export import write_tracks
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.atomic_file import replacing_contents, replacing_file
from soc_studio.core.system.errors import WriteError

HEIGHT, WIDTH = 64, 96


def square(left: int, height: int = HEIGHT // 2, width: int = WIDTH // 2) -> NDArray[np.bool_]:
    pixels = np.zeros((height, width), dtype=np.bool_)
    pixels[8:24, left : left + 16] = True
    return pixels


def track_of(
    frames: Iterable[int], absent: Iterable[int] = ()
) -> dict[int, tuple[float, NDArray[np.bool_]]]:
    """A square, kept at half size, one pixel further right on every frame."""
    missing = set(absent)
    return {number: (0.1 if number in missing else 0.9, square(number)) for number in frames}


def pixels_of(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as picture:
        assert picture.mode == "L"
        return np.asarray(picture)


def test_masks_are_grey_pictures_of_the_size_of_the_video_named_by_frame(
    tmp_path: Path, documents: Any
) -> None:
    view = documents.view("a", track_of(range(3, 6), absent=[4]))
    assert list(write_masks(tmp_path / "a", view, range(40))) == [3, 4, 5]
    names = ["00003.png", "00004.png", "00005.png"]
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == names
    shown = [pixels_of(tmp_path / "a" / name) for name in names]
    assert {picture.shape for picture in shown} == {(HEIGHT, WIDTH)}
    assert set(np.unique(shown[0])) == {0, 255}
    assert (shown[0][18:46, 8:36] == 255).all()
    assert (shown[0] == 255).mean() == pytest.approx(16 * 16 / (32 * 48), rel=0.05)
    assert not shown[1].any()


# pycocotools 2.0.11 is behind numpy 2 in how it hands out arrays.
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_the_json_holds_the_same_masks_as_the_pictures(tmp_path: Path, documents: Any) -> None:
    other = {n: (0.6, square(30 - n)) for n in range(4)}
    first_view = documents.view("the é", track_of(range(6), absent=[2]), other)
    second_view = documents.view("b", other)
    timing = Timing.at_rate(40, Fraction(30000, 1001))
    list(write_masks(tmp_path / "01-é", first_view, range(40)))
    path = tmp_path / "tracks.json"
    views = {"01-é": first_view, "02-b": second_view}
    facts = {"video": {"file": "clip.mp4"}}
    frames = list(write_tracks(path, views, facts, timing, range(40)))
    assert len(frames) == 6 + 4 + 4
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["video"] == {"file": "clip.mp4"}
    first, second = content["tracks"]
    assert (first["expression"], first["folder"]) == ("the é", "01-é")
    assert first["model"] == {"name": "bright", "sha256": "w"}
    assert first["settings"] == {"stride": 1, "threshold": 0.5}
    assert [len(each["frames"]) for each in first["alternatives"]] == [4]
    assert second["alternatives"] == []
    assert [frame["index"] for frame in first["frames"]] == list(range(6))
    assert [Fraction(frame["time"]) for frame in first["frames"]] == list(timing.times[:6])
    assert [frame["present"] for frame in first["frames"]] == [True, True, False, True, True, True]
    assert {frame["source"] for frame in first["frames"]} == {"network"}
    assert first["frames"][2]["box"] is None
    assert first["frames"][3]["box"] == pytest.approx([6, 16, 32, 32])
    for number, frame in enumerate(first["frames"]):
        picture = pixels_of(tmp_path / "01-é" / f"{number:05d}.png")
        assert (coco.decode(frame["segmentation"]) == picture // 255).all()


@pytest.mark.slow
@pytest.mark.parametrize("span", [range(12), range(3, 9), range(11, 12)])
def test_the_overlay_has_the_frames_and_the_times_of_the_video(
    clips: Any, documents: Any, span: range
) -> None:
    stamps = [0, 40, 80, 100, 300, 310, 350, 360, 500, 510, 520, 900]
    base = Fraction(1, 1000)
    source = clips.encode("clip.mkv", pictures=12, stamps=stamps, time_base=base)
    path = source.with_name("overlay.mp4")
    view = documents.view("a", track_of(range(12), absent=[5]), frames=12)
    with open_video(source) as reader:
        assert list(write_overlay(path, reader, [view], span)) == list(span)
    with av.open(path) as container:
        pictures = list(container.decode(video=0))
    times = [picture.pts * picture.time_base for picture in pictures]
    assert times == [(stamps[number] - stamps[span.start]) * base for number in span]
    for number, picture in zip(span, pictures, strict=True):
        # The numbers that are drawn into the frames are above the square.
        bits = picture.to_ndarray(format="rgb24")
        assert clips.number(bits) & 0b111000 == number & 0b111000
        inside = bits[40, 2 * number + 16].astype(int)
        expected = np.array(clips.picture(number)[40, 0], dtype=int)
        if number != 5:
            grey = expected @ np.array([0.299, 0.587, 0.114])  # most of its own colour is gone
            faded = expected + 0.6 * (grey - expected)
            expected = 0.54 * faded + 0.46 * np.array([230, 159, 0])
        assert np.abs(inside - expected).max() < 25


def test_an_overlay_that_is_given_up_leaves_nothing(clips: Any) -> None:
    source = clips.encode("clip.mp4", pictures=12)
    with open_video(source) as reader:
        steps = write_overlay(source.with_name("o.mp4"), reader, [], range(12))
        next(steps)
        steps.close()
    assert [path.name for path in source.parent.iterdir()] == ["clip.mp4"]


def test_mask_folders_are_named_by_number_and_words() -> None:
    names = mask_folders(["The red ball!", "../..", "Der Große Hund", "x" * 99, "The red ball!"])
    assert names[:3] == ["01-the-red-ball", "02", "03-der-große-hund"]
    assert len(names[3]) < 60
    assert names[4] == "05-the-red-ball"


def a_result(folder: Path, text: str = "old") -> None:
    (folder / "01-ball").mkdir(parents=True)
    (folder / "01-ball" / "00000.png").write_text(text)
    (folder / "tracks.json").write_text('{"format": "soc-studio tracks", "' + text + '": 1}')


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_result_takes_the_place_of_all_of_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "result"
    with replacing_contents(folder, stranger) as new:
        a_result(new)
    with replacing_contents(folder, stranger) as new:
        (new / "tracks.json").write_text('{"format": "soc-studio tracks"}')
        (new / "02-other").mkdir()
    assert sorted(path.name for path in folder.iterdir()) == ["02-other", "tracks.json"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_result_that_fails_leaves_the_old_one_alone(tmp_path: Path, error: BaseException) -> None:
    a_result(tmp_path / "result")
    before = files(tmp_path)

    def fail() -> None:
        with replacing_contents(tmp_path / "result", stranger) as new:
            a_result(new, "new")
            raise error

    with pytest.raises((WriteError, KeyboardInterrupt)):
        fail()
    assert files(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["result"]


def test_a_folder_that_was_made_for_a_result_goes_with_it(tmp_path: Path) -> None:
    with (
        pytest.raises(WriteError, match="disk is full"),
        replacing_contents(tmp_path / "a" / "b", stranger),
    ):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["notes.txt", "01-ball/notes.txt", "photos/00000.png"])
def test_a_folder_with_other_files_is_refused(tmp_path: Path, name: str) -> None:
    a_result(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = files(tmp_path)
    with pytest.raises(WriteError, match="not a result"), replacing_contents(tmp_path, stranger):
        pass
    assert files(tmp_path) == before


def test_pictures_without_our_tracks_are_somebody_elses(tmp_path: Path) -> None:
    a_result(tmp_path)
    (tmp_path / "tracks.json").write_text("{}")
    with pytest.raises(WriteError, match="not a result"), replacing_contents(tmp_path, stranger):
        pass


def test_what_a_killed_run_left_goes_with_the_next_result(tmp_path: Path) -> None:
    a_result(tmp_path)
    a_result(tmp_path / ".soc-studio-new-killed")
    with replacing_contents(tmp_path, stranger) as new:
        a_result(new, "new")
    assert set(files(tmp_path)) == {"01-ball/00000.png", "tracks.json"}
    assert files(tmp_path)["01-ball/00000.png"] == "new"


def fail_after_a_word(path: Path) -> None:
    with replacing_file(path) as unfinished:
        unfinished.write_text("tw")
        raise OSError(28, "No space left on device")


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    with replacing_file(path) as unfinished:
        unfinished.write_text("one")
        assert not path.exists()
    with pytest.raises(WriteError, match=r"scores\.json"):
        fail_after_a_word(path)
    assert files(tmp_path) == {"scores.json": "one"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["scores.json"]
