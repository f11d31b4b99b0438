"""`soc-studio datasets`."""

from __future__ import annotations

import re
import shutil
from argparse import ArgumentParser
from pathlib import Path

import pytest

from soc_studio.cli import main
from soc_studio.cli.commands.datasets import FORMATS, add_parser
from soc_studio.core.datasets.registry import FORMATS as REGISTERED
from soc_studio.core.datasets.registry import open_dataset
from tests import published_layouts
from tests.core.datasets.made_datasets import WRITTEN, by_id, rich_dataset, written

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    written(rich_dataset(tmp_path / "frames"), by_id("mevis"), tmp_path / "mevis")
    return tmp_path / "mevis"


def test_the_help_names_every_format_that_is_written() -> None:
    assert [each.id for each in WRITTEN] == list(FORMATS)
    parser = ArgumentParser()
    add_parser(parser.add_subparsers())


def test_check_says_what_a_dataset_holds(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["datasets", "check", str(dataset)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("MeViS (mevis)\n")
    rows = dict(re.findall(r"^  (\w+) +(.*)$", said, re.MULTILINE))
    assert rows["videos"] == "3: valid 2, train 1"
    assert rows["frames"] == "12, 9 of them annotated, 9 with a picture"
    assert rows["objects"] == "4"
    assert rows["masks"] == "9, void on 0 frames"
    assert rows["expressions"] == "8, 1 of several objects, 1 of none, 1 without an answer"


def test_convert_says_what_is_lost_and_writes(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "converted"
    words = ["datasets", "convert", str(dataset), str(out), "--to", "ref-youtube-vos"]
    assert main([*words, "--report"]) == 0
    assert "several objects together are left out: 1." in capsys.readouterr().out
    assert not out.exists()
    more = ["--every", "2", "--frames", "leave", "--splits", "test=1", "--annotated-only"]
    assert main([*words, *more]) == 0
    assert "equal in every pixel" in capsys.readouterr().out
    format, read = open_dataset(out)
    assert format.id == "ref-youtube-vos"
    assert {each.split for each in read.videos} == {"test"}
    assert read.videos[0].frames == ("00000", "00010")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--to", "nothing"], 1),
        (["--to", "mevis", "--every", "0"], 2),
        (["--to", "mevis", "--splits", "train"], 2),
        (["--to", "mevis", "--splits", "train=0"], 2),
        ([], 2),
    ],
)
def test_wrong_use_is_told(dataset: Path, tmp_path: Path, words: list[str], code: int) -> None:
    try:
        found = main(["datasets", "convert", str(dataset), str(tmp_path / "out"), *words])
    except SystemExit as done:
        found = int(done.code or 0)
    assert found == code
    assert not (tmp_path / "out").exists()


def test_every_format_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    section = page.split("\n## Datasets\n")[1].split("\n## ")[0]
    rows = set(re.findall(r"^\| ([^|]+) \| `([^`]+)` \| (\w+) \| yes \|$", section, re.MULTILINE))
    known = {(each.name, each.id, "yes" if each.writer else "no") for each in REGISTERED}
    assert rows == known
    assert [each.name for each in REGISTERED if f"- **{each.name}**" not in section] == []


def test_check_says_what_of_a_published_dataset_is_missing_or_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = published_layouts.jhmdb_sentences(tmp_path / "jhmdb")
    (folder / "Rename_Images" / "run" / "clip" / "00003.png").unlink()
    (folder / "jhmdb_annotation.txt").unlink()
    assert main(["datasets", "check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("JHMDB-Sentences (jhmdb-sentences), as published")
    assert "missing      jhmdb_annotation.txt: Download jhmdb_annotation.txt from" in said
    assert "1 videos, 8 frames, 2 of them annotated, 2 sentences, 1 frames missing" in said
    assert "00003.png' is missing. Download Rename_Images.tar.gz" in said
    folder = published_layouts.ref_youtube_vos(tmp_path / "youtube")
    path = folder / "meta_expressions" / "train" / "meta_expressions.json"
    path.write_text(path.read_text().replace('"obj_id": "2"', '"obj_id": "7"', 1))
    assert main(["datasets", "check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "Ref-YouTube-VOS (ref-youtube-vos)\n" in said
    assert "'0a1b', sentence 1: its object 7 is on none of the annotated frames." in said
    assert "2 sentences, 2 whose masks are not public" in said


def test_check_fails_only_where_something_is_wrong(tmp_path: Path) -> None:
    folder = published_layouts.ref_youtube_vos(tmp_path / "youtube")
    shutil.rmtree(folder / "meta_expressions" / "test")  # with it goes the split
    assert main(["datasets", "check", str(folder)]) == 0


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_check_names_a_picture_that_is_cut_off(
    share: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = published_layouts.ref_youtube_vos(tmp_path / "youtube")
    path = sorted((folder / "train" / "JPEGImages").rglob("*.jpg"))[1]
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert main(["datasets", "check", str(folder)]) == 1
    said = capsys.readouterr().out
    wrong = [line for line in said.splitlines() if line.startswith("  wrong ")]
    assert len(wrong) == 1
    assert f"'{path}' is broken: it is {'cut off' if share else 'empty'}." in wrong[0]
    assert "1 frames broken" in said


def test_check_names_a_picture_of_any_dataset_that_is_cut_off(
    dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next(iter(sorted(dataset.rglob("*.jpg"))))
    path.write_bytes(path.read_bytes()[:-30])
    assert main(["datasets", "check", str(dataset)]) == 1
    said = capsys.readouterr().out
    assert f"{path.name}' is broken: it is cut off." in said.split("  wrong ")[1]


def test_check_of_masks_that_are_not_there_says_what_to_download(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = published_layouts.mevis(tmp_path / "mevis")
    path = folder / "valid_u" / "meta_expressions.json"
    path.write_text(path.read_text().replace("[10]", "[99]", 1))
    assert main(["datasets", "check", str(folder)]) == 1
    assert "there are no masks '99'. Download MeViS" in capsys.readouterr().out
