"""What the export sheet says of a plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from soc_studio.core.formats.export_kinds import Kind, Variant
from soc_studio.core.formats.export_outlook import ExportOutlook
from soc_studio.core.formats.export_sound import SoundFate, SoundOutlook
from soc_studio.core.formats.format import Format
from soc_studio.core.tracks.unfinished import Unfinished
from soc_studio.ui.text.time_text import length
from soc_studio.ui.toolkit.translation import tr, translated

_ICONS = {
    "cutout": "scissors",
    "matte": "contrast",
    "pictures": "images",
    "timeline": "clapperboard",
    "overlay": "layers",
    "soft": "droplets",
    "ground": "palette",
    "web": "image",
    "tracks": "braces",
}
_MOST = 3  # stretches, or names, that are said one by one


def icon(kind: Kind) -> str:
    """Return the icon of a kind, by its name among Lucide's."""
    return _ICONS.get(kind.id, "film")


def name(kind: Kind) -> str:
    """Return what a kind is called, without what follows in brackets."""
    return _parts(translated(kind.name))[0]


def variant(kind: Kind, chosen: Variant) -> str:
    """Return what a variant of a kind is called: what its name has in brackets, if anything."""
    words = translated(chosen.name)
    return words if chosen.name != kind.name else _parts(words)[1] or translated(kind.description)


def other(kind: Format) -> str:
    """Return what a format is called that is written beside another."""
    return translated(kind.name)


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    for unit, letters in ((1e9, "GB"), (1e6, "MB")):
        if count >= unit:
            places = 1 if count < 10 * unit else 0
            return f"{QLocale().toString(count / unit, 'f', places)} {letters}"
    return f"{max(1, round(count / 1e3))} kB"


def summary(found: ExportOutlook, finishes: bool = False, finishing: float | None = None) -> str:
    """Return files, size and time of an export in a line, which `finishes` layers first or not;
    `finishing` are the seconds that this takes, None where nobody knows."""
    estimate = found.outlook.estimate
    if estimate is None:
        return translated(found.outlook.problem)
    files = tr("1 file") if estimate.files == 1 else tr("{0} files").format(estimate.files)
    parts = [
        files,
        tr("about {0}").format(size(found.finished_size if finishes else estimate.size)),
    ]
    seconds = found.finished_seconds if finishes else found.seconds
    if seconds is not None and finishes and finishing is None:
        parts.append(tr("about {0} after the finishing").format(time(seconds)))
    elif seconds is not None and finishes and finishing is not None:
        parts.append(tr("about {0} with the finishing").format(time(seconds + finishing)))
    elif seconds is not None:
        parts.append(tr("about {0}").format(time(seconds)))
    return " · ".join(parts)


def names(found: Sequence[str]) -> str:
    """Return the names of the first files, and how many more there are."""
    shown = ", ".join(found[:_MOST])
    more = len(found) - _MOST
    return tr("{0} and {1} more").format(shown, more) if more > 0 else shown


def sound(found: SoundOutlook) -> str:
    """Return what becomes of the sound."""
    if found.fate is SoundFate.NONE:
        return ""
    if found.fate is SoundFate.LOST:
        return tr("without sound")
    rate = QLocale().toString(found.rate / 1000, "g", 4)
    return tr("with sound ({0}, {1} kHz)").format(found.codec, rate)


def unfinished(found: Unfinished) -> tuple[str, str]:
    """Return what there is still to do, in a short sentence and a longer one; both empty where
    there is nothing."""
    first, second = "", ""
    if found.quick:
        first = tr("1 object is a quick draft.")
        if len(found.quick) > 1:
            first = tr("{0} objects are quick drafts.").format(len(found.quick))
        second = tr("Edges get better in full quality.")
    elif found.partial:
        first = tr("Not searched on all frames.")
    if found.unseen:
        draft = first if found.quick else ""
        first = tr("1 object is not searched yet.")
        if len(found.unseen) > 1:
            first = tr("{0} objects are not searched yet.").format(len(found.unseen))
        second = f"{draft} {second}".strip()
    if found.layers and not found.is_everywhere:
        second = f"{second} {_stretches(found)}".strip()
    if found.spots:
        spots = tr("1 spot looks uncertain.")
        if found.spots > 1:
            spots = tr("{0} spots look uncertain.").format(found.spots)
        first, second = (first, f"{second} {spots}") if first else (spots, "")
    return first, second


def finish(seconds: str) -> str:
    """Return the words of the switch that finishes first; `seconds` is how long that takes."""
    return tr("Finish first (about {0})").format(seconds) if seconds else tr("Finish first")


def rate(found: float) -> str:
    """Return frames a second as people write them: "25", "23.976"."""
    return QLocale().toString(found, "g", 5)


def frames(count: int, first: str, last: str) -> str:
    """Return which frames are exported: how many, with the time codes of the first and the last."""
    number = tr("1 frame") if count == 1 else tr("{0} frames").format(count)
    return tr("{0} to {1} · {2}").format(first, last, number)


def _stretches(found: Unfinished) -> str:
    spans = [
        str(start) if stop - start == 1 else f"{start}–{stop - 1}"
        for start, stop in found.stretches[:_MOST]
    ]
    more = len(found.stretches) - _MOST
    text = ", ".join(spans)
    if more > 0:
        text = tr("{0} and others").format(text)
    return tr("This is so in frames {0}.").format(text)


def time(seconds: float) -> str:
    """Return how long something takes, in whole seconds at least."""
    return length(max(1.0, float(round(seconds))))


def _parts(words: str) -> tuple[str, str]:
    """Return a name and what follows it in brackets, empty where nothing does."""
    head, _, rest = words.partition(" (")
    return (head, rest[:-1]) if rest.endswith(")") else (words, "")
