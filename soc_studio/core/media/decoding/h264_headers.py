"""As much of H.264's headers as tells whether one picture follows another (ITU-T H.264, 7.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Profiles whose parameters say how colours are stored.
_HIGH = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
_SLICE, _IDR, _PARAMETERS = 1, 5, 7


@dataclass(frozen=True, slots=True)
class Sequence264:
    """What a sequence's parameters say: how long frame numbers are, in bits."""

    number_bits: int
    has_planes: bool


@dataclass(frozen=True, slots=True)
class Picture264:
    """A picture's place in its sequence."""

    number: int
    is_reference: bool
    is_idr: bool

    def is_followed_by(self, after: Picture264, sequence: Sequence264) -> bool:
        """Return whether `after` may come next with nothing between."""
        expected = (self.number + self.is_reference) % (1 << sequence.number_bits)
        return after.is_idr or after.number in (expected, self.number)


def sequence_in(units: Sequence[bytes]) -> Sequence264 | None:
    """Return the sequence that begins with one of a packet's `units`; None where none does."""
    for unit in units:
        if unit[0] & 0x1F == _PARAMETERS and len(unit) > 4:
            return _sequence(unit)
    return None


def picture_in(units: Sequence[bytes], sequence: Sequence264) -> Picture264 | None:
    """Return the picture of which a slice is among a packet's `units`."""
    for unit in units:
        kind = unit[0] & 0x1F
        if kind in (_SLICE, _IDR):
            bits = Bits(unit[1:])
            for _ in range(3):  # first macroblock, type, parameters
                bits.count()
            if sequence.has_planes:
                bits.take(2)
            number = bits.take(sequence.number_bits)
            return Picture264(number, bool(unit[0] & 0x60), kind == _IDR)
    return None


def _sequence(unit: bytes) -> Sequence264:
    bits = Bits(unit[4:])
    bits.count()
    has_planes = False
    if unit[1] in _HIGH:
        kind = bits.count()
        has_planes = kind == 3 and bool(bits.take(1))
        bits.count()
        bits.count()
        bits.take(1)
        if bits.take(1):
            for place in range(12 if kind == 3 else 8):
                if bits.take(1):
                    _pass_scaling(bits, 16 if place < 6 else 64)
    return Sequence264(bits.count() + 4, has_planes)


def _pass_scaling(bits: Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            code = bits.count()
            change = (code + 1) // 2 if code % 2 else -(code // 2)
            following = (last + change) % 256
        last = following or last


class Bits:
    """Reads a unit of H.264 or HEVC bit by bit; beyond its end there are zeros."""

    def __init__(self, data: bytes) -> None:
        plain = data.replace(b"\x00\x00\x03", b"\x00\x00")
        self._value = int.from_bytes(plain, "big")
        self._left = 8 * len(plain)

    def take(self, count: int) -> int:
        """Return the next `count` bits as a number."""
        self._left -= count
        if self._left < 0:
            return 0
        return self._value >> self._left & ((1 << count) - 1)

    def count(self) -> int:
        """Return the next number of variable length (Exp-Golomb, unsigned)."""
        zeros = 0
        while self._left > 0 and not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + self.take(zeros)
