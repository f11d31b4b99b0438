"""Run lists, as people and spreadsheets write them, and as nobody should."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from soc_studio.core.media.time_code import TimeCode
from soc_studio.core.runs import run_list
from soc_studio.core.runs.clips import check_places, clips_of, place_of
from soc_studio.core.runs.list_file import ListError
from soc_studio.core.runs.run_list import Row, read_run_list

TABLE = """video,expression,object,category,rate,range
a.mp4,"the dog, left",1,dog,,
sub/b,the café,,,29.97,0:10-0:20
a.mp4,the dog,1,,,120-
"""
ROWS = (
    Row(2, "a.mp4", "the dog, left", 1, "dog"),
    Row(
        *(3, "sub/b", "the café", None, "", Fraction(30000, 1001)),
        *(TimeCode(seconds=Fraction(10)), TimeCode(seconds=Fraction(20))),
    ),
    Row(4, "a.mp4", "the dog", 1, start=TimeCode(frame=120)),
)


def written(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").replace("dog; left", "dog, left").encode("cp1252"),
        TABLE.replace(",", "\t").replace("dog\t left", "dog, left").encode("utf-16"),
        TABLE.replace("video,expression", "Video , EXPRESSION", 1).encode(),
    ],
    ids=["utf-8", "bom", "semicolons of Excel", "unicode text of Excel", "titles"],
)
def test_tables_are_read_as_spreadsheets_write_them(content: bytes, tmp_path: Path) -> None:
    found = read_run_list(written(tmp_path, content))
    assert found.rows == ROWS
    assert (found.refusals, found.notes) == ((), ())


def test_json_says_the_same(tmp_path: Path) -> None:
    entries = [
        {"video": "a.mp4", "expression": "the dog, left", "object": 1, "category": "dog"},
        {"video": "sub/b", "expression": "the café", "rate": 29.97, "range": ["0:10", "0:20"]},
        {"video": "a.mp4", "expression": "the dog", "object": "1", "from": 120, "to": None},
    ]
    text = "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in entries) + "\n]"
    assert read_run_list(written(tmp_path, text, "list.json")).rows == ROWS


def test_a_wrong_row_is_a_sentence_with_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    lines = [
        "video,expression,object,category,rate,range,seen by",
        "a.mp4,the dog",
        ",the dog",
        "a.mp4,",
        'a.mp4,"the\ncat",0',
        "a.mp4,the cat,,,fast",
        "a.mp4,the cat,,,,one-two",
        "a.mp4,the cat,,,,9-3",
        "a.mp4,the dog,,,,,,",
        "./a.mp4,the  dog",
        "a.mp4,the cat,,,,,,,more",
        "a.mp4,the cow,,,,12",
        "a.mp4,\x07,",
    ]
    found = read_run_list(written(tmp_path, "\n".join(lines)))
    assert [(each.line, each.expression) for each in found.rows] == [(2, "the dog")]
    told = [str(each.reason) for each in found.refusals]
    assert told == [
        "list.csv, line 3: no video is given.",
        "list.csv, line 4: no expression is given.",
        "list.csv, line 5: '0' is no number of an object.",
        "list.csv, line 7: 'fast' is not a frame rate.",
        "list.csv, line 8: 'one' is not a time or a frame.",
        "list.csv, line 9: there is no frame in its range.",
        "list.csv, line 12: it has 9 cells in 7 columns.",
        "list.csv, line 13: '12' is no range of frames.",
        "list.csv, line 14: '\N{REPLACEMENT CHARACTER}' cannot be kept as words.",
    ]
    assert list(found.notes) == [
        "list.csv, line 1: the column 'seen by' is not used.",
        "list.csv, line 10: it says the same as line 2, and is left out.",
        "list.csv, line 11: it says the same as line 2, and is left out.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "line 1: there is no column 'video'"),
        ("a.csv", b"file,sentence\na,b\n", "line 1: there is no column 'video'"),
        ("a.csv", b"video,expression,video\na,b,c\n", "line 1: the column 'video' is there twice"),
        ("a.csv", b'video,expression\na,b\na,"b\n', "line 3: it is no table"),
        ("a.csv", b"video,expression\na," + b"b" * 200_000, "line 2: it is no table"),
        ("a.csv", b"video,expression\n", "'a.csv' has no row"),
        ("a.csv", b"\0\0\0\1video", "'a.csv' is no text"),
        ("a.csv", b"," * 1000, "line 1: there is no column"),
        ("a.json", b'[\n{"video": "a"},\n{"video" "b"}]', "line 3: it is not valid JSON"),
        ("a.json", b'{"video": "a"}', "'a.json' is no list of rows"),
        ("a.json", b"[" * 100_000, "a.json"),
        ("a.json", b"[" + b"1," * 5_000_001 + b"1]", "has more in it than a list"),
        ("a.json", b"\xff\xff", "a.json"),
    ],
)
def test_what_is_no_list_is_one_sentence(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ListError) as error:
        read_run_list(written(tmp_path, content, name))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_values_of_json_that_are_no_row_have_lines(tmp_path: Path) -> None:
    content = (
        '[\n{"video": "a", "expression": "b"},\n 7, [],\n'
        '{"video": ["a"], "expression": "b"},\n'
        '{"video": "a", "expression": {"x": [1, 2, 3]}},\n'
        '{"video": "a", "expression": "c", "object": 1.5, "range": [1, 2, 3]},\n'
        '{"video": "a", "expression": "c", "object": %s}]' % ("9" * 5000)
    )
    found = read_run_list(written(tmp_path, content, "a.json"))
    assert [each.line for each in found.rows] == [2]
    assert [each.line for each in found.refusals] == [3, 3, 4, 5, 6, 7]


def test_a_huge_file_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(500 * 2**20)
    with pytest.raises(ListError, match=r"'huge.json' is larger than 64 MB"):
        read_run_list(huge)
    monkeypatch.setattr(run_list, "MOST_ROWS", 3)
    with pytest.raises(ListError, match="more than 3 rows"):
        read_run_list(written(tmp_path, "video,expression\n" + "a,b\n" * 4))


def test_no_path_leads_out_of_the_folder(tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    for folder in (root, other):
        folder.mkdir()
        (folder / "a.mp4").write_bytes(b"video")
    (root / "link.mp4").symlink_to(other / "a.mp4")
    (root / "loop").symlink_to("loop")
    os.mkfifo(root / "pipe.mp4")
    said = {
        "a.mp4": "",
        "x/../a.mp4": "",
        str(root / "a.mp4"): "",
        "../other/a.mp4": "outside",
        str(other / "a.mp4"): "outside",
        "link.mp4": "outside",
        "/dev/zero": "outside",
        "s3://bucket/a.mp4": "an address",
        "file:///etc/passwd": "an address",
        "missing.mp4": "there is no video",
        "pipe.mp4": "there is no video",
        "loop": "there is no video",
        "x" * 4000 + ".mp4": "there is no video",
    }
    table = "video,expression\n" + "".join(f"{each},the dog {n}\n" for n, each in enumerate(said))
    clips, refusals = clips_of(read_run_list(written(root, table)))
    assert not refusals
    found = {each.address: each for each in clips}
    good = [os.path.normpath(each) for each, told in said.items() if not told]
    assert {place_of(found[each], root) for each in good} == {root / "a.mp4"}
    for video, told in said.items():
        clip = found[video if "://" in video else os.path.normpath(video)]
        if told:
            with pytest.raises(ListError, match=told) as error:
                place_of(clip, root)
            assert f"list.csv, line {clip.rows[0].line}: " in str(error.value)


def test_of_paths_that_all_lead_elsewhere_it_is_said_how_to_allow_them(tmp_path: Path) -> None:
    """A list may be from anyone, and reads nothing by itself; but most are one's own."""
    (tmp_path / "lists").mkdir()
    for name in ("a", "b"):
        (tmp_path / "videos" / name).mkdir(parents=True)
        (tmp_path / "videos" / name / "clip.mp4").write_bytes(b"video")
    paths = [str(tmp_path / "videos" / name / "clip.mp4") for name in ("a", "b")]
    table = "video,expression\n" + "".join(f"{each},the dog\n" for each in paths)
    clips, _ = clips_of(read_run_list(written(tmp_path / "lists", table)))
    with pytest.raises(ListError, match=r"line 2: '.*' is outside of the folder 'lists'") as error:
        check_places(clips, tmp_path / "lists")
    assert f"--videos '{tmp_path / 'videos'}'" in error.value.advice
    check_places(clips, tmp_path / "videos")
    assert [str(place_of(each, tmp_path / "videos")) for each in clips] == paths
    table += "/nowhere/gone.mp4,the dog\n"  # not all of the disk for one that strays
    clips, _ = clips_of(read_run_list(written(tmp_path / "lists", table)))
    with pytest.raises(ListError) as error:
        check_places(clips, tmp_path / "lists")
    assert f"--videos '{tmp_path / 'videos'}'" in error.value.advice
    mixed = f"video,expression\n{paths[0]},the dog\nown.mp4,the dog\n"
    clips, _ = clips_of(read_run_list(written(tmp_path / "lists", mixed)))
    check_places(clips, tmp_path / "lists")  # the others can be searched


def test_rows_of_a_video_are_together_and_have_one_rate(tmp_path: Path) -> None:
    table = "video,expression,rate\na,x,25\nb,x\n./a,y,\nc/../a,z,30\n"
    clips, refusals = clips_of(read_run_list(written(tmp_path, table)))
    assert [(each.address, each.expressions) for each in clips] == [
        ("a", ("x", "y")),
        ("b", ("x",)),
    ]
    (refusal,) = refusals
    assert "line 5: it gives the video another rate than line 2 does" in str(refusal.reason)
