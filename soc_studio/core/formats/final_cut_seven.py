"""Writes a timeline as Final Cut Pro 7 XML (`xmeml`), which Premiere Pro and Resolve read."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from soc_studio.core.formats.timeline_plan import LayerClip, TimelinePlan, link_to, plain

_VERSION = "5"


def final_cut_seven(edit: TimelinePlan) -> str:
    """Return an edit as Final Cut Pro 7 XML, version 5.

    A clip says whether its opacity is straight. The source's sound lies on a track for each
    channel, linked with its picture.
    """
    root = Element("xmeml", version=_VERSION)
    sequence = SubElement(root, "sequence", id="sequence-1")
    _put(sequence, "name", edit.name)
    _put(sequence, "duration", len(edit.span))
    _put_rate(sequence, edit)
    _put_code(sequence, edit, edit.first_code + edit.span.start)
    media = SubElement(sequence, "media")
    pictures = SubElement(media, "video")
    _put_shape(SubElement(pictures, "format"), edit)
    links = ["clipitem-1", *(f"sound-{each}" for each in range(1, edit.channels + 1))]
    lowest = _put_clip(pictures, "clipitem-1", Path(edit.source).name, edit, range(edit.frames))
    _put(lowest, "alphatype", "none")
    _put_file(lowest, "file-1", edit.source, edit, range(edit.frames))
    _put_links(lowest, links)
    for number, shot in enumerate(reversed(edit.shots), start=2):
        _put_shot(pictures, number, shot, edit)
    if edit.channels:
        _put_sound(SubElement(media, "audio"), edit, links)
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n'
    return head + ElementTree.tostring(root, encoding="unicode") + "\n"


def _put_shot(pictures: Element, number: int, shot: LayerClip, edit: TimelinePlan) -> None:
    clip = _put_clip(pictures, f"clipitem-{number}", shot.name, edit, edit.media)
    _put(clip, "alphatype", shot.alpha or "none")
    _put_file(clip, f"file-{number}", shot.file, edit, edit.media)
    for weak in shot.markers:
        marker = SubElement(clip, "marker")
        _put(marker, "name", "Check")
        _put(marker, "comment", "")
        _put(marker, "in", weak.start - edit.media.start)
        _put(marker, "out", weak.stop - edit.media.start)


def _put_clip(parent: Element, name: str, called: str, edit: TimelinePlan, media: range) -> Element:
    """Add a track with one clip, of a file that has the frames `media` of the source."""
    track = SubElement(parent, "track")
    clip = SubElement(track, "clipitem", id=name)
    _put(clip, "name", called)
    _put(clip, "duration", len(media))
    _put_rate(clip, edit)
    begin = edit.span.start - media.start
    for tag, value in (("start", 0), ("end", len(edit.span))):
        _put(clip, tag, value)
    for tag, value in (("in", begin), ("out", begin + len(edit.span))):
        _put(clip, tag, value)
    _put(clip, "enabled", "TRUE")
    return clip


def _put_file(clip: Element, name: str, path: str, edit: TimelinePlan, media: range) -> None:
    file = SubElement(clip, "file", id=name)
    _put(file, "name", Path(path).name)
    _put(file, "pathurl", link_to(path))
    _put_rate(file, edit)
    _put(file, "duration", len(media))
    _put_code(file, edit, edit.first_code + media.start)
    inside = SubElement(file, "media")
    _put_shape(SubElement(inside, "video"), edit)
    if edit.channels:
        voice = SubElement(inside, "audio")
        _put_samples(voice, edit)
        _put(voice, "channelcount", edit.channels)


def _put_sound(parent: Element, edit: TimelinePlan, links: list[str]) -> None:
    _put_samples(SubElement(parent, "format"), edit)
    for channel in range(1, edit.channels + 1):
        name = Path(edit.source).name
        clip = _put_clip(parent, f"sound-{channel}", name, edit, range(edit.frames))
        SubElement(clip, "file", id="file-1")
        source = SubElement(clip, "sourcetrack")
        _put(source, "mediatype", "audio")
        _put(source, "trackindex", channel)
        _put_links(clip, links)


def _put_links(clip: Element, links: list[str]) -> None:
    if len(links) < 2:
        return
    for number, name in enumerate(links):
        link = SubElement(clip, "link")
        _put(link, "linkclipref", name)
        _put(link, "mediatype", "audio" if number else "video")
        _put(link, "trackindex", number or 1)
        _put(link, "clipindex", 1)


def _put_shape(parent: Element, edit: TimelinePlan) -> None:
    shape = SubElement(parent, "samplecharacteristics")
    _put_rate(shape, edit)
    for tag, value in zip(("width", "height"), edit.size, strict=True):
        _put(shape, tag, value)
    _put(shape, "anamorphic", "FALSE")
    _put(shape, "pixelaspectratio", "square")
    _put(shape, "fielddominance", "none")


def _put_samples(parent: Element, edit: TimelinePlan) -> None:
    samples = SubElement(parent, "samplecharacteristics")
    _put(samples, "depth", edit.sound_bits)
    _put(samples, "samplerate", edit.sound_rate)


def _put_rate(parent: Element, edit: TimelinePlan) -> None:
    rate = SubElement(parent, "rate")
    _put(rate, "timebase", edit.counting.nominal)
    _put(rate, "ntsc", "TRUE" if edit.rate != edit.counting.nominal else "FALSE")


def _put_code(parent: Element, edit: TimelinePlan, frame: int) -> None:
    code = SubElement(parent, "timecode")
    _put_rate(code, edit)
    _put(code, "string", edit.counting.write(frame))
    _put(code, "frame", frame)
    _put(code, "displayformat", "DF" if edit.counting.skipped else "NDF")


def _put(parent: Element, tag: str, value: object) -> None:
    SubElement(parent, tag).text = plain(str(value))
