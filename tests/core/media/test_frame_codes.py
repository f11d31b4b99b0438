"""Time codes of frames, and what people type for them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_studio.core.media.time_code import Counting, TimeCodeError, TimeCodes
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import open_video

NTSC = Fraction(30000, 1001)
STEADY = [
    *(Fraction(each) for each in (1, 12, 24, 25, 30, 48, 50, 60, 100, 120, 240)),
    *(Fraction(each * 1000, 1001) for each in (24, 30, 48, 60, 120)),
]
VARIABLE = Timing.of_stamps([0, 10, 500, 510, 2000, 83_000], Fraction(1, 1000))


def codes(rate: Fraction, frames: int = 100, first: str = "") -> TimeCodes:
    return TimeCodes(Timing.at_rate(frames, rate), first)


@pytest.mark.parametrize(
    ("rate", "frame", "expected"),
    [
        (Fraction(25), 47, "00:00:01:22"),
        (NTSC, 1799, "00:00:59;29"),
        (NTSC, 1800, "00:01:00;02"),
        (NTSC, 17981, "00:09:59;29"),
        (NTSC, 17982, "00:10:00;00"),
        (NTSC, 107892, "01:00:00;00"),
        (Fraction(60000, 1001), 3600, "00:01:00;04"),
        (Fraction(120000, 1001), 7200, "00:01:00;008"),
        (Fraction(24000, 1001), 1440, "00:01:00:00"),
        (Fraction(100), 105, "00:00:01:005"),
        (Fraction(30), 30 * 3600 * 25, "25:00:00:00"),
    ],
)
def test_frames_have_the_codes_of_editing_programs(
    rate: Fraction, frame: int, expected: str
) -> None:
    counting = Counting.of(rate)
    assert counting is not None
    assert counting.write(frame) == expected


@given(rate=st.sampled_from(STEADY), frame=st.integers(0, 10**7))
def test_a_code_leads_back_to_its_frame(rate: Fraction, frame: int) -> None:
    counting = Counting.of(rate)
    assert counting is not None
    code = counting.write(frame)
    hours, minutes, seconds, part = (int(each) for each in code.replace(";", ":").split(":"))
    assert counting.read(hours, minutes, seconds, part) == frame
    assert part < counting.nominal
    assert counting.first_of_second(counting.second(frame)) <= frame
    assert counting.first_of_second(counting.second(frame) + 1) > frame


@given(frame=st.integers(0, 10**6), rate=st.sampled_from([NTSC, Fraction(60000, 1001)]))
def test_drop_frame_keeps_to_the_clock(frame: int, rate: Fraction) -> None:
    counting = Counting.of(rate)
    assert counting is not None
    assert abs(counting.second(frame) - frame / rate) < 1.1


@given(
    rate=st.sampled_from(STEADY),
    frame=st.integers(0, 99),
    first=st.sampled_from(["", "00:00:00:00", "01:00:00:00", "10:59:59;20", "23:59:58:00"]),
)
def test_what_a_video_shows_can_be_typed(rate: Fraction, frame: int, first: str) -> None:
    named = codes(rate, 100, first)
    assert named.read(named.code(frame)) == frame
    assert len(named.code(frame)) <= len(named.widest())


def test_the_code_of_the_file_is_counted_as_the_file_counts() -> None:
    assert codes(NTSC, first="01:00:00;00").code(5) == "01:00:00;05"
    assert codes(NTSC, first="01:00:00:00").code(5) == "01:00:00:05"
    assert codes(Fraction(25), first="23:59:59:20").code(5) == "00:00:00:00"
    for unfit in ("10:00", "01:00:00:25", "yesterday", "01:75:00:00"):
        assert codes(Fraction(25), first=unfit).code(5) == "00:00:00:05"


def test_without_a_steady_rate_codes_are_clock_times() -> None:
    named = TimeCodes(VARIABLE, "01:00:00:00")
    assert [named.code(each) for each in (0, 2, 5)] == [
        "00:00:00.000",
        "00:00:00.500",
        "00:01:23.000",
    ]
    assert named.read("1:22") == 4
    assert named.read("00:00:00.505") == 2
    assert named.read("+1s", 2) == 3
    assert TimeCodes(Timing.at_rate(9, Fraction(25, 2))).counting is None


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("1:22", 47),
        ("47f", 47),
        ("47", 47),
        ("+10", 30),
        ("-5f", 15),
        ("+1:00", 45),
        ("2s", 50),
        ("-0.4s", 10),
        ("00:00:01:22", 47),
        ("10:00:01:22", 47),
        ("9:00:00:00", 99),
        ("500", 99),
        ("-500", 0),
    ],
)
def test_people_type_times_frames_and_steps(text: str, frame: int) -> None:
    assert codes(Fraction(25), 100, "10:00:00:00").read(text, 20) == frame


@pytest.mark.parametrize("text", ["", "+", "abc", "1:25", "1:60:00", "1::2", "٣", "9" * 5000])
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(TimeCodeError) as refused:
        codes(Fraction(25)).read(text)
    assert "47f" in refused.value.advice


def test_the_code_of_a_container_is_read_with_its_facts(tmp_path: Path) -> None:
    for name, code in (("tape.mov", "10:00:00;04"), ("plain.mp4", "")):
        with av.open(tmp_path / name, "w") as container:
            stream = container.add_stream("mpeg4", rate=NTSC)
            stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
            if code:
                stream.metadata["timecode"] = code
            for number in range(5):
                frame = av.VideoFrame(32, 32, "yuv420p")
                frame.pts = number
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        with open_video(tmp_path / name) as reader:
            assert reader.info.first_code == code
            assert TimeCodes(reader.timing, code).code(1) == (
                "10:00:00;05" if code else "00:00:00;01"
            )
