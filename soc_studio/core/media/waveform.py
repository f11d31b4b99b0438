"""Loudness of a video's sound over time."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.audio import running_sound
from soc_studio.core.media.decoding.channel_layouts import sound_frames
from soc_studio.core.media.decoding.ffmpeg_files import open_container
from soc_studio.core.media.timing import Timing
from soc_studio.core.system.array_pyramid import ArrayPyramid

_RATE = 100.0  # peaks a second
_MOST = 2**22  # peaks, some eleven hours at that rate
_PART = 512  # frames of sound between two reports


@dataclass(frozen=True, slots=True)
class Peaks:
    """Lowest and highest values, int8 -127 to 127 [N], of N short times after `start`."""

    start: int
    low: NDArray[np.int8]
    high: NDArray[np.int8]


class Waveform:
    """The peaks of a sound, silent where they are not known yet."""

    def __init__(self, timing: Timing) -> None:
        """Prepare for the sound of a video."""
        seconds = float(timing.duration)
        self.rate = peaks_a_second(timing)
        self._ticks = np.append(timing.ticks, timing.end)
        self._time_base = float(timing.time_base)
        count = max(1, math.ceil(seconds * self.rate))
        self._low = np.zeros(count, dtype=np.int8)
        self._high = np.zeros(count, dtype=np.int8)
        self._levels: tuple[ArrayPyramid, ArrayPyramid] | None = None

    def put(self, peaks: Peaks) -> None:
        """Add the levels of a part."""
        stop = min(peaks.start + len(peaks.low), len(self._low))
        own = slice(max(0, -peaks.start), max(0, stop - peaks.start))
        part = slice(max(0, peaks.start), max(0, stop))
        # Two parts meet within a peak.
        self._low[part] = np.minimum(self._low[part], peaks.low[own])
        self._high[part] = np.maximum(self._high[part], peaks.high[own])
        self._levels = None

    def columns(self, edges: NDArray[np.float64]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Return lowest and highest values between every two of `edges`, float64 [W + 1], rising
        evenly, in frames."""
        if self._levels is None:
            self._levels = ArrayPyramid(self._low, np.minimum), ArrayPyramid(self._high, np.maximum)
        ticks = np.interp(edges, np.arange(len(self._ticks)), self._ticks)
        places = ticks * (self._time_base * self.rate)
        low, high = self._levels
        return low.columns(places), high.columns(places)


def peaks_a_second(timing: Timing) -> float:
    """Return how many peaks a second are kept: fewer for a sound of very many hours."""
    return min(_RATE, _MOST / max(1.0, float(timing.duration)))


def find_peaks(path: Path, timing: Timing) -> Generator[Peaks, None, None]:
    """Read the sound of the video at `path`; yield its peaks part by part.

    They are counted from the video's first frame on, all channels together. What is damaged ends
    them early.

    Raises:
        VideoError: the file cannot be opened.
    """
    rate = peaks_a_second(timing)
    most = math.ceil(float(timing.duration) * rate)
    with open_container(path) as container:
        if not container.streams.audio:
            return
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="flt", layout="mono")
        parts: list[tuple[float, NDArray[np.float32], int]] = []
        offset = float(timing.start)
        try:
            clock = running_sound(path, timing)
            for frame in sound_frames(container, stream):
                if frame.pts is None or frame.time_base is None:
                    continue
                at = float(clock.time_of(frame)) - offset
                if at * rate > most:
                    break
                for mono in resampler.resample(frame):
                    parts.append((at, mono.to_ndarray()[0], mono.sample_rate))
                if len(parts) >= _PART:
                    yield _peaks(parts, rate)
                    parts = []
        except av.FFmpegError:  # show the levels read so far; the picture may well be whole
            pass
        if parts:
            yield _peaks(parts, rate)


def _peaks(parts: list[tuple[float, NDArray[np.float32], int]], rate: float) -> Peaks:
    """Return the peaks of samples, each part with its time in seconds and samples a second."""
    times = np.concatenate([at + np.arange(len(samples)) / each for at, samples, each in parts])
    levels = np.rint(np.concatenate([part[1] for part in parts]).clip(-1, 1) * 127)
    places = np.floor(times * rate).astype(np.int64)
    start = int(places.min())
    low = np.zeros(int(places.max()) - start + 1, dtype=np.int8)
    high = np.zeros_like(low)
    edges = np.flatnonzero(np.diff(places, prepend=places[0] - 1))
    values = levels.astype(np.int8)
    own = places[edges] - start
    np.minimum.at(low, own, np.minimum.reduceat(values, edges))
    np.maximum.at(high, own, np.maximum.reduceat(values, edges))
    return Peaks(start, low, high)
