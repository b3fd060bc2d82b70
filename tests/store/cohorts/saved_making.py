"""A small made-up cohort, ranked in both languages, to be saved."""

from datetime import date
from functools import cache

from sqlalchemy import Engine

from scoring import profile_model, rank, shipped_book
from scoring.ranking import Ranking
from store.cohorts.keeping import save_cohort

AS_OF = date(2021, 6, 30)
NAMES = ("云禾视觉（虚构）", "Alder (fictional)", "Birch (fictional)", "Cedar (fictional)")
PLAN = b'{"edition": 1}'
ACTOR = "user:tester"


@cache
def members() -> list[tuple[int, object]]:
    """Four companies in rows 2 to 5."""
    model = profile_model(shipped_book())
    made = [
        {"name": name, "city": "shenzhen", "as_of": AS_OF, "answers": {"cash_runway": {"value": 6 * at + 3}}}
        for at, name in enumerate(NAMES)
    ]
    return [(at + 2, model.model_validate(each)) for at, each in enumerate(made)]


@cache
def rankings() -> dict[str, Ranking]:
    """Their ranking in both languages, with seats."""
    return {lang: _ranking(lang) for lang in ("en", "zh")}


def _ranking(lang: str) -> Ranking:
    found = rank([profile for _, profile in members()], as_of=AS_OF, lang=lang, seats=2)
    moved = [each.model_copy(update={"row": (each.row or 0) + 1}) for each in found.ranking]
    return found.model_copy(update={"ranking": moved})


def saved(engine: Engine, name: str = "Summer 2021") -> str:
    """Save the cohort; its id."""
    return save_cohort(engine, name, PLAN, members(), rankings(), actor=ACTOR)
