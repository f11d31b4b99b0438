"""Which packets of a file become which frames, found without decoding where that can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.decoding.continuous_clock import running_clock
from soc_studio.core.media.decoding.packets import NO_STAMP, Packets

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


class Stamp(Enum):
    """What tells when the frames of a file are shown."""

    PRESENTATION = "when it is shown"
    DECODING = "when it is decoded"  # in containers that store nothing else, such as AVI
    COUNT = "how many came before"  # in bare streams that store no times at all


@dataclass(frozen=True)
class Coding:
    """How a container stores its video, as far as it matters for finding frames.

    `is_broadcast`: clocks may jump, and places are bytes. `is_bare`: there are no times.
    """

    codec: str
    container: str
    time_base: Fraction
    is_intra_only: bool
    is_broadcast: bool
    is_bare: bool


@dataclass(frozen=True)
class FrameIndex:
    """The frames of a file in presentation order.

    Args:
        packets: of the file.
        coding: how they are stored.
        stamp: what tells when frames are shown.
        serials: int64 [T], all different; the number of the packet that each frame comes from.
        entries: int64 [K], rising; numbers of the frames where decoding can begin.
        ticks: int64 [T], not decreasing; when each frame appears, in the stream's time base, or
            None where the file does not say. Jumps of the file's clock are taken out.
        is_certain: False where only decoding tells whether each packet becomes a frame.
        jumps: whether the file's clock jumps.
    """

    packets: Packets
    coding: Coding
    stamp: Stamp
    serials: NDArray[np.int64]
    entries: NDArray[np.int64]
    ticks: NDArray[np.int64] | None
    is_certain: bool
    jumps: bool

    @property
    def fault(self) -> str:
        """What ended the packets early, or ""."""
        return self.packets.fault

    @property
    def last_duration(self) -> int:
        """Ticks that the last frame is shown, 0 where the file does not say; AVI never does."""
        if self.coding.container == "avi":
            return 0
        return int(self.packets.durations[self.serials[-1]])

    @property
    def is_joint(self) -> NDArray[np.bool_]:
        """Whether the clock is set back at each packet, bool [N]."""
        is_joint = np.zeros(len(self.packets), dtype=np.bool_)
        is_joint[_joints(self.packets)] = True
        return is_joint

    @cached_property
    def _numbers(self) -> NDArray[np.int64]:
        numbers = np.full(len(self.packets), -1, dtype=np.int64)
        numbers[self.serials] = np.arange(len(self.serials))
        return numbers

    def number_of(self, serial: int) -> int | None:
        """Return the number of the frame from packet `serial`, None where there is none."""
        number = int(self._numbers[serial]) if serial < len(self._numbers) else -1
        return None if number < 0 else number

    def settled(self, decoded: Sequence[int], ends_early: bool) -> FrameIndex:
        """Return the index of the frames that decoding gave: `decoded` are their packets in order.

        Where it `ends_early`, frames that may have lost a neighbour before them go too.
        """
        serials = np.array(decoded, dtype=np.int64)
        index = _index_of(self.packets, self.coding, self.stamp, serials, self._entry_serials)
        count = len(serials)
        if ends_early and self.stamp is not Stamp.PRESENTATION:
            # A picture is shown at most so many places before its turn to be decoded, and all that
            # are lost come after the last that was decoded.
            ranks = np.argsort(np.argsort(serials))
            count -= int(np.max(ranks - np.arange(count), initial=0))
        elif self.fault and index.ticks is not None:
            count = index._complete_count(index.ticks)
        return index if count == len(serials) else index._first(count)

    @cached_property
    def _entry_serials(self) -> NDArray[np.int64]:
        return self.serials[self.entries]

    def _first(self, count: int) -> FrameIndex:
        return replace(
            self,
            serials=self.serials[:count],
            entries=self.entries[self.entries < count],
            ticks=None if self.ticks is None else self.ticks[:count],
        )

    def _complete_count(self, ticks: NDArray[np.int64]) -> int:
        """Return how many frames there are before the first that can be missing, where the packets
        end early."""
        last = int(self.serials.argmax()) if len(self.serials) else 0
        if not len(self.serials):
            return 0
        serial = self.serials[last]
        delay = self.packets.shown[serial] - self.packets.decoded[-1]
        unknown = self.packets.decoded[-1] == NO_STAMP
        count = 0 if unknown else int(np.searchsorted(ticks, ticks[last] - delay, side="right"))
        step = np.median(np.diff(ticks)) if len(ticks) > 1 else 0
        while count < len(ticks) and (
            count == 0 or abs(ticks[count] - ticks[count - 1] - step) <= 1
        ):
            count += 1
        return count


def index_packets(packets: Packets, coding: Coding) -> FrameIndex:
    """Return the frames that `packets` promise."""
    serials = np.flatnonzero(~packets.is_hidden)
    stamp = _best_stamp(packets, coding, serials)
    order, is_plain = _presentation_order(packets, coding, stamp, serials)
    entries = packets.is_key & ~packets.is_hurt
    if coding.codec in _ONE_ENTRY:
        entries[1:] = False
    index = _index_of(packets, coding, stamp, order, np.flatnonzero(entries))
    in_order = stamp is Stamp.PRESENTATION or coding.is_intra_only
    return replace(index, is_certain=in_order and is_plain and coding.codec in _ONE_FRAME_A_PACKET)


def _index_of(
    packets: Packets,
    coding: Coding,
    stamp: Stamp,
    serials: NDArray[np.int64],
    entries: NDArray[np.int64],
) -> FrameIndex:
    ticks, jumps = None, False
    if stamp is not Stamp.COUNT and len(serials):
        stamps = (packets.shown if stamp is Stamp.PRESENTATION else packets.decoded)[serials]
        if stamp is Stamp.DECODING:
            stamps = np.sort(stamps)
        joints = np.flatnonzero(np.isin(serials, _joints(packets)))
        usual = int(np.median(packets.durations))
        ticks = running_clock(stamps, joints, coding.time_base, coding.is_broadcast, usual)
        jumps = not np.array_equal(ticks, stamps)
    return FrameIndex(
        packets=packets,
        coding=coding,
        stamp=stamp,
        serials=serials,
        # The first frame is reached from the beginning of the file, where it is no key itself.
        entries=np.flatnonzero(np.isin(serials, entries) | (np.arange(len(serials)) == 0)),
        ticks=ticks,
        is_certain=True,
        jumps=jumps,
    )


def _joints(packets: Packets) -> NDArray[np.int64]:
    """Return the packets at which the clock is set back."""
    known = np.flatnonzero(packets.clock != NO_STAMP)
    return known[1:][np.diff(packets.clock[known]) < 0]


def _best_stamp(packets: Packets, coding: Coding, serials: NDArray[np.int64]) -> Stamp:
    if coding.is_bare or not len(serials):
        return Stamp.COUNT
    # What AVI has is the time of decoding.
    is_late = coding.container == "avi" and not coding.is_intra_only
    if not is_late and np.all(packets.shown[serials] != NO_STAMP):
        return Stamp.PRESENTATION
    decoded = packets.decoded[serials]
    is_good = np.all(decoded != NO_STAMP) and len(np.unique(decoded)) == len(decoded)
    return Stamp.DECODING if is_good else Stamp.COUNT


def _presentation_order(
    packets: Packets, coding: Coding, stamp: Stamp, serials: NDArray[np.int64]
) -> tuple[NDArray[np.int64], bool]:
    """Return `serials` in the order in which they are shown, and whether that is beyond doubt.

    Where the clock is set back, what comes after is shown after, which only key frames promise.
    """
    if stamp is not Stamp.PRESENTATION:
        return serials, True
    joints = _joints(packets)
    is_plain = bool(np.all(packets.is_key[joints]))
    parts = np.split(serials, np.searchsorted(serials, joints))
    ordered = []
    for part in parts:
        stamps = packets.shown[part]
        is_plain = is_plain and len(np.unique(stamps)) == len(stamps)
        ordered.append(part[np.argsort(stamps, kind="stable")])
    if coding.is_intra_only and not is_plain:
        return serials, True
    return np.concatenate(ordered), is_plain
