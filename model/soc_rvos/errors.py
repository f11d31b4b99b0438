"""Failures of this package, worded for the person who sees them."""

from __future__ import annotations


class RvosError(Exception):
    """A failure with a sentence for the user."""


class CheckpointError(RvosError):
    """A file is not weights of a network we know, or not safe to read."""
