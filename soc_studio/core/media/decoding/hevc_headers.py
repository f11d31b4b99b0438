"""As much of HEVC's headers as tells a picture's place among those shown (ITU-T H.265, 7.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from soc_studio.core.media.decoding.h264_headers import Bits

_SEQUENCE, _PICTURE = 33, 34
_LAST_SLICE, _RANDOM_ACCESS, _IDR = 9, range(16, 24), (19, 20)
_PROFILE = 88  # bits of a profile


@dataclass(frozen=True, slots=True)
class SequenceHevc:
    """What the parameters of a sequence and its pictures say.

    Attributes:
        place_bits: how long places are, which count on from 0 after the largest.
        has_planes, extra_bits, says_output: what else is in the header of a slice.
    """

    place_bits: int
    has_planes: bool
    extra_bits: int
    says_output: bool


@dataclass(frozen=True, slots=True)
class PictureHevc:
    """A picture's place in the order of showing, and whether places are counted anew from it."""

    place: int
    is_idr: bool


def sequence_in(units: Sequence[bytes]) -> SequenceHevc | None:
    """Return what the first parameters among `units` say; None where there are none."""
    own = [unit for unit in units if len(unit) > 3 and not _layer(unit)]
    sequence = next((unit for unit in own if _kind(unit) == _SEQUENCE), None)
    picture = next((unit for unit in own if _kind(unit) == _PICTURE), None)
    if sequence is None or picture is None:
        return None
    bits = Bits(sequence[2:])
    bits.take(4)
    layers = bits.take(3)
    bits.take(1 + _PROFILE + 8)
    said = [(bits.take(1), bits.take(1)) for _ in range(8 if layers else 0)][:layers]
    bits.take(sum(_PROFILE * profile + 8 * level for profile, level in said))
    bits.count()
    has_planes = bits.count() == 3 and bool(bits.take(1))
    for _ in range(2):  # width, height
        bits.count()
    for _ in range(4 * bits.take(1) + 2):  # what is cut off, depths
        bits.count()
    place_bits = bits.count() + 4
    bits = Bits(picture[2:])
    for _ in range(2):  # numbers of the picture's and the sequence's parameters
        bits.count()
    bits.take(1)
    says_output = bool(bits.take(1))
    return SequenceHevc(place_bits, has_planes, bits.take(3), says_output)


def picture_in(units: Sequence[bytes], sequence: SequenceHevc) -> PictureHevc | None:
    """Return the picture that begins among a packet's `units`."""
    for unit in units:
        kind = _kind(unit)
        if len(unit) < 4 or _layer(unit) or not (kind <= _LAST_SLICE or kind in _RANDOM_ACCESS):
            continue
        if kind in _IDR:
            return PictureHevc(0, True)
        bits = Bits(unit[2:])
        bits.take(2 if kind in _RANDOM_ACCESS else 1)
        bits.count()
        bits.take(sequence.extra_bits)
        bits.count()
        bits.take(sequence.says_output + 2 * sequence.has_planes)
        return PictureHevc(bits.take(sequence.place_bits), False)
    return None


def units_of_box(box: bytes) -> list[bytes]:
    """Return the units in the description that MP4 and Matroska have of a stream."""
    units = []
    at = 23
    for _ in range(box[22] if len(box) > at else 0):
        count, at = int.from_bytes(box[at + 1 : at + 3], "big"), at + 3
        for _ in range(count):
            length = int.from_bytes(box[at : at + 2], "big")
            units.append(box[at + 2 : at + 2 + length])
            at += 2 + length
            if at >= len(box):
                return units
    return units


def _kind(unit: bytes) -> int:
    return unit[0] >> 1 & 0x3F


def _layer(unit: bytes) -> int:
    """Return the layer of a unit; those above 0 are another eye's, or finer pictures."""
    return (unit[0] & 1) << 5 | unit[1] >> 3
