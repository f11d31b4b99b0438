"""Timelines: what another program reads in them, and that their links lead to the files."""

from __future__ import annotations

import os
import re
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree

import av
import numpy as np
import opentimelineio as otio
import pytest

from soc_studio.core.formats.layer_videos import CUTOUT, MATTE, LayerVideo, write_layers
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.timelines import NAMES, write_timelines
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import WriteError
from tests.core.formats.test_exports import track_of
from tests.core.formats.test_layer_videos import with_code_and_sound
from tests.core.formats.timeline_rules import faults_in_fcpxml, faults_in_xmeml

SPAN = range(10, 40)


@pytest.fixture
def folder(tmp_path: Path, documents: Any) -> Path:
    """A folder with two cut-outs of a video beside it, and the timelines of them."""
    (tmp_path / "a clip").mkdir()
    source = with_code_and_sound(tmp_path / "a clip" / "Größe 1.mov")
    folder = tmp_path / "result"
    folder.mkdir()
    scores = track_of(range(50))
    views = {
        "01-the-ball": documents.view("the ball", scores, frames=50),
        "02-a-cube": documents.view("a cube", scores, frames=50),
    }
    with open_video(source) as reader:
        material = Material(reader, views, SPAN, folder)
        list(write_layers(CUTOUT, folder, material))
        assert list(write_timelines(folder, material)) == list(NAMES)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES[:2])
def test_a_timeline_has_the_source_below_and_each_layer_above(folder: Path, name: str) -> None:
    read = otio.adapters.read_from_file(str(folder / name))
    timeline = read if isinstance(read, otio.schema.Timeline) else read[0]
    tracks = timeline.video_tracks()
    clips = [next(iter(track.find_clips())) for track in tracks]
    linked = [folder / unquote(each.media_reference.target_url) for each in clips]
    assert [each.name for each in linked] == ["Größe 1.mov", "02-a-cube.mov", "01-the-ball.mov"]
    assert all(each.exists() for each in linked)
    for each in clips:
        assert each.source_range.duration == otio.opentime.RationalTime(len(SPAN), 25)
        start = each.source_range.start_time
        assert start.to_timecode() == "01:00:00:10"
    assert timeline.global_start_time.to_timecode() == "01:00:00:10"
    (voice,) = timeline.audio_tracks()
    assert len(list(voice.find_clips())) == 1


@pytest.mark.slow
def test_final_cut_has_the_same_times(folder: Path) -> None:
    root = ElementTree.parse(folder / NAMES[2]).getroot()
    assert root.attrib["version"] == "1.9"
    (shape,) = root.iter("format")
    assert (shape.attrib["frameDuration"], shape.attrib["width"]) == ("1/25s", "96")
    links = [each.attrib["src"] for each in root.iter("media-rep")]
    assert all((folder / unquote(each)).exists() for each in links)
    (sequence,) = root.iter("sequence")
    assert sequence.attrib["tcStart"] == "18002/5s"
    assert sequence.attrib["duration"] == "6/5s"
    clips = list(root.iter("asset-clip"))
    assert [each.attrib.get("lane") for each in clips] == [None, "2", "1"]
    assert {each.attrib["offset"] for each in clips} == {"18002/5s"}
    assert {each.attrib["start"] for each in clips} == {"18002/5s"}


def test_final_cut_documents_keep_to_their_definitions(folder: Path) -> None:
    for name, faults in ((NAMES[1], faults_in_xmeml), (NAMES[2], faults_in_fcpxml)):
        assert not list(faults(ElementTree.parse(folder / name).getroot()))
        text = (folder / name).read_text(encoding="utf-8")
        broken = text.replace("<marker", "<maker").replace("NDF<", "ND<").replace('ref="r2"', "")
        broken = broken.replace("</marker", "</maker")
        assert list(faults(ElementTree.fromstring(broken)))


def test_final_cut_seven_has_names_that_people_read_and_says_the_opacity(folder: Path) -> None:
    root = ElementTree.parse(folder / NAMES[1]).getroot()
    assert [each.text for each in root.iter("alphatype")] == ["none", "straight", "straight"]
    assert root.findtext(".//file/name") == "Größe 1.mov"
    assert root.findtext("sequence/timecode/string") == "01:00:00:10"
    shape = root.find("sequence/media/video/format/samplecharacteristics")
    assert shape is not None
    assert (shape.findtext("width"), shape.findtext("height")) == ("96", "64")
    (voice,) = root.iterfind("sequence/media/audio/track/clipitem")
    assert voice.get("id") != root.find(".//clipitem").get("id")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "premultiplied", "said"), [(CUTOUT, True, "black"), (MATTE, True, "none")]
)
def test_a_timeline_says_what_an_opacity_is(
    clips: Any, documents: Any, tmp_path: Path, kind: LayerVideo, premultiplied: bool, said: str
) -> None:
    view = documents.view("a", track_of(range(3)), frames=3)
    with open_video(clips.encode("a.mp4", pictures=3)) as reader:
        views = {"01-a": view}
        material = Material(reader, views, range(3), tmp_path, premultiplied=premultiplied)
        list(write_layers(kind, tmp_path, material))
        list(write_timelines(tmp_path, material))
    root = ElementTree.parse(tmp_path / NAMES[1]).getroot()
    assert [each.text for each in root.iter("alphatype")] == ["none", said]


def test_a_timeline_of_dropped_frames_says_so(documents: Any, tmp_path: Path) -> None:
    source = tmp_path / "a.mov"
    with av.open(source, "w") as container:
        container.metadata["timecode"] = "00:00:59;28"
        stream = container.add_stream("mpeg4", rate=Fraction(30000, 1001))
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for _ in range(4):
            picture = av.VideoFrame.from_ndarray(np.zeros((64, 96, 3), np.uint8), "rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    view = documents.view("a", track_of(range(4)), frames=4)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(4), tmp_path, clip=range(2, 4))
        list(write_layers(MATTE, tmp_path, material))
        list(write_timelines(tmp_path, material))
    root = ElementTree.parse(tmp_path / NAMES[1]).getroot()
    assert root.findtext("sequence/timecode/string") == "00:01:00;02"
    assert {each.text for each in root.iter("displayformat")} == {"DF"}
    assert {each.text for each in root.iter("ntsc")} == {"TRUE"}
    assert [each.text for each in root.iter("in")] == ["2", "2"]
    final = ElementTree.parse(tmp_path / NAMES[2]).getroot()
    assert [each.get("tcFormat") for each in final.iter("sequence")] == ["DF"]
    read = otio.adapters.read_from_file(str(tmp_path / NAMES[1]))
    assert read.duration() == otio.opentime.RationalTime(2, 30000 / 1001)


def test_links_hold_when_the_folders_are_moved_together(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere, ü"
    moved.mkdir()
    for each in ("a clip", "result"):
        (tmp_path / each).rename(moved / each)
    text = "".join((moved / "result" / name).read_text(encoding="utf-8") for name in NAMES)
    links = re.findall(r'(?:<pathurl>|src="|target_url": ")([^"<]+)', text)
    assert len(set(links)) == 3
    assert all((moved / "result" / unquote(each)).is_file() for each in links)
    assert str(tmp_path) not in text


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", [b"a\x01\x1b[31m\nb.mp4", b"caf\xe9.mp4", b"\xed\xa0\x80.mp4"])
def test_a_timeline_is_whole_whatever_the_source_is_called(
    tmp_path: Path, clips: Any, documents: Any, name: bytes
) -> None:
    source = tmp_path / os.fsdecode(name)
    try:
        clips.encode("clip.mp4", pictures=3).rename(source)
    except OSError:
        pytest.skip("this disk has no such names")
    view = documents.view("a\x02b", track_of(range(3)), frames=3)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(3), tmp_path)
        list(write_layers(CUTOUT, tmp_path, material))
        assert list(write_timelines(tmp_path, material)) == list(NAMES)
    for each in NAMES:
        text = (tmp_path / each).read_text(encoding="utf-8")
        if each.endswith("xml"):
            ElementTree.fromstring(text)
        links = re.findall(r'(?:<pathurl>|src="|target_url": ")([^"<]+)', text)
        assert os.fsencode(source) in [unquote_to_bytes(str(tmp_path / link)) for link in links]


def test_without_videos_of_layers_or_a_rate_there_is_no_timeline(
    tmp_path: Path, clips: Any, documents: Any
) -> None:
    source = clips.encode("clip.mkv", pictures=6)
    view = documents.view("a", track_of(range(6)), frames=6)
    with open_video(source) as reader, pytest.raises(WriteError, match="a video of each layer"):
        list(write_timelines(tmp_path, Material(reader, {"01-a": view}, range(6))))
    stamps = [0, 40, 90, 100, 300, 310]
    uneven = clips.encode("uneven.mkv", pictures=6, stamps=stamps, time_base=Fraction(1, 1000))
    with open_video(uneven) as reader, pytest.raises(WriteError, match="one frame rate"):
        list(write_timelines(tmp_path, Material(reader, {"01-a": view}, range(6))))
    assert not [each for each in NAMES if (tmp_path / each).exists()]


@pytest.mark.parametrize("rate", [Fraction(12), Fraction(1, 2), Fraction(240)])
def test_a_rate_without_time_codes_is_a_sentence(
    tmp_path: Path, clips: Any, documents: Any, rate: Fraction
) -> None:
    source = clips.encode("slow.mp4", pictures=3, rate=rate)
    view = documents.view("a", track_of(range(3)), frames=3)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(3), tmp_path)
        list(write_layers(CUTOUT, tmp_path, material))
        with pytest.raises(WriteError, match=r"'slow\.mp4' has [0-9./]+ frames a second"):
            list(write_timelines(tmp_path, material))
    assert not list(tmp_path.glob("timeline*"))
