"""File names as text that can be stored and shown anywhere."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTE = range(0xDC80, 0xDD00)  # what Python makes of a byte that is no UTF-8
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def coded_name(name: str) -> str:
    """Return `name` unchanged if it is Unicode text, else percent-coded.

    In a name that is not, undecodable bytes and "%" itself are written as "%" and the bytes in
    hexadecimal, as in addresses: "caf\\udce9.ts", which has the byte E9, is "caf%E9.ts".
    """
    if not _SURROGATE.search(name):
        return name
    return _SURROGATE.sub(_percent, name.replace("%", "%25"))


def _percent(match: re.Match[str]) -> str:
    code = ord(match[0])
    raw = bytes([code - 0xDC00]) if code in _BYTE else match[0].encode(errors="surrogatepass")
    return "".join(f"%{byte:02X}" for byte in raw)


def on_one_line(text: str) -> str:
    """Return `text` with "?" for whatever would end the line, steer a terminal or be no text."""
    return _CONTROLS.sub("?", text)
