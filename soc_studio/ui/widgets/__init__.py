"""Parts of the window that draw what they are given and say what was asked for. They know of no
document.
"""
