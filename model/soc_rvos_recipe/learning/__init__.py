"""What the network learns from made clips and sentences: batches, losses, saliency, calibration.

What would train another network as well belongs in `soc_rvos.training`.
"""
