"""Models: which there are, how they arrive, where they lie, what they cost. What a network
computes is `soc_rvos`.
"""
