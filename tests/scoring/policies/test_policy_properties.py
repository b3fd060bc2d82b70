"""What has to hold of the shipped packs whatever the unknown answers turn out to be; companies made up at random."""

import random
from copy import deepcopy

import numpy as np
import pytest

from scoring.columns.build import columns_of
from scoring.policies.evaluate import CANNOT_SAY, DOES_NOT, QUALIFIES, Policies
from scoring.profile import profile_model
from scoring.rulesets.book import shipped_book
from scoring.table.from_profiles import table_of

BOOK = shipped_book()
FACTS = {fact.id: fact for fact in BOOK.facts}
FIGURES = ("revenue", "main_revenue", "costs", "rd_cost", "assets", "liabilities")
COMPANIES, WAYS = 150, 8
YES = {"hightech_field": 0.9, "strategic_industry": 0.5, "key_field": 0.8, "restricted_products": 0.1, "sme": 0.9,
       "audited_collection": 0.9, "group_listed": 0.1, "market_top3": 0.5}  # fmt: skip


def company(chance):
    """A company that answers everything, without contradictions, often close to what the packs want."""
    heads = chance.choice([20, 100, 400, 501])
    ones, twos = chance.choice([0, 0, 1, 4]), chance.choice([0, 1, 3, 5])
    answers = {name: chance.random() < share for name, share in YES.items()}
    answers |= {
        "science_staff": round(heads * chance.choice([0.08, 0.1, 0.25, 0.3])),
        "invention_patents": ones, "class1_other": chance.choice([0, 0, 1]), "class2": twos,
        "class1_acquired": chance.randint(0, ones), "class1_high_value": chance.randint(0, ones),
        "class2_acquired": chance.randint(0, twos), "class2_lasting": chance.randint(0, twos),
        "rd_domestic_share": chance.choice([59, 100, 100]), "hightech_share": chance.choice([59, 60, 90]),
        "market_share": chance.choice([5, 10]), "conversions": chance.choice([2, 9, 15]),
        "tech_level": chance.choice(["medium", "high"]), "core_support": chance.choice(["medium", "strong"]),
        "niche_years": chance.choice([2, 3, 9]), "platform_score": chance.choice([49, 50, 60]),
        "incidents": chance.choice([[], [], [], ["listed"], ["within_three_years"]]),
    }  # fmt: skip
    for name, share in (("management", 0.7), ("standards", 0.3), ("titles", 0.3), ("awards", 0.1)):
        answers[name] = [item.id for item in FACTS[name].ask.items if chance.random() < share]
    return {
        "name": "Made up", "as_of": "2026-06-30", "head_count": heads, "city": chance.choice(["Beijing", "Hong Kong"]),
        "founded": chance.choice(["2015", "2022-05"]), "rounds": chance.choice([[], [round_of(chance)]]),
        "accounts": accounts(chance), "answers": answers,
    }  # fmt: skip


def round_of(chance):
    investors = [{"name": "Made up", "kind": "venture_capital"}]
    return {"round": "a", "date": "2025-03", "amount": chance.choice([4e6, 5e6, 2e7]), "investors": investors}


def accounts(chance):
    revenue = chance.choice([1.4e7, 5e7, 5.1e7, 2.1e8])
    years = []
    for year in (2025, 2024, 2023):
        rd_cost = revenue * chance.choice([0.01, 0.03, 0.04, 0.06])
        years.append({
            "year": year, "revenue": revenue, "main_revenue": revenue * chance.choice([0.5, 0.8, 1]),
            "rd_cost": rd_cost, "costs": revenue, "assets": revenue,
            "liabilities": revenue * chance.choice([0.4, 0.75, 0.8]),
        })  # fmt: skip
        revenue /= chance.choice([1, 1.1, 1.4])
    return years


def places(fields):
    """All that can be left out of a company."""
    whole = [("answers", name) for name in fields["answers"]]
    whole += [(name,) for name in ("head_count", "city", "rounds")]
    return whole + [("accounts", year, figure) for year in range(3) for figure in FIGURES]


def filled(fields, lacking, other=None):
    """The company with some places left out, or filled from another company."""
    changed = deepcopy(fields)
    for *path, last in lacking:
        inside, source = changed, other
        for step in path:
            inside, source = inside[step], source and source[step]
        inside[last] = source[last] if source else None
    return changed | {"answers": {name: value for name, value in changed["answers"].items() if value is not None}}


def policies(listed):
    table = table_of([profile_model(BOOK).model_validate(fields) for fields in listed], BOOK)
    return Policies(table, columns_of(table, BOOK), BOOK)


def contradicts(found):
    """Companies whose figures can't all be right, which a mixture of two companies may bring about."""
    rights = ("class1", "class2", "rights_own", "science_share")
    books = ("debt_share_1", "main_share_1", "rd_share_1", "rd_share_2", "rd_share_three_years", "rd_cost_share_1",
             "revenue_growth", "net_assets_growth")  # fmt: skip
    return np.any([found.values.remarked(name) for name in (*rights, *books)], axis=0)


@pytest.fixture(scope="module")
def told():
    """Companies with gaps, and the same with the gaps filled in several ways; one row of the latter a company."""
    chance, partly, wholly = random.Random(11), [], []
    for _ in range(COMPANIES):
        fields = company(chance)
        share = chance.choice([0.02, 0.05, 0.2])
        lacking = [each for each in places(fields) if chance.random() < share]
        partly.append(filled(fields, lacking))
        wholly += [filled(fields, lacking, company(chance)) for _ in range(WAYS)]
    some, every = policies(partly), policies(wholly)
    sound = ~contradicts(every).reshape(COMPANIES, WAYS)
    assert sound.mean() > 0.5
    return some, every, sound


@pytest.mark.parametrize("pack", BOOK.packs, ids=[pack.id for pack in BOOK.packs])
def test_a_verdict_stays_whatever_the_unknown_answers_are(told, pack):
    some, every, sound = told
    before, after = some.of(pack).verdict[:, None], every.of(pack).verdict.reshape(COMPANIES, WAYS)
    for sure in (QUALIFIES, DOES_NOT):
        assert (after == sure)[(before == sure) & sound].all()
    assert not (after == CANNOT_SAY)[sound].any()


@pytest.mark.parametrize("pack", [pack for pack in BOOK.packs if pack.score], ids=lambda pack: pack.id)
def test_answers_never_take_points_out_of_the_range_shown_before(told, pack):
    some, every, sound = told
    before, after = some.of(pack).score, every.of(pack).score
    low, high = (points.reshape(COMPANIES, WAYS) for points in (after.low, after.high))
    assert (low >= before.low[:, None])[sound].all()
    assert (high <= before.high[:, None])[sound].all()


def test_all_verdicts_come_up(told):
    found = np.concatenate([told[0].of(pack).verdict for pack in BOOK.packs])
    assert set(found.tolist()) >= {QUALIFIES, DOES_NOT, CANNOT_SAY}
