"""Scores of a network on clips with true masks: the clips' manifest, and the protocol.

How clips are made, and what is learned from them, does not belong here.
"""
