"""Qt as this program uses it: theme, language, preferences, pictures, garbage. Nothing here knows
of documents.
"""
