"""Sentences about a clip, each true of one actor or of none: attributes, predicates, wording.

Only what a clip says of its actors is read here, never its pixels.
"""
