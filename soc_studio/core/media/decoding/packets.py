"""The packets of a file's video, in stored order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import av
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream
from numpy.typing import NDArray

from soc_studio.core.media.decoding.ffmpeg_files import packets_of
from soc_studio.core.media.decoding.splices import HeaderWatch, SpliceFinder
from soc_studio.core.system.messages import message

NO_STAMP = -(2**63)
_COMMENT = b"\x81theora"
_NO_COLUMNS = frozenset({"fault", "headers"})


@dataclass(frozen=True)
class Packets:
    """Facts about every packet from the first key frame on; N packets, numbered from 0.

    Args:
        shown: int64 [N]; when each is to be shown, or NO_STAMP.
        decoded: int64 [N]; when each is to be decoded, or NO_STAMP.
        places: int64 [N]; the byte at which each begins, or -1.
        sizes: int64 [N], in bytes.
        durations: int64 [N], 0 where the file does not say.
        is_key: bool [N]; where decoding can begin, as the file says.
        is_hidden: bool [N]; decoded without being shown.
        is_hurt: bool [N]; data is missing in it or right after it.
        is_splice: bool [N]; key frames after which pictures may be lost, though all data is there.
        fault: what ended the packets early, or "".
        headers: numbers of key frames whose pictures are described otherwise than those before,
            and the description.
    """

    shown: NDArray[np.int64]
    decoded: NDArray[np.int64]
    places: NDArray[np.int64]
    sizes: NDArray[np.int64]
    durations: NDArray[np.int64]
    is_key: NDArray[np.bool_]
    is_hidden: NDArray[np.bool_]
    is_hurt: NDArray[np.bool_]
    is_splice: NDArray[np.bool_]
    fault: str = ""
    headers: tuple[tuple[int, bytes], ...] = ()

    def __len__(self) -> int:
        return len(self.sizes)

    @property
    def clock(self) -> NDArray[np.int64]:
        """What rises from packet to packet, int64 [N]; NO_STAMP where the file does not say."""
        return self.decoded if np.any(self.decoded != NO_STAMP) else self.shown

    def find(self, packet: Packet[VideoStream]) -> int:
        """Return the number of `packet`, read again after seeking; -1 where it is not known.

        Times may repeat in a file, and places not be known: what there is must tell it apart.
        """
        shown, decoded, place, size, _ = _numbers(packet)
        same = self.sizes == size
        if place >= 0:
            same &= self.places == place
        if shown != NO_STAMP and np.count_nonzero(same) != 1:
            same &= self.shown == shown
        if decoded != NO_STAMP and np.count_nonzero(same) != 1:
            same &= self.decoded == decoded
        found = np.flatnonzero(same)
        return int(found[0]) if len(found) == 1 else -1

    def hurt_at(self, *serials: int) -> Packets:
        """Return the packets with more of them marked as hurt."""
        is_hurt = self.is_hurt.copy()
        is_hurt[list(serials)] = True
        return replace(self, is_hurt=is_hurt)

    def first(self, count: int, fault: str) -> Packets:
        """Return the first `count` packets, which a `fault` ended."""
        columns = {
            name: values[:count] for name, values in vars(self).items() if name not in _NO_COLUMNS
        }
        return replace(self, **columns, fault=fault)


def read_packets(container: InputContainer, stream: VideoStream) -> Packets:
    """Read every packet of `stream` once.

    What comes before the first key frame is left out. A last packet that is incomplete is a fault.
    """
    numbers: list[tuple[int, int, int, int, int]] = []
    flags: list[tuple[bool, bool, bool]] = []
    splices: list[int] = []
    headers: list[tuple[int, bytes]] = []
    finder, watch = SpliceFinder(stream), HeaderWatch(stream)
    known = stream.codec_context.extradata or b""
    previous: Packet[VideoStream] | None = None
    fault = ""
    try:
        for packet in packets_of(container, stream):
            if not packet.size:  # a frame left out, or the end
                continue
            if is_header(packet):
                if bytes(packet) in known or bytes(packet).startswith(_COMMENT):
                    continue
                fault = message("what follows is coded otherwise")
                break
            is_key = packet.is_keyframe
            # A clip that was cut without encoding it again may begin between two key frames: those
            # before are decoded and not shown.
            if not numbers and not is_key:
                continue
            if is_key:
                if finder.is_splice(packet, previous):
                    splices.append(len(numbers))
                if header := watch.changed(packet):
                    headers.append((len(numbers), header))
            numbers.append(_numbers(packet))
            flags.append((is_key, packet.is_discard, packet.is_corrupt))
            previous = packet
    except av.FFmpegError as error:
        fault = message("the rest cannot be read ({reason})", reason=error.strerror)
    columns = np.array(numbers, dtype=np.int64).reshape(-1, 5).T
    marks = np.array(flags, dtype=np.bool_).reshape(-1, 3).T
    if len(numbers) and stream.container.format.name == "mpegts":
        # The data may be missing in the packet after the one that is marked: the parser hands a
        # packet on when the next one has begun.
        marks[2, 1:] |= marks[2, :-1].copy()
    shown, decoded, places, sizes, durations = columns
    are_keys, is_hidden, is_hurt = marks
    is_splice = np.zeros(len(numbers), dtype=np.bool_)
    is_splice[splices] = True
    return Packets(
        shown,
        decoded,
        places,
        sizes,
        durations,
        is_key=are_keys,
        is_hidden=is_hidden,
        is_hurt=is_hurt,
        is_splice=is_splice,
        fault=fault,
        headers=tuple(headers),
    )


def is_header(packet: Packet[VideoStream]) -> bool:
    """Return whether a packet is no picture: joined recordings in Ogg have headers between them."""
    is_theora = packet.stream.codec.canonical_name == "theora"
    return is_theora and bool(memoryview(packet)[0] & 0x80)


def _numbers(packet: Packet[VideoStream]) -> tuple[int, int, int, int, int]:
    return (
        NO_STAMP if packet.pts is None else packet.pts,
        NO_STAMP if packet.dts is None else packet.dts,
        -1 if packet.pos is None else packet.pos,
        packet.size,
        packet.duration or 0,
    )
