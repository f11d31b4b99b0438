"""The networks, one module a part."""
