"""The window. Everything that can be tested without one belongs to `core`."""
