"""Models measured on published datasets as papers do: what is asked, kept, scored, and told."""
