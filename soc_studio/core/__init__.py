"""Values, files and long work, in ten rooms; no Qt. What draws belongs to `ui`, what prints to
`cli`.
"""
