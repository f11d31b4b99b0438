"""Recordings that were joined, cut or damaged: every frame keeps its picture, number and time."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from soc_studio.core.media.decoding.continuous_clock import running_clock
from soc_studio.core.media.video_reader import VideoReader, open_video

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[2] / "data"
PACKET = 188
TS_CODECS = {
    "h264": ("libx264", {"bf": "3", "g": "10"}),
    "one group": ("libx264", {"bf": "3", "g": "250", "sc_threshold": "0"}),
    "open groups": (
        "libx264",
        {"x264-params": "open-gop=1:keyint=10:bframes=3:scenecut=0", "b_strategy": "0"},
    ),
    "hevc": ("libx265", {"x265-params": "log-level=none:keyint=10:bframes=3:pools=1"}),
    "mpeg2": ("mpeg2video", {"bf": "2", "g": "12", "b": "2M"}),
}


def encoded(clips, name: str, kind: str, numbers: Sequence[int], start: int = 0) -> bytes:
    codec, options = TS_CODECS[kind]
    path = clips.encode(
        name,
        codec,
        pictures=[busy(clips.picture(number), number) for number in numbers],
        stamps=range(start, start + len(numbers)),
        options=options,
    )
    return path.read_bytes()


def busy(picture: np.ndarray, seed: int) -> np.ndarray:
    """Return `picture` with noise below its number, so that it takes several packets."""
    chance = np.random.default_rng(seed)
    picture[40:] = chance.integers(0, 256, picture[40:].shape, dtype=np.uint8)
    return picture


def renumbered(content: bytes) -> bytes:
    """Return a transport stream in which no packet counts as lost."""
    whole = bytearray(content)
    counters: dict[int, int] = {}
    for at in range(0, len(whole), PACKET):
        program = int.from_bytes(whole[at + 1 : at + 3], "big") & 0x1FFF
        if whole[at + 3] & 0x10:
            counters[program] = (counters.get(program, -1) + 1) % 16
        whole[at + 3] = whole[at + 3] & 0xF0 | counters.get(program, 0)
    return bytes(whole)


def shown_by_decoder(clips, path: Path) -> list[int]:
    with av.open(str(path)) as container:
        pictures = container.decode(video=0)
        return [clips.number(each.to_ndarray(format="rgb24")) for each in pictures]


def assert_any_order_is_that_of_reading(reader: VideoReader) -> list[np.ndarray]:
    through = list(reader.frames())
    assert len(through) == reader.frame_count
    order = list(range(len(through))) * 2
    random.Random(5).shuffle(order)
    for number in order:
        assert np.array_equal(reader.frame(number), through[number]), number
    for start in order[:12]:
        part = list(reader.frames(start, min(start + 3, len(through))))
        assert all(map(np.array_equal, part, through[start:])), start
    return through


def assert_is_whole(clips, path: Path, numbers: Sequence[int]) -> None:
    with open_video(path) as reader:
        through = assert_any_order_is_that_of_reading(reader)
        assert [clips.number(picture) for picture in through] == list(numbers)
        assert reader.rate == 25
        assert not reader.timing.is_variable
        assert reader.timing.times == tuple(Fraction(n, 25) for n in range(len(numbers)))
        assert reader.timing.duration == Fraction(len(numbers), 25)
        assert reader.info.broken is None
        assert reader.info.hurt == ()
        assert reader.find_break() is None


@pytest.mark.parametrize("renumber", [False, True])
@pytest.mark.parametrize("starts", [(0, 0), (0, 0, 0), (2500, 0), (0, 90_000), (0, 2500, 100)])
@pytest.mark.parametrize("kind", [kind for kind in TS_CODECS if kind != "mpeg2"])
def test_transport_streams_that_are_joined_are_one_video(
    clips, kind: str, starts: tuple[int, ...], renumber: bool
) -> None:
    parts, numbers = [], []
    for part, start in enumerate(starts):
        own = range(20 * part, 20 * part + 20)
        parts.append(encoded(clips, f"{part}.ts", kind, own, start))
        numbers.extend(own)
    whole = b"".join(parts)
    path = clips.folder / "joined.ts"
    path.write_bytes(renumbered(whole) if renumber else whole)
    assert shown_by_decoder(clips, path) == numbers
    assert_is_whole(clips, path, numbers)


@pytest.mark.parametrize(("suffix", "kind"), [("ts", "mpeg2"), ("mpg", "mpeg2"), ("ts", "h264")])
def test_the_same_recording_twice_is_twice_as_long(clips, suffix: str, kind: str) -> None:
    part = encoded(clips, f"part.{suffix}", kind, range(24))
    path = clips.folder / f"twice.{suffix}"
    path.write_bytes(part + part)
    assert_is_whole(clips, path, [*range(24), *range(24)])


@pytest.mark.parametrize("blank", [b"", b"\x01\x47\x02"])  # packets need not lie in rows
@pytest.mark.parametrize("before", ["h264", "hevc", "mpeg2"])
@pytest.mark.parametrize("after", ["h264", "hevc", "mpeg2"])
def test_a_part_in_another_codec_ends_the_video_with_a_word(
    clips, before: str, after: str, blank: bytes
) -> None:
    first = encoded(clips, "first.ts", before, range(40))
    path = clips.folder / "joined.ts"
    path.write_bytes(first + blank + encoded(clips, "second.ts", after, range(40, 64)))
    if before == after:
        assert_is_whole(clips, path, range(64))
        return
    with open_video(path) as reader:
        through = assert_any_order_is_that_of_reading(reader)
        assert [clips.number(picture) for picture in through] == list(range(len(through)))
        assert 34 <= len(through) <= 40
        assert reader.info.broken is not None
        assert "coded otherwise" in reader.info.broken.reason


def test_another_stream_in_the_place_of_the_video_is_told(clips) -> None:
    first = encoded(clips, "first.ts", "h264", range(20))
    second = bytearray(encoded(clips, "second.ts", "h264", range(20, 40)))
    for at in range(0, len(second), PACKET):  # number 0x100 becomes 0x101, in packets and the map
        if second[at + 1] & 0x1F == 1 and not second[at + 2]:
            second[at + 2] = 1
        elif second[at + 5] == 2:
            place = second.index(b"\x1b\xe1\x00", at)
            second[place + 2] = 1
            second[place + 5 : place + 9] = mpeg_sum(second[at + 5 : place + 5])
    path = clips.folder / "joined.ts"
    path.write_bytes(first + second)
    with open_video(path) as reader:
        assert [clips.number(picture) for picture in reader.frames()] == list(range(20))
        assert reader.info.broken is not None
        assert reader.info.broken.frame == 20


def mpeg_sum(section: bytes) -> bytes:
    """Return the CRC-32 of MPEG's tables."""
    rest = 0xFFFFFFFF
    for byte in section:
        rest ^= byte << 24
        for _ in range(8):
            rest = (rest << 1 ^ (0x04C11DB7 if rest & 0x80000000 else 0)) & 0xFFFFFFFF
    return rest.to_bytes(4, "big")


@pytest.mark.parametrize("kind", TS_CODECS)
def test_lost_packets_end_nothing_and_replace_no_picture(clips, kind: str) -> None:
    content = encoded(clips, "whole.ts", kind, range(40))
    with open_video(clips.folder / "whole.ts") as reader:
        whole = list(reader.frames())
    path = clips.folder / "lost.ts"
    count = len(content) // PACKET
    told = 0
    for lost in ([count // 2], [count * 2 // 3], [count - 2], [count // 3, count // 3 + 9]):
        kept = [content[n * PACKET : (n + 1) * PACKET] for n in range(count) if n not in lost]
        path.write_bytes(b"".join(kept))
        with open_video(path) as reader:
            assert reader.frame_count == len(shown_by_decoder(clips, path))
            through = assert_any_order_is_that_of_reading(reader)
            assert reader.find_break() is None
            hurt = {number for part in reader.info.hurt for number in part}
            told += len(hurt)
            wrong = set()
            for number, picture in enumerate(through):
                own = round(reader.timing.time_of(number) * 25)
                if not np.array_equal(picture, whole[own]):
                    wrong.add(number)
            assert wrong <= hurt
    assert told


def test_a_clock_that_passes_its_greatest_number_runs_on(clips) -> None:
    start = (2**33 // 3600) - 10  # frames before the clock of 33 bits is at 0 again
    content = encoded(clips, "wrap.ts", "h264", range(40), start)
    path = clips.folder / "wrap.ts"
    path.write_bytes(content)
    assert_is_whole(clips, path, range(40))


def test_a_picture_that_stands_for_eight_seconds_stands_for_eight_seconds(clips) -> None:
    stamps = [*range(10), *range(210, 220)]
    for name in ("still.ts", "still.mkv", "still.mp4"):
        path = clips.encode(name, pictures=20, stamps=stamps, options={"bf": "2", "g": "5"})
        with open_video(path) as reader:
            assert reader.timing.times == tuple(Fraction(stamp, 25) for stamp in stamps)


def test_a_slide_show_of_long_pictures_keeps_its_times(clips) -> None:
    stamps = [0, 500, 1750, 2000, 3000]
    for name in ("slides.mkv", "slides.mp4"):
        path = clips.encode(name, pictures=5, stamps=stamps)
        with open_video(path) as reader:
            assert reader.timing.times == tuple(Fraction(stamp, 25) for stamp in stamps)


def test_jumps_are_taken_out_of_a_clock_and_pauses_are_not() -> None:
    def run(stamps: list[int], joints: Sequence[int] = (), is_broadcast: bool = True) -> list[int]:
        return running_clock(
            np.array(stamps), np.array(joints, dtype=np.int64), Fraction(1, 100), is_broadcast
        ).tolist()

    assert run([0, 4, 8, 12]) == [0, 4, 8, 12]
    assert run([900, 904, 908, 0, 4]) == [900, 904, 908, 912, 916]
    assert run([0, 4, 8, 400_000, 400_004, 8, 12]) == [0, 4, 8, 12, 16, 20, 24]
    assert run([0, 4, 8, 808, 812]) == [0, 4, 8, 808, 812]
    assert run([0, 4, 8, 2008, 2012], is_broadcast=False) == [0, 4, 8, 2008, 2012]
    assert run([0, 4, 8, 500_000, 500_004], is_broadcast=False) == [0, 4, 8, 12, 16]
    assert run([0, 4, 3, 8]) == [0, 4, 4, 8]  # a slip
    assert run([0, 4, 0, 4], joints=[2]) == [0, 4, 8, 12]


def test_pictures_that_no_decoder_shows_are_no_frames() -> None:
    with open_video(DATA / "bla.mp4") as reader:
        assert reader.frame_count == 73
        assert_any_order_is_that_of_reading(reader)
        kept = [number for number in range(75) if number not in (22, 23)]
        assert reader.timing.times == tuple(Fraction(number, 25) for number in kept)
        assert reader.timing.duration == 3
        assert reader.info.broken is None
        assert reader.find_break() is None


@pytest.mark.parametrize("name", ["spliced.mp4", "spliced.mkv", "spliced.ts", "spliced.hevc"])
@pytest.mark.parametrize("kind", [16, 17, 18])
@pytest.mark.parametrize("which", [slice(1, 2), slice(1, None)])
def test_splices_in_hevc_lose_what_decoders_leave_out(
    clips, name: str, kind: int, which: slice
) -> None:
    options = {"x265-params": "log-level=none:open-gop=1:keyint=8:bframes=3:b-adapt=0:pools=1"}
    path = clips.encode(name, "libx265", pictures=40, options=options)
    content = path.read_bytes()
    # Kind and layer of a unit and the first bit of a slice; before them a mark or a length.
    mark = re.compile(rb"(?s)(\x00\x00\x01|\x00\x00..)\x2a\x01[\x80-\xff]")
    places = [match.end() - 3 for match in mark.finditer(content)]
    assert places
    changed = bytearray(content)
    for place in places[which]:
        changed[place] = kind << 1
    path.write_bytes(changed)
    shown = shown_by_decoder(clips, path)
    with open_video(path) as reader:
        through = assert_any_order_is_that_of_reading(reader)
        assert [clips.number(picture) for picture in through] == shown
        assert reader.info.broken is None
        assert reader.find_break() is None


def test_joined_parts_with_open_groups_show_what_decoders_show(clips) -> None:
    options = {"x264-params": "open-gop=1:keyint=8:bframes=3:b-adapt=0:scenecut=0"}
    path = clips.encode("open.ts", pictures=40, options=options)
    with av.open(str(path)) as container:
        keys = [
            packet.pos
            for packet in container.demux(video=0)
            if packet.size and packet.is_keyframe and packet.pos is not None
        ]
    content = path.read_bytes()
    for parts in ((0, 1, 3), (1, 3, 2), (0, 2, 2), (2, 4, 1)):
        first, stop, begin = (keys[part] for part in parts)
        path.write_bytes(content[first:stop] + content[begin:])
        shown = shown_by_decoder(clips, path)
        with open_video(path) as reader:
            through = assert_any_order_is_that_of_reading(reader)
            assert [clips.number(picture) for picture in through] == shown


@pytest.mark.parametrize("name", ["mjexif.mov", "mjexif.avi"])
def test_side_data_without_a_name_stops_nothing(name: str) -> None:
    with open_video(DATA / name) as reader:
        assert (reader.frame_count, reader.rate) == (6, 15)
        assert reader.info.displayed_size == (160, 120)
        assert_any_order_is_that_of_reading(reader)


@pytest.mark.parametrize(
    ("turn", "rotation", "mirrored"),
    [(3, 180, False), (6, 90, False), (2, 0, True), (5, 270, True)],
)
def test_a_photograph_is_turned_as_its_exif_says(
    tmp_path: Path, turn: int, rotation: int, mirrored: bool
) -> None:
    exif = Image.Exif()
    exif[0x112] = turn
    path = tmp_path / "photo.jpg"
    Image.fromarray(np.full((48, 64, 3), 90, dtype=np.uint8)).save(path, exif=exif)
    with open_video(path) as reader:
        assert (reader.info.rotation, reader.info.mirrored) == (rotation, mirrored)
        assert reader.frame(0).shape[:2] == ((64, 48) if rotation % 180 else (48, 64))
