"""From frames and expressions to tracks through a video of any length, with a network at hand.

Windows, devices, engines and what becomes of their answers belong here. Where weights come from,
scoring and training, do not.
"""
