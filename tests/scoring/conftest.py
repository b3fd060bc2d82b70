"""Settings of the property tests: the same examples every time, so that CI never wavers."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, database=None, deadline=None, max_examples=25)
settings.load_profile("steady")
