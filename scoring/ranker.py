"""A cohort ranked: the one way from a table to a Ranking, with all that is said of it as a whole."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, get_args

import numpy as np

from scoring.cohort.assumptions import Assumptions
from scoring.cohort.changes import changes
from scoring.cohort.cohort import Cohort, Source, read_cohort
from scoring.cohort.result import RankRange
from scoring.cohort.uncertainty import put_to_the_test, top_of
from scoring.collector import collector_at_rest
from scoring.fairness.report import fairness
from scoring.fairness.result import By, FairnessReport
from scoring.intake import ColumnUse, Intake
from scoring.intake.headings.labels import field_label
from scoring.judges.marks import Marks
from scoring.judges.result import Judged, JudgeReport, Method
from scoring.lazy import Lazy
from scoring.peers.measures import REFERENCE, score_measures
from scoring.peers.standings import standings_of
from scoring.policies.evaluate import Policies
from scoring.ranked import characteristics_of, places_of, ranked_table, ranks_of
from scoring.ranked_policies import RankedPolicies, held_against, ranked_policies
from scoring.ranking import ColumnNote, Note, RankedProgramme, Ranking, RejectedRow
from scoring.rulesets.book import RuleBook
from scoring.scored_columns import shown
from scoring.shortlist.report import shortlist
from scoring.shortlist.result import Shortlisted, ShortlistReport
from scoring.shortlist.rules import ShortlistRules
from scoring.text import Lang, both
from scoring.versions import versions_of

Tell = Callable[[str, float], None]
STEPS: Final = {
    "reading": both("Reading the table", "读取表格"),
    "drawing": both("Putting the ranking to the test", "检验排名的稳定性"),
    "wording": both("Writing it up", "生成说明"),
}
"""Steps that `tell` hears of."""
_AS_USUAL: Final = Assumptions()
_SHORTLIST: Final = both("the shortlist", "入围名单")
_BEST: Final = both("the best {top} by rank", "排名前 {top} 家")


@collector_at_rest()
def rank(
    cohort: Cohort | Source,
    *,
    as_of: date | None = None,
    lang: Lang = "en",
    book: RuleBook | None = None,
    mapping: Path | Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    assumptions: Assumptions = _AS_USUAL,
    seats: int | None = None,
    marks: Marks | None = None,
    rules: ShortlistRules | None = None,
    before: Cohort | None = None,
    judging: Method = "severity and spread",
    tell: Tell = lambda step, share: None,
) -> Ranking:
    """Rank a cohort by its composite, best first, and say how sure that is.

    `cohort` is one already read (then `as_of`, `book`, `mapping` and `sheet` are its own), a table (path to CSV or
    workbook), an Intake, or profiles. `seats` is how many companies can be taken, `rules` what they must have, `marks`
    what judges gave them, corrected as `judging` says, `before` an earlier cohort to compare with. `tell` hears of
    progress: the step and the share (0-1) of the work that is done. Raises InputError where the table as a whole
    can't be used; single rows are rejected in the result.
    """
    tell("reading", 0.0)
    if not isinstance(cohort, Cohort):
        cohort = read_cohort(cohort, as_of=as_of, book=book, mapping=mapping, sheet=sheet)
    tell("drawing", 0.4)
    places = places_of(cohort.scored)
    seats = seats if seats is not None else rules.seats if rules else None
    top = top_of(len(places) - places.count(None), seats)
    uncertainty, ranges = put_to_the_test(cohort, places, assumptions, top, lang)
    tell("wording", 0.7)
    listed, shortlisted = _shortlisted(cohort, places, rules, seats, lang)
    heard, judged = _judged(cohort, marks, judging, ranges, lang)
    standings, peers = standings_of(cohort.scored, lang)
    book = cohort.scored.book
    verdicts, programmes = _programmes(cohort, lang)
    table = ranked_table(cohort, standings, ranges if uncertainty else None, judged, shortlisted, verdicts, lang)
    return Ranking(
        as_of=cohort.as_of,
        lang=lang,
        ranking=Lazy(table),
        **_how_read(cohort.intake, book, lang),
        measures={measure.id: measure.name.in_(lang) for measure in (*REFERENCE, *score_measures(book))},
        peers=peers,
        characteristics=characteristics_of(book, lang),
        programmes=programmes,
        uncertainty=uncertainty,
        judges=heard,
        shortlist=listed,
        fairness=_fairness(cohort, places, shortlisted, top, rules, lang),
        changes=changes(cohort, before, lang) if before else None,
        versions=versions_of(book),
    )


def _programmes(cohort: Cohort, lang: Lang) -> tuple[RankedPolicies | None, list[RankedProgramme]]:
    """Verdicts of official programmes and what they rest on; nothing where no company tells what only they ask."""
    policies = Policies(cohort.table, cohort.scored.columns, cohort.scored.book)
    verdicts = ranked_policies(policies)
    return verdicts, held_against(policies, lang) if verdicts else []


def _how_read(
    intake: Intake, book: RuleBook, lang: Lang
) -> dict[str, list[RejectedRow] | list[ColumnNote] | list[Note]]:
    """What the table's reading gave beside companies."""
    return {
        "rejected": [
            RejectedRow(row=row.row, company=row.company, problems=[fault.as_dict(lang) for fault in row.problems])
            for row in intake.rejected
        ],
        "columns": [
            ColumnNote(header=use.header, field=use.field, how=use.how, label=_label(use, book, lang))
            for use in intake.columns
        ],
        "notes": [
            Note(message=note.message.in_(lang), row=note.row, column=note.path or None, value=note.value or None)
            for note in intake.notes
        ],
    }


def _label(use: ColumnUse, book: RuleBook, lang: Lang) -> str | None:
    return field_label(use.field, book).in_(lang) if use.field else None


def _shortlisted(
    cohort: Cohort, places: Sequence[int | None], rules: ShortlistRules | None, seats: int | None, lang: Lang
) -> tuple[ShortlistReport | None, Sequence[Shortlisted] | None]:
    """The report and what became of each company; None where nobody is selected or not."""
    if rules is None and seats is None:
        return None, None
    return shortlist(cohort, places, rules, seats, lang)


def _judged(
    cohort: Cohort, marks: Marks | None, judging: Method, ranges: Sequence[RankRange | None], lang: Lang
) -> tuple[JudgeReport | None, Sequence[Judged | None] | None]:
    """The report and what the judges say of each company; None without marks."""
    if marks is None:
        return None, None
    from scoring.judges.report import judge_report  # noqa: PLC0415 - scipy.stats: slow to load, and seldom needed

    names = cohort.table.name.tolist()
    doubt = np.array([50 * (each.high - each.low) / len(names) if each else 0.0 for each in ranges])
    return judge_report(marks, names, cohort.intake.rows, shown(cohort.scored.total.score), lang, judging, doubt)


def _fairness(
    cohort: Cohort,
    places: Sequence[int | None],
    shortlisted: Sequence[Shortlisted] | None,
    top: int,
    rules: ShortlistRules | None,
    lang: Lang,
) -> FairnessReport | None:
    """The check on who was selected, or, without a shortlist, on the best by rank."""
    if not places:
        return None
    if shortlisted is not None:
        selected = [each.selected for each in shortlisted]
        return fairness(cohort, np.array(selected, bool), _SHORTLIST.in_(lang), lang, _gated(rules))
    best = ranks_of(cohort.scored) <= top
    return fairness(cohort, best, _BEST.in_(lang).format(top=top), lang)


def _gated(rules: ShortlistRules | None) -> list[By]:
    """Cuts that a gate decides on itself."""
    asked = {condition.field.id for gate in rules.gates for condition in gate.conditions} if rules else set()
    return [by for by in get_args(By) if by in asked or f"{by}s" in asked]
