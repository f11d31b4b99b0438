"""Failures worded for the person who sees them."""

from __future__ import annotations

from soc_rvos.errors import RvosError


class StudioError(Exception):
    """A failure with a sentence for the user and, where there is one, a way out."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class VideoError(StudioError):
    """A video cannot be read, or not further."""


class WriteError(StudioError):
    """A file cannot be written."""


class ModelError(StudioError):
    """A network cannot be had."""


SPOKEN = (StudioError, RvosError)
"""Failures that tell a person what went wrong; any other is a bug."""
