"""Names of exported files and folders, made of tokens such as `{source}_{layer}_{look}`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.system.messages import Message, listed, message

DEFAULT_NAMES = "{number}-{layer}"
"""Names as they are where nobody asked for others."""
LONGEST_NAME = 100
"""Characters of a name."""
MOST_BYTES = 200
"""Bytes of a name in UTF-8: file systems take 255, and working copies and numbers need some."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_UNSAFE = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+'
)
_ENDS = re.compile(r"^[\s.]+|[\s.]+$")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(\..*)?")
_PARTS = re.compile(r"\{([^{}]*)\}|[{}]")
_GAP = re.compile("([-_ .]*)\0(?:[-_ .]*\0)*([-_ .]*)")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of names that every export fills in.

    Attributes:
        name: between braces.
        description: its meaning, for a person.
        of_layer: whether only files of one layer have it; it is left out of others.
    """

    name: str
    description: Message
    of_layer: bool = False


TOKENS = (
    Token("source", message("name of the video")),
    Token("layer", message("name of the layer"), of_layer=True),
    Token("look", message("content of the file: cutout, matte, masks…")),
    Token("format", message("name of the format on the command line")),
    Token("expression", message("sentence by which the object was found"), of_layer=True),
    Token("number", message("number of the layer, the uppermost is 01"), of_layer=True),
    Token("date", message("day of the export, as in 2026-01-31")),
    Token("first", message("number of the first frame")),
    Token("last", message("number of the last frame")),
    Token("width", message("width in pixels")),
    Token("height", message("height in pixels")),
    Token("rate", message("frames per second, as in 23.976")),
)
"""All tokens, in the order in which they are offered."""

_KNOWN = {each.name: each for each in TOKENS}


def in_words(text: str) -> str:
    """Return the words of `text` in small letters, with hyphens between them: 40 characters at
    most."""
    letters = unicodedata.normalize("NFC", text).lower()
    return "-".join(re.findall(r"\w+", letters))[:40].rstrip("-")


def said_rate(rate: Fraction) -> str:
    """Return frames a second as people write them: "25", "23.976"."""
    return f"{float(rate):.3f}".rstrip("0").rstrip(".")


def tokens_in(template: str) -> list[str]:
    """Return the tokens of a template, known or not, in their order."""
    return [match[1] for match in _PARTS.finditer(template) if match[1] is not None]


def template_mistake(template: str) -> str:
    """Return a sentence on what is wrong with a template of names, empty where nothing is."""
    known = listed([f"{{{each.name}}}" for each in TOKENS])
    for match in _PARTS.finditer(template):
        if match[1] is None:
            return message("A brace in a name begins or ends one of {known}.", known=known)
        if match[1] not in _KNOWN:
            return message(
                "There is no token {token}; there are {known}.", token=match[0], known=known
            )
    return name_mistake(_PARTS.sub("x", template), message("Say how files are named."))


def name_mistake(name: str, missing: str = message("Give the result a name.")) -> str:
    """Return a sentence on why a file or folder cannot be called `name` on every system, empty
    where it can; `missing` is the sentence where it is empty."""
    bad = _FORBIDDEN.search(name)
    if not name.strip():
        return missing
    if bad is not None:
        if bad.group().isprintable():
            return message("A name cannot contain '{character}'.", character=bad.group())
        return message("A name cannot contain control characters.")
    if name != name.strip() or name.endswith(".") or _DEVICE.fullmatch(name):
        return message(
            "'{name}' is not a valid folder name on every system: choose another one.", name=name
        )
    if len(name) > LONGEST_NAME:
        return message("Choose a name of at most {most} characters.", most=LONGEST_NAME)
    return ""


def place_mistake(place: str, missing: str = message("Choose a folder for the result.")) -> str:
    """Return a sentence on why nothing can be written in the folder that a person called `place`,
    empty where something may; `missing` is the sentence where it is empty.

    Nobody sees a current folder in a window, that a path from there on could mean.
    """
    if not place.strip():
        return missing
    if not Path(place).is_absolute():
        return message("Give the whole path of the folder, such as '{home}'.", home=Path.home())
    return ""


def filled_in(template: str, values: Mapping[str, str]) -> str:
    """Return `template` with its tokens replaced by `values`, safe as a name on every system.

    Separators beside a token whose value is empty or missing are left out with it. The name has no
    suffix yet: the result is at most `MOST_BYTES` long, and may be empty.

    Raises:
        WriteError: the template has a token that there is not.
    """
    if mistake := template_mistake(template):
        raise WriteError(mistake)
    # A value cannot bring separators of folders, nor the sign of a gap.
    said = {name: _UNSAFE.sub("-", coded_name(each)).strip() for name, each in values.items()}
    name = _PARTS.sub(lambda match: said.get(match[1], "") or "\0", template)
    return safe_name(_GAP.sub(_closed, name))


def filled_where_known(name: str, values: Mapping[str, str]) -> str:
    """Return `name` as `filled_in` would, for a person's own name: without tokens it stays as it
    is, and so do braces that are none."""
    if not any(f"{{{each}}}" in name for each in _KNOWN):
        return name
    said = {each: _UNSAFE.sub("-", coded_name(value)).strip() for each, value in values.items()}
    for each in _KNOWN:
        name = name.replace(f"{{{each}}}", said.get(each) or "\0")
    return safe_name(_GAP.sub(_closed, name))


def _closed(gap: re.Match[str]) -> str:
    """Return the separator that stays of those around a gap, none at either end of a name."""
    inside = gap.start() > 0 and gap.end() < len(gap.string)
    return (gap[1] or gap[2]) if inside else ""


def safe_name(name: str) -> str:
    """Return `name` so that every system takes it as that of a file or folder: without forbidden
    characters, dots and spaces at its ends, or the name of a device; shortened to `MOST_BYTES`."""
    name = unicodedata.normalize("NFC", _UNSAFE.sub("-", coded_name(name)))
    name = _cut(_ENDS.sub("", name), MOST_BYTES)
    return f"_{name}" if _DEVICE.fullmatch(name) else name


def name_about(title: str, template: str = "{0}") -> str:
    """Return `template` with a title in place of `{0}`, as a name that every system takes; of a
    title that is too long, its beginning."""
    others = template.replace("{0}", "")
    title = safe_name(title)[: max(1, LONGEST_NAME - len(others))]
    title = _cut(title, max(1, MOST_BYTES - len(others.encode())))
    return safe_name(template.replace("{0}", title))


def next_name(name: str) -> str:
    """Return a name for the next export after one called `name`: "street 2" after "street"."""
    words, _, number = name.rpartition(" ")
    if words and number.isdecimal() and len(number) < 5:
        return name_about(words, f"{{0}} {int(number) + 1}")
    return name_about(name, "{0} 2")


def _cut(name: str, most: int) -> str:
    """Return the beginning of `name` that has at most `most` bytes in UTF-8."""
    cut = name.encode()[:most].decode(errors="ignore")
    return _ENDS.sub("", cut)


def numbered(name: str, suffix: str, taken: Collection[str]) -> str:
    """Return `name` and `suffix`, with a number between them where one of `taken` is called so on
    a system that tells no capitals and no compositions of letters apart; see `same`."""
    found, number = f"{name}{suffix}", 2
    while same(found) in taken:
        found = f"{name}-{number}{suffix}"
        number += 1
    return found


def same(name: str) -> str:
    """Return what is equal for names of which some system says that they are the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
