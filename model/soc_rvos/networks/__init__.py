"""The networks, one module each, and `outputs`, what all of them say: tensors in, tensors out.

A `Network` answers expressions. One that is asked otherwise, by a mask or by points, is a module
here as well, but no row of `architectures` until these know of such questions. What networks are
built of is in `parts`. Files, tokenizers, devices and windows do not belong here.
"""
