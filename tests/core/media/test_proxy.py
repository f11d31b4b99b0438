"""The copy of a video for looking through it: the same frames, whatever happens to its file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.proxy import (
    Proxy,
    copy_path,
    is_worth_copying,
    make_proxy,
    make_room,
    open_proxy,
)
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.system.file_lock import try_lock

LONG_GROUPS = {"g": "250", "keyint_min": "250", "sc_threshold": "0"}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))


def copied(path: Path, reader: VideoReader, start: int = 0) -> Proxy:
    proxy = open_proxy(reader, fingerprint(path))
    assert proxy is not None
    for _ in make_proxy(proxy, reader, start, lambda: True):
        pass
    return proxy


def test_every_frame_of_a_copy_is_that_of_the_video(clips: Any) -> None:
    path = clips.encode("clip.mp4", options=LONG_GROUPS)
    with open_video(path) as reader, copied(path, reader) as proxy:
        assert proxy.is_complete
        assert proxy.count == reader.frame_count == 40
        for number in (39, 0, 17, 18, 3):
            picture = proxy.picture(number)
            assert picture is not None
            assert clips.number(picture) == number
            exact = reader.frame(number).astype(int)
            assert np.abs(picture.astype(int) - exact).mean() < 6


def test_a_large_or_upright_video_is_copied_in_its_own_shape(clips: Any) -> None:
    tall = [np.full((1920, 1080, 3), 90, dtype=np.uint8)] * 2
    path = clips.encode("tall.mp4", pictures=tall, options={"preset": "ultrafast"})
    with open_video(path) as reader, copied(path, reader) as proxy:
        assert (proxy.width, proxy.height) == (540, 960)
        picture = proxy.picture(1)
        assert picture is not None
        assert picture.shape == (960, 540, 3)


def test_copying_goes_on_where_it_was_stopped(clips: Any) -> None:
    path = clips.encode("clip.mp4")
    with open_video(path) as reader:
        proxy = open_proxy(reader, fingerprint(path))
        assert proxy is not None
        steps = make_proxy(proxy, reader, 0, lambda: True)
        for _ in range(15):
            next(steps)
        steps.close()
        stopped = proxy.count
        size = proxy.size
        proxy.close()
        assert 0 < stopped < 40
        with Proxy(proxy.path, reader) as again:
            assert again.count == stopped
            assert again.size == size
            for _ in make_proxy(again, reader, 0, lambda: True):
                pass
            assert again.is_complete


def test_copying_begins_around_the_playhead(clips: Any) -> None:
    path = clips.encode("clip.mp4", options={"g": "10"}, pictures=63)
    with open_video(path) as reader:
        reader_starts = {reader.entry_before(number) for number in range(63)}
        assert len(reader_starts) > 1
        proxy = open_proxy(reader, fingerprint(path))
        assert proxy is not None
        first = next(make_proxy(proxy, reader, 62, lambda: True))
        assert first.done == 1
        proxy.close()


def test_a_torn_or_altered_copy_loses_only_the_frames_it_hit(clips: Any) -> None:
    path = clips.encode("clip.mp4")
    with open_video(path) as reader:
        proxy = copied(path, reader)
        proxy.close()
        size = proxy.size
        with proxy.path.open("r+b") as file:
            file.seek(size - 1000)
            file.write(b"\0" * 20)  # within one of the last pictures
        os.truncate(proxy.path, size - 100)  # and the last one is cut off
        with Proxy(proxy.path, reader) as torn:
            assert torn.count == 39
            readable = [torn.picture(number) is not None for number in range(40)]
            assert not readable[39]
            assert sum(readable) >= 37
            for _ in make_proxy(torn, reader, 0, lambda: True):
                pass
            assert torn.is_complete
            assert all(torn.picture(number) is not None for number in range(40))


def test_what_is_no_copy_of_this_video_is_begun_anew(clips: Any) -> None:
    path = clips.encode("clip.mp4")
    with open_video(path) as reader:
        place = copy_path(fingerprint(path))
        place.parent.mkdir(parents=True)
        place.write_bytes(b"something else entirely" * 100)
        with copied(path, reader) as proxy:
            assert proxy.is_complete


@pytest.mark.slow
def test_a_copy_that_another_program_makes_is_left_to_it(clips: Any) -> None:
    path = clips.encode("clip.mp4")
    with open_video(path) as reader:
        proxy = open_proxy(reader, fingerprint(path))
        assert proxy is not None
        lock = try_lock(proxy.path)
        assert lock is not None
        assert list(make_proxy(proxy, reader, 0, lambda: True)) == []
        lock.release()
        proxy.close()


def test_copying_rests_while_something_else_goes_on(clips: Any) -> None:
    path = clips.encode("clip.mp4")
    with open_video(path) as reader:
        proxy = open_proxy(reader, fingerprint(path))
        assert proxy is not None
        busy = [True]
        steps = make_proxy(proxy, reader, 0, lambda: not busy[0])
        next(steps)
        assert next(steps).done == 0
        busy[0] = False
        assert next(steps).done == 1
        steps.close()
        proxy.close()


def test_the_copies_unused_for_longest_make_room(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for age, name in enumerate(("new", "old", "oldest")):
        path = folder / f"{name}.copy"
        path.write_bytes(b"x" * 100)
        os.utime(path, (1e9 - age, 1e9 - age))
    make_room(folder, needed=50, most=260)
    assert sorted(each.stem for each in folder.iterdir()) == ["new", "old"]
    make_room(folder, needed=0, most=50, keep=folder / "old.copy")
    assert [each.stem for each in folder.iterdir()] == ["old"]


@pytest.mark.slow
def test_only_what_is_slow_to_look_through_is_worth_a_copy(clips: Any) -> None:
    large = [np.full((720, 1280, 3), value, dtype=np.uint8) for value in range(0, 240, 4)]
    quick = {"preset": "ultrafast"}
    slow = clips.encode("slow.mp4", pictures=large, options=quick | LONG_GROUPS)
    every = clips.encode("every.mp4", pictures=large[:5], options=quick | {"g": "1"})
    with open_video(slow) as reader:
        assert is_worth_copying(reader)
    with open_video(every) as reader:
        assert not is_worth_copying(reader)
