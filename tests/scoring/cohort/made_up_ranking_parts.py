"""A made-up ranking in which one company is named wherever a ranking can name one."""

from datetime import date

from scoring.assessment import ProgressionResult, Versions
from scoring.cohort.result import Change, Changes
from scoring.judges.result import Agreement, Judge, JudgeReport
from scoring.ranking import Note, RankedCompany, Ranking, RejectedRow
from scoring.shortlist.result import Gate, NearMiss, ShortlistReport

AS_OF = date(2020, 12, 31)
ROW = 3


def named_everywhere(name: str, lang: str) -> Ranking:
    """Six companies in rows 2 to 7; `name` stands in row 3."""
    return Ranking(
        as_of=AS_OF,
        lang=lang,
        ranking=[_company(at, name if at == ROW else f"Company {at}") for at in range(2, 8)],
        rejected=[
            _rejected(31, "Bad", "=2018"), _rejected(32, name, "x"), _rejected(33, None, f"{name}; Gamma")
        ],
        notes=[
            Note(message="names a company that stands further up", row=ROW, column="name", value=name),
            Note(message="read as 2018", row=4, column="founded", value="18"),
            Note(message="names a company", row=9, column="name", value=name.upper()),
            Note(message=f"the sheet is called {name}"),
        ],
        judges=_judges(name, lang),
        shortlist=_shortlist(name),
        changes=_changes(name),
        versions=Versions(upslope="0.1.0", rules="abc", data="def", model="123"),
    )  # fmt: skip


def _company(at, name):
    silent = ProgressionResult(
        horizons=[], standing=None, weight=0, points=None, reasons=None, note="none", data_until=None
    )  # fmt: skip
    return RankedCompany(
        rank=at - 1, company=name, row=at, as_of=AS_OF, city=None, stage=None, composite=80.0 - at, low=40, high=90,
        coverage=0.5, evidenced_score=None, factors={}, progression=silent, reasons=[],
    )  # fmt: skip


def _rejected(row, company, value):
    return RejectedRow(row=row, company=company, problems=[{"path": "founded", "value": value, "message": "no date"}])


def _judges(name, lang):
    row = f" (row {ROW})" if lang == "en" else f"（第 {ROW} 行）"
    other = " (row 2)" if lang == "en" else "（第 2 行）"
    return JudgeReport(
        method="severity and spread", scale_low=0, scale_high=100, correlation=None, judged=5,
        judges=[Judge(name="Judge A", marks=5, mean=70, severity=0, severity_low=0, severity_high=0, spread=1,
                      spread_low=1, spread_high=1, note=None)],
        agreement=[Agreement(measure="icc_single", name="ICC", value=None, low=None, high=None, in_words="few marks")],
        unmatched=[name, name.upper(), "Elsewhere"], discuss=[name + row, "Bright Loop" + other, name],
        notes=["One mark was left out.", f"named more than once in the cohort: {name}, Elsewhere"],
    )  # fmt: skip


def _shortlist(name):
    misses = [
        NearMiss(company=each, row=row, rank=row, gates=[1], in_words="Rank 2, kept out by one gate.")
        for each, row in ((name, ROW), ("Bright Loop", 2))
    ]
    gate = Gate(number=1, written="coverage >= 0.4", name="Coverage", met=5, failed=1, unknown=0, only=0)
    return ShortlistReport(
        title="Spring", seats=2, passed=4, selected=2, gates=[gate], near_misses=misses,
        notes=[f"Selected more than once: {name} (rows 3, 9).", "The last seat is tied."],
    )  # fmt: skip


def _changes(name):
    def change(company, now):
        return Change(
            company=company, fate="both" if now else "gone", row_before=9, row_now=now, rank_before=1, rank_now=now,
            composite_before=1.0, composite_now=2.0, difference=1.0, beyond_doubt=None, stage_before=None,
            stage_now=None,
        )  # fmt: skip

    return Changes(
        before="last.xlsx", before_as_of=AS_OF, now_as_of=AS_OF, matched=1, new=1, gone=1, unclear=[name, "Another"],
        companies=[change(name, ROW), change(name.lower(), None), change("Old Friend", None)],
        in_words=["One company is in both.", f"Not matched, as they stand twice in a table: {name}; Another."],
    )  # fmt: skip
