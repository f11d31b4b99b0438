"""What tests of whole exports have in common: a layer with a box, and a plan that is written."""

from __future__ import annotations

from typing import Any

import numpy as np

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.export_writing import material_of, write_export
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import ResolvedTrack


def boxed(documents: Any, text: str, frames: int, of: int | None = None) -> ResolvedTrack:
    """Return a layer whose first `frames` show a box in 48 x 32 pixels; the video has `of`."""
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[8:24, 10:30] = True
    track = dict.fromkeys(range(frames), (0.9, pixels))
    found: ResolvedTrack = documents.view(text, track, frames=of or frames)
    return found


def written(plan: ExportPlan, view: ResolvedTrack, reader: VideoReader) -> list[Progress]:
    """Write a plan with one layer, and return all steps."""
    material = material_of(plan, view.video, reader, [view])
    return list(write_export(plan, material, Sources()))
