"""The categories that published datasets have."""

from __future__ import annotations

_REF_YOUTUBE_VOS = """
airplane ape bear bike bird boat bucket bus camel cat cow crocodile deer dog dolphin duck eagle
earless_seal elephant fish fox frisbee frog giant_panda giraffe hand hat hedgehog horse knife
leopard lion lizard monkey motorbike mouse others owl paddle parachute parrot penguin person
plant rabbit raccoon sedan shark sheep sign skateboard snail snake snowboard squirrel surfboard
tennis_racket tiger toilet train truck turtle umbrella whale zebra
"""

REF_YOUTUBE_VOS = tuple(_REF_YOUTUBE_VOS.split())
"""The 65 of Ref-YouTube-VOS, which its loaders look up; `others` is what has none."""
