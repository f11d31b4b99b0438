"""The pixels of one mask or one frame, as pure functions: what draws on, moves, softens or looks at
them, without a network. What a mask belongs to is said elsewhere; a network that makes masks runs
in `soc_rvos.inference`, for as long as `search` asks it.
"""
