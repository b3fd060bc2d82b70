"""Rule sets: the YAML of `rules/` read, checked and evaluated over columns."""
