"""What can be written from tracks, one module a format."""
