"""The timeline: its ruler, lanes, film strip and gestures. Times and values come from
`core.tracks`.
"""
