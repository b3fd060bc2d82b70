"""What staff see of companies: those that let them, with versions, results, notes and overrides."""

# Imported for their routes.
from web.pages.companies import changing, company, listing  # noqa: F401
from web.pages.companies.blueprint import blueprint

__all__ = ["blueprint"]
