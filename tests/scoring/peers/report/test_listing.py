"""The list of figures is complete in both languages, repeats no number, and a wrong row is named."""

import re

import pytest
import yaml

from scoring import taxonomy as tx
from scoring.peers.report import listing
from scoring.peers.report.listing import listed_figures
from scoring.report_facts import facts
from scoring.taxonomy.load import read_yaml
from scoring.taxonomy.lookup import TaxonomyError

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d[\d.,]*\d|(?<![A-Za-z\d.,])\d")
COUNT = {"fact": "city.beijing.company-count", "kind": "companies", "label": {"en": "Companies", "zh": "企业数"}}
DOUBTFUL = {"fact": "city.suzhou.sip-share", "kind": "companies", "label": {"en": "Park", "zh": "园区"}}
WORDS = {"fact": "city.beijing.strengths", "kind": "strengths", "label": {"en": "Strengths", "zh": "优势"}}
TABLES = {
    "units": {
        "companies": {"en": "{n} companies", "zh": "{n}家"},
        "% of city companies": {"en": "{n} %", "zh": "{n}%"},
    },
    "dates": {"2021 report": {"en": "report", "zh": "报告"}},
    "sections": {},
}


def load(monkeypatch, *rows, **tables):
    """The figures of a made-up file."""
    monkeypatch.setattr(listing, "read_yaml", lambda *_: TABLES | tables | {"figures": list(rows)})
    return listed_figures.__wrapped__()


def figure_ids(figure):
    return f"{figure.fact.id}-{figure.about[0]}"


def test_both_languages_are_filled_and_the_chinese_is_chinese():
    for figure in listed_figures():
        texts = [figure.name, figure.value, figure.as_of, figure.section]
        assert all(text.en and text.zh for text in texts), figure.fact.id
        assert CHINESE.search(figure.name.zh), figure.fact.id
        assert CHINESE.search(figure.as_of.zh), figure.fact.id
        assert not any(CHINESE.search(text.en) for text in texts), figure.fact.id
        assert CHINESE.search(figure.value.zh) or figure.value.zh.endswith("%"), figure.fact.id


def test_no_number_stands_in_a_wording():
    for row in read_yaml("report", "figures.yaml")["figures"]:
        fact = facts()[row["fact"]]
        figures = set(NUMBER.findall(str(fact.value)))
        words = [*row["label"].values(), *row.get("caution", {}).values()]
        assert not figures & set(NUMBER.findall(" ".join(words))), fact.id
        assert not NUMBER.findall(" ".join(row.get("value", {}).values())), fact.id


def test_numbers_come_from_the_facts(monkeypatch):
    changed = {"x": facts()["city.beijing.company-count"].__class__(**_fields("city.beijing.company-count", value=7))}
    monkeypatch.setattr(listing, "facts", lambda: changed)
    (figure,) = load(monkeypatch, COUNT | {"fact": "x"})
    assert (figure.value.en, figure.value.zh) == ("7 companies", "7 家")


def _fields(name, **change):
    fact = facts()[name]
    return {field: getattr(fact, field) for field in fact.__dataclass_fields__} | change


def test_doubtful_facts_and_only_they_carry_a_note_in_both_languages():
    for figure in listed_figures():
        assert (figure.fact.confidence == "caution") == (figure.caution is not None), figure.fact.id
        if figure.caution:
            assert CHINESE.search(figure.caution.zh), figure.fact.id
            assert not CHINESE.search(figure.caution.en), figure.fact.id


def test_neither_company_claims_nor_facts_on_single_companies_are_listed():
    kinds = {(figure.fact.kind, figure.fact.scope) for figure in listed_figures()}
    assert not [pair for pair in kinds if pair[0] == "case-claim" or pair[1].startswith(("company", "investor"))]


def test_computed_planned_and_forecast_figures_say_so():
    remarks = {"derived": "（推算）", "forecast": "（预测）", "target": "（目标）"}
    for figure in listed_figures():
        assert figure.name.zh.endswith(remarks.get(figure.fact.kind, "")), figure.fact.id
        assert figure.fact.kind in remarks or not figure.name.zh.endswith(tuple(remarks.values())), figure.fact.id


def test_quadrants_agree_with_the_taxonomy_of_sectors():
    for sector in tx.sectors():
        told = [row for row in listed_figures() if row.fact.section == "3.2" and f"sector:{sector.slug}" in row.about]
        quadrants = [row for row in told if row.fact.id.startswith("lifecycle.")]
        if not sector.in_report:
            assert not quadrants, sector.slug
            continue
        (figure,) = quadrants
        assert figure.fact.id == (sector.quadrant_fact or "lifecycle.axes"), sector.slug
        assert figure.value.en.startswith(sector.quadrant or "not placed"), sector.slug


def test_tiers_agree_with_the_taxonomy_of_places():
    tiers = [figure for figure in listed_figures() if figure.fact.id == "geo.tiers"]
    portraits = {figure.value.zh.partition("（")[0]: figure.about for figure in tiers}
    for tier in list(tx.tiers())[:3]:
        assert set(portraits[tier.zh]) == {f"place:{place.slug}" for place in tx.places() if place.tier == tier.slug}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (COUNT | {"fact": "nobody"}, r"figure 1 \(fact 'nobody'\).*no such fact"),
        (DOUBTFUL, r"figure 1 \(fact 'city.suzhou.sip-share'\).*note `caution`"),
        (DOUBTFUL | {"caution": {"en": "doubtful"}}, r"figure 1 .*caution.zh: Field required"),
        (COUNT | {"caution": {"en": "doubtful", "zh": "存疑"}}, "and no other"),
        (COUNT | {"value": {"en": "1,074", "zh": "1,074"}}, "remove `value`"),
        (WORDS, r"fact is in words, .*give `value`"),
        (COUNT | {"label": {"en": "Companies", "zh": ""}}, r"label.zh.*found ''"),
        (COUNT | {"kind": "gossip"}, "kind: .*found 'gossip'"),
        (COUNT | {"colour": "red"}, "colour: .*found 'red'"),
        (COUNT | {"about": ["place:atlantis"]}, "unknown subject 'place:atlantis'"),
        (COUNT | {"about": ["planet:mars"]}, "unknown subject 'planet:mars'"),
        (COUNT | {"fact": "layer.base.share"}, "unknown subject 'layer:base'"),
        (COUNT | {"fact": "city.beijing.national-labs"}, "unit 'labs' has no wording under `units`"),
        (COUNT | {"fact": "universe.growth-stage-count"}, "date '2021 report .*' has no wording under `dates`"),
        ("nonsense", "figure 1, row: .*found 'nonsense'"),
    ],
)
def test_a_wrong_row_is_named(monkeypatch, row, message):
    with pytest.raises(TaxonomyError, match=f"figures.yaml.*{message}"):
        load(monkeypatch, row)


def test_a_file_without_figures_or_wordings_is_named(monkeypatch):
    with pytest.raises(TaxonomyError, match="expected a mapping 'units', found NoneType"):
        load(monkeypatch, COUNT, units=None)
    with pytest.raises(TaxonomyError, match="units 'companies', zh: Field required"):
        load(monkeypatch, COUNT, units={"companies": {"en": "{n}"}})
    monkeypatch.setattr(listing, "read_yaml", lambda *_: TABLES)
    with pytest.raises(TaxonomyError, match="expected a list `figures`"):
        listed_figures.__wrapped__()


def test_no_contradicted_fact_is_listed_and_none_computed_from_a_doubtful_one(shared):
    path = shared / "report" / "facts.yaml"
    if not path.is_file():
        pytest.skip("needs the report's facts with their confidence: report/facts.yaml in the folder of UPSLOPE_SHARED")
    origin = {fact["id"]: fact for fact in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["facts"]}
    for figure in listed_figures():
        fact = origin[figure.fact.id]
        assert fact["confidence"] != "do-not-use", figure.fact.id
        assert figure.caution or (fact["confidence"] != "caution" and not fact.get("inherits_caution")), figure.fact.id
