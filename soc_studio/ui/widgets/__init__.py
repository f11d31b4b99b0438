"""What the window is made of: each draws what it is given and says what the user asked for."""
