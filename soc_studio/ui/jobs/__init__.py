"""Runs jobs off the GUI thread, and lists them. The work itself belongs to `core`."""
