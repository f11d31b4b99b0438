"""What Apple's document type definitions allow in the elements that timelines use.

Of FCPXML 1.9 and of xmeml 5: the children of an element, as a pattern of their names or as a set,
and its attributes, those that it must have first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from xml.etree.ElementTree import Element

_CLIP = ("offset", "name", "start", "duration", "enabled", "lane", "srcEnable", "format")
FCPXML: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "fcpxml": ("(resources )?(library )?", ("version",), ()),
    "resources": ("((asset|effect|format|media) )*", (), ()),
    "format": (
        "",
        ("id",),
        ("name", "frameDuration", "fieldOrder", "width", "height", "paspH", "paspV", "colorSpace"),
    ),
    "asset": (
        "(media-rep )+(metadata )?",
        ("id",),
        (
            *("name", "uid", "start", "duration", "hasVideo", "format", "hasAudio"),
            *("videoSources", "audioSources", "audioChannels", "audioRate", "colorSpaceOverride"),
        ),
    ),
    "media-rep": ("(bookmark )?", ("src",), ("kind", "sig", "suggestedFilename")),
    "library": ("((event|smart-collection) )*", (), ("location", "colorProcessing")),
    "event": ("((clip|asset-clip|project) )*", (), ("name", "uid")),
    "project": ("sequence ", (), ("name", "uid", "id", "modDate")),
    "sequence": (
        "(note )?spine (metadata )?",
        ("format",),
        ("duration", "tcStart", "tcFormat", "audioLayout", "audioRate", "keywords"),
    ),
    "spine": ("((audio|video|clip|asset-clip|gap|transition) )*", (), ("lane", "offset", "name")),
    "asset-clip": (
        "(note )?((audio|video|clip|asset-clip|spine) )*((marker|keyword) )*(metadata )?",
        ("ref",),
        (*_CLIP, "audioStart", "audioDuration", "tcFormat", "audioRole", "videoRole"),
    ),
    "marker": ("", ("start", "value"), ("duration", "completed", "note")),
}

_SHOT = (
    "name duration rate start end in out enabled alphatype file marker link sourcetrack anamorphic"
)
XMEML: dict[str, Set[str]] = {
    "xmeml": {"sequence", "bin", "clip", "project"},
    "sequence": {"uuid", "name", "duration", "rate", "timecode", "in", "out", "media", "marker"},
    "media": {"video", "audio"},
    "video": {"duration", "format", "track", "samplecharacteristics"},
    "audio": {"format", "outputs", "track", "samplecharacteristics", "channelcount", "layout"},
    "format": {"samplecharacteristics"},
    "samplecharacteristics": {
        "rate",
        "width",
        "height",
        "anamorphic",
        "pixelaspectratio",
        "fielddominance",
        "codec",
        "depth",
        "samplerate",
    },
    "track": {
        *("clipitem", "transitionitem", "generatoritem"),
        *("enabled", "locked", "outputchannelindex"),
    },
    "clipitem": set(_SHOT.split()),
    "file": {"name", "rate", "duration", "timecode", "pathurl", "media"},
    "timecode": {"rate", "string", "frame", "displayformat", "source", "reel"},
    "rate": {"timebase", "ntsc"},
    "link": {"linkclipref", "mediatype", "trackindex", "clipindex", "groupindex"},
    "sourcetrack": {"mediatype", "trackindex"},
    "marker": {"name", "comment", "in", "out", "color"},
}
VALUES = {
    "alphatype": ("none", "straight", "black", "white"),
    "ntsc": ("TRUE", "FALSE"),
    "displayformat": ("DF", "NDF"),
    "mediatype": ("video", "audio"),
}


def faults_in_fcpxml(root: Element) -> Iterator[str]:
    """Yield what the definition of FCPXML forbids in a document."""
    ids = {each.get("id") for each in root.iter() if each.get("id")}
    for each in root.iter():
        if each.tag not in FCPXML:
            yield f"{each.tag} is unknown"
            continue
        children, needed, more = FCPXML[each.tag]
        inside = "".join(f"{child.tag} " for child in each)
        if not re.fullmatch(children, inside):
            yield f"{each.tag} has {inside}"
        if missing := set(needed) - set(each.keys()):
            yield f"{each.tag} lacks {missing}"
        if unknown := set(each.keys()) - {*needed, *more}:
            yield f"{each.tag} has {unknown}"
        for name in ("ref", "format"):
            if each.tag != "format" and each.get(name, "r1") not in ids:
                yield f"{each.tag} refers to nothing"
        for name in ("start", "duration", "offset", "tcStart", "frameDuration"):
            if not re.fullmatch("[0-9]+(/[0-9]+)?s", each.get(name, "0s")):
                yield f"{name} is {each.get(name)}"


def faults_in_xmeml(root: Element) -> Iterator[str]:
    """Yield what the definition of Final Cut Pro 7 XML forbids in a document."""
    ids = [each.get("id", "") for each in root.iter() if each.get("id") and len(each)]
    if len(set(ids)) != len(ids):
        yield f"ids are used twice: {ids}"
    for each in root.iter():
        inside = [child.tag for child in each]
        if unknown := set(inside) - XMEML.get(each.tag, set()):
            yield f"{each.tag} has {unknown}"
        often = {tag for tag in inside if inside.count(tag) > 1}
        if often - {"track", "clipitem", "marker", "link"}:
            yield f"{each.tag} has several {often}"
        if each.tag in VALUES and each.text not in VALUES[each.tag]:
            yield f"{each.tag} is {each.text}"
        if each.tag == "clipitem" and not each.get("id"):
            yield "a clip without an id"
        if each.tag == "linkclipref" and each.text not in ids:
            yield f"a link to {each.text}"
        if each.tag == "file" and not len(each) and each.get("id") not in ids:
            yield "a file that is nowhere"
