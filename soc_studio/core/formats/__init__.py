"""Formats that leave the program or come in, one module for each way; every export goes through
`export_plan`. What a file says of layers belongs here; encoders of pictures and sound are `media`.
"""
