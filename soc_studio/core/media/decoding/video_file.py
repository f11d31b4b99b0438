"""Decodes the frames of a video file, forward from any frame."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from soc_studio.core.media.colour import Levels, ToDeepRgb, ToRgb
from soc_studio.core.media.decoding.damage import (
    because,
    change_error,
    damage_error,
    state_of,
)
from soc_studio.core.media.decoding.decoder import Decoder, DecodingError, Mode
from soc_studio.core.media.decoding.display import FirstPicture
from soc_studio.core.media.decoding.frame_index import index_packets
from soc_studio.core.media.decoding.frame_order import (
    FORGIVING,
    ONE_THREAD,
    affected_frames,
    settle,
    settling_takes_long,
)
from soc_studio.core.media.decoding.key_decoder import KeyDecoder
from soc_studio.core.media.decoding.packets import read_packets
from soc_studio.core.media.decoding.succession import Succession
from soc_studio.core.media.decoding.truncation import checked_end
from soc_studio.core.media.decoding.video_facts import Facts, describe, display_of, facts_of
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_info import Break
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

_THREADED = Mode()
_MOST_HEADERS = 64  # descriptions of pictures that are looked into


class VideoFile:
    """A video file that can be decoded from any frame on; close it when done.

    Several `frames` may run at once, in several threads: each run has a decoder of its own.
    """

    frame_names = None

    def __init__(
        self, path: Path, rate: Fraction | None = None, on_first: FirstPicture | None = None
    ) -> None:
        """Open the video at `path` and find its frames.

        Every packet is read once and the last group of pictures is decoded; more is, where the
        packets cannot tell how many frames they become. `rate`, in frames a second, is that of a
        file that stores no times; others keep their own. `on_first` is called with a first picture
        as shown, RGB uint8 [H, W, 3], where finding the frames takes longer than that.

        Raises:
            VideoError: no frame can be read.
        """
        self.path = path
        self._lock = threading.Lock()
        self._idle: list[Decoder] = []
        self._closed = False
        self._keys = KeyDecoder(path)
        self._opened = state_of(path)
        with closing(Decoder(path, _THREADED)) as decoder:
            facts = facts_of(path, decoder)
            coding = decoder.coding
            succession = Succession(decoder.stream)
            self._codec = coding.codec
            packets = read_packets(decoder.container, decoder.stream)
            number = decoder.stream.id
        packets = checked_end(path, packets, coding.container, number)
        self._index = index_packets(packets, coding)
        if not len(self._index.serials):
            raise VideoError(
                message(
                    "{path} contains no frame{because}.",
                    path=path.name,
                    because=because(packets.fault),
                ),
                message("Record or export it again."),
            )
        serial, first = self._first_picture()
        self._display = display_of(first, facts)
        if on_first is not None and settling_takes_long(self._index, first):
            on_first(self._display.first_look(first))
        is_unbroken = partial(succession.is_unbroken, stored=self._stored)
        pixels = first.width * first.height
        settled = settle(self._index, self._pictures, is_unbroken, serial, pixels)
        self._index, self._hurt = settled.index, settled.hurt
        count = len(self._index.serials)
        if not count:
            raise VideoError(
                message(
                    "{path} cannot be decoded{because}.",
                    path=path.name,
                    because=because(settled.reason),
                ),
                message("Record or export it again."),
            )
        self.timing = self._timing(facts, rate, bool(settled.reason))
        broken = Break(count, self.timing.duration, settled.reason) if settled.reason else None
        self.info = replace(
            describe(facts, first, self._display, self.timing, broken),
            rate_is_assumed=facts.rate_is_assumed and rate is None,
            hurt=affected_frames(self._index),
            size_changes=self._size_changes((first.width, first.height)),
        )

    def frames(
        self, start: int, within: tuple[int, int] | None = None
    ) -> Generator[tuple[int, Callable[[], NDArray[np.uint8]]], None, None]:
        """Decode the frames from `start` on; yield numbers and what makes their pictures.

        Pictures are RGB uint8 [H, W, 3] as displayed, each to be made before the next step. They
        are made no larger than `within`, height and width, which costs far less than all pixels.

        Raises:
            VideoError: after the last frame before the place where the file is broken.
        """
        to_rgb = ToRgb(self._codec)
        size = None if within is None else self._display.square_size_within(*within)
        with closing(self._decoded(start)) as run:
            for number, picture in run:
                yield number, partial(self._display.show, to_rgb, picture, size)

    def deep_frames(self, start: int) -> Generator[tuple[int, Callable[[], Levels]], None, None]:
        """Do what `frames` does, with uint16 where the video has more than 8 bits."""
        if self.info.bit_depth <= 8:
            yield from self.frames(start)
            return
        to_rgb = ToDeepRgb(self._codec)
        with closing(self._decoded(start)) as run:
            for number, picture in run:
                yield number, partial(self._display.show, to_rgb, picture, None)

    def entry_before(self, number: int) -> int:
        """Return the last frame up to `number` that can be reached without those before it."""
        hurt = self._hurt_at(number)
        if hurt is not None:
            return hurt.start
        place = int(np.searchsorted(self._index.entries, number, side="right")) - 1
        return int(self._index.entries[place]) if place > 0 else 0

    def entry_after(self, number: int) -> int | None:
        """Return the first frame after `number` where decoding can begin, None where none is."""
        place = int(np.searchsorted(self._index.entries, number, side="right"))
        return int(self._index.entries[place]) if place < len(self._index.entries) else None

    def picture_alone(self, number: int, within: tuple[int, int]) -> NDArray[np.uint8] | None:
        """Return frame `number` as `frames` does, decoded alone; None where that cannot be."""
        if self._hurt_at(number) is not None:
            return None
        picture = self._keys.picture(self._index, number)
        size = self._display.square_size_within(*within)
        return None if picture is None else self._display.show(ToRgb(self._codec), picture, size)

    def find_break(self) -> Break | None:
        """Decode everything; return where the file is broken, None where it is whole."""
        if self.info.broken is not None:
            return self.info.broken
        reached = 0
        try:
            for number, _ in self._decoded(0):
                reached = number + 1
        except VideoError as error:
            return Break(reached, self.timing.time_of(reached), str(error.__cause__ or error))
        return None

    def close(self) -> None:
        """Close the file; runs under way end by themselves."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for decoder in idle:
            decoder.close()
        self._keys.close()

    def _decoded(self, start: int) -> Generator[tuple[int, VideoFrame], None, None]:
        """Yield numbers and pictures as coded, from frame `start` on."""
        expected = start
        while expected < len(self._index.serials):
            begun_at = expected
            stop = self._end_of_run(expected)
            reason = ""
            for entry, mode in self._entries(expected):
                try:
                    for number, picture in self._run(entry, mode):
                        if number == expected:
                            yield number, picture
                            expected += 1
                        if number > expected or expected == stop:
                            break
                except DecodingError as damage:
                    reason = damage.reason
                if expected > begun_at:
                    break
            if expected == begun_at:
                time = self.timing.time_of(expected)
                changed = change_error(self.path, self._opened)
                raise changed or damage_error(self.path, expected, time, reason)

    def _hurt_at(self, number: int) -> range | None:
        return next((part for part in self._hurt if number in part), None)

    def _end_of_run(self, number: int) -> int:
        """Return before which frame decoding from `number` on is to be done in another mode."""
        hurt = self._hurt_at(number)
        if hurt is not None:
            return hurt.stop
        return next((part.start for part in self._hurt if part.start > number), -1)

    def _entries(self, number: int) -> Iterator[tuple[int | None, Mode]]:
        """Yield where to begin for `number`, best first, and how to decode.

        Not every picture flagged as an entry is one, not every container seeks to where it is
        asked, and a decoder with several threads loses good pictures before a damaged one. How a
        damaged picture looks depends on where decoding began, so it always begins at one place.
        """
        hurt = self._hurt_at(number)
        if hurt is not None:
            if hurt.start:
                yield hurt.start, FORGIVING
            yield None, FORGIVING
            return
        entries = self._index.entries
        place = int(np.searchsorted(entries, number, side="right")) - 1
        step = 0
        while place - step > 0:
            yield int(entries[place - step]), ONE_THREAD if step else _THREADED
            step = 2 * step + 1
        if not self._hurt:
            yield None, _THREADED
        if place > 0:
            yield int(entries[place]), ONE_THREAD
        yield None, FORGIVING if self._hurt else ONE_THREAD

    def _run(self, entry: int | None, mode: Mode) -> Generator[tuple[int, VideoFrame], None, None]:
        """Yield numbers and pictures from frame `entry` on, or from the beginning of the file."""
        serial = None if entry is None else int(self._index.serials[entry])
        with closing(self._pictures(serial, mode)) as pictures:
            for found, picture in pictures:
                number = self._index.number_of(found)
                if number is not None:
                    yield number, picture

    def _pictures(
        self, entry: int | None, mode: Mode
    ) -> Generator[tuple[int, VideoFrame], None, None]:
        """Yield pictures as decoded and the numbers of their packets, from packet `entry` on."""
        can_wait = mode == _THREADED
        with self._lock:
            reused = self._idle.pop() if self._idle and can_wait and entry is not None else None
        try:
            decoder = reused or Decoder(self.path, mode)
        except VideoError as error:
            raise change_error(self.path, self._opened) or error from error
        try:
            yield from decoder.pictures(self._index.packets, self._index.stamp, entry)
        except DecodingError:
            can_wait = False
            raise
        finally:
            with self._lock:
                keep = can_wait and not self._idle and not self._closed
                if keep:
                    self._idle.append(decoder)
            if not keep:
                decoder.close()

    def _stored(self, entry: int) -> Generator[tuple[int, bytes], None, None]:
        """Yield packets as they are stored, from packet `entry` on, with their numbers."""
        with closing(Decoder(self.path, ONE_THREAD)) as decoder:
            yield from decoder.stored(self._index.packets, self._index.stamp, entry)

    def _first_picture(self) -> tuple[int, VideoFrame]:
        """Return the first picture that can be decoded, and its packet.

        It says how all of them are coded.
        """
        packets = self._index.packets
        goes_on = packets.is_hurt.any() or self._index.coding.is_broadcast
        reason = ""
        for mode in (_THREADED, ONE_THREAD, FORGIVING) if goes_on else (_THREADED, ONE_THREAD):
            try:
                with closing(self._pictures(None, mode)) as pictures:
                    for serial, picture in pictures:
                        if mode.forgiving:
                            self._index = replace(self._index, packets=packets.hurt_at(serial))
                        return serial, picture
            except DecodingError as damage:
                reason = damage.reason
        raise VideoError(
            message(
                "{path} cannot be decoded{because}.",
                path=self.path.name,
                because=because(reason or self._index.fault),
            ),
            message("Record or export it again, or convert it to MP4."),
        )

    def _size_changes(self, size: tuple[int, int]) -> tuple[tuple[int, tuple[int, int]], ...]:
        """Return the frames from which on pictures are stored in another size, first `size`."""
        changes = []
        known: dict[bytes, tuple[int, int]] = {}
        for serial, header in self._index.packets.headers:
            number = self._index.number_of(serial)
            if number is None or (not number and not known):
                continue  # the first is known
            if header not in known:
                found = self._size_at(serial)
                if found is None or len(known) >= _MOST_HEADERS:
                    continue
                known[header] = found
            if known[header] != size:
                size = known[header]
                changes.append((number, size))
        return tuple(changes)

    def _size_at(self, serial: int) -> tuple[int, int] | None:
        try:
            with closing(self._pictures(serial, FORGIVING)) as pictures:
                return next(
                    ((each.width, each.height) for at, each in pictures if at == serial), None
                )
        except DecodingError:
            return None

    def _timing(self, facts: Facts, rate: Fraction | None, is_cut: bool) -> Timing:
        index = self._index
        if index.ticks is None:
            return Timing.at_rate(len(index.serials), rate or facts.rate or Fraction(25))
        length = 0 if is_cut else index.last_duration
        timing = Timing.of_stamps(index.ticks, index.coding.time_base, length, facts.rate)
        return replace(timing, jumps=index.jumps)
