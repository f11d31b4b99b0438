"""A sentence of a video beside those that its layers have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from soc_studio.core.project.layer import LayerId
from soc_studio.core.project.video import VideoId

ExpressionId = NewType("ExpressionId", int)


@dataclass(frozen=True, slots=True)
class Expression:
    """A sentence, and the objects that it refers to: all of them together, where there are several.

    Attributes:
        layers: the objects, each once; none where there is no such object.
        annotator: who wrote it, where a dataset says so; empty where nobody did.
    """

    id: ExpressionId
    video: VideoId
    text: str
    layers: tuple[LayerId, ...] = ()
    annotator: str = ""
