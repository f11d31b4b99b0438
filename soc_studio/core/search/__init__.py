"""Long work that asks a network: searching one video or many, estimating what that takes, measuring
a model. Other such work, as tracking a mask by a network, belongs here too. Results go to
`storage`.
"""
