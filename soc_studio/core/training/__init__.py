"""Networks trained and fine-tuned: recipes, clips of datasets and projects, and the runs."""
