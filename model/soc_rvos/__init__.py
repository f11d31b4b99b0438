"""Networks that find what an expression refers to in a video: frames and words in, tracks out."""
