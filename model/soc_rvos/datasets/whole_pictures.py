"""Whether the file of a picture is whole, without decoding it: datasets have very many."""

from __future__ import annotations

import stat
from pathlib import Path

from soc_rvos.messages import Message, message

_JPEG, _JPEG_SCAN, _JPEG_END = b"\xff\xd8\xff", b"\xff\xda", b"\xff\xd9"
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_TAIL = 64  # bytes at the end that are looked at first
_MOST_BYTES = 2**28  # of a picture that is searched whole


def fault_of(path: Path) -> str | None:
    """Return what is wrong with a file that should be a whole JPEG or PNG; None if nothing is.

    Its first and last bytes are read, and all of it only where the mark of the end is not there:
    cameras write notes behind it. Damage between the two is not seen.
    """
    try:
        return _fault(path)
    except OSError as error:
        return error.strerror or str(error)


def _fault(path: Path) -> Message | None:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        return message("it is no file")
    if not about.st_size:
        return message("it is empty")
    with path.open("rb") as file:
        head = file.read(len(_PNG))
        file.seek(max(0, about.st_size - _TAIL))
        tail = file.read(_TAIL)
    is_jpeg = head.startswith(_JPEG)
    if not is_jpeg and head != _PNG:
        return message("it is neither JPEG nor PNG")
    if tail.endswith(_PNG_END) or (is_jpeg and tail.rstrip(b"\0").endswith(_JPEG_END)):
        return None
    if about.st_size <= _MOST_BYTES and _has_end(path.read_bytes(), is_jpeg):
        return None
    return message("it is cut off")


def _has_end(content: bytes, is_jpeg: bool) -> bool:
    """Return whether the mark of the end is there: in a JPEG behind its segments.

    A small picture for previews, with an end of its own, may lie in one of those.
    """
    if not is_jpeg:
        return _PNG_END in content
    place = 2
    while content[place : place + 1] == b"\xff" and content[place : place + 2] != _JPEG_SCAN:
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return content.find(_JPEG_END, place) >= 0
