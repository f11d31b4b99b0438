"""Networks and inference for referring video object segmentation: frames and words in, tracks out."""
