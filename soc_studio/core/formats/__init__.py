"""Formats that leave the program or come in, one module for each way; every export goes through
`export_plan`.
"""
