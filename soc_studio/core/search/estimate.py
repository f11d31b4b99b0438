"""Estimates time and memory of a run before it starts, with fallbacks if they are too much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil

from soc_rvos.settings import BYTES_PER_PIXEL, RunSettings
from soc_studio.core.models.measurements import LOADED, Measurement
from soc_studio.core.system.messages import message

_SPARE = 0.85  # share of the free memory that a run may take
_TIGHT = 0.6  # share from which it is close


class Fit(Enum):
    """Whether a run fits the memory that is free."""

    FITS = "fits"
    TIGHT = "tight"
    TOO_LARGE = "too large"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Load:
    """The work of a search, for its memory and time.

    Attributes:
        frames: number of frames to search.
        rate: frames a second.
        pixels: of a frame at the network's size.
        window_length: frames that the network sees together.
        batch: windows at once.
        expressions: number of expressions to find.
        settings: how the search goes through the video.
        effort: how many times as long a window takes as the network alone for so many pixels; more
            than 1 where masks are settled besides.
    """

    frames: int
    rate: float
    pixels: int
    window_length: int
    batch: int
    expressions: int
    settings: RunSettings
    effort: float = 1.0

    @property
    def windows(self) -> int:
        """Number of windows that the network sees."""
        if self.settings.whole:
            return 1
        number = ceil(self.frames / self.window_length)
        if not self.settings.preview:
            return number
        stride = self.settings.stride or max(1, round(self.rate / 6))
        return ceil(number / stride)

    @property
    def frames_at_once(self) -> int:
        """Frames that are in the network's memory together."""
        if self.settings.whole:
            return self.frames
        return self.window_length * min(self.batch, self.windows)


@dataclass(frozen=True, slots=True)
class Estimate:
    """The memory and time that a search will take.

    Attributes:
        memory: bytes on the device.
        free: bytes free there now, None where the system does not say.
        seconds: the time; None where the network was not measured on this device.
        fit: whether it fits.
        measured: whether it rests on a self-test or on a rule of thumb.
    """

    memory: int
    free: int | None
    seconds: float | None
    fit: Fit
    measured: bool


class Fallback(Enum):
    """A way to need less memory; the first ones cost nothing but time."""

    FEWER_WINDOWS = "fewer windows at once"
    IN_WINDOWS = "windows instead of the whole video"
    PROCESSOR = "the processor instead of the graphics card"
    SMALLER_NETWORK = "a smaller network"


@dataclass(frozen=True, slots=True)
class FallbackStep:
    """A fallback, worded in a sentence, and whether the program takes it by itself.

    The program takes steps that leave the answers unchanged; a person decides on the others.
    """

    fallback: Fallback
    sentence: str
    load: Load
    by_itself: bool


def estimate(
    load: Load, weights: int, measurement: Measurement | None, free: int | None
) -> Estimate:
    """Return what a run takes.

    Args:
        load: the work of the search.
        weights: bytes of the network's file, for a rule of thumb.
        measurement: of the network on the device, if there is one.
        free: bytes that are free on the device; None where that is not told.
    """
    if measurement is None:
        resident, per_pixel = LOADED * weights, float(BYTES_PER_PIXEL)
        seconds = None
    else:
        resident = float(measurement.resident_bytes)
        seen = measurement.pixels * measurement.window_length
        per_pixel = max(0, measurement.peak_bytes - measurement.resident_bytes) / seen
        seconds = _seconds(load, measurement)
    memory = int(resident + per_pixel * load.pixels * load.frames_at_once)
    return Estimate(memory, free, seconds, _fit(memory, free), measurement is not None)


def fallbacks(
    load: Load, weights: int, measurement: Measurement | None, free: int | None, device: str
) -> Iterator[FallbackStep]:
    """Yield the steps that bring a run into the memory that is free, as many as it needs.

    The network still halves its batch when memory runs out after all.
    """

    def too_large(now: Load) -> bool:
        return estimate(now, weights, measurement, free).fit is Fit.TOO_LARGE

    if not too_large(load):
        return
    if load.settings.whole:
        load = replace(load, settings=replace(load.settings, whole=False))
        yield FallbackStep(
            Fallback.IN_WINDOWS,
            message("Leave out --whole: in windows, a video of any length takes the same memory."),
            load,
            by_itself=False,
        )
    batch = load.batch
    while batch > 1 and too_large(replace(load, batch=batch)):
        batch //= 2
    if batch < load.batch:
        load = replace(load, batch=batch)
        sentence = message("Computing 1 window at a time: a little slower, with the same results.")
        if batch > 1:
            sentence = message(
                "Computing {batch} windows at a time: a little slower, with the same results.",
                batch=batch,
            )
        yield FallbackStep(
            Fallback.FEWER_WINDOWS,
            sentence,
            load,
            by_itself=True,
        )
    if too_large(load) and device != "cpu":
        yield FallbackStep(
            Fallback.PROCESSOR,
            message("Use the processor (--device cpu): slower, with more memory."),
            load,
            by_itself=False,
        )
    if too_large(load):
        yield FallbackStep(
            Fallback.SMALLER_NETWORK,
            message("Use a smaller model, such as --model soc-mini."),
            load,
            by_itself=False,
        )


def _seconds(load: Load, measurement: Measurement) -> float:
    more = measurement.expression_seconds * max(0, load.expressions - 1)
    scale = load.effort * load.pixels / measurement.pixels
    if load.settings.whole:
        scale *= load.frames / measurement.window_length
    return load.windows * (measurement.window_seconds + more) * scale


def _fit(memory: int, free: int | None) -> Fit:
    if free is None:
        return Fit.UNKNOWN
    if memory > _SPARE * free:
        return Fit.TOO_LARGE
    return Fit.TIGHT if memory > _TIGHT * free else Fit.FITS
