"""Places in coded video where decoders leave out pictures, or where pictures become others, found
without decoding."""

from __future__ import annotations

from av.packet import Packet
from av.video.stream import VideoStream

from soc_studio.core.media.decoding.h264_headers import Sequence264, picture_in, sequence_in

_HEVC_BROKEN_LINKS = frozenset({16, 17, 18})
_HEVC_RANDOM_ACCESS = frozenset(range(16, 24))
_HEVC_CRA = 21
_HEVC_ENDS = frozenset({36, 37})  # of a sequence, of the bitstream
# In the first byte of a unit: the bits of its kind, and the kinds that give a picture's size.
_SEQUENCE_HEADERS = {"h264": (0x1F, {7}), "hevc": (0x7E, {33 << 1})}
_SIZES = {"png": slice(16, 24), "prores": slice(16, 20), "vp8": slice(6, 10), "vp9": slice(9)}
"""Where packets give the size of their picture."""
_AV1_SEQUENCE = 1
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_HEAD = 2048  # bytes of a packet in which its headers are
_START_CODE = b"\x00\x00\x01"


class SpliceFinder:
    """Looks at the key frames of a stream, one after another.

    In HEVC, pictures that are stored after a key frame and shown before it are left out where the
    key frame says that its link to what came before is broken, or where a sequence ended before it.
    A key frame may also ask that pictures which wait to be shown are dropped. In H.264 a key frame
    need not begin a sequence: where its number does not follow, decoders drop what seems late.
    """

    def __init__(self, stream: VideoStream) -> None:
        self._codec = stream.codec.canonical_name
        extradata = stream.codec_context.extradata or b""
        self._length_size = length_size_of(self._codec, extradata)
        self._sequence: Sequence264 | None = None
        if self._codec == "h264":
            # In the box of MP4 and Matroska the parameters come after eight bytes.
            stated = [extradata[8:72]] if self._length_size else units_of(extradata, 0)
            self._sequence = sequence_in([unit for unit in stated if unit])

    def is_splice(self, key: Packet[VideoStream], previous: Packet[VideoStream] | None) -> bool:
        """Return whether pictures may be left out around key frame `key`.

        `previous` is the packet before it. Key frames are to be asked for in order.
        """
        if self._codec not in ("h264", "hevc"):
            return False
        units = units_of(bytes(key), self._length_size)
        if self._codec == "h264":
            return self._jumps(units, previous)
        return previous is not None and self._is_broken(units, previous)

    def _jumps(self, units: list[bytes], previous: Packet[VideoStream] | None) -> bool:
        self._sequence = sequence_in(units) or self._sequence
        if self._sequence is None or previous is None:
            return False
        after = picture_in(units, self._sequence)
        if after is None or after.is_idr:
            return False
        before = picture_in(units_of(bytes(previous), self._length_size), self._sequence)
        return before is not None and not before.is_followed_by(after, self._sequence)

    def _is_broken(self, units: list[bytes], previous: Packet[VideoStream]) -> bool:
        ended = False
        for unit in units:
            kind = unit[0] >> 1 & 0x3F
            ended = ended or kind in _HEVC_ENDS
            if kind in _HEVC_RANDOM_ACCESS and len(unit) > 2:
                drops_waiting = bool(unit[2] & 0x40)
                if kind in _HEVC_BROKEN_LINKS or drops_waiting:
                    return True
                before = (
                    each[0] >> 1 & 0x3F for each in units_of(bytes(previous), self._length_size)
                )
                return kind == _HEVC_CRA and (ended or any(each in _HEVC_ENDS for each in before))
        return False


class HeaderWatch:
    """Notices where the description of a stream's pictures, their size among it, changes."""

    def __init__(self, stream: VideoStream) -> None:
        self._codec = stream.codec.canonical_name
        extradata = stream.codec_context.extradata or b""
        self._length_size = length_size_of(self._codec, extradata)
        self._last = self._in_units(extradata) if not self._length_size else b""

    def changed(self, packet: Packet[VideoStream]) -> bytes:
        """Return the description that begins with key frame `packet`, b"" where it stays."""
        if packet.has_sidedata("new_extradata"):
            found = bytes(packet.get_sidedata("new_extradata"))
        else:
            found = self._header(memoryview(packet))
        if not found or found == self._last:
            return b""
        self._last = found
        return found

    def _header(self, packet: memoryview) -> bytes:
        if self._codec == "mjpeg":
            return _jpeg_size(packet)
        data = packet[:_HEAD].tobytes()
        if self._codec in _SIZES:
            return data[_SIZES[self._codec]]
        if self._codec == "av1":
            return _av1_sequence(data)
        if self._codec in ("mpeg1video", "mpeg2video"):
            at = data.find(b"\x00\x00\x01\xb3")
            return data[at + 4 : at + 7] if at >= 0 else b""
        return self._in_units(data)

    def _in_units(self, data: bytes) -> bytes:
        if self._codec not in _SEQUENCE_HEADERS:
            return b""
        mask, kinds = _SEQUENCE_HEADERS[self._codec]
        found = [unit for unit in units_of(data, self._length_size) if unit[0] & mask in kinds]
        return b"".join(found)


def _jpeg_size(data: memoryview) -> bytes:
    """Return the height and width in a JPEG as they stand in it, b"" where there are none."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _JPEG_FRAMES:
            return bytes(data[at + 5 : at + 9])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return b""


def _av1_sequence(data: bytes) -> bytes:
    """Return the description of a sequence in a packet of AV1, b"" where there is none."""
    at = 0
    while at + 2 < len(data) and data[at] & 2:  # each unit says its length
        kind, begin = data[at] >> 3 & 0xF, at + 1 + (data[at] >> 2 & 1)
        length = 0
        for shift in range(0, 56, 7):
            byte = data[begin] if begin < len(data) else 0
            length |= (byte & 0x7F) << shift
            begin += 1
            if byte < 0x80:
                break
        if kind == _AV1_SEQUENCE:
            return data[begin : begin + length]
        at = begin + length
    return b""


def length_size_of(codec: str, extradata: bytes) -> int:
    """Return how many bytes give the length of a unit; 0 where start codes are between units.

    Lengths are in MP4 and Matroska, which describe the stream in a box that begins with 1.
    """
    place = {"h264": 4, "hevc": 21}.get(codec, len(extradata))
    is_box = extradata[:1] == b"\x01" and place < len(extradata)
    return (extradata[place] & 3) + 1 if is_box else 0


def units_of(data: bytes, length_size: int) -> list[bytes]:
    """Return the beginnings, up to 64 bytes, of the units of a packet.

    Each has a length of so many bytes before it; with 0, a start code.
    """
    units = []
    if length_size:
        at = 0
        while at + length_size < len(data):
            length = int.from_bytes(data[at : at + length_size], "big")
            at += length_size
            units.append(data[at : at + min(length, 64)])
            at += length
    else:
        at = data.find(_START_CODE)
        while at >= 0:
            after = data.find(_START_CODE, at + 3)
            stop = at + 67 if after < 0 else min(at + 67, after)
            units.append(data[at + 3 : stop])
            at = after
    return [unit for unit in units if unit]
