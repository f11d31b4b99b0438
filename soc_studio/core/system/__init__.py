"""The machine and its files: locks, folders, logs, memory, and the values of all preferences
(`settings`; the window stores and shows them). Nothing here knows of videos or projects.
"""
