"""How the tracker's network is made: short clips with true masks, and what it learns from them."""
