"""What trains or fine-tunes any network here: matching, losses, the loop, calibration, several
processes at once.

Training data belongs elsewhere: the clips, sentences and own losses of the shipped network
are made by the package `soc_rvos_recipe`, which installations do not carry.
"""
