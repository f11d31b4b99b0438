"""Networks besides the one that ships: what was published, what is here, and how to get it."""
