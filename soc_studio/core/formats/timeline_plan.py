"""What a timeline shows, whatever it is written as: the source, and each layer's video above it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from urllib.parse import quote

from av import AudioLayout

from soc_studio.core.formats.export_names import said_rate
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
    LayerVideo,
)
from soc_studio.core.formats.material import Material
from soc_studio.core.media.colour_tags import BT709, ColourTags, tags_of
from soc_studio.core.media.sound_writer import sound_of
from soc_studio.core.media.steady_rate import SteadyFrames
from soc_studio.core.media.time_code import Counting, TimeCodes
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CUTOUTS = (CUTOUT, FINE_CUTOUT, ANIMATION_CUTOUT, ARCHIVE_CUTOUT, WEB_CUTOUT)
_KINDS = (*_CUTOUTS, EDITING_MATTE, MATTE, SMALL_MATTE, ARCHIVE_MATTE)


@dataclass(frozen=True, slots=True)
class LayerClip:
    """A layer's video on a timeline: its file, and where to look twice, in frames of the source.

    `alpha` is "straight" or "black", by which its colours are multiplied; empty where it has no
    opacity.
    """

    name: str
    file: str
    markers: tuple[range, ...]
    alpha: str = ""


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
        counting: how time codes number frames.
        channels: of the source's sound, 0 where it has none.
        sound_rate: samples a second, likewise.
        sound_bits: of a sample.
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
    counting: Counting
    channels: int
    sound_rate: int
    shots: tuple[LayerClip, ...]
    tags: ColourTags = BT709
    sound_bits: int = 16


def plain(text: str) -> str:
    """Return a name with what no XML holds replaced: control characters, and bytes of no text."""
    return _NO_TEXT.sub("\ufffd", text)


def link_to(file: str) -> str:
    """Return the link to a `file`, a path with `/`, whatever bytes its name has."""
    return quote(os.fsencode(file))


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
    if codes.counting is None and not reader.timing.is_variable:
        raise without_codes(reader.path, rate)
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
        files = ((folder / f"{name}{each.ending}", each) for each in _KINDS)
        file, kind = next((each for each in files if each[0].exists()), (None, CUTOUT))
        if file is not None:
            weak = [
                of(range(max(each.start, span.start), min(each.stop, span.stop)))
                for each in view.uncertain_spans()
                if each.start < span.stop and each.stop > span.start
            ]
            weak.sort(key=lambda each: each.start)
            called = material.named.get(file.name, file.name)
            alpha = _alpha(kind, material)
            shots.append(LayerClip(view.layer.label, called, tuple(weak), alpha))
    if not shots:
        raise WriteError(
            message("A timeline needs a video of each layer."),
            message("Choose a cut-out video or a matte video, too."),
        )
    place = material.place or folder
    sound = sound_of(reader.path, reader.timing, span)
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
        codes.counting,
        len(AudioLayout(sound.layout).channels) if sound is not None else 0,
        sound.rate if sound is not None else 0,
        tuple(shots),
        tags_of(reader.info),
        24 if sound is not None and sound.deep else 16,
    )


def without_codes(video: Path, rate: Fraction) -> WriteError:
    """Return the error that there are no time codes for the `rate` of a video."""
    return WriteError(
        message(
            "'{video}' has {rate} frames a second, for which timelines have no time codes.",
            video=video.name,
            rate=said_rate(rate),
        ),
        message("Leave the timeline out, or convert the video to a usual rate first."),
    )


def _alpha(kind: LayerVideo, material: Material) -> str:
    if not kind.encoding.has_alpha:
        return ""
    return "black" if kind.multiplies(material) else "straight"


def _itself(span: range) -> range:
    return span
