"""The project file, and what keeps it true: autosave, results, imported masks, unsaved work,
where videos are.
"""
