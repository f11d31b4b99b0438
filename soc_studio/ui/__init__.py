"""The window. Everything that can be tested without one is in `core`."""
