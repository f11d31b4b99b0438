"""Values of `core` in the words of the window. No widgets."""
