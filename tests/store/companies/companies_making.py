"""Companies that opted in, kept with made-up scores: real assessments whose composite and factors are moved."""

from sqlalchemy import Engine
from store_making import assessed, profile

from scoring import Assessment
from store.companies.consents import Consent
from store.keeping import Kept, keep

PEER = Consent(shared=True, peers=True)


def scored(name: str, points: float) -> Assessment:
    """The made-up company's assessment under another name, composite and factors `points`."""
    result = assessed()
    factors = [factor.model_copy(update={"central": points}) for factor in result.factors]
    composite = result.composite.model_copy(update={"score": points})
    return result.model_copy(update={"company": name, "composite": composite, "factors": factors})


def peer(engine: Engine, name: str, points: float, consent: Consent = PEER, **options) -> Kept:
    """Keep a company of that name and score that takes part in releases."""
    given = {"actor": "test", "consent": consent} | options
    return keep(engine, profile(name=name), scored(name, points), **given)
