"""Every format: out, then in is the identity, save what was named before writing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from soc_studio.core.datasets.comparing import differences
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import FORMATS, open_dataset
from soc_studio.core.datasets.writing import fitted_to, write_dataset
from soc_studio.core.system.errors import WriteError
from tests.core.datasets.made_datasets import (
    FIVES,
    WRITTEN,
    by_id,
    check_equal,
    plain_video,
    read_as,
    rich_dataset,
    written,
)

formats = pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.id)


@pytest.fixture
def rich(tmp_path: Path) -> Dataset:
    return rich_dataset(tmp_path / "frames")


def test_every_format_has_words_for_a_person_and_an_id_of_its_own() -> None:
    assert {"ref-youtube-vos", "mevis"} <= {each.id for each in FORMATS}
    assert len({each.id for each in FORMATS}) == len(FORMATS)
    assert all(each.name and each.description.endswith(".") for each in FORMATS)


@formats
@pytest.mark.parametrize("kept", FrameFiles)
def test_what_is_written_is_read_as_the_report_said(
    rich: Dataset, format: DatasetFormat, kept: FrameFiles, tmp_path: Path
) -> None:
    held, losses = written(rich, format, tmp_path / "out", kept)
    read = read_as(format, tmp_path / "out")
    check_equal(held, read)
    assert all(each.count and str(each.count) in each.sentence for each in losses)
    again, nothing = fitted_to(read, format, kept)  # what came back is lost no more
    assert nothing == []
    check_equal(again, read)


@formats
def test_nothing_is_lost_without_a_word(
    rich: Dataset, format: DatasetFormat, tmp_path: Path
) -> None:
    """Where a format says of a video that it loses nothing, that is true."""
    plain = Dataset((replace(plain_video(), rate=None, split=""),))
    for dataset in (rich, plain, Dataset((plain_video(),))):
        held, losses = fitted_to(dataset, format, FrameFiles.LEAVE)
        if not losses:
            check_equal(dataset, held)
        else:
            assert any(differences(dataset, held))


@pytest.mark.parametrize(
    "format", [each for each in WRITTEN if each.id != "a2d-sentences"], ids=lambda each: each.id
)
def test_pictures_are_copied_linked_or_left(
    format: DatasetFormat, rich: Dataset, tmp_path: Path
) -> None:
    dataset = Dataset(rich.videos[:1])
    source = tmp_path / "frames" / "plain" / "00005.jpg"
    for kept in FrameFiles:
        folder = tmp_path / kept.value
        written(dataset, format, folder, kept)
        found = sorted(folder.rglob("*.jpg"))[1:2]
        (video,) = open_dataset(folder)[1].videos
        assert video.frames == FIVES or format.id == "cvat-video"
        if kept is FrameFiles.LEAVE:
            assert found == []
            assert video.pictures is None
            continue
        assert [each.read_bytes() for each in found] == [source.read_bytes()]
        assert found[0].samefile(source) == (kept is FrameFiles.LINK)
        assert video.pictures is not None
        assert video.pictures.read(video.pictures.files[1] or "") == source.read_bytes()


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match=r"mine\.txt"):
        written(Dataset((plain_video(),)), by_id("mevis"), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_a_dataset_that_does_not_come_back_is_not_kept(tmp_path: Path) -> None:
    """The overlap was not resolved here, which a palette cannot hold."""
    video = plain_video()
    first, second = video.objects
    video = replace(video, objects=(first, replace(second, masks=first.masks)))
    with pytest.raises(WriteError, match=r"object 2: the mask of frame 00000"):
        list(write_dataset(Dataset((video,)), by_id("ref-youtube-vos"), tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []
