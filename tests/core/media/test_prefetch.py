"""Frames made ahead of a playhead that moves by itself."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from soc_studio.core.media.prefetch import Ahead, Pace, Pictures, Prefetch, Run
from soc_studio.core.media.video_reader import Step, VideoReader, open_video
from soc_studio.core.system.errors import VideoError

SIZE = (32, 48)


@pytest.fixture
def reader(clips: Any) -> Iterator[VideoReader]:
    with open_video(clips.encode("clip.mp4", options={"g": "10"})) as reader:
        yield reader


@contextmanager
def prefetch(source: Pictures, run: Run) -> Iterator[Prefetch]:
    made = Prefetch(source, run, (64, 96))
    try:
        yield made
    finally:
        made.close()


def all_of(made: Prefetch, most: int = 1000) -> list[Ahead]:
    found = []
    while len(found) < most and (ahead := made.take(300)) is not None:
        found.append(ahead)
    return found


def numbers(clips: Any, found: list[Ahead]) -> list[tuple[int, int]]:
    for each in found:
        assert clips.number(each.picture) == each.frame
    return [(each.turn, each.frame) for each in found]


def test_a_run_gives_every_frame_to_the_end_of_its_span(clips: Any, reader: VideoReader) -> None:
    with prefetch(reader, Run(7, 25, range(5, 23))) as made:
        assert numbers(clips, all_of(made)) == [(0, number) for number in range(7, 23)]
        assert made.is_over


def test_a_run_back_gives_the_same_frames_the_other_way(clips: Any, reader: VideoReader) -> None:
    with prefetch(reader, Run(33, -25, range(4, 40))) as made:
        assert numbers(clips, all_of(made)) == [(0, number) for number in range(33, 3, -1)]


def test_a_loop_begins_anew_without_a_gap(clips: Any, reader: VideoReader) -> None:
    with prefetch(reader, Run(8, 25, range(5, 10), loops=True)) as made:
        found = numbers(clips, all_of(made, 9))
    expected = [(0, 8), (0, 9), *((1, n) for n in range(5, 10)), (2, 5), (2, 6)]
    assert found == expected


def test_a_fast_run_leaves_out_what_no_screen_can_show(clips: Any, reader: VideoReader) -> None:
    with prefetch(reader, Run(0, 240, range(40))) as made:
        assert numbers(clips, all_of(made)) == [(0, number) for number in range(0, 40, 4)]


def test_frames_whose_time_is_over_are_passed_over(clips: Any, reader: VideoReader) -> None:
    with prefetch(reader, Run(0, 25, range(40))) as made:
        first = made.take(300)
        assert first is not None
        made.tell_due(0, 30)
        after = made.take(300)
        assert after is not None
        rest = numbers(clips, [after, *all_of(made)])
        # What was made before stays while there is nothing later.
        assert rest[0][1] <= 30
        assert [each for each in rest if each[1] > 30] == [(0, n) for n in range(31, 40)]


def test_pictures_are_made_no_larger_than_they_are_seen(clips: Any, reader: VideoReader) -> None:
    made = Prefetch(reader, Run(0, 25, range(3)), SIZE)
    found = all_of(made)
    made.close()
    assert {each.picture.shape for each in found} == {(32, 48, 3)}


def test_a_broken_video_is_told_after_its_last_good_frame() -> None:
    class Broken:
        def steps(self, start: int, within: object = None) -> Generator[Step, None, None]:
            raise VideoError("damaged at frame 0")
            yield

        def entry_before(self, number: int) -> int:
            return 0

    with prefetch(Broken(), Run(0, 25, range(3))) as made:
        with pytest.raises(VideoError, match="damaged"):
            made.take(300)
        assert made.take(0.01) is None


def test_where_frames_come_late_fewer_are_shown_evenly_and_more_are_tried_again() -> None:
    pace = Pace(1)

    def tell(late: bool, times: int) -> None:
        for _ in range(times):
            pace.shown(late)

    tell(True, 3)
    assert pace.stride == 2
    tell(True, 6)  # those were on their way before
    assert pace.stride == 2
    tell(False, 12)
    assert pace.stride == 1
    tell(True, 9)
    assert pace.stride == 2
    tell(False, 6 + 23)  # it failed, so the next trial takes twice as long
    assert pace.stride == 2
    tell(False, 1)
    assert pace.stride == 1


def test_a_single_late_frame_changes_nothing() -> None:
    pace = Pace(1)
    for number in range(200):
        pace.shown(late=number % 20 == 0)
    assert pace.stride == 1


@pytest.mark.slow
def test_a_video_can_be_closed_while_it_is_decoded(clips: Any) -> None:
    path = clips.encode("clip.mp4", options={"g": "250"})
    for _ in range(5):
        reader = open_video(path)
        reading = _Reading(clips, reader)
        assert reading.begun.wait(300)
        reader.frame(39)
        reader.close()
        reading.join(300)
        assert not reading.is_alive()
        assert reading.seen == list(range(40))


class _Reading(threading.Thread):
    """Reads a video through."""

    def __init__(self, clips: Any, reader: VideoReader) -> None:
        super().__init__()
        self.clips = clips
        self.reader = reader
        self.begun = threading.Event()
        self.seen: list[int] = []
        self.start()

    def run(self) -> None:
        for _, make in self.reader.steps(0):
            self.seen.append(self.clips.number(make()))
            self.begun.set()


def test_reading_in_two_threads_at_once_gives_each_its_frames(
    clips: Any, reader: VideoReader
) -> None:
    wrong: list[int] = []

    def search() -> None:
        for number, picture in enumerate(reader.frames()):
            if clips.number(picture) != number:
                wrong.append(number)

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in (39, 0, 20, 5, 38, 21, 11, 12, 13):
        assert clips.number(reader.frame(number)) == number
    for thread in threads:
        thread.join()
    assert not wrong


def test_decoding_stops_when_the_frame_is_not_wanted_any_more(clips: Any) -> None:
    path = clips.encode("clip.mp4", options={"g": "250", "sc_threshold": "0"})
    asked = []

    def wanted() -> bool:
        asked.append(True)
        return len(asked) < 3

    with open_video(path) as reader:
        assert reader.frame_if(39, wanted) is None
        assert len(asked) == 3
        assert reader.way_to(39) == 37  # what was decoded until then is not decoded again
        picture = reader.frame_if(39, lambda: True)
        assert picture is not None
        assert clips.number(picture) == 39
        assert reader.way_to(39) == 0
