"""Label Studio's code of brush masks: rle-pack of thi.ng, of a picture RGBA with 0 and 255.

Bits, the most significant first: 32 of the length, 5 of the bits of a value less one, four times 4
of the bits of a count less one; then blocks of one bit whether it is a run, two of which of these
sizes it has, the count less one, and the value, or as many values. All four channels are the mask.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_SIZES = (3, 4, 8, 16)  # bits of a count
_WORD = 8
_LONGEST = 2**16


def packed(pixels: NDArray[np.bool_]) -> list[int]:
    """Return the code of a mask, bool [H, W]: bytes as numbers."""
    flat = pixels.ravel()
    ends = np.append(np.flatnonzero(np.diff(flat)) + 1, len(flat))
    starts = np.insert(ends[:-1], 0, 0)
    bits = [f"{4 * len(flat):032b}", f"{_WORD - 1:05b}", *(f"{each - 1:04b}" for each in _SIZES)]
    for start, length in zip(starts.tolist(), (4 * (ends - starts)).tolist(), strict=True):
        value = "1" * _WORD if flat[start] else "0" * _WORD
        left = length
        while left:
            count = min(left, _LONGEST)
            place = next(at for at, size in enumerate(_SIZES) if count <= 1 << size)
            bits.append(f"1{place:02b}{count - 1:0{_SIZES[place]}b}{value}")
            left -= count
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return list(int(text, 2).to_bytes(len(text) // 8, "big"))


def unpacked(code: Sequence[int], height: int, width: int) -> NDArray[np.bool_]:
    """Return the mask of `height` x `width` pixels of a code; on it where the alpha is 128 or more.

    Raises:
        ValueError: it is no code of that many pixels.
    """
    text = np.unpackbits(np.array(code, dtype=np.uint8)) if code else np.zeros(0, np.uint8)
    bits = text.tobytes().translate(bytes([48, 49]) + bytes(range(2, 256))).decode("ascii")
    place = 0

    def number(count: int) -> int:
        nonlocal place
        if place + count > len(bits):
            raise ValueError("a code that is cut off")
        place += count
        return int(bits[place - count : place], 2) if count else 0

    total, word = number(32), number(5) + 1
    sizes = [number(4) + 1 for _ in range(4)]
    if total != 4 * height * width or word != _WORD:
        raise ValueError("a code of another size")
    values = np.zeros(total, dtype=np.uint8)
    filled = 0
    while filled < total:
        is_run = number(1)
        count = number(sizes[number(2)]) + 1
        if count > total - filled:
            raise ValueError("a code of too many values")
        if is_run:
            values[filled : filled + count] = number(word)
        else:
            values[filled : filled + count] = [number(word) for _ in range(count)]
        filled += count
    return np.asarray(values.reshape(height, width, 4)[..., 3] >= 128)
