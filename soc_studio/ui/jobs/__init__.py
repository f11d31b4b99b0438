"""Long work off the GUI thread, and the list of it. What the work does belongs to `core`."""
