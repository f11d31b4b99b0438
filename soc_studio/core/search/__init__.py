"""Long work with a network: searching, foreseeing what a search takes, measuring. Results go to
`storage`.
"""
