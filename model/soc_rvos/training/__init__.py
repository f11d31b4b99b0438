"""Training of the network that ships, on clips it makes itself."""
