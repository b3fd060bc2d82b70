"""Companies that opted in, as releases ask for them: the latest assessment of each, under its id."""

from collections.abc import Iterator
from typing import Any, Final

import orjson
from sqlalchemy import Connection

from scoring import taxonomy
from scoring.peers.installation.blocks import Member
from scoring.peers.measures import COMPOSITE
from store.companies.consents import consents_now
from store.companies.listing import latest_assessments
from store.engine import few
from store.schema import assessments

_AT_ONCE: Final = 100


class OptedInStore:
    """A source of releases: companies whose consent in force lets them be peers and that were assessed.

    One whose latest assessment is in a shape of another time is left out until it is assessed anew.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def members(self) -> Iterator[Member]:
        """All that are opted in at this moment, each once."""
        willing = {company for company, consent in consents_now(self._connection).items() if consent.peers}
        for row in few(self._connection, latest_assessments(assessments.c.content), _AT_ONCE).mappings():
            if row["company"] in willing and (member := _member(row["company"], orjson.loads(row["content"]))):
                yield member


def _member(company: str, result: dict[str, Any]) -> Member | None:
    """The member that an assessment tells of; a factor counts as it does in the composite and among peers."""
    try:
        factors = {factor["id"]: factor["central"] for factor in result["factors"]}
        sectors = result["sectors"]
        return Member(
            key=company,
            place=_known(result["city"], taxonomy.places()),
            sector=_known(sectors[0] if sectors else None, taxonomy.sectors()),
            stage=_known(result["stage"], taxonomy.stages()),
            scores={COMPOSITE: result["composite"]["score"], **factors},
        )
    except (KeyError, TypeError, IndexError):
        return None


def _known(slug: str | None, entries: taxonomy.Taxonomy[Any]) -> str | None:
    """The slug, unless the taxonomy of today has it no more: then it is not known where the company belongs."""
    return slug if slug in entries else None
