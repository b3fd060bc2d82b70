"""Conditions that name official programmes, and facts that only these ask for."""

import pytest
from cohorts import cohort_of, gate, known, rules, states
from making import bare

from scoring.cohort.assumptions import Assumptions
from scoring.errors import InputError, Wrong
from scoring.ranker import rank
from scoring.shortlist.part import part_of

MET, UNKNOWN, FAILED = [1], [0], [-1]
DAY = "2024-06-30"
YEARS = [
    {"year": 2023, "revenue": 3e7, "costs": 2.5e7, "rd_cost": 3e6, "assets": 5e7, "liabilities": 1e7},
    {"year": 2022, "revenue": 2e7, "costs": 1.8e7, "rd_cost": 2e6, "assets": 4e7, "liabilities": 1e7},
]
ANSWERS = {
    "science_staff": 20, "titles": ["gaoqi"], "incidents": [], "restricted_products": False,
    "audited_collection": True, "invention_patents": 2,
}  # fmt: skip
SOUND = {"name": "Sound", "as_of": DAY, "city": "shenzhen", "head_count": 50, "accounts": YEARS, "answers": ANSWERS}
LARGE = SOUND | {"name": "Large", "head_count": 800}
SILENT = {"name": "Silent", "as_of": DAY}
OPEN = SOUND | {"name": "Open", "answers": {"titles": ["gaoqi"]}}


@pytest.mark.parametrize(
    ("company", "text", "expected"),
    [
        (SOUND, "policy_kexiao in [qualifies]", MET),
        (SOUND, "policy_kexiao in [qualifies, may]", MET),
        (SOUND, "policy_kexiao != does_not", MET),
        (SOUND, "科技型中小企业 属于 [按所填信息符合条件]", MET),
        (LARGE, "policy_kexiao in [qualifies, may]", FAILED),
        (LARGE, "policy_kexiao = 不符合", MET),
        (OPEN, "policy_kexiao in [qualifies, may]", UNKNOWN),
        (OPEN, "policy_kexiao is unknown", MET),
        (SILENT, "policy_kexiao in [qualifies, may]", UNKNOWN),
        (SILENT, "policy_kexiao is known", FAILED),
        (SOUND, "policy_xiaojuren = not_in_force", MET),
        (SOUND, "titles in [gaoqi, kexiao]", MET),
        (SOUND, "titles in [科技型中小企业]", FAILED),
        (SOUND, "titles >= 2", FAILED),
        (SILENT, "titles in [gaoqi]", UNKNOWN),
        (SOUND, "science_staff >= 20", MET),
        (SOUND, "science_staff > 20", FAILED),
        (SILENT, "science_staff >= 1", UNKNOWN),
        (SOUND, "restricted_products = no", MET),
    ],
)
def test_programmes_and_their_facts_decide_like_any_other_field(company, text, expected):
    assert states(text, known(**company)) == expected


def test_companies_beside_each_other_are_not_mixed_up():
    cohort = cohort_of(bare(**LARGE), bare(**SILENT), bare(**SOUND), bare(**OPEN))
    assert states("policy_kexiao in [qualifies]", cohort) == [-1, 0, 1, 0]
    assert part_of(cohort, ["policy_kexiao in [qualifies]"]).table.name.tolist() == ["Sound"]


def test_what_cannot_be_said_is_no_verdict_to_ask_for():
    with pytest.raises(Wrong, match="'cannot_say' is no choice here"):
        gate("policy_kexiao = cannot_say")
    with pytest.raises(Wrong, match="can't be compared"):
        gate("policy_kexiao >= may")
    with pytest.raises(InputError, match=r"unknown field 'policy_keksiao'.*policy_kexiao"):
        part_of(known(**SOUND), ["policy_keksiao = may"])


@pytest.mark.parametrize(("lang", "said"), [("en", "Does not qualify"), ("zh", "不符合")])
def test_a_company_kept_out_by_a_programme_is_told_its_verdict(lang, said):
    cohort = cohort_of(bare(**LARGE), bare(**SOUND))
    ranking = rank(cohort, lang=lang, rules=rules("policy_kexiao in [qualifies]"), assumptions=Assumptions(draws=0))
    (miss,) = ranking.shortlist.near_misses
    assert miss.company == "Large"
    assert said in miss.in_words
