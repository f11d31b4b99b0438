"""A file's name is only a name: nothing else is opened because of what it looks like."""

from __future__ import annotations

import re
import shutil
import socket
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from soc_studio.core.media.audio import sound_from
from soc_studio.core.media.decoding import ffmpeg_files
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.media.waveform import find_peaks
from soc_studio.core.system.errors import VideoError, WriteError
from tests.core.conftest import Clips

pytestmark = pytest.mark.slow  # damage

CORE = Path(ffmpeg_files.__file__).parents[2]
ODD = ["x%03d.mp4", "x%d.mp4", "-", "[ab]c.mp4", "%s.mp4", "#.mp4", "a b&c=d.mp4"]
# These are no names on Windows.
ADDRESSES = [
    "12:30:05.mp4",
    "clip:1.mp4",
    "file:x.mp4",
    "http:x.mp4",
    "https:..",
    "concat:other.mp4|other.mp4",
    "subfile,,start,0,end,0,,:other.mp4",
    "cache:other.mp4",
    "crypto:other.mp4",
    "data:text,x.mp4",
    "async:file:other.mp4",
    "pipe:0",
    "fd:",
    "*.mp4",
    "a?.mp4",
]
NAMES = ODD if sys.platform == "win32" else ODD + ADDRESSES


@pytest.fixture
def here(clips, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that relative names are looked up in."""
    monkeypatch.chdir(clips.folder)
    return clips.folder


@pytest.fixture(scope="module")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a video that has sound, and another."""
    clips = Clips(tmp_path_factory.mktemp("encoded"))
    clips.encode("other.mp4", pictures=5)
    clips.encode("made.mp4", pictures=7, sound=True)
    return clips.folder


@pytest.mark.parametrize("name", NAMES)
def test_a_relative_name_opens_the_local_file_of_that_name(
    clips, here: Path, encoded: Path, name: str
) -> None:
    shutil.copy(encoded / "other.mp4", here)
    shutil.copy(encoded / "made.mp4", here / name)
    with open_video(Path(name)) as reader:
        assert [clips.number(each) for each in reader.frames()] == list(range(7))
        timing = reader.timing
    assert max(int(np.abs(part).max()) for part in sound_from(Path(name), timing, 0, 8000)) > 1000
    assert max(int(peaks.high.max()) for peaks in find_peaks(Path(name), timing)) > 20


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".mp4")])
def test_a_relative_name_is_written_as_the_local_file_of_that_name(
    clips, here: Path, name: str
) -> None:
    with VideoWriter(Path(name), 96, 64, Fraction(25)) as writer:
        writer.write(clips.picture(3))
    assert [path.name for path in here.iterdir()] == [name]
    with open_video(Path(name)) as reader:
        assert clips.number(reader.frame(0)) == 3


@pytest.mark.parametrize("name", ["gone:1.mp4", "file:gone.mp4", "pipe:0", "x%02d.mp4"])
def test_a_name_that_is_not_there_is_not_found_elsewhere(clips, here: Path, name: str) -> None:
    for other in ("gone.mp4", "x01.mp4", "x02.mp4"):
        clips.encode(other, pictures=2)
    with pytest.raises(VideoError, match="does not exist"):
        open_video(Path(name))


def test_a_pattern_in_a_name_reads_no_other_pictures(here: Path) -> None:
    for name, level in (("f%03d.png", 0), ("f001.png", 255), ("f002.png", 255)):
        Image.fromarray(np.full((32, 48, 3), level, dtype=np.uint8)).save(name)
    with open_video(Path("f%03d.png")) as reader:
        assert [int(picture.max()) for picture in reader.frames()] == [0]


@pytest.mark.parametrize(
    "content",
    [
        "ffconcat version 1.0\nfile other.mp4\n",
        "# a word before\nffconcat version 1.0\nfile other.mp4\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n{address}\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\nother.mp4\n",
        '<?xml version="1.0"?><MPD><BaseURL>{address}</BaseURL></MPD>',
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video {port} RTP/AVP 96\n",
        "m=video {port} RTP/AVP 96\nc=IN IP4 127.0.0.1\n",
        "# VobSub index file, v7 (do not modify this line!)\n",
    ],
)
@pytest.mark.parametrize("name", ["list.mp4", "list.m3u8", "list.mpd", "list.sdp", "list.idx"])
def test_what_lists_other_files_opens_none_and_asks_nobody(
    clips, here: Path, content: str, name: str
) -> None:
    clips.encode("other.mp4", pictures=2)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0)
        port = server.getsockname()[1]
        text = content.format(address=f"http://127.0.0.1:{port}/a.ts", port=port)
        Path(name).write_text(text, encoding="utf-8")
        with pytest.raises(VideoError, match=r"list\.\w+ is"):
            open_video(Path(name))
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("name", ["a%03d.png", "a.m3u8", "a.mpd", "a.gif"])
def test_no_format_of_several_files_is_written(here: Path, name: str) -> None:
    with pytest.raises(WriteError, match="cannot be written"):
        VideoWriter(Path(name), 96, 64, Fraction(25))
    assert list(here.iterdir()) == []


def test_only_one_module_hands_names_to_ffmpeg() -> None:
    opening = re.compile(r"\bav\.open\b|from av import .*\bopen\b|from av\.container.* open\b")
    capture = re.compile(r"cv2\.Video(Capture|Writer)")
    found = [
        path.name
        for path in CORE.parent.rglob("*.py")
        if opening.search(text := path.read_text(encoding="utf-8")) or capture.search(text)
    ]
    assert found == ["ffmpeg_files.py"]
