"""Lists of categories: the built-in one, a person's own, and files that are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from soc_studio.core.formats.category_list import CategoryError, read_categories
from soc_studio.core.project.categories import YOUTUBE_VOS, known_categories, unlisted


def test_the_built_in_list_is_that_of_the_data_set() -> None:
    assert len(YOUTUBE_VOS) == len(set(YOUTUBE_VOS)) == 65
    assert list(YOUTUBE_VOS) == sorted(YOUTUBE_VOS)
    assert {"earless_seal", "others", "person", "sedan", "tennis_racket"} <= set(YOUTUBE_VOS)


def test_a_list_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"\xef\xbb\xbf# ours\r\ntractor\r\n\r\n  hay   bale \r\ntractor\r\n")
    assert read_categories(path) == ("tractor", "hay bale")


def test_those_in_use_come_first_and_own_ones_take_the_place_of_the_built_in(
    documents: Any,
) -> None:
    project, (one, _) = documents.project("a", "b")
    project = project.categorise(one, "zeppelin")
    assert known_categories(project) == ("zeppelin", *YOUTUBE_VOS)
    listed = project.set_categories(["car", "", "zeppelin", "car"])
    assert known_categories(listed) == ("zeppelin", "car")
    assert listed.categories == ("car", "zeppelin")
    assert unlisted(["car", "", "bus", "bus"], ("car",)) == ["bus"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no category"),
        (b"# nothing\n", "no category"),
        (b"\xff\xfe\x00", "no text"),
        (b"a" * 20_000, "too large"),
        (b"".join(b"%d\n" % each for each in range(10_001)), "too large"),
        (b"\n" * (2**20 + 1), "too large"),
    ],
    ids=range(6),
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "list.txt").write_bytes(content)
    with pytest.raises(CategoryError, match=sentence):
        read_categories(tmp_path / "list.txt")


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CategoryError, match="cannot be read"):
        read_categories(tmp_path / "gone.txt")
