"""What edits are called: their layers and frames in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from soc_studio.core.project.project import LayerId, Project
from soc_studio.core.system.messages import Message, message

Edit: TypeAlias = tuple[str, Project]
"""A name, as the user would say it, and the project after."""

_LONGEST = 40  # characters of a label in a name


def label_in(project: Project, layer: LayerId) -> str:
    """Return what a layer is called in the name of an edit."""
    return short(project.layer(layer).label)


def short(text: str) -> str:
    """Return the beginning of a text that would make a name too long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def layers_in(project: Project, layers: Sequence[LayerId]) -> Message:
    """Name layers: one by what it is called, several by their number."""
    if len(layers) == 1:
        return message("'{label}'", label=label_in(project, layers[0]))
    return message("{count} layers", count=len(layers))


def frames_in(project: Project, layer: LayerId, start: int, stop: int) -> Message:
    """Name the frames from `start` until before `stop`, as far as the video goes."""
    count = project.video(project.layer(layer).video).frame_count
    start, stop = max(start, 0), min(stop, count)
    if (start, stop) == (0, count):
        return message("on all frames")
    if stop - start == 1:
        return message("on frame {frame}", frame=start)
    return message("on frames {first} to {last}", first=start, last=stop - 1)
