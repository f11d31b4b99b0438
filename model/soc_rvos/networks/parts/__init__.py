"""What the networks are built of, one idea a module; parts know no network.

A part that only one network uses is here as well, so that the network reads as its wiring.
"""
