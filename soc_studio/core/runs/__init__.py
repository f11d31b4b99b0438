"""Runs: many videos searched by a list, one after the other or on many machines."""
