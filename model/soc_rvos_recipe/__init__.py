"""The recipe of the network that ships: `python -m soc_rvos_recipe FOLDER --pictures FOLDER`.

What only that network is made with belongs here: its materials, clips, sentences and losses. What
trains any network is in `soc_rvos.training`; `soc_rvos` never imports this package, and installed
copies of the program do not carry it.
"""
