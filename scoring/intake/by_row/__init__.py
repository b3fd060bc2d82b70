"""One row into one profile, or into words on what is wrong with it."""
