"""What a sentence is about: its head noun, and what the backbone knows of such things.

Only words are looked at here, never frames.
"""
