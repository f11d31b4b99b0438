"""A video in, a video out: frames, times, sound, pictures, and their encoders, also with alpha.
Nothing here knows of projects or masks.
"""
