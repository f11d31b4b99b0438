"""What every good program has: recent files, help, the first start, crashes. Nothing here knows
of masks.
"""
