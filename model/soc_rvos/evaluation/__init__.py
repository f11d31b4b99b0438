"""Scores of a network on clips with true masks."""
