"""Sentences on what a result will not have, or not keep, of what a person may expect."""

from __future__ import annotations

from collections.abc import Sequence

from soc_studio.core.formats.export_picture import follows_edges, has_alpha, has_pictures
from soc_studio.core.formats.export_sound import SoundFate, SoundOutlook
from soc_studio.core.formats.format import Format, Purpose, Times
from soc_studio.core.formats.material import Material
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.messages import listed, message
from soc_studio.core.tracks.rendering import automatic_width
from soc_studio.core.tracks.resolved_track import ResolvedTrack


def export_notes(material: Material, formats: Sequence[Format]) -> tuple[str, ...]:
    """Return what should be said of an export of `material` in `formats`, before it and after."""
    own = [note for each in formats for note in each.written.notes(material)]
    said = (*_of_times(material, formats), *_of_depth(material, formats), *dict.fromkeys(own))
    return (*search_notes(material, formats), *said, *_of_edges(material, formats))


def search_notes(material: Material, formats: Sequence[Format]) -> tuple[str, ...]:
    """Return those of `export_notes` that are no longer true once all frames are searched."""
    return (*_of_gap(material, formats), *_of_handles(material))


def format_limits(formats: Sequence[Format], reader: VideoReader, sound: SoundOutlook) -> list[str]:
    """Return a sentence for each thing of the video that none of the `formats` holds.

    What is to be said of uneven times is in `export_notes`.
    """
    shown = [each for each in formats if has_pictures(each)]
    if not shown:
        return []
    said = list[str]()
    if sound.fate is SoundFate.LOST:
        said.append(message("The sound of the video is not in it."))
    # Mattes for editing programs are the transparency themselves.
    for_sharing = any(each.purpose is Purpose.SHARING for each in shown)
    if for_sharing and not any(has_alpha(each) for each in shown):
        said.append(message("It has no transparency: every pixel is opaque."))
    # Mattes have no colours to lose.
    flattened = [e for e in shown if e.purpose is Purpose.SHARING and not has_alpha(e)]
    if reader.info.tone is not None and flattened and not any(e.written.deep for e in shown):
        said.append(
            message(
                "The video has a high dynamic range ({tone}), which this format does not hold.",
                tone=reader.info.tone,
            )
        )
    return said


def _of_gap(material: Material, formats: Sequence[Format]) -> list[str]:
    """Return a sentence where videos end early: they go on without a gap."""
    clip, found = material.clip or material.span, material.shown
    has_videos = any(each.written.times is not Times.NONE for each in formats)
    if not has_videos or not found or found.stop >= clip.stop:
        return []
    return [
        message("Videos end before frame {frame}, which is not searched yet.", frame=found.stop)
    ]


def _of_handles(material: Material) -> list[str]:
    clip, found = material.clip or material.span, material.gapless
    if not found or (found.start <= material.span.start and found.stop >= material.span.stop):
        return []
    wanted = (clip.start - material.span.start, material.span.stop - clip.stop)
    before, after = clip.start - found.start, max(0, found.stop - clip.stop)
    if (before, after) == wanted:
        return []
    return [
        message(
            "Videos have {before} frames of handles before and {after} after: not all of them are "
            "searched yet.",
            before=before,
            after=after,
        )
    ]


def _of_times(material: Material, formats: Sequence[Format]) -> list[str]:
    if not material.reader.timing.is_variable:
        return []
    found: list[str] = []
    if material.rate is not None:
        rate = f"{float(material.rate):.3f}".rstrip("0").rstrip(".")
        found.append(
            message(
                "Frames of the video are shown for uneven times: videos are written at {rate} "
                "frames a second.",
                rate=rate,
            )
        )
    else:
        rounded = _called(formats, Times.MILLISECONDS)
        if rounded:
            found.append(
                message(
                    "{formats}: the uneven times of frames are kept to the millisecond.",
                    formats=listed(rounded),
                )
            )
        steady = _called(formats, Times.STEADY)
        if steady:
            found.append(
                message(
                    "{formats}: needs a constant rate. Conform the video to one.",
                    formats=listed(steady),
                )
            )
    pictures = _called(formats, Times.NONE)
    if pictures:
        found.append(
            message(
                "{formats}: pictures have no times, and those of this video are uneven. "
                "tracks.json has them.",
                formats=listed(pictures),
            )
        )
    return found


def _of_depth(material: Material, formats: Sequence[Format]) -> list[str]:
    own = material.reader.info.bit_depth
    named: dict[int, list[str]] = {}
    for each in formats:
        depths = each.written.depths(own) if each.written.colours else ()
        if depths:
            bits = material.bits if material.bits in depths else depths[0]
            named.setdefault(bits, []).append(each.name)
    return [
        message(
            "{formats}: colours have {bits} bits, those of the video {own}.",
            formats=listed(names),
            bits=bits,
            own=own,
        )
        for bits, names in sorted(named.items())
        if bits < own
    ]


def _of_edges(material: Material, formats: Sequence[Format]) -> list[str]:
    """Return a sentence on the edge that cut-out objects will have; none where nothing is cut out,
    or all of it as the masks are."""
    bands = [view.layer.matte.edge_band for view in material.views.values()]
    if not any(follows_edges(each) for each in formats) or all(each == 0 for each in bands):
        return []
    kinds = dict.fromkeys(filter(None, (_edge(material, view) for view in material.views.values())))
    return [message("Edges: {kinds}.", kinds="; ".join(kinds))] if kinds else []


def _edge(material: Material, view: ResolvedTrack) -> str:
    """Return which edge band a layer has, empty where it is nowhere to be seen."""
    band, reader = view.layer.matte.edge_band, material.reader
    if band == 0:
        return message("off")
    if band is not None:
        return message("follow the picture, {pixels} px", pixels=band)
    present = (each for each in view.span(material.span) if view.present(each))
    frame = next(present, None)
    mask = None if frame is None else view.mask(frame)
    if frame is None or mask is None:
        return ""
    width = automatic_width(view, frame, mask, reader.height, reader.width)
    return message("automatic, {pixels} px", pixels=width)


def _called(formats: Sequence[Format], times: Times) -> list[str]:
    return [each.name for each in formats if each.written.times is times]
