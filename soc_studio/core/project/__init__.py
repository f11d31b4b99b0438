"""What a person decided: immutable values, the edits that change them, and undo. No files, no
pixels.
"""
