"""This year's cohort against an earlier one: who moved, and by which findings."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from scoring import taxonomy
from scoring.cohort.cohort import Cohort
from scoring.cohort.differences import Seat, difference_lines
from scoring.cohort.matching import name_key
from scoring.cohort.result import Change, Changes
from scoring.columns.registry import STAGES
from scoring.ledger import rounded
from scoring.ranked import places_of
from scoring.text import Lang

_NAMED: Final = 3
_LISTED: Final = 5


def changes(now: Cohort, before: Cohort, lang: Lang) -> Changes:
    """Match the companies of both by name and say what became of each. Both are scored with the same rule book."""
    here, there = _by_name(now), _by_name(before)
    unread = _unread(now) | _unread(before)
    unclear = {key for cohort in (here, there) for key, rows in cohort.items() if len(rows) > 1 or key in unread}
    places = places_of(now.scored), places_of(before.scored)
    both = [key for key in here if key in there and key not in unclear]
    matched = [_matched(now, before, here[key][0], there[key][0], places, lang) for key in both]
    new = [at for key, rows in here.items() if key not in there and key not in unclear for at in rows]
    left_out = {name_key(name) for name in now.left_out}
    gone = [at for key, rows in there.items() if key not in {*here, *unclear, *left_out} for at in rows]
    unclear_names = sorted({_name(now, here, before, there, key) for key in unclear})
    return Changes(
        before=before.intake.source,
        before_as_of=before.as_of,
        now_as_of=now.as_of,
        matched=len(matched),
        new=len(new),
        gone=len(gone),
        unclear=unclear_names,
        companies=[
            *sorted(matched, key=lambda change: -abs(change.difference or 0.0)),
            *(_alone(now, at, places[0][at], "now", lang) for at in _by_place(new, places[0])),
            *(_alone(before, at, places[1][at], "before", lang) for at in _by_place(gone, places[1])),
        ],
        in_words=[*_in_words(matched, len(new), len(gone), lang), *_of_tables(now, before, unclear_names, lang)],
    )


def _by_name(cohort: Cohort) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(cohort.table.name.tolist()):
        rows[name_key(name)].append(at)
    return rows


def _unread(cohort: Cohort) -> set[str]:
    """Names in rows that could not be read: such a company is there, and not new or gone."""
    return {name_key(row.company) for row in cohort.intake.rejected if row.company}


def _name(now: Cohort, here: dict[str, list[int]], before: Cohort, there: dict[str, list[int]], key: str) -> str:
    return str(now.table.name[here[key][0]] if key in here else before.table.name[there[key][0]])


def _by_place(rows: Sequence[int], places: Sequence[int | None]) -> list[int]:
    return sorted(rows, key=lambda at: (places[at] is None, places[at] or 0))


def _matched(
    now: Cohort,
    before: Cohort,
    at: int,
    was: int,
    places: tuple[Sequence[int | None], Sequence[int | None]],
    lang: Lang,
) -> Change:
    sides = _composite(now, at), _composite(before, was)
    known = sides[0] is not None and sides[1] is not None
    return Change(
        company=now.table.name[at],
        fate="both",
        row_before=before.intake.rows[was],
        row_now=now.intake.rows[at],
        rank_before=places[1][was],
        rank_now=places[0][at],
        composite_before=sides[1],
        composite_now=sides[0],
        difference=rounded(sides[0] - sides[1]) if sides[0] is not None and sides[1] is not None else None,
        beyond_doubt=_beyond_doubt(now, at, before, was) if known else None,
        stage_before=_stage(before, was, lang),
        stage_now=_stage(now, at, lang),
        ledger=difference_lines(Seat(now.scored, at), Seat(before.scored, was), lang) if known else [],
    )


def _alone(cohort: Cohort, at: int, place: int | None, when: str, lang: Lang) -> Change:
    """A company of one of the tables alone."""
    is_new = when == "now"
    row, composite, stage = cohort.intake.rows[at], _composite(cohort, at), _stage(cohort, at, lang)
    return Change(
        company=cohort.table.name[at],
        fate="new" if is_new else "gone",
        row_before=None if is_new else row,
        row_now=row if is_new else None,
        rank_before=None if is_new else place,
        rank_now=place if is_new else None,
        composite_before=None if is_new else composite,
        composite_now=composite if is_new else None,
        difference=None,
        beyond_doubt=None,
        stage_before=None if is_new else stage,
        stage_now=stage if is_new else None,
    )


def _composite(cohort: Cohort, at: int) -> float | None:
    return rounded(float(cohort.scored.total.score[at]))


def _beyond_doubt(now: Cohort, at: int, before: Cohort, was: int) -> bool:
    """Whether the intervals that unknown answers leave open do not meet."""
    new, old = now.scored.total, before.scored.total
    return bool(new.low[at] > old.high[was] or new.high[at] < old.low[was])


def _stage(cohort: Cohort, at: int, lang: Lang) -> str | None:
    codes = cohort.scored.columns.get("stage")
    code = -1 if codes is None else int(codes[at])
    return taxonomy.stages()[STAGES[code]].in_(lang) if code >= 0 else None


def _in_words(matched: Sequence[Change], new: int, gone: int, lang: Lang) -> list[str]:
    """The whole in a few sentences."""
    moves = np.array([change.difference for change in matched if change.difference is not None])
    up, down = int((moves > 0).sum()), int((moves < 0).sum())
    findings = _common(matched)
    if lang == "zh":
        said = [f"两批共有 {len(matched)} 家企业：{up} 家得分上升，{down} 家下降；新增 {new} 家，退出 {gone} 家。"]
        return said + ([f"得分变动最多来自：{'、'.join(findings)}。"] if findings else [])
    said = [f"{len(matched)} companies are in both: {up} rose in score, {down} fell; {new} are new, {gone} gone."]
    return said + ([f"What moved scores most: {', '.join(findings)}."] if findings else [])


def _of_tables(now: Cohort, before: Cohort, unclear: Sequence[str], lang: Lang) -> list[str]:
    """What else should be known: sizes, names that could not be matched, rows of the earlier table not read."""
    sizes = len(before.profiles), len(now.profiles)
    zh = lang == "zh"
    said = []
    if sizes[0] != sizes[1]:
        said.append(
            f"名次分别在上批 {sizes[0]} 家和本批 {sizes[1]} 家中排定，两批数量不同，名次升降请结合得分看。" if zh
            else f"Ranks are among {sizes[0]} companies then and {sizes[1]} now: read them with the scores."
        )  # fmt: skip
    if unclear:
        listed = _listed(unclear, lang)
        said.append(
            f"以下名称在某张表里重复出现，或所在行无法读取，因此无法对应：{listed}。" if zh
            else f"Not matched, as they stand twice in a table or in a row that could not be read: {listed}."
        )  # fmt: skip
    if before.intake.rejected:
        rows = [row.problems[0].in_(lang) for row in before.intake.rejected]
        said.append(f"上批表格中未采用的行：{_listed(rows, lang)}" if zh
                     else f"Rows of the earlier table that could not be read: {_listed(rows, lang)}")  # fmt: skip
    return said


def _listed(names: Sequence[str], lang: Lang) -> str:
    """Names with the rest counted where there are many."""
    comma = "；" if lang == "zh" else "; "
    more = len(names) - _LISTED
    rest = (f"{comma}另有 {more} 个" if lang == "zh" else f"{comma}and {more} more") if more > 0 else ""
    return comma.join(names[:_LISTED]) + rest


def _common(matched: Sequence[Change]) -> list[str]:
    """The findings behind most of the movement."""
    points: dict[str, float] = defaultdict(float)
    for change in matched:
        for line in change.ledger:
            points[line.name] += abs(line.difference)
    return sorted(points, key=lambda name: -points[name])[:_NAMED]
