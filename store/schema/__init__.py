"""Tables as the newest migration leaves them. How they come about, and what guards them, stands in `migrations`.

Times are text in UTC, ids random text, content the bytes that were hashed.
"""

from store.schema.base import TIME, metadata
from store.schema.core import artefacts, assessments, audit, audit_head, companies, profiles
from store.schema.guards import GUARDS
from store.schema.peers import block_members, blocks, release_blocks, releases, told
from store.schema.people import attempts, links, sessions, tokens, users
from store.schema.work import cohort_members, cohort_rankings, cohorts, consents, remarks

__all__ = [
    "GUARDS", "TIME", "artefacts", "assessments", "attempts", "audit", "audit_head", "block_members", "blocks",
    "cohort_members", "cohort_rankings", "cohorts", "companies", "consents", "links", "metadata", "profiles",
    "release_blocks", "releases", "remarks", "sessions", "tokens", "told", "users",
]  # fmt: skip
