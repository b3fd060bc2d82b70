"""Funding histories: a whole history in a cell, columns for each round, nested rounds; one row or all rows at once."""
