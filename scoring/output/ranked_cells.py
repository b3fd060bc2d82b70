"""The columns of ranked companies in the table of a ranking, by key."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Final

import numpy as np

from scoring.output.column import repeated
from scoring.ranked_table import RankedTable
from scoring.ranked_table_of import numbers
from scoring.scored_columns import Column, horizon_columns, place_names, stage_names
from scoring.shortlist.result import Shortlisted
from scoring.table import Coded
from scoring.table.coded import coded
from scoring.text import Lang

SEPARATOR: Final[dict[Lang, str]] = {"en": "; ", "zh": "；"}
_RANKED: Final[dict[Lang, str]] = {"en": "ranked", "zh": "已排名"}
_RANGE: Final = {"rank_median": "median", "rank_low": "low", "rank_high": "high", "in_top": "in_top", "band": "band"}
_JUDGED: Final = ("mark", "low", "high", "raw", "marks", "rank", "gap")


def ranked_cells(table: RankedTable, lang: Lang) -> dict[str, Column]:
    """All columns that are known of the companies; gates are named by their numbers."""
    said = table.progression
    columns: dict[str, Column] = {
        **{name: getattr(table, name) for name in _AS_THEY_ARE},
        "top_reasons": joined(table.reasons, SEPARATOR[lang], len(table)),
        "city": place_names(table.city, lang),
        "stage": stage_names(table.stage, lang),
        "status": repeated(_RANKED[lang], len(table)),
        **table.factors,
        **horizon_columns(said),
        "standing": said.standing,
        "progression_reasons": said.reasons,
        "progression_note": said.note,
    }
    if table.uncertain is not None:
        columns |= {key: _numbers(table.uncertain, name) for key, name in _RANGE.items()}
    if table.judged is not None:
        columns |= {f"judges_{name}": _numbers(table.judged, name) for name in _JUDGED}
        columns["judges_discuss"] = coded(each and each.discuss for each in table.judged)
    return columns | (_shortlisted(table.shortlisted) if table.shortlisted is not None else {})


_AS_THEY_ARE: Final = (
    "rank", "company", "composite", "low", "high", "coverage", "evidenced_score", "as_of", "row",
)  # fmt: skip


def joined(parts: Sequence[Coded[str]], separator: str, size: int) -> Column:
    """Texts that stand side by side as one, the known ones of them; empty where there is none."""
    if not parts:
        return repeated("", size)
    found = parts[0].map(lambda text: text, "", object)
    for part in parts[1:]:
        found = found + part.map(lambda text: separator + text, "", object)
    return np.asarray(found)


def _numbers(items: Sequence[Any], name: str) -> Column:
    read = attrgetter(name)
    return numbers(None if item is None else read(item) for item in items)


def _shortlisted(said: Sequence[Shortlisted | None]) -> dict[str, Column]:
    def column(of: Callable[[Shortlisted], Any]) -> Column:
        return coded(None if each is None else of(each) for each in said)

    return {
        "selected": column(lambda each: each.selected),
        "why_not": column(lambda each: each.why),
        "gates_failed": column(lambda each: _gates(each, "failed")),
        "gates_unknown": column(lambda each: _gates(each, "unknown")),
    }


def _gates(said: Shortlisted, state: str) -> str | None:
    return ", ".join(str(each.gate) for each in said.findings if each.state == state) or None
