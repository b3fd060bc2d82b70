"""The pages of this package on their blueprint."""

# Imported for their routes.
from web.access import account, people, signing_in  # noqa: F401
from web.access.blueprint import blueprint

__all__ = ["blueprint"]
