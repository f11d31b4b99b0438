"""From the bytes of a file to its frames: packets, damage, order, orientation. Everyone else asks
`video_reader`.
"""
