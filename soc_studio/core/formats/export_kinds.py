"""The kinds of export that a person chooses from, and the formats of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from soc_studio.core.formats.format import Format, Purpose
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.masks.looks import Look
from soc_studio.core.system.messages import Message, message


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to write a kind of export: what it is called there, and the ids of its formats.

    `look` is that of a video with a look, None where there is none.
    """

    name: Message
    formats: tuple[str, ...]
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What people want an export for, whatever the format.

    Attributes:
        id: never changes.
        name: what a person calls it.
        description: what it is for, in a sentence or two.
        purpose: under which heading it is offered.
        variants: the ways to write it, the usual one first.
    """

    id: str
    name: Message
    description: Message
    purpose: Purpose
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class KindChoice:
    """What the formats of a plan come to: a kind, the variant of it, and `others` beside it.

    Without any format, kind and variant are None.
    """

    kind: Kind | None
    variant: Variant | None
    others: tuple[str, ...] = ()


_CUTOUT = message(
    "For Resolve, Premiere, Final Cut, After Effects. The objects keep their colours; around them "
    "the picture is transparent."
)
_MATTE = message(
    "White on the objects and black around them: a luma matte, for every editing program and "
    "compositor."
)
_PICTURES = message("A picture for every frame, in a folder for each layer.")
_TIMELINE = message(
    "The video on one track and the objects above it, for Resolve, Premiere and Final Cut. Keep "
    "the folder together."
)
_OVERLAY = message("The video with every object in its colour, to show to others.")
_SOFT = message("The objects as they are, and everything around them blurred, dark or grey.")
_GROUND = message("The objects on a colour, on another picture or on another video.")
_WEB = message("For web pages and messages: small, and transparent around the objects.")
_KINDS = (
    ("cutout", message("Cut-out with transparency"), _CUTOUT, Purpose.EDITING),
    ("matte", message("Black and white matte"), _MATTE, Purpose.EDITING),
    ("pictures", message("Picture sequence"), _PICTURES, Purpose.EDITING),
    ("timeline", message("Timeline for editing"), _TIMELINE, Purpose.EDITING),
    ("overlay", message("Highlighted video"), _OVERLAY, Purpose.SHARING),
    ("soft", message("Blurred or dark background"), _SOFT, Purpose.SHARING),
    ("ground", message("Green or other background"), _GROUND, Purpose.SHARING),
    ("web", message("Small transparent video"), _WEB, Purpose.SHARING),
)
_VARIANTS = {
    "cutout": (
        Variant(message("ProRes 4444"), ("cutout",)),
        Variant(message("ProRes 4444 XQ"), ("cutout-xq",)),
        Variant(message("QuickTime Animation"), ("cutout-animation",)),
        Variant(message("FFV1, without any loss"), ("cutout-archive",)),
        Variant(message("ProRes 4444, everything but the object"), ("cutout-inverse",)),
    ),
    "matte": (
        Variant(message("ProRes 422 HQ"), ("matte-prores",)),
        Variant(message("H.264"), ("matte",)),
    ),
    "pictures": (
        Variant(message("PNG with transparency"), ("cutout-png",)),
        Variant(message("TIFF of 16 bits with transparency"), ("cutout-tiff",)),
        Variant(message("EXR, linear light, with transparency"), ("cutout-exr",)),
        Variant(message("EXR with all layers as channels"), ("layers-exr",)),
        Variant(message("Cryptomatte EXR"), ("cryptomatte",)),
        Variant(message("PNG masks, white on black"), ("masks",)),
    ),
    "timeline": (
        Variant(message("Video and cut-outs, linked"), ("timeline", "cutout")),
        Variant(message("Video and mattes, linked"), ("timeline", "matte-prores")),
        Variant(message("Video and small mattes, linked"), ("timeline", "matte")),
        Variant(message("Without the objects' videos"), ("timeline",)),
    ),
    "overlay": (
        Variant(message("MP4, each object in its colour"), ("overlay",)),
        Variant(message("MP4, the objects highlighted"), ("look",), Look.HIGHLIGHT),
        Variant(message("MP4 with a spotlight on the objects"), ("look",), Look.SPOTLIGHT),
        Variant(message("MP4 with pixelated objects"), ("look",), Look.PIXELATE),
    ),
    "soft": (
        Variant(message("MP4, blurred"), ("look",), Look.BLUR),
        Variant(message("MP4, dark"), ("look",), Look.DARK),
        Variant(message("MP4, grey"), ("look",), Look.GREY),
    ),
    "ground": (
        Variant(message("MP4, one colour"), ("look",), Look.COLOUR),
        Variant(message("MP4, a picture or a video"), ("look",), Look.BACKGROUND),
    ),
    "web": (
        Variant(message("WebM (VP9)"), ("cutout-web",)),
        Variant(message("Animated WebP"), ("loop-webp",)),
        Variant(message("Animated PNG"), ("loop-apng",)),
        Variant(message("GIF"), ("loop-gif",)),
    ),
}


_LISTED = frozenset(
    one for variants in _VARIANTS.values() for each in variants for one in each.formats
)


def kinds(formats: Sequence[Format] = EXPORTS) -> list[Kind]:
    """Return what is offered of `formats`, by purpose.

    A format of no kind joins the one that its id begins with, such as "cutout-"; else it is a kind
    by itself.
    """
    found = list[Kind]()
    for name, title, description, purpose in _KINDS:
        known = {each.id for each in formats}
        variants = [each for each in _VARIANTS[name] if known.issuperset(each.formats)]
        variants += [
            Variant(each.name, (each.id,))
            for each in formats
            if each.id not in _LISTED and _belongs(each, name, purpose)
        ]
        if variants:
            found.append(Kind(name, title, description, purpose, tuple(variants)))
    taken = {one for kind in found for each in kind.variants for one in each.formats}
    found += [
        Kind(each.id, each.name, each.description, each.purpose, (Variant(each.name, (each.id,)),))
        for each in formats
        if each.id not in taken
    ]
    purposes = list(Purpose)
    return sorted(found, key=lambda each: purposes.index(each.purpose))


def _belongs(kind: Format, name: str, purpose: Purpose) -> bool:
    return kind.purpose is purpose and kind.id.startswith(f"{name}-")


def choice_of(chosen: Collection[str], look: Look, offered: Sequence[Kind]) -> KindChoice:
    """Return the kind that the formats called `chosen` are, with this `look`, of those `offered`.

    The variant with the most formats counts, and of these the first.
    """
    found: tuple[Kind, Variant] | None = None
    for kind in offered:
        for variant in kind.variants:
            fits = set(variant.formats) <= set(chosen) and variant.look in (None, look)
            if fits and (found is None or len(variant.formats) > len(found[1].formats)):
                found = kind, variant
    if found is None:
        return KindChoice(None, None)
    kind, variant = found
    return KindChoice(kind, variant, tuple(each for each in chosen if each not in variant.formats))
