"""A made-up ranking with all its parts, small enough to be checked by eye, in both languages."""

from datetime import date

from made_up_reports import AS_OF, changes, fairness, judges, peers, shortlist, uncertainty

from scoring.assessment import Likelihood, ProgressionResult, Versions
from scoring.cohort.result import RankRange
from scoring.judges.result import Judged
from scoring.peers.result import Standing
from scoring.policies.result import VERDICTS
from scoring.ranking import (
    Characteristic,
    ColumnNote,
    CompactFinding,
    Note,
    RankedCompany,
    RankedPolicy,
    RankedProgramme,
    Ranking,
    RejectedRow,
)
from scoring.shortlist.result import GateFinding, Shortlisted

FACTORS = ["focus", "solution", "financing", "market", "operations", "data_loop"]
NAMES = ["山海智能", "Bright Loop Robotics", "云岭医疗影像", "Delta Works", "青禾农业科技", "East Lake Vision"]


def full_ranking(lang="en", companies=6):
    """A ranking of made-up companies with every part that a ranking may have."""
    en = lang == "en"
    return Ranking(
        as_of=AS_OF,
        lang=lang,
        ranking=[_company(at, en) for at in range(companies)],
        rejected=[
            RejectedRow(
                row=31,
                company="+Bad",
                problems=[{"path": "founded", "value": "=2018", "message": "no date", "expected": "YYYY"}],
            )
        ],
        columns=[
            ColumnNote(header="公司", field="name", how="alias", label="Name" if en else "名称"),
            ColumnNote(header="备注", field=None, how="unknown"),
        ],
        notes=[Note(message="read as 2018" if en else "读作 2018 年", row=3, column="founded", value="18年")],
        measures={"focus": "Focus" if en else "聚焦"},
        peers=[peers(en)],
        characteristics=_characteristics(en),
        programmes=_programmes(en),
        uncertainty=uncertainty(en),
        judges=judges(en),
        shortlist=shortlist(en),
        fairness=fairness(en),
        changes=changes(en),
        versions=Versions(upslope="0.1.0", rules="abc", data="def", model="123"),
    )


def bare_ranking(lang="en", companies=6):
    """The same without any of the parts."""
    gone = dict.fromkeys(["uncertainty", "judges", "shortlist", "fairness", "changes"])
    silent = {"uncertain": None, "judged": None, "shortlisted": None, "findings": [], "standings": {}, "policies": {}}
    full = full_ranking(lang, companies)
    plain = [company.model_copy(update=silent) for company in full.ranking]
    lists = {name: [] for name in ("characteristics", "programmes", "peers", "rejected", "columns", "notes")}
    return full.model_copy(update={**gone, **lists, "ranking": plain})


def _company(at, en):
    score = round(78.25 / (1 + at / 12), 2)
    selected = at < 2
    return RankedCompany(
        rank=at + 1,
        company=NAMES[at % len(NAMES)] + (f" {at}" if at >= len(NAMES) else ""),
        row=at + 2,
        as_of=AS_OF,
        city="shenzhen",
        stage="a",
        composite=score,
        low=score - 12,
        high=score + 14,
        coverage=0.585,
        evidenced_score=score - 20,
        factors=dict.fromkeys(FACTORS, score),
        progression=ProgressionResult(
            horizons=[Likelihood(months=months, probability=0.2, low=0.1, high=0.3) for months in (12, 24)],
            standing=60,
            weight=10,
            points=6,
            reasons="pace (+0.2)" if en else "融资节奏（+0.2）",
            note=None,
            data_until=date(2020, 6, 30),
        ),
        reasons=["▲ Patents: five or more", "▼ Burn multiple: above three"]
        if en
        else ["▲ 专利：五件及以上", "▼ 烧钱倍数：高于 3"],
        uncertain=RankRange(
            median=at + 1.5, low=max(1, at - 1), high=at + 4, in_top=max(0, 0.95 - 0.2 * at), band=at // 2 + 1
        ),
        judged=Judged(
            mark=80 - at,
            low=70 - at,
            high=88 - at,
            raw=79 - at,
            rank=at + 1,
            marks=3,
            gap=-12.5 * (at == 2),
            discuss=(
                "Judges place it lower than the scores do: discuss why."
                if en
                else "评委给的名次低于系统评分，请讨论原因。"
            )
            if at == 2
            else None,
        )
        if at != 4
        else None,
        shortlisted=Shortlisted(
            selected=selected,
            passed=at not in (2, 3),
            findings=[
                GateFinding(gate=1, state="failed", found="36 %", change="40 %"),
                GateFinding(gate=2, state="unknown", found="–", change="Shenzhen"),
            ]
            if at == 2
            else [],
            why=None if selected else ("no seat left" if en else "名额已满"),
        ),
        findings=[
            CompactFinding(0, 80.0, 2.4, 0.03),
            CompactFinding(-1, None, 1.0, 0.02),
            CompactFinding(-2, None, None, 0.0),
        ],
        standings={"focus": Standing(62.5, 50.1, 71.3, 0)},
        policies={
            "young": RankedPolicy(verdict=VERDICTS[min(at, 4)], low=None if at == 4 else 55 + at, high=71.5),
            "seasoned": RankedPolicy(verdict="cannot_say"),
        },
    )


def _programmes(en):
    return [
        RankedProgramme(
            id="young",
            name="Young companies (made up)" if en else "青年企业（虚构）",
            documents=["《虚构办法》 虚构〔2017〕1号"],
            points_max=100,
            single_source=3,
            check="Check with the office of made-up programmes." if en else "请向虚构主管部门核实。",
        ),
        RankedProgramme(id="seasoned", name="=Seasoned (made up)" if en else "=老练企业（虚构）", single_source=1),
    ]


def _characteristics(en):
    words = [
        ("patents", "Patents" if en else "专利", ["=five or more" if en else "=五件及以上", "none" if en else "没有"]),
        ("burn_multiple", "Burn multiple" if en else "烧钱倍数", ["low" if en else "低"]),
        ("board", "Board" if en else "董事会", ["independent" if en else "独立"]),
    ]
    return [
        Characteristic(id=key, name=name, factor="focus", factor_name="Focus" if en else "聚焦", attributes=says)
        for key, name, says in words
    ]
