"""From the bytes of a file to its frames and to what it says of itself: packets, damage, order,
orientation, container facts. Everyone else asks `video_reader`.
"""
