"""Values, files and long work; knows nothing of windows."""
