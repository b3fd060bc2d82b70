"""Fairness check: scores and selection by group, with intervals, and the four-fifths rule."""
