"""Reads the sound of a video from any time on."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator
from contextlib import closing, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from soc_studio.core.media.decoding.channel_layouts import sound_frames
from soc_studio.core.media.decoding.ffmpeg_files import open_container
from soc_studio.core.media.timing import Timing
from soc_studio.core.system.errors import VideoError

Samples = NDArray[np.signedinteger[Any]]
"""Sound, int16 or int32 [N, channels]."""
CHANNELS = 2
BYTES_A_SAMPLE = 2 * CHANNELS
_SLIP, _LEAP = Fraction(1, 10), Fraction(10)  # seconds beyond which a clock has jumped
_AHEAD = 1.0  # seconds decoded before they are heard
_SILENCE = 4096  # samples at once
_AROUND = 3  # pictures behind the beginning of the sound that are looked at
_WRAP = Fraction(2**33, 90_000)  # seconds after which the clock of a transport stream begins anew
_BEFORE = 0.5  # seconds that are decoded before: codecs need some to be right


def sound_from(
    path: Path,
    timing: Timing,
    start: Fraction,
    rate: int,
    layout: str = "stereo",
    deep: bool = False,
) -> Generator[Samples, None, None]:
    """Yield the sound of the video at `path` from `start` seconds on, until the video's end.

    Samples are int16 [N, channels of `layout`], int32 where it is `deep`, `rate` a second, the
    first one exactly at `start` on the video's clock. Where there is no sound, or it is damaged,
    there is silence.

    Raises:
        VideoError: the file cannot be opened.
    """
    total = round((timing.duration - start) * rate)
    done = 0
    channels = len(av.AudioLayout(layout).channels)
    depth: type[np.signedinteger[Any]] = np.int32 if deep else np.int16
    with open_container(path) as container:
        if container.streams.audio:
            stream = container.streams.audio[0]
            resampler = av.AudioResampler(format="s32" if deep else "s16", layout=layout, rate=rate)
            offset = start + timing.start
            try:
                before = max(Fraction(0), offset - Fraction(_BEFORE))
                if start > 0 and not timing.jumps:
                    container.seek(int(before * av.time_base))
                clock = running_sound(path, timing)
                for frame in sound_frames(container, stream):
                    if frame.pts is None or frame.time_base is None:
                        continue
                    at = round((clock.time_of(frame) - offset) * rate)
                    for part in resampler.resample(frame):
                        samples = np.asarray(part.to_ndarray(), dtype=depth).reshape(-1, channels)
                        gap = at - done
                        at += len(samples)
                        # Times are rounded: what fits to a few milliseconds follows on.
                        if abs(gap) > rate // 100 or not done:
                            for length in _pieces(min(gap, total - done)):
                                yield np.zeros((length, channels), dtype=depth)
                                done += length
                            samples = samples[max(0, -gap) :]
                        samples = samples[: total - done]
                        if len(samples):
                            yield samples
                            done += len(samples)
                    if done >= total:
                        return
            except av.FFmpegError:  # the picture may well be whole
                pass
    for length in _pieces(total - done):
        yield np.zeros((length, channels), dtype=depth)


def running_sound(path: Path, timing: Timing) -> RunningSound:
    """Return the times of the sound of the video at `path`, read from the beginning of the file.

    Raises:
        VideoError: the file cannot be opened.
    """
    return RunningSound(timing.jumps, _first_shift(path, timing) if timing.jumps else Fraction(0))


def _first_shift(path: Path, timing: Timing) -> Fraction:
    """Return by how much the pictures' clock had jumped back where the sound begins, in seconds.

    Of recordings that were joined only a later one may have sound. To which of the pictures around
    its first packet this belongs, the stamps say: packets of pictures end where the next one is
    found, so that the last of a recording comes late.
    """
    shift, last, begun = Fraction(0), None, None
    around: list[tuple[Fraction, Fraction]] = []  # times of pictures, and their shifts
    with open_container(path) as container, suppress(av.FFmpegError):
        streams = [container.streams.video[0], container.streams.audio[0]]
        for packet in container.demux(streams):
            if packet.dts is None or packet.time_base is None:
                continue
            time = packet.dts * packet.time_base
            if packet.stream.type == "audio":
                begun = time if begun is None else begun
                continue
            if last is not None and not -_SLIP <= time - last <= _LEAP:
                shift -= time - last - 1 / timing.rate
            last = time
            around = [(time, shift)] if begun is None else [*around, (time, shift)]
            if len(around) > _AROUND:
                break
    if begun is None or not around:
        return shift
    # FFmpeg undoes the wrap of a stream's clock where it jumps back, and not that of the other's.
    apart = [(begun - time + _WRAP / 2) % _WRAP - _WRAP / 2 for time, _ in around]
    (time, own), gap = min(zip(around, apart, strict=True), key=lambda each: abs(each[1]))
    return own + time + gap - begun


class RunningSound:
    """The times of sound on the video's clock, from which jumps are taken out."""

    def __init__(self, jumps: bool, shift: Fraction = Fraction(0)) -> None:
        """`jumps` says whether there are any, `shift` is added to the times up to the first."""
        self._jumps = jumps
        self._shift = shift
        self._next: Fraction | None = None

    def time_of(self, frame: AudioFrame) -> Fraction:
        """Return when `frame`, the next one in the file, is heard, in seconds."""
        assert frame.pts is not None
        assert frame.time_base is not None
        time = frame.pts * frame.time_base + self._shift
        if self._jumps and self._next is not None:
            gap = time - self._next
            if not -_SLIP <= gap <= _LEAP:
                self._shift -= gap
                time = self._next
        self._next = time + Fraction(frame.samples, frame.sample_rate)
        return time


class SoundAhead:
    """The sound of a video, decoded a little ahead in a thread of its own."""

    def __init__(self, path: Path, timing: Timing, start: Fraction, rate: int) -> None:
        """Begin at `start` seconds."""
        self._most = round(_AHEAD * rate) * BYTES_A_SAMPLE
        self._parts: deque[bytes] = deque()
        self._held = 0
        self._over = False
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(
            target=self._work, args=(path, timing, start, rate), name="sound", daemon=True
        )
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether all of it was read."""
        with self._changed:
            return self._over and not self._held

    def read(self, most: int) -> bytes:
        """Return up to `most` bytes of what is decoded, int16 of two channels; it does not wait."""
        found = []
        with self._changed:
            while most >= BYTES_A_SAMPLE and self._parts:
                part = self._parts.popleft()
                if len(part) > most:
                    cut = most - most % BYTES_A_SAMPLE
                    self._parts.appendleft(part[cut:])
                    part = part[:cut]
                found.append(part)
                most -= len(part)
                self._held -= len(part)
            self._changed.notify_all()
        return b"".join(found)

    def wait(self, seconds: float) -> bool:
        """Wait until there is something to read; return whether there is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._held > 0 or self._over, seconds)

    def close(self) -> None:
        """Stop, and wait for the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    def _work(self, path: Path, timing: Timing, start: Fraction, rate: int) -> None:
        try:
            with closing(sound_from(path, timing, start, rate)) as parts:
                for part in parts:
                    data = part.tobytes()
                    with self._changed:
                        self._changed.wait_for(lambda: self._closed or self._held < self._most)
                        if self._closed:
                            return
                        self._parts.append(data)
                        self._held += len(data)
                        self._changed.notify_all()
        except VideoError:  # it was there a moment ago; the picture says what is wrong with it
            pass
        finally:
            with self._changed:
                self._over = True
                self._changed.notify_all()


def _pieces(length: int) -> Generator[int, None, None]:
    while length > 0:
        yield min(length, _SILENCE)
        length -= _SILENCE
