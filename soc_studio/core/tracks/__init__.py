"""Results and decisions together: what the window and every export show. Nothing here writes a
file.
"""
