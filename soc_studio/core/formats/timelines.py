"""Writes timelines for editing programs: the source, and above it each layer's own video.

`timeline.otio` is OpenTimelineIO (DaVinci Resolve, Kdenlive), `timeline.xml` Final Cut Pro 7 XML
(Premiere Pro, Resolve) and `timeline.fcpxml` is Final Cut Pro's own.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path

from soc_studio.core.formats.final_cut import final_cut
from soc_studio.core.formats.final_cut_seven import final_cut_seven
from soc_studio.core.formats.format import Times, Writer
from soc_studio.core.formats.material import ExportSize, Material
from soc_studio.core.formats.timeline_plan import (
    TimelinePlan,
    link_to,
    plain,
    plan_timeline,
    without_codes,
)

NAMES = ("timeline.otio", "timeline.xml", "timeline.fcpxml")
_BYTES = 20_000


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
        texts = (_interchange(edit), final_cut_seven(edit), final_cut(edit))
    except ValueError as error:  # OpenTimelineIO says so of a rate without time codes
        raise without_codes(material.reader.path, edit.rate) from error
    for name, text in zip(NAMES, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
        yield name


def _interchange(edit: TimelinePlan) -> str:
    """Return an edit as OpenTimelineIO.

    Raises:
        ValueError: there are no time codes for its rate.
    """
    import opentimelineio as otio  # takes a while, and only this needs it

    rate = float(edit.rate)

    def span(first: int, count: int) -> otio.opentime.TimeRange:
        time = otio.opentime.RationalTime
        return otio.opentime.TimeRange(time(first, rate), time(count, rate))

    def clip(name: str, file: str, media: tuple[int, int]) -> otio.schema.Clip:
        reference = otio.schema.ExternalReference(link_to(file), span(*media))
        return otio.schema.Clip(plain(name), reference, span(begin, len(edit.span)))

    begin = edit.first_code + edit.span.start
    source = (edit.first_code, edit.frames)
    timeline = otio.schema.Timeline(plain(edit.name))
    timeline.global_start_time = otio.opentime.RationalTime(begin, rate)
    timeline.global_start_time.to_timecode()
    pictures, sound = otio.schema.TrackKind.Video, otio.schema.TrackKind.Audio
    lowest = otio.schema.Track("Source", kind=pictures)
    lowest.append(clip(Path(edit.source).name, edit.source, source))
    timeline.tracks.append(lowest)
    for shot in reversed(edit.shots):
        track = otio.schema.Track(plain(shot.name), kind=pictures)
        media = (edit.first_code + edit.media.start, len(edit.media))
        shown = clip(shot.name, shot.file, media)
        for weak in shot.markers:
            place = span(edit.first_code + weak.start, len(weak))
            shown.markers.append(otio.schema.Marker("Check", place))
        track.append(shown)
        timeline.tracks.append(track)
    if edit.channels:
        voice = otio.schema.Track("Sound", kind=sound)
        voice.append(clip(Path(edit.source).name, edit.source, source))
        timeline.tracks.append(voice)
    text: str = otio.adapters.write_to_string(timeline, "otio_json")
    return text


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
