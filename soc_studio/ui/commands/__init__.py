"""Commands with their menus and keys, and how they are found. What a command does belongs to a
controller.
"""
