"""A video in, a video out: frames, times, sound, pictures. Nothing here knows of projects or
masks.
"""
