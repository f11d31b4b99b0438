"""Which frames the network sees together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Frames that go through the network as one clip.

    `frames` are frame numbers of the video, ascending. `fresh` are those of them that no earlier
    window has answered; the others overlap. `shot` counts the cuts before the window, `block` the
    blocks of the whole video and `phase` the place of the window in its block.
    """

    frames: tuple[int, ...]
    fresh: frozenset[int]
    shot: int
    block: int
    phase: int
