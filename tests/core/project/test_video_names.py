"""Videos are told apart by what they are called, by number, and by path."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from soc_studio.core.project.project import Video, VideoId
from soc_studio.core.project.video_names import video_names, videos_called


def videos(*paths: str) -> list[Video]:
    return [
        Video(
            VideoId(number),
            path.replace("\\", "/").rpartition("/")[2],
            None,
            path,
            f"1:{number}",
            *(8, 8, 4, Fraction(25)),
        )
        for number, path in enumerate(paths, start=1)
    ]


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["/x/clip.mp4"], ["clip.mp4"]),
        (["/x/a.mp4", "/x/b.mp4"], ["a.mp4", "b.mp4"]),
        (["/x/a/clip.mp4", "/x/b/clip.mp4"], ["a/clip.mp4", "b/clip.mp4"]),
        (["/x/a/clip.mp4", "/x/b/Clip.mp4"], ["a/clip.mp4", "b/Clip.mp4"]),
        (["/1/a/clip.mp4", "/2/a/clip.mp4", "/c.mp4"], ["1/a/clip.mp4", "2/a/clip.mp4", "c.mp4"]),
        (["/clip.mp4", "/a/clip.mp4"], ["clip.mp4", "a/clip.mp4"]),
        (["C:\\a\\clip.mp4", "/b/clip.mp4"], ["a/clip.mp4", "b/clip.mp4"]),
        (["/a/clip.mp4"] * 3, ["a/clip.mp4 (2)", "a/clip.mp4 (3)", "a/clip.mp4"]),
        (["", ""], [" (2)", ""]),
    ],
)
def test_names_are_unique_with_as_many_folders_as_it_takes(
    paths: list[str], names: list[str]
) -> None:
    found = video_names(videos(*paths))
    assert list(found.values()) == names
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("a/clip.mp4", [1]),
        ("b/clip.mp4", [2]),
        ("/x/b/clip.mp4", [2]),
        ("x\\b\\clip.mp4", [2]),
        ("./b/clip.mp4", [2]),
        ("clip.mp4", [1, 2]),
        ("2", [2]),
        ("3", [4]),  # it is called so
        ("4", [4]),
        ("5", []),
        ("0", []),
        ("9" * 5000, []),
        ("other.mp4", [3]),
        ("ther.mp4", []),
        ("../clip.mp4", []),
        ("/clip.mp4", []),
        ("", []),
        (".", []),
        ("null\0", []),
    ],
)
def test_a_video_is_meant_by_name_number_or_path(said: str, meant: list[int]) -> None:
    there = videos("/x/a/clip.mp4", "/x/b/clip.mp4", "/x/other.mp4", "/frames/3")
    assert [each.id for each in videos_called(there, said)] == meant


def test_a_relative_path_is_the_one_it_means_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    there = videos(str(tmp_path / "clip.mp4"), str(tmp_path.parent / "clip.mp4"))
    assert [each.id for each in videos_called(there, "../clip.mp4")] == [2]
