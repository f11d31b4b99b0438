"""The data pack: named cut-outs, backgrounds and footage that teach the shipped network."""
