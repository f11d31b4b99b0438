"""Which packets of a file become which frames, found without decoding where that can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

import av
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream
from numpy.typing import NDArray

# Every packet of these is one shown frame, wherever it is not flagged otherwise.
# fmt: off
_ONE_FRAME_A_PACKET = frozenset((
    "apng", "av1", "cfhd", "dnxhd", "dvvideo", "ffv1", "ffvhuff", "gif", "h264", "hevc",
    "huffyuv", "jpeg2000", "mjpeg", "mpeg1video", "mpeg2video", "png", "prores", "qtrle",
    "rawvideo", "utvideo", "v210", "vp9", "vvc",
))
# fmt: on
# Their frames are patches on the frame before, whatever their packets are flagged as.
_ONE_ENTRY = frozenset({"apng", "gif", "webp"})
_NO_STAMP = -(2**63)


class Stamp(Enum):
    """What tells the frames of a file apart."""

    PRESENTATION = "when it is shown"
    DECODING = "when it is decoded"  # in containers that store nothing else, such as AVI
    COUNT = "how many came before"  # in bare streams that store no times at all


@dataclass(frozen=True)
class FrameIndex:
    """The frames of a file in presentation order.

    Args:
        stamp: what the stamps are.
        stamps: int64 [T], all different; the stamp of the packet each frame comes from.
        entries: int64 [K], rising; numbers of the frames where decoding can begin.
        ticks: int64 [T], not decreasing; when each frame appears, in the stream's time base, or
            None where the file does not say.
        last_duration: ticks that the last frame is shown, 0 where the file does not say.
        is_certain: False where only decoding tells whether each packet becomes a frame.
        fault: what ended the packets early, or "".
        complete_until: the tick up to which no frame can be missing though the packets end early.
    """

    stamp: Stamp
    stamps: NDArray[np.int64]
    entries: NDArray[np.int64]
    ticks: NDArray[np.int64] | None
    last_duration: int
    is_certain: bool
    fault: str = ""
    complete_until: int = _NO_STAMP

    @cached_property
    def _rising(self) -> NDArray[np.intp]:
        return np.argsort(self.stamps, kind="stable")

    def number_of(self, stamp: int) -> int | None:
        """Return the number of the frame with `stamp`, None where there is none."""
        place = int(np.searchsorted(self.stamps, stamp, sorter=self._rising))
        if place == len(self.stamps):
            return None
        number = int(self._rising[place])
        return number if self.stamps[number] == stamp else None

    def settled(self, decoded: Sequence[int], ends_early: bool) -> FrameIndex:
        """Return the index of the frames that decoding gave: `decoded` are their stamps in order.

        Where it `ends_early`, frames that may have lost a neighbour before them go too.
        """
        stamps = np.array(decoded, dtype=np.int64)
        ticks = None if self.stamp is Stamp.COUNT else np.sort(stamps)
        count = len(stamps)
        if ends_early and self.stamp is not Stamp.PRESENTATION:
            # A picture is shown at most so many places before its turn to be decoded, and all that
            # are lost come after the last that was decoded.
            ranks = np.argsort(np.argsort(stamps))
            count -= int(np.max(ranks - np.arange(count), initial=0))
        elif self.fault and ticks is not None:
            count = int(np.searchsorted(ticks, self.complete_until, side="right"))
            step = np.median(np.diff(ticks)) if len(ticks) > 1 else 0
            while count < len(ticks) and (
                count == 0 or abs(ticks[count] - ticks[count - 1] - step) <= 1
            ):
                count += 1
        stamps = stamps[:count]
        entries = _entries(np.isin(stamps, self.stamps[self.entries]))
        return replace(
            self,
            stamps=stamps,
            entries=entries,
            ticks=None if ticks is None else ticks[:count],
            is_certain=True,
        )


def index_packets(container: InputContainer, stream: VideoStream) -> FrameIndex:
    """Return the frames that the packets of `stream` promise, reading every packet once."""
    shown: list[int] = []
    decoded: list[int] = []
    keys: list[bool] = []
    duration = 0
    latest = _NO_STAMP
    fault = ""
    begun = False
    try:
        for packet in container.demux(stream):
            if not packet.size:  # a frame left out, or the end
                continue
            if packet.is_corrupt:
                fault = "a picture there is incomplete"
                break
            # A clip that was cut without encoding it anew may begin between two key frames: those
            # before are decoded and not shown.
            begun = begun or packet.is_keyframe
            if packet.is_discard or not begun:
                continue
            shown.append(_NO_STAMP if packet.pts is None else packet.pts)
            decoded.append(_NO_STAMP if packet.dts is None else packet.dts)
            keys.append(packet.is_keyframe)
            if shown[-1] >= latest:
                latest, duration = shown[-1], packet.duration or 0
    except av.FFmpegError as error:
        fault = f"it cannot be read further ({error.strerror})"
    codec = stream.codec.canonical_name
    is_key = np.array(keys, dtype=np.bool_)
    if codec in _ONE_ENTRY:
        is_key[1:] = False
    if container.format.name == "avi" and not stream.codec.intra_only:
        shown = [_NO_STAMP] * len(decoded)  # what AVI has is the time of decoding
    stamp, stamps = _best_stamps(shown, decoded)
    if stamp is Stamp.COUNT:
        is_key[1:] = False
    order = np.argsort(stamps, kind="stable")
    in_order = stamp is Stamp.PRESENTATION or stream.codec.intra_only
    return FrameIndex(
        stamp=stamp,
        stamps=stamps[order],
        entries=_entries(is_key[order]),
        ticks=None if stamp is Stamp.COUNT else stamps[order],
        last_duration=duration,
        is_certain=in_order and codec in _ONE_FRAME_A_PACKET,
        fault=fault,
        complete_until=decoded[-1] if decoded else _NO_STAMP,
    )


def _entries(is_key: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the numbers of the frames where decoding can begin; the first always is one.

    It is reached from the beginning of the file, where it is no key frame itself.
    """
    return np.flatnonzero(is_key | (np.arange(len(is_key)) == 0))


def _best_stamps(shown: list[int], decoded: list[int]) -> tuple[Stamp, NDArray[np.int64]]:
    for stamp, values in ((Stamp.PRESENTATION, shown), (Stamp.DECODING, decoded)):
        stamps = np.array(values, dtype=np.int64)
        if not np.any(stamps == _NO_STAMP) and len(np.unique(stamps)) == len(stamps):
            return stamp, stamps
    return Stamp.COUNT, np.arange(len(shown), dtype=np.int64)


def stamp_of(packet: Packet[VideoStream], stamp: Stamp, count: int) -> int | None:
    """Return what tells the frame of `packet` apart; `count` packets came before it."""
    if stamp is Stamp.COUNT:
        return count
    return packet.pts if stamp is Stamp.PRESENTATION else packet.dts
