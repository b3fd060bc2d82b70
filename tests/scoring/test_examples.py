"""The example data: fictional companies that spread widely, two languages that score alike, cited financings."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from scoring import assess, profile_model, shipped_book, taxonomy
from scoring.intake import Intake, read_table
from scoring.policies.report import policies_of
from scoring.report_facts import facts
from scoring.resources import resource

AS_OF = date(2021, 6, 30)
JSON_FILES = {
    "profile-early.json": "Daolu Farming (fictional)",
    "profile-growth.json": "Lichuan Inspection (fictional)",
}
PORTRAITS = {
    "beijing", "shanghai", "shenzhen", "hangzhou", "nanjing", "guangzhou", "suzhou", "chongqing", "chengdu",
}  # fmt: skip
FINANCINGS = {
    "微创医疗机器人": ("strategic", "2020-09-03", 3e9, 7),
    "亿咖通科技": ("a", "2020-10-26", 1.3e9, 2),
    "极飞科技": ("d", "2020-11-16", 1.2e9, 6),
    "壁仞科技": ("a", "2020-06-16", 1.1e9, 10),
    "快仓": ("c_plus", "2020-12-17", 1e9, 8),
    "七牛云": ("f", "2020-06-16", 1e9, 3),
    "燧原科技": ("b", "2020-05-07", 7e8, 7),
    "数坤科技": ("d", "2020-12-28", 5.9e8, 8),
    "宇泛智能": ("b_plus", "2020-12-25", 5e8, 7),
    "柏惠维康": ("d", "2020-12-16", 4.3e8, 6),
}
"""Company: round, date, amount in yuan, investors; from section 1.3.2 of the report."""


def path(name: str) -> Path:
    return Path(str(resource("data", "examples", name)))


def read(name: str, as_of: date = AS_OF) -> Intake:
    return read_table(path(name), book=shipped_book(), as_of=as_of)


@pytest.fixture(scope="module")
def english() -> Intake:
    return read("fictional-24.csv")


@pytest.fixture(scope="module")
def chinese() -> Intake:
    return read("fictional-24.zh.csv")


@pytest.fixture(scope="module")
def assessed(english):
    return [assess(profile) for profile in english.profiles]


def profile_of(name: str) -> dict:
    return json.loads(path(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "companies"),
    [
        ("fictional-24.csv", 24),
        ("fictional-24.zh.csv", 24),
        ("fictional-programmes.csv", 12),
        ("fictional-programmes.zh.csv", 12),
    ],
)
def test_every_row_and_every_column_is_read(name, companies):
    intake = read(name)
    assert intake.rejected == []
    assert len(intake.profiles) == companies
    assert [use.header for use in intake.columns if use.field is None] == []


def test_both_languages_give_the_same_profiles_and_scores(english, chinese, assessed):
    for mine, theirs, result in zip(english.profiles, chinese.profiles, assessed, strict=True):
        assert mine.model_dump(exclude={"name"}) == theirs.model_dump(exclude={"name"}), mine.name
        other = assess(theirs)
        assert other.composite == result.composite
        assert [factor.ledger for factor in other.factors] == [factor.ledger for factor in result.factors]


def test_the_companies_are_marked_as_fictional(english, chinese):
    assert all(profile.name.endswith(" (fictional)") for profile in english.profiles)
    assert all(profile.name.endswith("（虚构）") for profile in chinese.profiles)
    assert all(profile_of(name)["name"].endswith("（虚构）") for name in JSON_FILES)
    assert len({profile.name for profile in [*english.profiles, *chinese.profiles]}) == 48


def test_the_investors_are_kinds_of_institution_and_nobody_real(english):
    names = {investor.name for profile in english.profiles for item in profile.rounds for investor in item.investors}
    assert names
    assert all(name.startswith("某") for name in names)
    kinds = {taxonomy.investor_kind(name).slug for name in names}
    assert kinds >= {
        "venture_capital",
        "private_equity",
        "corporate",
        "government_fund",
        "bank",
        "university",
        "incubator",
    }


def test_stages_sectors_layers_and_places_are_spread(english, assessed):
    stages = Counter(result.stage for result in assessed)
    assert set(stages) == {"unfunded", "seed", "angel", "pre_a", "a", "b", "c", "d_plus"}
    assert min(stages.values()) >= 2
    sectors = {profile.sectors[0] for profile in english.profiles}
    assert len(sectors) >= 10
    assert sectors >= {"manufacturing", "medical", "finance"}
    assert {profile.layer for profile in english.profiles} == {"base", "technology", "terminals", "solutions"}
    places = [taxonomy.places()[profile.city] for profile in english.profiles]
    assert {place.slug for place in places} >= PORTRAITS
    assert sum(place.pilot_zone is not None and place.slug not in PORTRAITS for place in places) >= 3
    assert any(place.tier is None and place.pilot_zone is None for place in places)


def test_every_round_lies_before_the_as_of_date(english):
    assert {profile.as_of for profile in english.profiles} == {AS_OF}
    dates = [item.date for profile in english.profiles for item in profile.rounds]
    assert all(day is not None and day <= "2021-06" for day in dates)


def test_no_company_answers_a_question_that_is_not_put_to_it(english, assessed):
    inputs = {item.id: item.input for item in shipped_book().asked()}
    for profile, result in zip(english.profiles, assessed, strict=True):
        idle = [
            finding.characteristic for factor in result.factors for finding in factor.ledger
            if finding.state == "not_applicable" and finding.characteristic in inputs
        ]  # fmt: skip
        answered = [name for name in idle if getattr(profile.answers, inputs[name]) is not None]
        assert answered == [], profile.name
        assert result.composite.coverage > 0.85, profile.name


def test_scores_spread_over_companies_and_factors(assessed):
    scores = [result.composite.score for result in assessed]
    assert 15 < min(scores) < 35
    assert 75 < max(scores) < 90
    gaps = [max(f.score for f in result.factors) - min(f.score for f in result.factors) for result in assessed]
    assert sum(gap > 25 for gap in gaps) >= 12


@pytest.mark.parametrize(("name", "company"), JSON_FILES.items())
def test_the_json_profiles_score_as_their_rows_do(name, company, english, assessed):
    profile = profile_model(shipped_book()).model_validate(profile_of(name))
    row = next(n for n, other in enumerate(english.profiles) if other.name == company)
    of_packs = {fact.id for fact in shipped_book().facts}
    told = profile_of(name)["answers"].items()
    assert {key: answer["value"] for key, answer in told if key not in of_packs} == {
        key: answer["value"] for key, answer in english.profiles[row].answers.model_dump(exclude_none=True).items()
    }
    result = assess(profile)
    assert result.composite.score == assessed[row].composite.score
    assert result.composite.evidenced_score > assessed[row].composite.evidenced_score


def test_the_growing_company_shows_what_programmes_say_of_it():
    found = {each.programme: each for each in policies_of(profile_of("profile-growth.json"))}
    assert found["kexiao"].verdict == "qualifies"
    assert found["gaoqi"].verdict == "may"
    assert found["gaoqi"].points_low < 71 < found["gaoqi"].points_high
    assert [each.missing for each in (found["kexiao"], found["gaoqi"])] == [[], []]
    assert "accounts" not in profile_of("profile-early.json")


@pytest.fixture(scope="module")
def programmes():
    return read("fictional-programmes.csv")


def test_the_cohort_for_programmes_reads_alike_in_both_languages(programmes):
    chinese = read("fictional-programmes.zh.csv")
    for mine, theirs in zip(programmes.profiles, chinese.profiles, strict=True):
        assert mine.model_dump(exclude={"name"}) == theirs.model_dump(exclude={"name"}), mine.name
        assert mine.name.endswith(" (fictional)")
        assert theirs.name.endswith("（虚构）")
        assert mine.as_of == date(2026, 6, 30)


def test_the_cohort_for_programmes_has_every_verdict(programmes):
    verdicts = {each.verdict for profile in programmes.profiles for each in policies_of(profile)}
    assert verdicts == {"qualifies", "may", "does_not", "cannot_say"}
    kexiao = Counter(policies_of(profile)[0].verdict for profile in programmes.profiles)
    assert min(kexiao[verdict] for verdict in ("qualifies", "does_not", "cannot_say")) >= 2


def test_the_cohort_for_programmes_has_the_usual_troubles(programmes):
    years = [[entry.year for entry in profile.accounts] for profile in programmes.profiles]
    assert years.count([2023, 2024, 2025]) == 9
    assert [2024, 2025] in years
    assert [2025] in years
    revenues = {entry.revenue for profile in programmes.profiles for entry in profile.accounts}
    assert max(revenues) == 31_200_000 * 10_000
    (odd,) = (p for p in programmes.profiles if max(e.revenue for e in p.accounts) == max(revenues))
    assert any("10,000 times" in remark for each in policies_of(odd) for remark in each.remarks)


@pytest.mark.parametrize("name", JSON_FILES)
def test_every_answer_of_the_json_profiles_is_graded(name):
    profile = profile_of(name)
    facts = {fact.id for fact in shipped_book().facts}
    # What official programmes ask is told without: no verdict rests on it.
    grades = {answer["evidence"] for name, answer in profile["answers"].items() if name not in facts}
    assert len(grades) >= 2
    assert all(item["evidence"] for item in profile["rounds"])
    assert all(investor["kind"] for item in profile["rounds"] for investor in item["investors"])


def test_the_financings_of_2020_read_as_the_report_gives_them():
    intake = read("financings-2020.csv", date(2020, 12, 31))
    assert intake.rejected == []
    found = {}
    for profile in intake.profiles:
        (item,) = profile.rounds
        assert item.amount.low == item.amount.high
        assert item.currency == "CNY"
        found[profile.name] = (item.round, item.date, item.amount.low, len(item.investors))
    assert found == FINANCINGS


def test_the_financings_agree_with_the_facts_of_the_report():
    cited = [fact for name, fact in facts().items() if name.startswith("funding.top10.") and fact.kind == "reported"]
    assert {fact.section for fact in cited} == {"1.3.2"}
    written = sorted((day, amount) for _, day, amount, _ in FINANCINGS.values())
    assert written == sorted((fact.as_of, fact.number * 1e8) for fact in cited)
