"""The machine and its files: locks, folders, logs, settings, memory. Nothing here knows of videos
or projects.
"""
