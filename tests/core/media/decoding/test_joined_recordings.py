"""Joined recordings in which streams begin late, repeat their headers, or belong to others."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from soc_studio.core.media.audio import sound_from
from soc_studio.core.media.sound_writer import sound_of
from soc_studio.core.media.video_reader import VideoReader, open_video

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[2] / "data"
PACKET = 188


def numbers_of(clips, reader: VideoReader) -> list[int]:
    """Return the numbers drawn into all frames, which are the same one by one."""
    through = list(reader.frames())
    for number in reversed(range(len(through))):
        assert np.array_equal(reader.frame(number), through[number])
    assert reader.frame_count == len(through)
    return [clips.number(picture) for picture in through]


def test_joined_parts_that_refresh_bit_by_bit_are_whole(clips) -> None:
    options = {"x264-params": "intra-refresh=1:keyint=10:bframes=2"}
    parts = [
        clips.encode(
            "part.ts",
            pictures=[clips.picture(number) for number in range(start, start + 20)],
            options=options,
        ).read_bytes()
        for start in (0, 20)
    ]
    path = clips.folder / "joined.ts"
    path.write_bytes(b"".join(parts))
    with open_video(path) as reader:
        assert numbers_of(clips, reader) == list(range(40))
        assert reader.info.broken is None


def test_joined_recordings_in_ogg_are_one_video(clips) -> None:
    path = clips.folder / "joined.ogv"
    path.write_bytes(3 * (DATA / "theora.ogv").read_bytes())
    with open_video(path) as reader:
        assert numbers_of(clips, reader) == 3 * list(range(12))
        assert reader.rate == 25
        assert not reader.timing.is_variable
        assert reader.info.broken is None
        assert reader.find_break() is None


def test_a_recording_in_ogg_that_is_described_otherwise_ends_the_video_with_a_word(clips) -> None:
    path = clips.folder / "joined.ogv"
    parts = [(DATA / name).read_bytes() for name in ("theora.ogv", "theora-wide.ogv")]
    path.write_bytes(b"".join(parts))
    with open_video(path) as reader:
        assert numbers_of(clips, reader) == list(range(12))
        assert reader.info.broken is not None
        assert "coded otherwise" in reader.info.broken.reason


def test_sound_that_begins_in_the_midst_of_a_file_is_read(clips) -> None:
    count = 256
    pictures = [clips.picture(number % 64) for number in range(count)]
    silent = clips.encode("silent.ts", pictures=pictures).read_bytes()
    path = clips.folder / "joined.ts"
    path.write_bytes(silent + clips.encode("sound.ts", pictures=20, sound=True).read_bytes())
    with open_video(path) as reader:
        assert reader.frame_count == count + 20
        assert reader.info.broken is None
        assert reader.info.audio_streams == ("aac",)
        sound = sound_of(path, reader.timing, range(reader.frame_count))
        assert sound is not None
        assert (sound.layout, sound.rate) == ("stereo", 48000)
        heard = np.concatenate(list(sound_from(path, reader.timing, reader.timing.start * 0, 8000)))
    assert np.abs(heard).max() > 1000


@pytest.mark.parametrize("count", [20, 256])
def test_another_program_after_the_end_of_this_one_is_told(clips, count: int) -> None:
    pictures = [clips.picture(number % 64) for number in range(count)]
    first = clips.encode("first.ts", pictures=pictures).read_bytes()
    ids = {"mpegts_service_id": "7", "mpegts_pmt_start_pid": "4352", "mpegts_start_pid": "512"}
    second = clips.encode("second.ts", pictures=20, container_options=ids).read_bytes()
    path = clips.folder / "joined.ts"
    path.write_bytes(first + second)
    with open_video(path) as reader:
        assert numbers_of(clips, reader) == [number % 64 for number in range(count)]
        assert reader.info.broken is not None
        assert reader.info.broken.frame == count
        assert "coded otherwise" in reader.info.broken.reason


def test_programs_side_by_side_end_nothing(clips) -> None:
    whole = clips.encode("one.ts", pictures=40, options={"g": "5"}).read_bytes()
    ids = {"mpegts_service_id": "7", "mpegts_pmt_start_pid": "4352", "mpegts_start_pid": "512"}
    other = clips.encode("other.ts", pictures=40, container_options=ids).read_bytes()
    mixed = bytearray()
    for at in range(0, max(len(whole), len(other)), 10 * PACKET):
        mixed += whole[at : at + 10 * PACKET] + other[at : at + 10 * PACKET]
    path = clips.folder / "mixed.ts"
    path.write_bytes(mixed)
    with open_video(path) as reader:
        assert numbers_of(clips, reader) == list(range(40))
        assert reader.info.broken is None


@pytest.mark.parametrize(
    ("codec", "pixel_format", "suffix"),
    [
        ("mjpeg", "yuvj420p", "mkv"),
        ("png", "rgb24", "mov"),
        ("prores_ks", "yuv422p10le", "mov"),
    ],
)
def test_another_size_on_the_way_is_told(clips, codec: str, pixel_format: str, suffix: str) -> None:
    parts = []
    for width, height in ((96, 64), (192, 128)):
        pictures = [clips.picture(number, width, height) for number in range(10)]
        parts.append(clips.encode(f"{width}.{suffix}", codec, pixel_format, pictures))
    path = clips.folder / f"sizes.{suffix}"
    with av.open(path, "w") as joined, av.open(parts[0]) as first, av.open(parts[1]) as second:
        stream = joined.add_stream_from_template(first.streams.video[0])
        base = first.streams.video[0].time_base
        for shift, part in ((0, first), (round(Fraction(10, 25) / base), second)):
            for packet in part.demux(video=0):
                if packet.pts is not None and packet.dts is not None:
                    packet.pts += shift
                    packet.dts += shift
                    packet.stream = stream
                    joined.mux(packet)
    with open_video(path) as reader:
        assert reader.info.size_changes == ((10, (192, 128)),)
        assert numbers_of(clips, reader)[:10] == list(range(10))


def test_another_size_in_av1_is_told(clips) -> None:
    parts = []
    for width, height in ((96, 64), (192, 128)):
        pictures = [clips.picture(number, width, height) for number in range(10)]
        parts.append(clips.encode("part.ivf", "libsvtav1", pictures=pictures).read_bytes())
    path = clips.folder / "sizes.ivf"
    path.write_bytes(parts[0] + parts[1][32:])
    with open_video(path) as reader:
        assert reader.info.size_changes == ((10, (192, 128)),)
        assert numbers_of(clips, reader)[:10] == list(range(10))
