"""One controller for each part of the window: shows the document there and turns requests into
edits.
"""
