"""A video in, a video out: frames, times, sound, pictures, and their encoders, with or without alpha.
Nothing here knows of projects or masks.
"""
