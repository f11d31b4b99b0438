"""Datasets of labelled videos: one module for each format that is read or written.

`dataset` says what all of them say, `registry` is the table of formats, `writing` writes.
"""
