"""What a sentence is about: its head noun, and what the trunk knows of such things."""
