"""Copies the sound of a whole video, as it is encoded already, beside its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet

from soc_studio.core.media.decoding.ffmpeg_files import open_container, packets_of
from soc_studio.core.media.sound_writer import Sound, SoundWriter

_COPIED = frozenset(("aac",))  # what our encoders write with loss, and files hold


def add_sound(container: OutputContainer, codec: str, sound: Sound) -> SoundWriter | SoundCopy:
    """Add a stream of `sound` to a container before anything is written; what is encoded with loss
    already is copied where it can be, and all else encoded by `codec`.

    Raises:
        av.FFmpegError, ValueError: the container does not take it.
        VideoError: the source cannot be read.
    """
    if codec in _COPIED and sound.is_whole and sound.codec == codec and _is_in_step(sound):
        return SoundCopy(container, sound)
    return SoundWriter(container, codec, sound)


def _is_in_step(sound: Sound) -> bool:
    """Whether packets have exact times, and the first is heard as soon as the first picture is
    seen: a silence before it is not exact in a container, and would be heard as noise."""
    with open_container(sound.path) as source:
        stream = source.streams.audio[0]
        base = stream.time_base
        first = next(
            (each.pts for each in packets_of(source, stream) if each.pts is not None), None
        )
    return (
        base == Fraction(1, sound.rate) and first is not None and first * base <= sound.timing.start
    )


class SoundCopy:
    """Adds the packets of a file's sound to a container, as far as its pictures have come."""

    def __init__(self, container: OutputContainer, sound: Sound) -> None:
        self._container = container
        self._source = open_container(sound.path)
        stream = self._source.streams.audio[0]
        self._copy: AudioStream = container.add_stream_from_template(stream)
        self._packets = self._timed(stream, sound)
        self._next = next(self._packets, None)
        self._length = Fraction(sound.samples, sound.rate)

    def write_until(self, time: Fraction) -> None:
        """Write what is heard before `time`, in seconds from the first picture.

        Raises:
            av.FFmpegError: the disk refuses, or the source cannot be read.
        """
        while self._next is not None and self._next[0] < min(time, self._length):
            packet = self._next[1]
            packet.stream = self._copy
            self._container.mux(packet)
            self._next = next(self._packets, None)

    def end(self) -> None:
        """Write the rest."""
        self.write_until(self._length)

    def close(self) -> None:
        """Stop reading the source."""
        self._source.close()

    def _timed(self, stream: AudioStream, sound: Sound) -> Iterator[tuple[Fraction, Packet[Any]]]:
        """Yield packets with their times in seconds from the first picture."""
        base = stream.time_base
        assert base is not None
        shift = round(sound.timing.start / base)
        for packet in packets_of(self._source, stream):
            if packet.pts is not None and packet.dts is not None:
                packet.pts -= shift
                packet.dts -= shift
                yield packet.pts * base, packet
