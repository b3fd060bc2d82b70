"""A fitted model: its parts, how it is kept, and how its trees are read."""
