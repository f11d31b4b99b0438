"""The data pack: named cut-outs, backgrounds and footage on disk, and how each kind is made.

What is done with them, composing clips or talking of them, does not belong here.
"""
