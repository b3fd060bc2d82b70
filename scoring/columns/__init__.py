"""Columns: profiles as a table of numpy arrays, answers and derived facts alike."""
