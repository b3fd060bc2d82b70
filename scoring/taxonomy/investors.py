"""What kind of investor a name stands for: a kind itself, a known institution, or a name with a telling word."""

from scoring.taxonomy.entries import Investor, InvestorKind
from scoring.taxonomy.load import load
from scoring.taxonomy.lookup import Taxonomy, normalise


def investor_kind(name: str) -> InvestorKind | None:
    """The kind of the investor of this name, or None where neither its name, the list nor a keyword tells it."""
    kinds: Taxonomy[InvestorKind] = load("investor_kinds", InvestorKind)
    if named := kinds.find(name):
        return named
    listed = load("investors", Investor).find(name)
    if listed:
        return kinds[listed.kind]
    key = normalise(name)
    return next((kind for kind in kinds if any(word in key for word in kind.keywords)), None)
