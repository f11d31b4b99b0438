"""Failures of this package, worded for the person who sees them."""

from __future__ import annotations


class RvosError(Exception):
    """A failure with a sentence for the user.

    Attributes:
        message: the sentence; a `Message`, so that a program can translate it.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class CheckpointError(RvosError):
    """A file is not weights of a network we know, or not safe to read."""


class ModelNotFoundError(RvosError):
    """No model has this name on this computer, and it is not the path of a file."""


class FramesError(RvosError):
    """The video given is not frames, or cannot be read as frames."""
