"""One video of all objects together, cut out, at a place that a person chose."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.layer_videos import CUTOUT, WEB_CUTOUT, write_layers
from soc_studio.core.formats.material import Material
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.tracks.combined_track import CombinedTrack
from soc_studio.core.tracks.resolved_track import ResolvedTrack

SINGLE = {"cutout": CUTOUT, "cutout-web": WEB_CUTOUT}
"""The kinds of such a video, by the ids of their formats; the usual one first."""


def write_single(
    path: Path,
    kind: str,
    reader: VideoReader,
    views: Sequence[ResolvedTrack],
    span: range,
    sources: Sources,
) -> Generator[Progress, None, Path]:
    """Write the objects of `views`, cut out, as one video of a `kind` of `SINGLE` at `path`.

    What is there is replaced when the video is complete. The frames are those of `span` until the
    first without an answer; sound and time code are those of the source. Yields how far it has
    come, and returns `path`.

    Raises:
        WriteError: `path` is one of `sources` or cannot be written, or no frame has an answer.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    if not path.parent.is_dir():
        raise WriteError(
            message("The folder {folder} does not exist.", folder=path.parent),
            message("Choose another place."),
        )
    if sources.with_video(reader.path).holds_file(path):
        raise WriteError(
            message("'{path}' is a file of this project, and would be replaced.", path=path.name),
            message("Choose another name."),
        )
    view = views[0] if len(views) == 1 else CombinedTrack(views, path.stem)
    material = Material(reader, {path.stem: view}, span)
    if not material.gapless:
        raise WriteError(
            message("Nothing is found on these frames yet: describe an object and press Enter.")
        )
    total, done, watch = len(material.gapless), 0, Stopwatch()
    video = replace(SINGLE[kind], ending=path.suffix)
    with closing(write_layers(video, path.parent, material)) as steps:
        for _ in steps:
            done += 1
            yield watch.progress(done, total)
    return path
