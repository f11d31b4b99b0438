"""Wrong, huge and hostile datasets: a sentence, and nothing harmed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from soc_studio.core.datasets import bounds, json_text, tree
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.registry import open_dataset, recognise
from soc_studio.core.datasets.tree import open_tree, safe_parts
from tests.core.datasets.made_datasets import (
    by_id,
    check_equal,
    plain_video,
    read_all,
    rich_dataset,
    written,
)

MEVIS_SAYS = (
    '{"videos": {"v": {"expressions": {"0": {"exp": "it", "obj_id": [0], "anno_id": [1]}},'
    ' "frames": ["0"]}}}'
)


def zipped(folder: Path, path: Path, below: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, below + file.relative_to(folder).as_posix())
    return path


def fails(path: Path) -> str:
    """Return the sentence with which a dataset is refused."""
    with pytest.raises(DatasetError) as failure:
        read_all(path)
    assert failure.value.advice
    return str(failure.value)


@pytest.mark.parametrize("below", ["", "__ROOT/of it/"])
def test_an_archive_is_read_as_it_is(tmp_path: Path, below: str) -> None:
    rich = rich_dataset(tmp_path / "frames")
    for id in ("ref-youtube-vos", "mevis"):
        held, _ = written(rich, by_id(id), tmp_path / id)
        archive = zipped(tmp_path / id, tmp_path / f"{id}.zip", below)
        format, read = open_dataset(archive)
        assert format.id == id
        check_equal(held, read)
        pictures = read.videos[0].pictures
        assert pictures is not None
        assert pictures.folder is None
        assert pictures.read(pictures.files[0] or "")[:2] == b"\xff\xd8"
        again, _ = written(read, by_id("mevis"), tmp_path / f"{id}-again")
        check_equal(again, open_dataset(tmp_path / f"{id}-again")[1])


@pytest.mark.parametrize(
    "name", ["../up.json", "/etc/passwd", "a/../../b", "C:\\x", "..\\up", "a\0b"]
)
def test_a_path_that_climbs_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="leads outside"):
        safe_parts(name)
    said = MEVIS_SAYS.replace('"v"', json.dumps(f"x/{name}"))
    (tmp_path / "meta_expressions.json").write_text(said, encoding="utf-8")
    if ".." in name or "\0" in name:
        assert "leads outside" in fails(tmp_path)
    else:
        assert read_all(tmp_path).pictures == 0  # it is below the folder of pictures


def test_an_archive_that_climbs_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("meta_expressions.json", MEVIS_SAYS)
        archive.writestr("../../evil.json", "{}")
    assert "leads outside" in fails(tmp_path / "bad.zip")


def test_a_bomb_in_an_archive_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_text, "MOST_PACKED", 2**20)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meta_expressions.json", " " * 2**22)
    assert "larger than 1 MB" in fails(tmp_path / "bomb.zip")


def test_a_bomb_that_lies_about_its_size_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.json", " " * 2**22)
    opened = open_tree(tmp_path / "bomb.zip")
    monkeypatch.setattr(type(opened), "size", lambda self, path: 5)
    assert opened._files.size("big.json") == 2**22
    monkeypatch.setattr(opened._files, "size", lambda path: 5)
    with pytest.raises(DatasetError, match="larger than 1 MB"):
        opened.read("big.json", 2**20)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is not valid JSON"),
        ("{", "is not valid JSON"),
        ("[]", "is not as this format has it"),
        ('{"videos": 3}', "is not as this format has it"),
        ('{"other": ' + "[" * 100_000, "is nested too deeply"),
        ('{"videos": NaN}', "is not as this format has it"),
        ('{"videos": {"v": {"frames": [1]}}}', "is not as this format has it"),
        ('{"videos": {"\ud800": {"frames": []}}}', "is not valid JSON"),
        (MEVIS_SAYS.replace("[1]", "[-1]"), "is no number"),
        (MEVIS_SAYS.replace("[1]", "[1e999]"), "is not as this format has it"),
    ],
)
def test_json_that_is_none_is_told(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "meta_expressions.json"
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    assert words in fails(tmp_path)


def test_json_with_too_much_in_it_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "meta_expressions.json").write_text(MEVIS_SAYS, encoding="utf-8")
    (tmp_path / "mask_dict.json").write_text("{" + '"1":[],' * 99 + "}", encoding="utf-8")
    monkeypatch.setattr(bounds, "MOST_VALUES", 50)
    assert "million values" in fails(tmp_path)
    monkeypatch.setattr(json_text, "MOST_BYTES", 100)
    assert "larger than" in fails(tmp_path)


def test_large_json_is_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "_CHUNK", 64)  # files larger than that stay on the disk
    held, _ = written(Dataset((plain_video(),)), by_id("mevis"), tmp_path / "out")
    check_equal(held, open_dataset(tmp_path / "out")[1])


def test_a_mask_of_another_size_is_told(tmp_path: Path) -> None:
    written(Dataset((plain_video(),)), by_id("ref-youtube-vos"), tmp_path / "out")
    mask = tmp_path / "out" / "train" / "Annotations" / "a1b2" / "00010.png"
    cv2.imwrite(str(mask), np.zeros((5, 6), np.uint8))
    assert "00010.png" in fails(tmp_path / "out")
    assert "6x5 pixels" in fails(tmp_path / "out")


@pytest.mark.parametrize("cut", [0, 10, 30, 60])
def test_a_truncated_picture_is_told(tmp_path: Path, cut: int) -> None:
    written(Dataset((plain_video(),)), by_id("ref-youtube-vos"), tmp_path / "out")
    mask = tmp_path / "out" / "train" / "Annotations" / "a1b2" / "00005.png"
    mask.write_bytes(mask.read_bytes()[:-cut] if cut > 10 else mask.read_bytes()[:cut])
    assert "cannot be read as a picture" in fails(tmp_path / "out")


def test_a_picture_that_claims_to_be_huge_is_refused(tmp_path: Path) -> None:
    written(Dataset((plain_video(),)), by_id("ref-youtube-vos"), tmp_path / "out")
    for mask in (tmp_path / "out" / "train" / "Annotations" / "a1b2").iterdir():
        content = bytearray(mask.read_bytes())
        content[16:24] = (2**20).to_bytes(4, "big") * 2
        mask.write_bytes(content)
    assert "cannot be read as a picture" in fails(tmp_path / "out")


def test_what_is_no_dataset_is_told_with_what_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    for path in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(DatasetError, match="no dataset that SOC Studio knows") as failure:
            recognise(path)
        assert "MeViS" in str(failure.value.advice)
    for path in (tmp_path / "none", tmp_path / "empty.zip"):
        if path.suffix:
            path.write_bytes(b"PK\5\6" + bytes(17))  # cut off
        with pytest.raises(DatasetError):
            recognise(path)


def test_a_folder_of_far_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "MOST_ENTRIES", 3)
    for number in range(5):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(DatasetError, match="million files"):
        recognise(tmp_path)
