"""Official programmes in the tables of a ranking: verdict in words and, where a programme has any, points."""

from typing import Any, Final

from scoring.output.column import nothing
from scoring.output.heading import Heading
from scoring.policies.report import VERDICT_WORDS
from scoring.ranked_table import RankedTable
from scoring.ranking import RankedProgramme, Ranking
from scoring.scored_columns import Column, renamed
from scoring.text import Lang, both

_PREFIX: Final = "policy_"
_LOW: Final = both("{name}: points, low", "{name}：得分下限")
_HIGH: Final = both("{name}: points, high", "{name}：得分上限")


def programme_headings(result: Ranking) -> list[Heading]:
    """The columns of every programme: `policy_<programme>` and, with points, `…_low` and `…_high`."""
    return [heading for programme in result.programmes for heading in _of_programme(programme)]


def _of_programme(programme: RankedProgramme) -> list[Heading]:
    key, name = f"{_PREFIX}{programme.id}", programme.name
    verdict = Heading(key, name, name, 20)
    if programme.points_max is None:
        return [verdict]
    ends = (("low", _LOW), ("high", _HIGH))
    return [verdict] + [
        Heading(f"{key}_{end}", words.en.format(name=name), words.zh.format(name=name), 11, "score")
        for end, words in ends
    ]


def programme_columns(result: Ranking, table: RankedTable) -> list[Column]:
    """What is said of the companies, in the order of `programme_headings`."""
    known = _known(table, result.lang)
    return [known.get(heading.key, nothing(len(table))) for heading in programme_headings(result)]


def _known(table: RankedTable, lang: Lang) -> dict[str, Any]:
    said = table.policies
    if said is None:
        return {}
    columns: dict[str, Column] = {}
    for at, programme in enumerate(said.programmes):
        key = f"{_PREFIX}{programme}"
        columns[key] = renamed(said.verdicts(programme), lambda verdict: VERDICT_WORDS[verdict].in_(lang))
        columns |= {f"{key}_low": said.low[at], f"{key}_high": said.high[at]}
    return columns
