"""Clips composed of the data pack: which objects play, how they move, frames with true masks.

Sentences about a clip do not belong here, nor anything that a network computes.
"""
