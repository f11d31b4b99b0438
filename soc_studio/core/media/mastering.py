"""For which display the colours of a video were made (HDR10): read from it, and said in a MOV."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CHROMATICITY, _LUMINANCE = 50_000, 10_000  # steps of 1 in x and y, and of a candela a square metre
_DISPLAY = struct.Struct("=20i2i")  # FFmpeg's AVMasteringDisplayMetadata: ten fractions, two flags
_LIGHT = struct.Struct("=2I")  # AVContentLightMetadata
_PARENTS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_HEAD = 8  # bytes of an atom's size and name
_BEFORE_ENTRIES = 16  # bytes of the atom stsd before its first description
_DESCRIPTION = 86  # bytes of a description of pictures before the atoms in it


@dataclass(frozen=True, slots=True)
class Mastering:
    """What HDR10 says of a video.

    Attributes:
        display: x and y of its green, blue, red and white in steps of 1/50000, and its highest and
            lowest luminance in steps of 1/10000 cd/m2 (SMPTE ST 2086); None where it is not said.
        light: the brightest pixel and the brightest mean of a picture, in cd/m2 (CTA-861.3); None
            likewise.
    """

    display: tuple[int, ...] | None = None
    light: tuple[int, int] | None = None

    def atoms(self) -> bytes:
        """Return what a description of pictures in a MOV has of it."""
        said = b""
        if self.display is not None:
            said += struct.pack(">I4s8H2I", 32, b"mdcv", *self.display)
        if self.light is not None:
            said += struct.pack(">I4s2H", 12, b"clli", *self.light)
        return said


def mastering_of(side_data: Any) -> Mastering | None:
    """Return what a picture says of it beside its pixels, None where it says nothing.

    `side_data` is that of a frame of PyAV. What does not fit the numbers of HDR10 is left out.
    """
    display, light = None, None
    if (found := side_data.get("MASTERING_DISPLAY_METADATA")) is not None:
        display = _display(bytes(found))
    if (found := side_data.get("CONTENT_LIGHT_LEVEL")) is not None:
        light = _light(bytes(found))
    return Mastering(display, light) if display or light else None


def _display(content: bytes) -> tuple[int, ...] | None:
    if len(content) < _DISPLAY.size:
        return None
    *numbers, has_primaries, has_luminance = _DISPLAY.unpack_from(content)
    over, under = numbers[::2], numbers[1::2]
    if not (has_primaries and has_luminance and all(under)):
        return None
    red, green, blue, white, (lowest, highest) = [
        [a / b for a, b in zip(over[at : at + 2], under[at : at + 2], strict=True)]
        for at in range(0, 10, 2)
    ]
    places = [round(each * _CHROMATICITY) for each in (*green, *blue, *red, *white)]
    levels = [round(each * _LUMINANCE) for each in (highest, lowest)]
    fits = all(0 <= each < 2**16 for each in places) and all(0 <= each < 2**32 for each in levels)
    return (*places, *levels) if fits else None


def _light(content: bytes) -> tuple[int, int] | None:
    if len(content) < _LIGHT.size:
        return None
    most, mean = _LIGHT.unpack_from(content)
    return (most, mean) if 0 < max(most, mean) < 2**16 else None


def say_in_mov(path: Path, mastering: Mastering) -> None:
    """Add `mastering` to the description of the pictures in the finished MOV at `path`.

    FFmpeg's writer takes it from its own reader alone. The file's list of contents has to be its
    last part, as it is where nothing else is asked for.

    Raises:
        ValueError: the file is built in another way.
        OSError: it cannot be read or written.
    """
    with path.open("r+b") as file:
        begin = _list_of_contents(file, path.stat().st_size)
        file.seek(begin)
        atom = bytearray(file.read())
        parents, entry = _way_to_description(atom)
        size = _size(atom, entry)
        said = mastering.atoms()
        place = entry + size
        atom[place:place] = said
        for each in (*parents, entry):
            struct.pack_into(">I", atom, each, _size(atom, each) + len(said))
        file.seek(begin)
        file.write(atom)


def _list_of_contents(file: Any, length: int) -> int:
    """Return where the atom moov begins."""
    at = 0
    while at + _HEAD <= length:
        file.seek(at)
        size, name = struct.unpack(">I4s", file.read(_HEAD))
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
        if name == b"moov" and at + size == length:
            return at
        if size < _HEAD:
            break
        at += size
    raise ValueError("its list of contents is not at its end")


def _way_to_description(atom: bytearray) -> tuple[list[int], int]:
    """Return where the atoms around the description of the pictures begin, and that itself."""
    for track in _inside(atom, 0, b"trak"):
        way, at = [0], track
        for name in _PARENTS[2:]:
            way.append(at)
            at = next(iter(_inside(atom, at, name)), -1)
            if at < 0:
                break
            if name == b"mdia":
                handler = next(iter(_inside(atom, at, b"hdlr")), -1)
                if handler < 0 or atom[handler + 16 : handler + 20] != b"vide":
                    break
        else:
            for description in _inside(atom, at, b"stsd"):
                entry = description + _BEFORE_ENTRIES
                if _size(atom, entry) >= _DESCRIPTION:
                    return [*way, at, description], entry
    raise ValueError("it describes no pictures")


def _inside(atom: bytearray, parent: int, name: bytes) -> list[int]:
    """Return where the atoms called `name` in that at `parent` begin."""
    found, at, end = [], parent + _HEAD, parent + _size(atom, parent)
    while at + _HEAD <= end:
        if atom[at + 4 : at + 8] == name:
            found.append(at)
        at += max(_HEAD, _size(atom, at))
    return found


def _size(atom: bytearray, at: int) -> int:
    size: int = struct.unpack_from(">I", atom, at)[0]
    return size
