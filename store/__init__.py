"""The store: profiles, their assessments and what made them, kept for good, with a log of who did what.

Imports `scoring`, never `web`. `open_store()` in `opening` gives the engine that everything else here takes.
"""
