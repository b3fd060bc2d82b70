"""What the report says about a city and a sector: complete, in order, in both languages, doubts included."""

import pytest

from scoring import taxonomy as tx
from scoring.peers.report.figures import report_figures
from scoring.peers.report.listing import listed_figures
from scoring.report_facts import facts

PORTRAITS = ("beijing", "shanghai", "shenzhen", "hangzhou", "nanjing", "guangzhou", "suzhou", "chongqing", "chengdu")
PILOT_ZONES_ONLY = ("tianjin", "wuhan", "hefei", "xian", "jinan", "deqing")
REPORT_SECTORS = [sector.slug for sector in tx.sectors() if sector.in_report]


def own(place, sector=None, lang="en"):
    """The figures without the national ones."""
    national = tx.places()["china"].in_(lang)
    return [figure for figure in report_figures(place, sector, lang) if figure.about != national]


def test_a_city_in_the_words_of_each_language():
    def hangzhou(lang):
        return {figure.fact: figure for figure in own("hangzhou", lang=lang)}

    english, chinese = hangzhou("en"), hangzhou("zh")
    assert english["city.hangzhou.application-layer-share"].value == "72 % of the city's companies"
    assert chinese["city.hangzhou.application-layer-share"].value == "占全市企业 72%"
    cap = english["policy.hangzhou.key-tech-subsidy-cap"]
    assert (cap.about, cap.kind, cap.value, cap.as_of, cap.section) == (
        "Hangzhou",
        "policy",
        "up to CNY 20 million",
        "2019",
        "1.3.1",
    )
    cap = chinese["policy.hangzhou.key-tech-subsidy-cap"]
    assert (cap.about, cap.value, cap.as_of) == ("杭州", "最高 2,000 万元", "2019 年")


@pytest.mark.parametrize("city", PORTRAITS)
def test_every_portrait_city_has_companies_fields_strengths_and_policy(city):
    name = tx.places()[city].en
    kinds = {figure.kind for figure in own(city) if figure.about == name}
    assert {"companies", "fields", "strengths", "policy"} <= kinds


@pytest.mark.parametrize("place", PILOT_ZONES_ONLY)
def test_pilot_zones_without_a_portrait_tell_their_year(place):
    zone = tx.places()[place]
    figures = {figure.fact: figure for figure in own(place)}
    assert figures[zone.pilot_zone_fact].value == str(zone.pilot_zone)


def test_policy_caps_of_the_report_are_all_there():
    caps = {name for name, fact in facts().items() if fact.kind == "policy-cap"}
    assert caps <= {figure.fact for place in (*PORTRAITS, *PILOT_ZONES_ONLY) for figure in own(place)}


@pytest.mark.parametrize("sector", REPORT_SECTORS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_report_sector_answers(sector, lang):
    figures = own(None, sector, lang)
    assert "quadrant" in {figure.kind for figure in figures if figure.about == tx.sectors()[sector].in_(lang)}


def test_sectors_outside_the_report_are_not_given_a_quadrant():
    assert own(None, "travel") == []


def test_manufacturing_has_share_quadrant_and_market():
    values = {figure.fact: figure.value for figure in own(None, "manufacturing")}
    assert values["solution.manufacturing.share"] == "23 % of solution companies"
    assert values["sector.manufacturing.market-2025e"] == "CNY 13.3 billion"
    assert values["lifecycle.growth"].startswith("growth")


def test_the_city_comes_first_then_the_sector_then_china():
    abouts = list(dict.fromkeys(figure.about for figure in report_figures("hangzhou", "medical", "en")))
    assert abouts == ["Hangzhou", "Yangtze River Delta", "Medicine and health", "China"]


def test_a_figure_on_city_and_sector_stands_once_under_the_city():
    figures = report_figures("shenzhen", "security", "en")
    ids = [figure.fact for figure in figures]
    assert ids.count("city.shenzhen.application-fields") == 1
    hangzhou = next(figure for figure in figures if figure.fact == "city.hangzhou.application-fields")
    assert hangzhou.about == "Hangzhou"


def test_a_district_shows_its_city_and_a_place_its_province_and_cluster():
    haidian = tx.find_place("海淀区").place
    assert "city.beijing.company-count" in {figure.fact for figure in own(haidian.slug)}
    assert [figure.about for figure in own("foshan")] == ["Guangdong"]
    assert {figure.about for figure in own("deqing")} == {"Deqing County", "Yangtze River Delta"}
    assert {figure.about for figure in own("baoding")} == {"Beijing-Tianjin-Hebei"}


def test_national_figures_always_follow():
    national = {figure.fact for figure in report_figures(None, None, "en")}
    assert {"layer.base.share", "layer.technology.share", "layer.terminals.share", "layer.solutions.share"} <= national
    assert {"universe.growth-stage-count", "stage.unfunded-share", "market.size-2020", "funding.total-2020"} <= national
    assert national <= {figure.fact for figure in report_figures("lhasa", "travel", "en")}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_doubtful_figures_carry_their_note_wherever_they_are_shown(lang):
    shown = [figure for city in (*PORTRAITS, *PILOT_ZONES_ONLY) for figure in report_figures(city, None, lang)]
    shown += [figure for sector in tx.sectors().slugs for figure in report_figures(None, sector, lang)]
    assert {figure.fact for figure in shown} == {figure.fact.id for figure in listed_figures()}
    for figure in shown:
        assert bool(figure.caution) == (facts()[figure.fact].confidence == "caution"), figure.fact


def test_changing_an_answer_leaves_the_next_one_whole():
    first = report_figures("beijing", None, "en")
    first.clear()
    assert report_figures("beijing", None, "en")


@pytest.mark.parametrize(("place", "sector", "near"), [("beijng", None, "beijing"), (None, "finanse", "finance")])
def test_an_unknown_slug_is_answered_with_the_nearest(place, sector, near):
    with pytest.raises(KeyError, match=near):
        report_figures(place, sector, "en")
