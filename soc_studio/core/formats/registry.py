"""The export formats: a table with the writer of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from soc_studio.core.formats.overlay_video import write_overlay
from soc_studio.core.formats.png_masks_export import mask_picture, write_masks
from soc_studio.core.formats.tracks_json_export import write_tracks
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.system.messages import Message, message
from soc_studio.core.tracks.resolved_track import ResolvedTrack

TRACKS = "tracks.json"
OVERLAY = "overlay.mp4"
_SAMPLES = 3  # frames of a layer that are encoded to tell how large all of them are
_OVERLAY_BITS = 0.25  # for each pixel of a frame, of the overlay's own encoding
_FRAME_OF_TRACKS = 260  # bytes that a frame takes beside its mask


@dataclass(frozen=True, slots=True)
class Material:
    """What is exported: frames of `span`, and what is seen of layers on them.

    Attributes:
        reader: reads the video.
        views: by the name of each layer's folder, the uppermost first.
        span: the frames; those without an answer are left out.
        complete: whether every layer has an answer on all of them.
    """

    reader: VideoReader
    views: Mapping[str, ResolvedTrack]
    span: range

    @property
    def gapless(self) -> range:
        """The frames from the start of the span until the first one that a layer lacks."""
        answered = [set(view.span(self.span)) for view in self.views.values()]
        shared = set.intersection(*answered) if answered else set()
        stop = next((at for at in self.span if at not in shared), self.span.stop)
        return range(self.span.start, stop)

    @property
    def facts(self) -> dict[str, Any]:
        """What a result says of the video and its part, as JSON values."""
        reader, span = self.reader, self.span
        names = reader.frame_names
        return {
            "video": {
                "file": coded_name(reader.path.name),
                "width": reader.width,
                "height": reader.height,
                "frames": reader.frame_count,
                "rate": str(reader.rate),
                "variable_rate": reader.timing.is_variable,
                **({} if names is None else {"frame_names": [coded_name(each) for each in names]}),
            },
            "span": {
                "start": span.start,
                "stop": span.stop,
                "complete": len(self.gapless) == len(span),
            },
        }


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many files there will be, and about how many bytes together."""

    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Format:
    """One manner of writing a result.

    Attributes:
        id: names it in settings and on the command line.
        name: what a person calls it.
        description: what it is for, in a sentence.
        files: matches the paths, from the result's folder and with `/`, of all that it writes. A
            group `frame` is the name of a picture of the video, which the result must tell.
        write: writes into a folder that exists, yielding something for every step.
        steps: how many steps that are.
        estimate: what it will come to; may encode a few frames.
        spare: whether the result is of use without it: it is given up where there is hurry.
    """

    id: str
    name: Message
    description: Message
    files: re.Pattern[str]
    write: Callable[[Path, Material], Generator[object, None, None]]
    steps: Callable[[Material], int]
    estimate: Callable[[Material], Estimate]
    spare: bool = False


def format_of(name: str) -> Format:
    """Return the format with the id `name`; raises KeyError where there is none."""
    return {each.id: each for each in FORMATS}[name]


def _write_masks(folder: Path, material: Material) -> Generator[object, None, None]:
    for name, view in material.views.items():
        yield from write_masks(folder / name, view, material.span, material.reader.frame_names)


def _count(material: Material) -> int:
    return sum(len(view.span(material.span)) for view in material.views.values())


def _estimate_masks(material: Material) -> Estimate:
    size = 0.0
    for view in material.views.values():
        frames = view.span(material.span)
        coded = [len(cv2.imencode(".png", mask_picture(view, at))[1]) for at in _some(frames)]
        size += float(np.mean(coded)) * len(frames) if coded else 0.0
    return Estimate(_count(material), round(size))


def _write_tracks(folder: Path, material: Material) -> Generator[object, None, None]:
    reader, span = material.reader, material.span
    path, names = folder / TRACKS, reader.frame_names
    yield from write_tracks(path, material.views, material.facts, reader.timing, span, names)


def _tracks_steps(material: Material) -> int:
    span = material.span
    others = sum(
        int((track.windows[span.start : span.stop] > 0).sum())
        for view in material.views.values()
        for track in (view.data.answers[0].tracks[1:] if view.data.answers else ())
    )
    return _count(material) + others


def _estimate_tracks(material: Material) -> Estimate:
    size = 0.0
    for view in material.views.values():
        frames = view.span(material.span)
        masks = [view.mask(at) for at in _some(frames)]
        # A code is about as long as the outline, which grows as the side of the picture does.
        coded = [
            len(mask.counts) * view.video.height / mask.height for mask in masks if mask is not None
        ]
        frame = _FRAME_OF_TRACKS + (float(np.mean(coded)) if coded else 0.0)
        size += frame * _tracks_steps(Material(material.reader, {"": view}, material.span))
    return Estimate(1, round(size))


def _write_overlay(folder: Path, material: Material) -> Generator[object, None, None]:
    shown = material.gapless
    if shown:
        views = list(material.views.values())
        yield from write_overlay(folder / OVERLAY, material.reader, views, shown)


def _estimate_overlay(material: Material) -> Estimate:
    shown, reader = material.gapless, material.reader
    pixels = reader.width * reader.height * len(shown)
    return Estimate(1 if shown else 0, round(pixels * _OVERLAY_BITS / 8))


def _some(frames: Sequence[int]) -> list[int]:
    """Return a few of `frames`, spread over them."""
    places = np.linspace(0, len(frames) - 1, min(_SAMPLES, len(frames))).astype(int)
    return [frames[place] for place in dict.fromkeys(places.tolist())]


FORMATS = (
    Format(
        "masks",
        message("Mask pictures (PNG)"),
        message("A grey PNG for every frame, white on the object, in a folder for each layer."),
        re.compile(r"[0-9]{2,}(?:-[^/]+)?(?:/(?:[0-9]{5,}|(?P<frame>[^/]+))\.png)?"),
        _write_masks,
        _count,
        _estimate_masks,
    ),
    Format(
        "tracks",
        message("Tracks (JSON)"),
        message("One file with the time, score, box and mask of every frame, and the candidates."),
        re.compile(re.escape(TRACKS)),
        _write_tracks,
        _tracks_steps,
        _estimate_tracks,
    ),
    Format(
        "overlay",
        message("Highlighted video (MP4)"),
        message("The video with every layer in its colour."),
        re.compile(re.escape(OVERLAY)),
        _write_overlay,
        lambda material: len(material.gapless),
        _estimate_overlay,
        spare=True,
    ),
)
"""All formats, in the order in which they are written."""
