"""The pixels of one mask or one frame, as pure functions. What a mask belongs to is said
elsewhere.
"""
