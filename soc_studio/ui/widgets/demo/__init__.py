"""Widgets of the workspace Demo: what is over the picture there, and below it."""
