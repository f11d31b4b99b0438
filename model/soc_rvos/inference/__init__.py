"""From frames and expressions to tracks through a video of any length."""
