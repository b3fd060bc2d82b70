"""Saved cohorts: how a table was ranked, its companies as companies of the store, and the ranking in each language."""
