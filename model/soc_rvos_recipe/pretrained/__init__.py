"""Where the network begins: published weights, WordNet, and the knowledge of nouns made of both.

Nothing here is learned from made clips.
"""
