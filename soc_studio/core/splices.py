"""Places in coded video behind which decoders leave out pictures, found without decoding."""

from __future__ import annotations

from av.packet import Packet
from av.video.stream import VideoStream

_HEVC_BROKEN_LINKS = frozenset({16, 17, 18})
_HEVC_RANDOM_ACCESS = frozenset(range(16, 24))
_HEVC_CRA = 21
_HEVC_ENDS = frozenset({36, 37})  # of a sequence, of the bitstream
_START_CODE = b"\x00\x00\x01"


class SpliceFinder:
    """Looks at the packets of a stream, one after another.

    In HEVC, pictures that are stored after a key frame and shown before it are left out where the
    key frame says that its link to what came before is broken, or where a sequence ended before it.
    A key frame may also ask that pictures which wait to be shown are dropped.
    """

    def __init__(self, stream: VideoStream) -> None:
        self._is_hevc = stream.codec.canonical_name == "hevc"
        extradata = stream.codec_context.extradata or b""
        # The box of MP4 and Matroska; bare streams begin with a start code.
        self._length_size = (extradata[21] & 3) + 1 if extradata[:1] == b"\x01" else 0
        self._previous: Packet[VideoStream] | None = None

    def is_splice(self, packet: Packet[VideoStream]) -> bool:
        """Return whether pictures may be left out around `packet`, the next one of the stream."""
        if not self._is_hevc:
            return False
        previous, self._previous = self._previous, packet
        return previous is not None and packet.is_keyframe and self._is_broken(packet, previous)

    def _is_broken(self, packet: Packet[VideoStream], previous: Packet[VideoStream]) -> bool:
        ended = False
        for unit in _units(bytes(packet), self._length_size):
            kind = unit[0] >> 1 & 0x3F
            ended = ended or kind in _HEVC_ENDS
            if kind in _HEVC_RANDOM_ACCESS and len(unit) > 2:
                drops_waiting = bool(unit[2] & 0x40)
                if kind in _HEVC_BROKEN_LINKS or drops_waiting:
                    return True
                before = (
                    each[0] >> 1 & 0x3F for each in _units(bytes(previous), self._length_size)
                )
                return kind == _HEVC_CRA and (ended or any(each in _HEVC_ENDS for each in before))
        return False


def _units(data: bytes, length_size: int) -> list[bytes]:
    """Return the beginnings, up to eight bytes, of the units of a packet.

    Each has a length of so many bytes before it; with 0, a start code.
    """
    units = []
    if length_size:
        at = 0
        while at + length_size < len(data):
            length = int.from_bytes(data[at : at + length_size], "big")
            at += length_size
            units.append(data[at : at + min(length, 8)])
            at += length
    else:
        at = data.find(_START_CODE)
        while at >= 0:
            units.append(data[at + 3 : at + 11])
            at = data.find(_START_CODE, at + 3)
    return [unit for unit in units if unit]
