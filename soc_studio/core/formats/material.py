"""The material of an export, for any format, and its size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.tracks.resolved_track import ResolvedTrack

_SAMPLES = 3  # frames of a layer that are encoded to tell how large all of them are


@dataclass(frozen=True, slots=True)
class Material:
    """The material of an export: frames of `span`, and the views of layers on them.

    Attributes:
        reader: reads the video.
        views: by the name of each layer's folder, the uppermost first.
        span: the frames; those without an answer are left out.
        place: the folder of the result, whose files are written elsewhere first.
        complete: whether every layer has an answer on all of them.
        premultiplied: whether the colours of cut-out videos are multiplied by their opacity.
    """

    reader: VideoReader
    views: Mapping[str, ResolvedTrack]
    span: range
    place: Path | None = None
    premultiplied: bool = False

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
            "alpha": "premultiplied" if self.premultiplied else "straight",
        }


@dataclass(frozen=True, slots=True)
class ExportSize:
    """The number of files of an export, and their approximate bytes."""

    files: int
    size: int


def answered_frames(material: Material) -> int:
    """Return how many frames of layers have an answer, in the part that is exported."""
    return sum(len(view.span(material.span)) for view in material.views.values())


def some(frames: Sequence[int]) -> list[int]:
    """Return a few of `frames`, spread over them."""
    places = np.linspace(0, len(frames) - 1, min(_SAMPLES, len(frames))).astype(int)
    return [frames[place] for place in dict.fromkeys(places.tolist())]
