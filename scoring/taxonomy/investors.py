"""What kind of investor a name stands for: by the list of known institutions, then by a telling word."""

from scoring.taxonomy.entries import Investor, InvestorKind
from scoring.taxonomy.load import load
from scoring.taxonomy.lookup import Taxonomy, normalise


def investor_kind(name: str) -> InvestorKind | None:
    """The kind of the investor of this name, or None where neither the list nor a keyword tells it."""
    kinds: Taxonomy[InvestorKind] = load("investor_kinds", InvestorKind)
    listed = load("investors", Investor).find(name)
    if listed:
        return kinds[listed.kind]
    key = normalise(name)
    return next((kind for kind in kinds if any(word in key for word in kind.keywords)), None)
