"""Tracks as JSON: every frame's time, score, box and mask, and what computed them.

The top level names the `format` and `version`, the `video`, the `span` of frames that was asked
for, and holds one track an expression. A track says `expression`, `folder` (of its mask pictures),
the latest `model` with its digest (null for imported masks), its `settings`, its mean `score`, its
`frames`, and `alternatives`, which are tracks of the same expression by other objects. A frame says

- `index`: its number in the video, from 0, in the order of presentation;
- `name`: what its picture is called, without suffix, where the video is a folder of pictures;
- `time`: exact seconds from the first frame, a fraction such as "1001/30000";
- `score`: probability in [0, 1] that the object is there; null where no network was asked;
- `present`: whether the object is there;
- `source`: where the answer is from: network, alternative, hand, propagated, imported;
- `box`: left, top, width and height in pixels of the video, or null where the object is absent;
- `segmentation`: COCO's compressed run-length code at the size of the video, of no pixels where
  the object is absent;
- `preview`: true where the mask was moved here from a neighbouring frame, and not computed.

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
from soc_studio.core.masks.matte import full_size
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.tracks.rendering import HALF, follows_picture, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source

FORMAT = "soc-studio tracks"
VERSION = 2
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

    with path.open("w", encoding="utf-8", newline="\n") as file:
        _open_object(file, {"format": FORMAT, "version": VERSION, **facts})
        file.write('"tracks": [')
        for place, (folder, view) in enumerate(views.items()):
            file.write(",\n" if place else "\n")
            _open_object(
                file, {"expression": view.layer.expression, "folder": folder, **_made(view)}
            )
            yield from frames(view.span(span), partial(_shown, view, reader))
            file.write(', "alternatives": [')
            tracks = view.data.answers[0].tracks if view.data.answers else ()
            for rank, track in enumerate(tracks[1:OFFERED], start=1):
                file.write(", {" if rank > 1 else "{")
                file.write(f'"score": {track.score:.6f}, ')
                found = np.flatnonzero(track.windows[span.start : span.stop]) + span.start
                yield from frames(found.tolist(), partial(_alternative, view, rank))
                file.write("}")
            file.write("]}")
        file.write("\n]}\n")


def _made(view: ResolvedTrack) -> dict[str, Any]:
    """Return what made a track, and how sure it is."""
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
    }


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
    return said | {"preview": True} if view.previews[frame] else said


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
    yield from write_tracks(path, views, material.facts, reader.timing, span, names, reader)


def _steps(material: Material) -> int:
    span = material.span
    others = sum(
        int((track.windows[span.start : span.stop] > 0).sum())
        for view in material.views.values()
        for track in (view.data.answers[0].tracks[1:OFFERED] if view.data.answers else ())
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
