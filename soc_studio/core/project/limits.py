"""Bounds of what a project may hold, and the failure of a decision that is out of them."""

from __future__ import annotations

from soc_studio.core.system.errors import StudioError

# Larger projects cannot be opened again: a file may come from anyone, so reading has bounds.
LONGEST_SIDE = 16384
"""Pixels of a video's side; a mask may have no more either."""
MOST_PIXELS = 2**26
MOST_FRAMES = 2**25
MOST_FRAMES_A_SECOND = 100_000
LONGEST_TEXT = 10_000
MOST_OF_A_NAME = 200
"""Characters of a reviewer's name."""
MOST_SMOOTH = 25
"""Frames to either side with which a mask can be smoothed: each of them is read."""
MOST_BAND = 200
"""Pixels to either side of an edge within which its opacity can follow the picture."""


class EditError(StudioError):
    """A decision does not fit the project."""
