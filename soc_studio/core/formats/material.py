"""The material of an export, for any format, and its size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from soc_studio.core.formats.export_names import DEFAULT_NAMES
from soc_studio.core.masks.looks import GREEN_SCREEN, LookSettings
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.objects import NO_LABELS, VideoLabels
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.tracks.resolved_track import ResolvedTrack

_SAMPLES = 3  # frames of a layer that are encoded to tell how large all of them are


@dataclass(frozen=True, slots=True)
class Material:
    """The material of an export: frames of `span`, and the views of layers on them.

    Attributes:
        reader: reads the video.
        views: by the name of each layer's folder, the uppermost first.
        span: the frames, handles included; those without an answer are left out.
        place: the folder of the result, whose files are written elsewhere first.
        premultiplied: whether the colours of cut-out videos are multiplied by their opacity.
        names: template of the names of files; see `core.formats.export_names`.
        combined: whether all layers are in one file, in the formats that can.
        named: what the entries written so far will be called, by their present names; those that
            keep theirs are left out.
        clip: the frames that a timeline shows of them, without handles; None for all of them.
        rate: frames a second that videos are conformed to; None where frames keep their times.
        look: of a video with a look.
        longest_side: pixels that the longer side of pictures for sharing has at most; 0 for the
            usual size of the format.
        bits: of a level of written pictures, where a format can have several; 0 for the usual.
        waiting: views of layers that were chosen and have no answer on the frames: left out.
        labels: numbers of the video's objects, and sentences beside those of layers.
    """

    reader: VideoReader
    views: Mapping[str, ResolvedTrack]
    span: range
    place: Path | None = None
    names: str = DEFAULT_NAMES
    combined: bool = False
    named: Mapping[str, str] = field(default_factory=dict)
    clip: range | None = None
    rate: Fraction | None = None
    look: LookSettings = GREEN_SCREEN
    premultiplied: bool = False
    longest_side: int = 0
    bits: int = 0
    waiting: tuple[ResolvedTrack, ...] = ()
    labels: VideoLabels = NO_LABELS

    @property
    def gapless(self) -> range:
        """The frames from the start of the clip until the first one that a layer lacks, and those
        of its handles that lie next to it without a gap; none where the clip's first is lacking."""
        clip = self.clip or self.span
        answered = [set(view.span(self.span)) for view in self.views.values()]
        shared = set.intersection(*answered) if answered else set()
        stop = next((at for at in range(clip.start, self.span.stop) if at not in shared), None)
        if stop == clip.start:
            return range(clip.start, clip.start)
        before = range(clip.start - 1, self.span.start - 1, -1)
        lacking = next((at for at in before if at not in shared), self.span.start - 1)
        return range(lacking + 1, self.span.stop if stop is None else stop)

    @property
    def shown(self) -> range:
        """The frames of `gapless` that are no handles."""
        gapless, clip = self.gapless, self.clip or self.span
        return range(max(gapless.start, clip.start), min(gapless.stop, clip.stop))

    @property
    def facts(self) -> dict[str, Any]:
        """What a result says of the video and its part, as JSON values."""
        reader, span = self.reader, self.span
        clip = self.clip or span
        handles = [clip.start - span.start, span.stop - clip.stop]
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
                **({"handles": handles} if any(handles) else {}),
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
