"""Values, files and long work, in nine rooms; no Qt. What draws belongs to `ui`, what prints to
`cli`.
"""
