"""Judges' marks beside a cohort: matched by name, corrected, set against the engine's scores. See `judge_report`."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.stats import rankdata

from scoring.cohort.matching import name_key
from scoring.intake.cells.values import quoted, shown
from scoring.judges.agreement import agreement
from scoring.judges.corrected import Corrected
from scoring.judges.disagreement import FEWEST, Disagreement, disagreement
from scoring.judges.marks import Floats, Marks
from scoring.judges.result import Judge, Judged, JudgeReport, Method
from scoring.judges.severity import by_severity_and_spread
from scoring.judges.wording import about_judge, why_discuss
from scoring.judges.zscores import by_z_scores
from scoring.text import Lang, Text, both

_DECIMALS: Final = 2
_LISTED: Final = 8


def judge_report(
    marks: Marks,
    names: Sequence[str],
    rows: Sequence[int],
    engine: Floats,
    lang: Lang,
    method: Method = "severity and spread",
    doubt: Floats | None = None,
) -> tuple[JudgeReport, list[Judged | None]]:
    """Say what judges' marks say of a cohort: the report, and for each of `names` what they say of it (None: nothing).

    `rows` are row numbers of the cohort's table (may be empty), `engine` the composites (NaN: none). `doubt` is the
    half width of the 90 % interval of each company's rank in percentile points (of [low, high] ranks among n companies
    50 × (high − low) ÷ n); without it the scores count as exact. Marks of companies outside the cohort count where
    judges are compared.
    """
    corrected = by_z_scores(marks) if method == "z-scores" else by_severity_and_spread(marks)
    place, unmatched, notes = _match(marks, names)
    own_score = np.array([np.nan if at is None else engine[at] for at in place])
    own_doubt = np.nan_to_num([0.0 if at is None or doubt is None else doubt[at] for at in place])
    found = disagreement(marks, corrected, own_score, own_doubt)
    judged = _judged(marks, corrected, found, place, len(names), lang)
    report = JudgeReport(
        method=method,
        scale_low=marks.scale_low,
        scale_high=marks.scale_high,
        judges=[_judge(marks, corrected, at, lang) for at in range(len(marks.judges))],
        agreement=agreement(marks, lang),
        correlation=_spearman(corrected.mark, own_score),
        judged=sum(one is not None for one in judged),
        unmatched=unmatched,
        discuss=[_named(names, rows, at, lang) for at in (place[one] for one in found.flagged) if at is not None],
        notes=[note.in_(lang) for note in (*marks.notes, *corrected.notes, *notes, *_silent(judged, found.both))],
    )
    return report, judged


def _match(marks: Marks, names: Sequence[str]) -> tuple[list[int | None], list[str], list[Text]]:
    """Place in the cohort of each company of the marks, those that it does not have, and the names that are unclear."""
    keys = [name_key(name) for name in names]
    counts, places = Counter(keys), {key: at for at, key in enumerate(keys)}
    own = [name_key(name) for name in marks.companies]
    unclear = [name for name, key in zip(marks.companies, own, strict=True) if counts[key] > 1]
    unmatched = [name for name, key in zip(marks.companies, own, strict=True) if counts[key] == 0]
    notes = []
    if unclear:
        more = len(unclear) - _LISTED
        en = ", ".join(map(shown, unclear[:_LISTED])) + (f" and {more:,} more" if more > 0 else "")
        zh = "、".join(map(quoted, unclear[:_LISTED])) + (f"等 {len(unclear):,} 家" if more > 0 else "")
        notes.append(both(
            f"named more than once in the cohort, so their marks can't be matched: {en}; give each a name of its own",
            f"公司表里有重名，分数无法对应：{zh}；请让每家公司的名称各不相同",
        ))  # fmt: skip
    if len(unmatched) == len(marks.companies):
        notes.append(both(
            "no company of the marks is in the cohort: check that both tables name companies alike",
            "打分表里的公司都不在公司表中，请核对两张表的公司名称是否一致",
        ))  # fmt: skip
    return [places[key] if counts[key] == 1 else None for key in own], unmatched, notes


def _silent(judged: Sequence[Judged | None], scored: int) -> list[Text]:
    """Companies without a mark, and that nothing is flagged where too few companies have mark and score."""
    without, notes = sum(one is None for one in judged), []
    if without == len(judged):
        return []
    if without:
        have = "company of the cohort has" if without == 1 else "companies of the cohort have"
        notes.append(both(f"{without:,} {have} no mark", f"公司表里有 {without:,} 家公司没有评委打分"))
    if scored < FEWEST:
        notes.append(both(
            f"nothing is flagged for discussion: that takes {FEWEST} companies with both marks and a score, here "
            f"{scored}",
            f"没有标出需要讨论的公司：至少要有 {FEWEST} 家公司既有评委打分又有系统评分，目前只有 {scored} 家",
        ))  # fmt: skip
    return notes


def _judged(
    marks: Marks, corrected: Corrected, found: Disagreement, place: Sequence[int | None], size: int, lang: Lang
) -> list[Judged | None]:
    mark, low, high = (
        np.round(np.clip(each, marks.scale_low, marks.scale_high), _DECIMALS) + 0.0
        for each in (corrected.mark, corrected.low, corrected.high)
    )
    count = np.bincount(marks.company, minlength=len(marks.companies))
    raw = np.bincount(marks.company, marks.values, minlength=len(marks.companies)) / count
    matched = [at for at, own in enumerate(place) if own is not None]
    order = -np.round(corrected.mark[matched], _DECIMALS)  # not cut to the scale, where the best would tie
    ranks = rankdata(order, method="min").astype(int).tolist()
    flagged = set(found.flagged)
    judged: list[Judged | None] = [None] * size
    for rank, at in zip(ranks, matched, strict=True):
        judged[place[at]] = Judged(  # type: ignore[index]
            mark=float(mark[at]),
            low=float(low[at]),
            high=float(high[at]),
            raw=round(float(raw[at]), _DECIMALS),
            rank=rank,
            marks=int(count[at]),
            gap=None if np.isnan(found.gap[at]) else round(float(found.gap[at]), 1) + 0.0,
            discuss=why_discuss(marks, corrected, found, at, lang) if at in flagged else None,
        )
    return judged


def _judge(marks: Marks, corrected: Corrected, at: int, lang: Lang) -> Judge:
    own = marks.values[marks.judge == at]
    numbers = {
        name: round(float(getattr(corrected, name)[at]), _DECIMALS) + 0.0
        for name in ("severity", "severity_low", "severity_high", "spread", "spread_low", "spread_high")
    }
    return Judge(
        name=marks.judges[at],
        marks=len(own),
        mean=round(float(own.mean()), _DECIMALS),
        note=about_judge(marks, corrected, at, lang),
        **numbers,
    )


def _spearman(judged: Floats, engine: Floats) -> float | None:
    """Rank correlation over companies that have both; None below three of them, or where either is all equal."""
    there = ~np.isnan(engine)
    if there.sum() < FEWEST or np.ptp(engine[there]) == 0 or np.ptp(np.round(judged[there], _DECIMALS)) == 0:
        return None
    ranks = rankdata(np.round(judged[there], _DECIMALS)), rankdata(engine[there])
    return round(float(np.corrcoef(*ranks)[0, 1]), 4)


def _named(names: Sequence[str], rows: Sequence[int], at: int, lang: Lang) -> str:
    if len(rows) == 0:
        return names[at]
    return f"{names[at]} (row {rows[at]})" if lang == "en" else f"{names[at]}（第 {rows[at]} 行）"
