"""Writes timelines for editing programs: the source, and above it each layer's own video.

`timeline.otio` is OpenTimelineIO (DaVinci Resolve, Kdenlive), `timeline.xml` Final Cut Pro 7 XML
(Premiere Pro, Resolve) and `timeline.fcpxml` is Final Cut Pro's own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from soc_studio.core.formats.export_names import said_rate
from soc_studio.core.formats.format import Times, Writer
from soc_studio.core.formats.layer_videos import (
    ANIMATION_CUTOUT,
    ARCHIVE_CUTOUT,
    ARCHIVE_MATTE,
    CUTOUT,
    EDITING_MATTE,
    FINE_CUTOUT,
    MATTE,
    SMALL_MATTE,
    WEB_CUTOUT,
)
from soc_studio.core.formats.material import ExportSize, Material
from soc_studio.core.media.colour_tags import BT709, ColourTags, tags_of
from soc_studio.core.media.steady_rate import SteadyFrames
from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message

NAMES = ("timeline.otio", "timeline.xml", "timeline.fcpxml")
_CUTOUTS = (CUTOUT, FINE_CUTOUT, ANIMATION_CUTOUT, ARCHIVE_CUTOUT, WEB_CUTOUT)
_KINDS = (*_CUTOUTS, EDITING_MATTE, MATTE, SMALL_MATTE, ARCHIVE_MATTE)
_BYTES = 20_000
_COLOUR_SPACES = {
    (6, 1, 6): "6-1-6 (Rec. 601 (NTSC))",
    (5, 1, 6): "5-1-6 (Rec. 601 (PAL))",
    (9, 1, 9): "9-1-9 (Rec. 2020)",
    (9, 16, 9): "9-16-9 (Rec. 2020 PQ)",
    (9, 18, 9): "9-18-9 (Rec. 2020 HLG)",
}
"""What Final Cut Pro calls primaries, transfer and matrix; BT.709 otherwise."""


@dataclass(frozen=True, slots=True)
class LayerClip:
    """A layer's video on a timeline: its file, and where to look twice, in frames of the source."""

    name: str
    file: str
    markers: tuple[range, ...]


@dataclass(frozen=True, slots=True)
class TimelinePlan:
    """What a timeline shows, whatever it is written as.

    Attributes:
        name: of the timeline.
        source: the path of the source from the timeline's folder, with `/`.
        rate: frames a second.
        first_code: the number of the source's first frame, counted from 00:00:00:00.
        frames: of the source, in all.
        span: those that are shown.
        media: those that the videos of layers have, handles included.
        size: width and height in pixels.
        has_sound: whether the source has sound.
        drops: whether time codes drop frames.
        shots: the layers' videos, the uppermost first.
        tags: what the colours of the source mean.
    """

    name: str
    source: str
    rate: Fraction
    first_code: int
    frames: int
    span: range
    media: range
    size: tuple[int, int]
    has_sound: bool
    drops: bool
    shots: tuple[LayerClip, ...]
    tags: ColourTags = BT709


def plan_timeline(folder: Path, material: Material) -> TimelinePlan:
    """Return the edit of `material` whose layers' videos are in `folder`.

    Raises:
        WriteError: no layer has a video there, or the source keeps to no rate of time codes.
    """
    reader, span, media = material.reader, material.shown, material.gapless
    rate, frames, of = reader.rate, reader.frame_count, _itself
    codes = TimeCodes(reader.timing, reader.info.first_code)
    if material.rate is not None:  # the layers' videos are conformed: count as they do
        steady = SteadyFrames(reader.timing, material.rate)
        rate, frames, of = material.rate, steady.timing.frame_count, steady.of
        codes = TimeCodes(steady.timing, reader.info.first_code)
    if codes.counting is None:
        raise WriteError(
            message(
                "'{video}' does not keep to one frame rate, which a timeline needs.",
                video=reader.path.name,
            ),
            message("Leave the timeline out, or conform the video to a constant rate."),
        )
    shots = []
    for name, view in material.views.items():
        files = (folder / f"{name}{each.ending}" for each in _KINDS)
        file = next((each for each in files if each.exists()), None)
        if file is not None:
            weak = [
                of(range(max(each.start, span.start), min(each.stop, span.stop)))
                for each in view.uncertain_spans()
                if each.start < span.stop and each.stop > span.start
            ]
            weak.sort(key=lambda each: each.start)
            called = material.named.get(file.name, file.name)
            shots.append(LayerClip(view.layer.label, called, tuple(weak)))
    if not shots:
        raise WriteError(
            message("A timeline needs a video of each layer."),
            message("Choose a cut-out video or a matte video, too."),
        )
    place = material.place or folder
    try:
        source = Path(os.path.relpath(reader.path.resolve(), place.resolve())).as_posix()
    except ValueError:  # on another drive of Windows
        source = reader.path.resolve().as_posix()
    return TimelinePlan(
        place.name,
        source,
        rate,
        codes.start,
        frames,
        of(span),
        of(media),
        (reader.width, reader.height),
        bool(reader.info.audio_streams),
        bool(codes.counting.skipped),
        tuple(shots),
        tags_of(reader.info),
    )


def _itself(span: range) -> range:
    return span


def write_timelines(folder: Path, material: Material) -> Generator[str, None, None]:
    """Write the timelines of `material` into `folder`; yield the name of each when written.

    The source lies on the lowest track with its own time code, each layer's video on one of its
    own above it, the uppermost layer at the top; places where a layer is uncertain are markers.
    Handles are in the layers' videos, and outside the part that the timeline shows.
    Files are linked by relative paths, so that the folders can be moved together.

    Raises:
        WriteError: see `plan_timeline`; or there are no time codes for its rate.
        OSError: a file cannot be written.
    """
    if not material.gapless:
        return
    edit = plan_timeline(folder, material)
    try:
        texts = (*_interchange(edit), final_cut(edit))
    except ValueError as error:  # OpenTimelineIO says so of a rate without time codes
        raise WriteError(
            message(
                "'{video}' has {rate} frames a second, for which timelines have no time codes.",
                video=material.reader.path.name,
                rate=said_rate(edit.rate),
            ),
            message("Leave the timeline out, or convert the video to a usual rate first."),
        ) from error
    for name, text in zip(NAMES, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
        yield name


def _interchange(edit: TimelinePlan) -> tuple[str, str]:
    """Return an edit as OpenTimelineIO, and as Final Cut Pro 7 XML."""
    import opentimelineio as otio  # takes a while, and only this needs it

    rate = float(edit.rate)

    def span(first: int, count: int) -> otio.opentime.TimeRange:
        time = otio.opentime.RationalTime
        return otio.opentime.TimeRange(time(first, rate), time(count, rate))

    def clip(name: str, file: str, media: tuple[int, int]) -> otio.schema.Clip:
        reference = otio.schema.ExternalReference(quote(file), span(*media))
        return otio.schema.Clip(name, reference, span(begin, len(edit.span)))

    begin = edit.first_code + edit.span.start
    source = (edit.first_code, edit.frames)
    timeline = otio.schema.Timeline(edit.name)
    timeline.global_start_time = otio.opentime.RationalTime(begin, rate)
    pictures, sound = otio.schema.TrackKind.Video, otio.schema.TrackKind.Audio
    lowest = otio.schema.Track("Source", kind=pictures)
    lowest.append(clip(Path(edit.source).name, edit.source, source))
    timeline.tracks.append(lowest)
    for shot in reversed(edit.shots):
        track = otio.schema.Track(shot.name, kind=pictures)
        media = (edit.first_code + edit.media.start, len(edit.media))
        shown = clip(shot.name, shot.file, media)
        for weak in shot.markers:
            place = span(edit.first_code + weak.start, len(weak))
            shown.markers.append(otio.schema.Marker("Check", place))
        track.append(shown)
        timeline.tracks.append(track)
    if edit.has_sound:
        voice = otio.schema.Track("Sound", kind=sound)
        voice.append(clip(Path(edit.source).name, edit.source, source))
        timeline.tracks.append(voice)
    return (
        otio.adapters.write_to_string(timeline, "otio_json"),
        otio.adapters.write_to_string(timeline, "fcp_xml"),
    )


def final_cut(edit: TimelinePlan) -> str:
    """Return an edit as FCPXML 1.9."""
    width, height = edit.size
    begin, length = edit.first_code + edit.span.start, len(edit.span)

    def seconds(frames: int) -> str:
        time = frames / edit.rate
        return f"{time.numerator}/{time.denominator}s" if time.denominator > 1 else f"{time}s"

    root = Element("fcpxml", version="1.9")
    resources = _add(root, "resources")
    sound: dict[str, str] = {"hasAudio": "1"} if edit.has_sound else {}
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
        _add(asset, "media-rep", kind="original-media", src=quote(file))
    event = _add(_add(root, "library"), "event", name=edit.name)
    code = {"tcFormat": "DF" if edit.drops else "NDF"}
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
    return SubElement(parent, tag, attributes)


def _estimate(material: Material) -> ExportSize:
    return ExportSize(len(NAMES) if material.gapless else 0, len(NAMES) * _BYTES)


def _steps(material: Material) -> int:
    return len(NAMES) if material.gapless else 0


WRITER = Writer(
    re.compile("|".join(re.escape(each) for each in NAMES)),
    write_timelines,
    _steps,
    _estimate,
    spare=True,
    several=NAMES,
    combines=True,
    times=Times.STEADY,
)
