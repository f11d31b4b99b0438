"""Scores of a network on clips with true masks: the clips' manifest, and the protocol.

Making clips and training on them do not belong here.
"""
