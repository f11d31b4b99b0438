"""Frame rates as a person writes them, and remembered for what cannot say its own."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image

from soc_studio.core.media.frame_rates import RateError, parse_rate, remember, remembered
from soc_studio.core.media.given_rate import open_at
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import open_project_video, put_video, set_rate
from soc_studio.core.system.errors import VideoError
from tests.core.conftest import Clips


@pytest.fixture(autouse=True)
def data_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))


def frames(folder: Path, count: int = 4) -> Path:
    folder.mkdir()
    for number in range(count):
        Image.new("RGB", (20, 30), (number, 0, 0)).save(folder / f"{number}.png")
    return folder


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("25", Fraction(25)),
        (" 8 ", Fraction(8)),
        ("30000/1001", Fraction(30000, 1001)),
        ("29.97", Fraction(30000, 1001)),
        ("23.976", Fraction(24000, 1001)),
        ("59.94", Fraction(60000, 1001)),
        ("12.5", Fraction(25, 2)),
        ("30.0", Fraction(30)),
        ("0.1", Fraction(1, 10)),
        ("1/60", Fraction(1, 60)),
    ],
)
def test_a_rate_is_read_as_it_is_written(text: str, rate: Fraction) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "-25",
        "25/0",
        "0/5",
        "nan",
        "inf",
        "1e3",
        "fast",
        "25 fps",
        "1001",
        "9" * 5000,
        "٢٥",
    ],
)
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(RateError) as refusal:
        parse_rate(text)
    assert "30000/1001" in refusal.value.advice


def test_a_rate_is_remembered_for_the_place_however_it_is_written(tmp_path: Path) -> None:
    folder, other = frames(tmp_path / "a"), frames(tmp_path / "b")
    assert remembered(folder) is None
    remember(folder, Fraction(30000, 1001))
    remember(folder, Fraction(8))
    assert remembered(Path(os.path.relpath(folder))) == 8
    assert remembered(folder / ".." / "a") == 8
    assert remembered(other) is None


def test_a_name_that_is_no_text_can_be_remembered(tmp_path: Path) -> None:
    remember(tmp_path / "caf\udce9\n", Fraction(8))
    assert remembered(tmp_path / "caf\udce9\n") == 8
    assert remembered(tmp_path / "a\0b") is None


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"{", b'{"a": ', b"\xff", b"[" * 10**6, b"0" * (17 * 2**20)], ids=len
)
def test_of_a_damaged_file_nothing_is_known_and_it_is_written_anew(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "rates.json"
    file.write_bytes(content)
    assert remembered(tmp_path, file) is None
    remember(tmp_path, Fraction(8), file)
    assert remembered(tmp_path, file) == 8


def test_an_entry_that_is_no_rate_is_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rates.json"
    remember(tmp_path, Fraction(8), file)
    for bad in ('"0"', '"8/0"', "8", "null", '"1e9"'):
        file.write_text(file.read_text().replace('"8"', bad))
        assert remembered(tmp_path, file) is None
        remember(tmp_path, Fraction(8), file)
        assert remembered(tmp_path, file) == 8


def test_only_so_many_are_kept_and_the_newest_stay(tmp_path: Path) -> None:
    file = tmp_path / "rates.json"
    many = ", ".join(f'"/old/{number}": "8"' for number in range(2500))
    file.write_text(f"{{{many}}}")
    remember(tmp_path, Fraction(12), file)
    assert remembered(tmp_path, file) == 12
    assert file.read_text().count(":") <= 2000 + os.name.count("nt")


def test_a_folder_opens_at_the_rate_it_was_given(tmp_path: Path) -> None:
    folder = frames(tmp_path / "a")
    with open_video(folder) as reader:
        assert (reader.rate, reader.info.rate_is_assumed) == (25, True)
    with open_at(folder, Fraction(8)) as reader:
        assert (reader.rate, reader.info.rate_is_assumed) == (8, False)
    with open_video(folder) as reader:
        assert (reader.rate, reader.info.rate_is_assumed) == (8, False)
        assert reader.timing.time_of(3) == Fraction(3, 8)


def test_a_file_that_says_its_rate_takes_no_other(clips: Clips) -> None:
    path = clips.encode("a.mp4", pictures=4)
    with pytest.raises(
        VideoError, match=r"'a\.mp4' has a frame rate of its own: 25 frames per second"
    ):
        open_at(path, Fraction(8))
    assert remembered(path) is None
    with open_at(path, Fraction(25)) as reader:
        assert not reader.info.rate_is_assumed


def test_a_project_keeps_the_rate_of_its_folder(tmp_path: Path) -> None:
    folder = frames(tmp_path / "a")
    with Document.new() as document:
        with open_at(folder, Fraction(8)) as reader:
            video = put_video(document, folder, reader)
        assert video.rate == 8
        remember(folder, Fraction(50))  # given elsewhere
        with open_project_video(document, video) as reader:
            assert reader.rate == 8
        assert set_rate(document, video, Fraction(12)).rate == 12
        assert document.project.video(video.id).rate == 12
        assert set_rate(document, video, Fraction(6)).rate == 6
        with open_project_video(document, document.project.video(video.id)) as reader:
            assert (reader.rate, reader.info.rate_is_assumed) == (6, False)
        assert remembered(folder) == 6


def test_a_file_in_a_project_takes_no_other_rate(clips: Clips) -> None:
    path = clips.encode("a.mp4", pictures=4)
    with Document.new() as document, open_video(path) as reader:
        video = put_video(document, path, reader)
        with pytest.raises(VideoError, match="has a frame rate of its own"):
            set_rate(document, video, Fraction(8))
        assert document.project.video(video.id).rate == 25
