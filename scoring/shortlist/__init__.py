"""Shortlist rules: conditions that a company must meet beside its score, who fails which, who only just."""
