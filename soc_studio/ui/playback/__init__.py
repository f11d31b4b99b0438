"""Frames and sound in time: the playhead, pictures made on a thread, the proxy. Not the widget
that shows them.
"""
