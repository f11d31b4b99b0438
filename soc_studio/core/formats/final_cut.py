"""Writes a timeline as FCPXML, Final Cut Pro's own; its rules are Apple's DTD of version 1.9."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from soc_studio.core.formats.timeline_plan import TimelinePlan, link_to, plain

_COLOUR_SPACES = {
    (6, 1, 6): "6-1-6 (Rec. 601 (NTSC))",
    (5, 1, 6): "5-1-6 (Rec. 601 (PAL))",
    (9, 1, 9): "9-1-9 (Rec. 2020)",
    (9, 16, 9): "9-16-9 (Rec. 2020 PQ)",
    (9, 18, 9): "9-18-9 (Rec. 2020 HLG)",
}
"""What Final Cut Pro calls primaries, transfer and matrix; BT.709 otherwise."""


def final_cut(edit: TimelinePlan) -> str:
    """Return an edit as FCPXML 1.9."""
    width, height = edit.size
    begin, length = edit.first_code + edit.span.start, len(edit.span)

    def seconds(frames: int) -> str:
        time = frames / edit.rate
        return f"{time.numerator}/{time.denominator}s" if time.denominator > 1 else f"{time}s"

    root = Element("fcpxml", version="1.9")
    resources = _add(root, "resources")
    sound: dict[str, str] = {}
    if edit.channels:
        sound = {"hasAudio": "1", "audioSources": "1"}
        sound |= {"audioChannels": str(edit.channels), "audioRate": str(edit.sound_rate)}
    _add(
        resources,
        "format",
        id="r1",
        frameDuration=seconds(1),
        width=str(width),
        height=str(height),
        colorSpace=_COLOUR_SPACES.get(
            (edit.tags.primaries, edit.tags.transfer, edit.tags.matrix), "1-1-1 (Rec. 709)"
        ),
    )
    assets = [(edit.source, edit.first_code, edit.frames)]
    media = (edit.first_code + edit.media.start, len(edit.media))
    assets += [(shot.file, *media) for shot in edit.shots]
    for number, (file, first, count) in enumerate(assets, start=2):
        asset = _add(
            resources,
            "asset",
            id=f"r{number}",
            name=Path(file).stem,
            start=seconds(first),
            duration=seconds(count),
            hasVideo="1",
            format="r1",
            **sound,
        )
        _add(asset, "media-rep", kind="original-media", src=link_to(file))
    event = _add(_add(root, "library"), "event", name=edit.name)
    code = {"tcFormat": "DF" if edit.counting.skipped else "NDF"}
    sequence = _add(
        _add(event, "project", name=edit.name),
        "sequence",
        format="r1",
        tcStart=seconds(begin),
        duration=seconds(length),
        **code,
    )
    shown = {"offset": seconds(begin), "start": seconds(begin), "duration": seconds(length)}
    lowest = _add(
        _add(sequence, "spine"),
        "asset-clip",
        ref="r2",
        name=Path(edit.source).stem,
        **shown,
        **code,
    )
    for at, shot in enumerate(edit.shots):
        clip = _add(
            lowest,
            "asset-clip",
            ref=f"r{at + 3}",
            lane=str(len(edit.shots) - at),
            name=shot.name,
            **shown,
            **code,
            srcEnable="video",
        )
        for weak in shot.markers:
            place = {"start": seconds(edit.first_code + weak.start), "duration": seconds(1)}
            _add(clip, "marker", value="Check", **place)
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n'
    return head + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return SubElement(parent, tag, {key: plain(value) for key, value in attributes.items()})
