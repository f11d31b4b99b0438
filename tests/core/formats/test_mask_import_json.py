"""JSON files of masks: our own tracks, and what of any file is refused before it is looked at."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_rvos.masks import Mask
from soc_studio.core.formats.import_masks import open_masks, read_labels
from soc_studio.core.formats.imported_layer import ImportedLayer, MaskImportError
from soc_studio.core.formats.json_file import MOST_BYTES, MOST_VALUES
from soc_studio.core.formats.png_masks_export import write_masks
from soc_studio.core.formats.tracks_json_export import write_tracks
from soc_studio.core.media.timing import Timing
from soc_studio.core.project.imported_object import ImportedLabels, ImportedObject
from soc_studio.core.project.label_edits import add_imported
from soc_studio.core.project.limits import LONGEST_SIDE
from soc_studio.core.project.project import EditError, Project
from soc_studio.core.project.project_codec import project_of, records
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views
from tests.core.decided import known_video
from tests.thoroughness import examples

HEIGHT, WIDTH, FRAMES = 24, 40, 6


def square(frame: int) -> Mask:
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[4:12, frame : frame + 9] = True
    return Mask.from_array(pixels)


def tracks(**changes: Any) -> dict[str, Any]:
    """A tracks.json with a track of two frames; `changes` are to the frame after."""
    frames = [
        {
            "index": frame,
            "present": True,
            "segmentation": {"size": [HEIGHT, WIDTH], "counts": square(frame).counts.decode()},
        }
        for frame in (2, 3)
    ]
    frames[1] |= changes
    return {
        "format": "soc-studio tracks",
        "version": 2,
        "video": {"width": WIDTH, "height": HEIGHT, "frames": FRAMES},
        "tracks": [{"expression": "the ball", "frames": frames}],
    }


def opened(path: Path, content: Any) -> list[ImportedLayer]:
    path.write_text(json.dumps(content), encoding="utf-8")
    return open_masks(path, HEIGHT, WIDTH, FRAMES)


def all_of(layers: list[ImportedLayer]) -> list[list[tuple[int, Mask]]]:
    return [list(layer.masks()) for layer in layers]


def imported(file: ProjectFile, text: str, masks: dict[int, Mask]) -> ResolvedTrack:
    """What is seen of an expression for which `masks` were imported."""
    steps = file.imports.add(text, HEIGHT, WIDTH, masks.items())
    number = None
    while number is None:
        try:
            next(steps)
        except StopIteration as end:
            number = end.value
    project, video = Project().add_video(known_video(frames=FRAMES, width=WIDTH, height=HEIGHT))
    project, _ = project.add_layer(video, text, imported=number)
    (view,) = views(project.layers, project.video(video), file.results, file.imports)
    return view


def test_what_is_exported_comes_back_as_it_was(tmp_path: Path) -> None:
    ball = {frame: square(frame) for frame in (0, 1, 4)} | {2: Mask.empty(HEIGHT, WIDTH)}
    cone = {5: square(9)}
    with ProjectFile.create(tmp_path / "a.soc") as file:
        seen = {
            "01": imported(file, "der Ball 👩‍🦰", ball),
            "02": imported(file, "a cone", cone),
        }
        timing = Timing.at_rate(FRAMES, Fraction(25))
        facts = {"video": {"width": WIDTH, "height": HEIGHT, "frames": FRAMES}}
        list(write_tracks(tmp_path / "tracks.json", seen, facts, timing, range(FRAMES)))
        list(write_masks(tmp_path / "01", seen["01"], range(FRAMES)))
    layers = open_masks(tmp_path / "tracks.json", HEIGHT, WIDTH, FRAMES)
    assert [layer.name for layer in layers] == ["der Ball 👩‍🦰", "a cone"]
    assert all_of(layers) == [sorted(ball.items()), sorted(cone.items())]
    (layer,) = open_masks(tmp_path / "01", HEIGHT, WIDTH, FRAMES)
    assert list(layer.masks()) == sorted(ball.items())


def test_a_track_without_its_alternatives_is_a_layer(tmp_path: Path) -> None:
    content = tracks()
    content["tracks"][0]["alternatives"] = [{"score": 0.5, "frames": [{"index": "anything"}]}]
    (layer,) = opened(tmp_path / "tracks.json", content)
    assert (layer.name, layer.frames) == ("the ball", (2, 3))
    assert list(layer.masks()) == [(2, square(2)), (3, square(3))]


def test_a_frame_where_the_object_is_absent_has_an_empty_mask(tmp_path: Path) -> None:
    (layer,) = opened(tmp_path / "tracks.json", tracks(present=False))
    assert list(layer.masks()) == [(2, square(2)), (3, Mask.empty(HEIGHT, WIDTH))]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"index": 6}, r"'the ball' belongs to frame 6, but the video has frames 0 to 5\."),
        ({"index": -1}, "belongs to frame -1"),
        ({"index": 10**4000}, "belongs to frame 1000"),
        ({"index": 2}, "is damaged"),
        ({"index": 2.5}, "is damaged"),
        ({"present": "yes"}, "is damaged"),
        ({"segmentation": None}, "frame 3 has neither"),
        ({"segmentation": {"size": [4], "counts": "0"}}, "frame 3 has neither"),
        ({"segmentation": {"size": [4, 4], "counts": None}}, "frame 3 has neither"),
        (
            {"segmentation": {"size": [360, 640], "counts": "0"}},
            "640x360 pixels, the video is 40x24",
        ),
    ],
)
def test_a_track_that_is_not_of_the_video_is_refused(
    tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(MaskImportError, match=sentence):
        opened(tmp_path / "tracks.json", tracks(**changes))


@pytest.mark.parametrize(
    "counts", ["", "0", "~", "é", "\udc80", "oooooooooooo0", [5], [960, 2**70]]
)
def test_a_damaged_code_is_refused_when_it_is_read(tmp_path: Path, counts: Any) -> None:
    bad = {"size": [HEIGHT, WIDTH], "counts": counts}
    (layer,) = opened(tmp_path / "tracks.json", tracks(segmentation=bad))
    masks = layer.masks()
    assert next(masks) == (2, square(2))
    with pytest.raises(MaskImportError, match=r"'tracks\.json', 'the ball', frame 3 is damaged"):
        next(masks)


def test_a_code_of_the_largest_video_takes_no_memory(tmp_path: Path) -> None:
    side = LONGEST_SIDE
    content = tracks(segmentation={"size": [side, side // 4], "counts": "0" * 1000})
    content["tracks"][0]["frames"].pop(0)
    del content["video"]
    (tmp_path / "a.json").write_text(json.dumps(content))
    (layer,) = open_masks(tmp_path / "a.json", side, side // 4, FRAMES)
    with pytest.raises(MaskImportError, match="damaged"):
        list(layer.masks())


@pytest.mark.parametrize(
    ("entry", "value", "sentence"),
    [
        ("version", 4, "newer"),
        ("version", 0, "damaged"),
        ("tracks", {}, "damaged"),
        ("tracks", [5], "damaged"),
        ("tracks", [{"expression": 5, "frames": []}], "damaged"),
        ("tracks", [], "contains no masks"),
        ("video", {"width": WIDTH, "height": HEIGHT, "frames": 9}, "for 9 frames, .* has 6"),
        (
            "video",
            {"width": 80, "height": 48, "frames": FRAMES},
            "80x48 pixels, the video is 40x24",
        ),
        ("format", "other", "not in a mask format"),
    ],
)
def test_tracks_of_another_video_or_version_are_refused(
    tmp_path: Path, entry: str, value: Any, sentence: str
) -> None:
    with pytest.raises(MaskImportError, match=sentence):
        opened(tmp_path / "tracks.json", tracks() | {entry: value})


def test_a_name_is_one_line_of_text_of_bounded_length(tmp_path: Path) -> None:
    content = tracks()
    content["tracks"][0]["expression"] = " a\n\x1b[31m\ud800 ball " + "x" * 20000
    (layer,) = opened(tmp_path / "tracks.json", content)
    assert layer.name.startswith("a ?[31m? ball xxx")
    assert len(layer.name) <= 1000
    content["tracks"][0]["expression"] = "\n"
    (layer,) = opened(tmp_path / "tracks.json", content)
    assert layer.name == "masks"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not in a mask format"),
        (b"\x00\x00\x00\x20ftypisom", "not in a mask format"),
        (b"[1, 2]", "not in a mask format"),
        (b'{"annotations": []}', "not in a mask format"),
        (b"{}", "not in a mask format"),
        (b'{"tracks": [', "not valid JSON"),
        (b'{"tracks": nan}', "not valid JSON"),
        (b'{"tracks": ' + b"9" * 5000 + b"}", "not valid JSON"),
        (b'{"tracks": "\xff"}', "not valid JSON"),
        (b'{"tracks": ' + b"[" * 500_000, "nested too deeply"),
        (b'{"tracks": ' * 500_000, "nested too deeply"),
        (b'{"tracks": [' + b"0," * MOST_VALUES, "more than 20 million values"),
    ],
    ids=range(12),
)
def test_what_is_no_file_of_masks_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(MaskImportError, match=sentence) as refusal:
        open_masks(tmp_path / "a.json", HEIGHT, WIDTH, FRAMES)
    assert refusal.value.advice


def test_json_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf \r\n" + json.dumps(tracks()).encode())
    assert len(open_masks(tmp_path / "a.json", HEIGHT, WIDTH, FRAMES)) == 1


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.json").open("wb") as file:
        file.write(b"{")
        file.truncate(MOST_BYTES + 1)  # takes no room where files may have holes
    with pytest.raises(MaskImportError, match="is larger than 512 MB"):
        open_masks(tmp_path / "a.json", HEIGHT, WIDTH, FRAMES)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MaskImportError, match=r"'a\.json' cannot be read: No such file"):
        open_masks(tmp_path / "a.json", HEIGHT, WIDTH, FRAMES)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    with pytest.raises(MaskImportError, match="neither a file nor a folder"):
        open_masks(tmp_path / "a.json", HEIGHT, WIDTH, FRAMES)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["size"]), inner, max_size=4)
    ),
    max_leaves=6,
)


@pytest.mark.slow
@examples(100)
@given(st.data(), values)
def test_tracks_with_anything_in_them_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, value: Any
) -> None:
    correction = {"origin": "carried", "frame": 2, "trust": 0.5, "basis": 7, "cut": 5}
    content = tracks(correction=correction) | {"expressions": [{"text": "it", "objects": [1]}]}
    content["tracks"][0] |= {
        "object_id": 1,
        "colour": "#0102fe",
        "not_here": [[4, 6]],
        "reviews": [{"start": 0, "stop": 4, "review": "accepted", "note": "a"}],
    }
    place: Any = content
    while True:  # go down to somewhere
        key = data.draw(
            st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
        )
        if not isinstance(place[key], dict | list) or data.draw(st.integers(0, 4)) == 0:
            break
        place = place[key]
    place[key] = value
    with suppress(MaskImportError):
        path = tmp_path_factory.mktemp("any") / "a.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        read = read_labels(path, HEIGHT, WIDTH, FRAMES)
        for layer in read.layers:
            masks = {frame: each.mask for frame, each in layer.corrections().items()}
            for frame, mask in (*layer.masks(), *masks.items()):
                assert 0 <= frame < FRAMES
                assert mask.to_array().shape == (HEIGHT, WIDTH)
        # Whatever is read can become layers.
        said = tuple(each.said or ImportedObject(each.name) for each in read.layers)
        project, video = Project().add_video(known_video(frames=FRAMES, width=WIDTH, height=HEIGHT))
        labels = ImportedLabels(said, read.expressions)
        with suppress(EditError):
            _, project = add_imported(project, video, labels, "a.json")
            assert project_of(records(project)) == project
