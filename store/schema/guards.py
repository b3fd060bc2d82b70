"""Triggers that keep rows as they were written, as the newest migration leaves them behind; `check` looks for each."""

from typing import Final

_CORE: Final = ("artefacts", "companies", "profiles", "assessments", "audit")
_WORK: Final = ("consents", "cohorts", "cohort_members", "remarks", "releases")
_IMMUTABLE: Final = (*_CORE, *_WORK)
_STAYING: Final = (
    "profiles",
    "assessments",
    "audit",
    "audit_head",
    "consents",
    "cohort_members",
    "remarks",
    "releases",
)
_ALWAYS: Final = {
    *(f"{table}_not_changed" for table in _IMMUTABLE),
    *(f"{table}_not_deleted" for table in _STAYING),
    "audit_head_only_grows",
}
GUARDS: Final = {
    "sqlite": _ALWAYS | {f"{table}_not_replaced" for table in (*_IMMUTABLE, "audit_head")},
    "postgresql": _ALWAYS | {f"{table}_not_emptied" for table in (*_IMMUTABLE, "audit_head")},
}
