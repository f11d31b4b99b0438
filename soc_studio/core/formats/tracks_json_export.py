"""Tracks as JSON: every frame's time, score, box and mask, and what computed them.

The top level names the `format` and `version`, the `video`, the `span` of frames that was asked
for, further `expressions` with the `objects` that they refer to (none for "no such object"), and
holds one track an object. A track says `expression`, `folder` (of its mask pictures), what
`tracks_json_labels.said_of` says of the object, the latest `model` with its digest (null for
imported masks), its `settings`, its mean `score`, its `frames`, and `alternatives`, which are
tracks of the same expression by other objects. A frame says

- `index`: its number in the video, from 0, in the order of presentation;
- `name`: what its picture is called, without suffix, where the video is a folder of pictures;
- `time`: exact seconds from the first frame, a fraction such as "1001/30000";
- `score`: probability in [0, 1] that the object is there; null where no network was asked;
- `present`: whether the object is there;
- `source`: where the answer is from: network, alternative, hand, propagated, imported;
- `box`: left, top, width and height in pixels of the video, or null where the object is absent;
- `segmentation`: COCO's compressed run-length code at the size of the video, of no pixels where
  the object is absent;
- `preview`: true where the mask was moved here from a neighbouring frame, and not computed;
- `correction`: where a person made the mask, its `origin`, the `frame` that it was propagated
  from, how far it can be relied on (`trust`), what stands for the masks it was made of, and the
  frame that another shot seems to begin with, where one was met there (`cut`).

Names of files that are not Unicode text are percent-coded as in addresses: the byte E9 in "caf?.ts"
makes it "caf%E9.ts", and a "%" in such a name is "%25" (`system.file_names.coded_name`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from soc_rvos.inference.frame_tracks import OFFERED
from soc_rvos.masks import Mask
from soc_studio.core.formats.format import Writer
from soc_studio.core.formats.material import ExportSize, Material, answered_frames, some
from soc_studio.core.formats.tracks_json_labels import (
    said_expressions,
    said_of,
    said_of_correction,
)
from soc_studio.core.masks.matte import full_size
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.objects import NO_LABELS, VideoLabels, object_numbers
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.tracks.associated_tracks import AssociatedTrack
from soc_studio.core.tracks.rendering import HALF, follows_picture, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source

FORMAT = "soc-studio tracks"
VERSION = 3
TRACKS = "tracks.json"
"""What the file is called in a result."""
_FRAME_BYTES = 260  # that a frame takes beside its mask


def write_tracks(
    path: Path,
    views: Mapping[str, ResolvedTrack],
    facts: Mapping[str, Any],
    timing: Timing,
    span: range,
    names: Sequence[str] | None = None,
    reader: VideoReader | None = None,
    labels: VideoLabels = NO_LABELS,
) -> Generator[int, None, None]:
    """Write tracks to `path`; yield the number of each frame of a track when it is done.

    Args:
        path: the file; one that is there is written over.
        views: the view of each expression, by the name of the folder that holds its masks.
        facts: what the top level says besides the tracks, as JSON values.
        timing: times of the video's frames.
        span: the frames that are written, as far as they have an answer.
        names: what the frames of a folder of pictures are called, without suffix.
        reader: reads the video, whose pictures an edge band follows.
        labels: numbers of the video's objects, and its sentences beside those of layers.

    Raises:
        OSError: the file cannot be written.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """

    def frames(numbers: Sequence[int], said: Callable[[int], dict[str, Any]]) -> Iterator[int]:
        """Write frames one by one: all of them are too large for the memory."""
        file.write('"frames": [')
        for place, number in enumerate(numbers):
            file.write(",\n" if place else "\n")
            frame: dict[str, Any] = {"index": number}
            if names is not None:
                frame["name"] = coded_name(names[number])
            frame["time"] = str(timing.time_of(number))
            json.dump(frame | said(number), file)
            yield number
        file.write("\n]")

    layers = [view.layer for view in views.values()]
    numbers = {**object_numbers(layers), **labels.numbers}
    written = {each.id: numbers[each.id] for each in layers}
    head = {"format": FORMAT, "version": VERSION, **facts}
    head["expressions"] = said_expressions(labels.expressions, written)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _open_object(file, head)
        file.write('"tracks": [')
        for place, (folder, view) in enumerate(views.items()):
            file.write(",\n" if place else "\n")
            head = {"expression": view.layer.expression, "folder": folder}
            head |= said_of(view.layer, numbers[view.layer.id])
            _open_object(file, head | _made(view))
            yield from frames(view.span(span), partial(_shown, view, reader))
            file.write(', "alternatives": [')
            for rank, track in enumerate(_others(view), start=1):
                file.write(", {" if rank > 1 else "{")
                file.write(f'"score": {track.score:.6f}, ')
                found = np.flatnonzero(track.windows[span.start : span.stop]) + span.start
                yield from frames(found.tolist(), partial(_alternative, view, rank))
                file.write("}")
            file.write("]}")
        file.write("\n]}\n")


def _made(view: ResolvedTrack) -> dict[str, Any]:
    """Return what made a track, and how sure it is; by which words, where not by its own."""
    used = view.used_answers() or list(view.data.answers)
    model: dict[str, Any] | None = None
    settings: dict[str, Any] = {}
    if used:
        latest = used[0].search
        model = {"name": latest.network, "sha256": latest.weights}
        settings = json.loads(latest.settings)
    return {
        "model": model,
        "settings": settings | {"threshold": view.threshold},
        "score": round(view.score(), 6),
        **({"searched": view.layer.found_as} if view.layer.found_as else {}),
    }


def _others(view: ResolvedTrack) -> Sequence[AssociatedTrack]:
    """Return the tracks of other objects that the latest answers offer for a sentence."""
    if view.layer.absent or not view.data.answers:
        return ()
    return view.data.answers[0].tracks[1:OFFERED]


def _shown(view: ResolvedTrack, reader: VideoReader | None, frame: int) -> dict[str, Any]:
    height, width = view.video.height, view.video.width
    picture = reader.frame(frame) if reader is not None and follows_picture(view) else None
    matte = rendered_matte(view, frame, height, width, picture, plain=True)
    pixels = Mask.empty(height, width)
    if matte is not None:
        pixels = Mask.from_array(np.asarray(matte >= HALF))
    score = float(view.scores[frame])
    said = {
        "score": None if math.isnan(score) else round(score, 6),
        "present": view.present(frame),
        "source": Source(view.sources[frame]).name.lower(),
        **_outlined(pixels),
    }
    if view.previews[frame]:
        said["preview"] = True
    correction = None if view.layer.absent else view.layer.corrections.get(frame)
    if correction is not None:
        said["correction"] = said_of_correction(correction)
    return said


def _alternative(view: ResolvedTrack, rank: int, frame: int) -> dict[str, Any]:
    height, width = view.video.height, view.video.width
    found = view.alternative(rank, frame)
    assert found is not None
    score, mask = found
    present = score >= view.threshold and mask.area > 0
    pixels = Mask.empty(height, width)
    if present:
        pixels = Mask.from_array(full_size(mask, height, width))
    return {"score": round(score, 6), "present": present, **_outlined(pixels)}


def _outlined(mask: Mask) -> dict[str, Any]:
    return {
        "box": list(mask.box) if mask.area else None,
        "segmentation": {
            "size": [mask.height, mask.width],
            "counts": mask.counts.decode("ascii"),
        },
    }


def _open_object(file: TextIO, values: Mapping[str, Any]) -> None:
    """Write an object that begins with `values` and stays open."""
    file.write(json.dumps(values, ensure_ascii=False)[:-1] + ", ")


def _write(folder: Path, material: Material) -> Generator[object, None, None]:
    reader, span = material.reader, material.span
    path, names = folder / TRACKS, reader.frame_names
    views = {material.named.get(name, name): view for name, view in material.views.items()}
    facts, labels = material.facts, material.labels
    yield from write_tracks(path, views, facts, reader.timing, span, names, reader, labels)


def _steps(material: Material) -> int:
    span = material.span
    others = sum(
        int((track.windows[span.start : span.stop] > 0).sum())
        for view in material.views.values()
        for track in _others(view)
    )
    return answered_frames(material) + others


def _estimate(material: Material) -> ExportSize:
    size = 0.0
    for view in material.views.values():
        frames = view.span(material.span)
        masks = [view.mask(at) for at in some(frames)]
        # A code is about as long as the outline, which grows as the side of the picture does.
        coded = [
            len(mask.counts) * view.video.height / mask.height for mask in masks if mask is not None
        ]
        frame = _FRAME_BYTES + (float(np.mean(coded)) if coded else 0.0)
        size += frame * _steps(Material(material.reader, {"": view}, material.span))
    return ExportSize(1, round(size))


WRITER = Writer(re.compile(re.escape(TRACKS)), _write, _steps, _estimate, file=TRACKS)
