"""Failures worded for the person who sees them."""

from __future__ import annotations

from soc_rvos.errors import RvosError


class StudioError(Exception):
    """A failure: what went wrong, with which file, and what to do about it.

    Attributes:
        message: what went wrong; a `Message`, so that the window can translate it.
        advice: what to do; likewise, empty where there is none.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class VideoError(StudioError):
    """A video cannot be read, or only up to a frame."""


class WriteError(StudioError):
    """A file cannot be written."""


class ModelError(StudioError):
    """A network cannot be had."""


SPOKEN = (StudioError, RvosError)
"""Failures that tell a person what went wrong; any other is a bug."""
