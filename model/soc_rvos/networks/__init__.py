"""The networks, one module each, and `outputs`, what all of them say: tensors in, tensors out.

What they are built of is in `parts`. Files, tokenizers, devices and windows do not belong here.
"""
