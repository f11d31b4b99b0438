"""Writes the sound of a part of a video beside its pictures, to the sample."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.layout import AudioLayout
from av.audio.stream import AudioStream
from av.codec import Codec
from av.container import OutputContainer

from soc_studio.core.media.audio import Samples, sound_from
from soc_studio.core.media.decoding.channel_layouts import layout_name
from soc_studio.core.media.decoding.ffmpeg_files import open_container
from soc_studio.core.media.timing import Timing

_USUAL_RATE = 48000  # of sound that begins later, of which a file says no rate before
_BLOCK = 1024  # samples handed to the encoder at once
_WITHOUT_LOSS = frozenset(("alac", "flac", "tta", "truehd", "wavpack"))
_DEEPER = {"pcm_s16le": "pcm_s24le"}
_DEPTHS = (np.int16, np.int32)
_USUAL = ("mono", "stereo", "3.0", "quad", "5.0", "5.1", "6.1", "7.1")  # by number of channels
# FFmpeg's AAC takes these as they are, and FLAC, of which no more than 8 channels are asked.
_TAKEN_BY_AAC = frozenset(_USUAL) | {
    *("2.1", "3.0(back)", "4.0", "quad(side)", "3.1", "5.0(side)", "4.1", "5.1(side)", "6.0"),
    *("6.0(front)", "hexagonal", "6.1(back)", "6.1(front)", "7.0", "7.0(front)", "7.1(wide)"),
    *("7.1(wide-side)", "octagonal"),
}
_TAKEN = {"aac": _TAKEN_BY_AAC, "flac": _TAKEN_BY_AAC, "libopus": frozenset(_USUAL)}


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of frames `span` of the video at `path`.

    Attributes:
        rate: samples a second, as in the file.
        layout: its channels, as FFmpeg names them.
        deep: whether it is stored without loss, with more than 16 bits.
        codec: the codec that it is stored in, where packets can be taken as they are; else empty.
    """

    path: Path
    timing: Timing
    span: range
    rate: int
    layout: str
    deep: bool = False
    codec: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is that of the whole video, on a clock that runs through."""
        return self.span == range(self.timing.frame_count) and not self.timing.jumps

    @property
    def samples(self) -> int:
        """How many samples each channel has."""
        return round(self._length * self.rate)

    def parts(self) -> Generator[Samples, None, None]:
        """Yield the samples in order, int16 or, where it is deep, int32 [N, channels], `samples` of
        them in all.

        Raises:
            VideoError: the file cannot be opened.
        """
        left = self.samples
        start = self.timing.time_of(self.span.start)
        for part in sound_from(self.path, self.timing, start, self.rate, self.layout, self.deep):
            yield part[:left]
            left -= len(part)
            if left <= 0:
                return

    @property
    def _length(self) -> Fraction:
        part = self.timing.part(self.span.start, self.span.stop)
        return part.duration


def sound_of(path: Path, timing: Timing, span: range) -> Sound | None:
    """Return the sound of frames of the video at `path`, None where it has none.

    Raises:
        VideoError: the file cannot be opened.
    """
    if not path.is_file():
        return None
    with open_container(path) as container:
        if not container.streams.audio or container.streams.audio[0].codec_context is None:
            return None
        stream = container.streams.audio[0]
        codec = stream.codec.canonical_name if stream.codec_context.extradata else ""
        layout, deep = layout_name(stream), _is_deep(stream)
        return Sound(path, timing, span, stream.rate or _USUAL_RATE, layout, deep, codec)


def _is_deep(stream: AudioStream) -> bool:
    kept = stream.codec.canonical_name
    return (
        stream.format is not None
        and stream.format.bits > 16
        and (kept.startswith("pcm_") or kept in _WITHOUT_LOSS)
    )


class SoundWriter:
    """Adds sound to a container, as far as its pictures have come."""

    def __init__(self, container: OutputContainer, codec: str, sound: Sound) -> None:
        """Add the stream; before anything is written. Sound of a rate or with channels that the
        codec lacks, as 44.1 kHz in Opus, is resampled to the next rate and layout that it has.
        Deep sound has 24 bits without compression."""
        deep = sound.deep and codec in _DEEPER
        codec = _DEEPER[codec] if deep else codec
        rate, layout = _rate_for(codec, sound.rate), _layout_for(codec, sound.layout)
        sound = replace(sound, rate=rate, layout=layout, deep=deep)
        stream = container.add_stream(codec, rate=sound.rate, layout=sound.layout)
        assert isinstance(stream, AudioStream)
        self._container = container
        self._stream = stream
        self._sound = sound
        self._parts = sound.parts()
        self._rest: Samples = np.zeros((0, len(stream.layout.channels)), _DEPTHS[deep])
        self._done = 0

    def write_until(self, time: Fraction) -> None:
        """Write what is heard before `time`, in seconds from the first picture.

        Raises:
            av.FFmpegError: the encoder or the disk refuses.
            VideoError: the source cannot be read.
        """
        wanted = min(round(time * self._sound.rate), self._sound.samples)
        while self._done + _BLOCK <= wanted:
            self._put(self._take(_BLOCK))
        if wanted == self._sound.samples and self._done < wanted:
            self._put(self._take(wanted - self._done))

    def end(self) -> None:
        """Write the rest, and what the encoder still holds."""
        self.write_until(Fraction(self._sound.samples, self._sound.rate))
        self._container.mux(self._stream.encode(None))

    def close(self) -> None:
        """Stop reading the source."""
        self._parts.close()

    def _take(self, count: int) -> Samples:
        while len(self._rest) < count:
            self._rest = np.concatenate([self._rest, next(self._parts)])
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def _put(self, samples: Samples) -> None:
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(samples.reshape(1, -1)),
            format="s32" if self._sound.deep else "s16",
            layout=self._sound.layout,
        )
        frame.rate = self._sound.rate
        frame.pts, frame.time_base = self._done, Fraction(1, self._sound.rate)
        self._container.mux(self._stream.encode(frame))
        self._done += len(samples)


def _rate_for(codec: str, rate: int) -> int:
    """Return the least rate of a codec, in samples a second, that holds all of `rate`."""
    known = Codec(codec, "w").audio_rates
    if not known or rate in known:
        return rate
    return min((each for each in known if each > rate), default=max(known))


def _layout_for(codec: str, layout: str) -> str:
    """Return the layout of a codec that has as many channels as `layout`: itself, mostly."""
    if layout in _TAKEN.get(codec, (layout,)):
        return layout
    channels = len(AudioLayout(layout).channels)
    return _USUAL[min(channels, len(_USUAL)) - 1]
