"""Masks from elsewhere as layers, one module a format."""
