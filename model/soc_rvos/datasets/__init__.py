"""The published datasets of referring segmentation, read exactly as their authors publish them.

`published.open_published` recognises a folder and gives samples, one a sentence (`sample.Sample`),
whose pictures and masks are read when they are asked for.
"""
