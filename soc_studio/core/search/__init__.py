"""Long work that asks a network: searching one video or many, estimating what that takes, measuring a
model. Other work with a network, such as tracking a mask, belongs here too. Results go to `storage`.
"""
