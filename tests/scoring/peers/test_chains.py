"""The group used is the narrowest that the source has, the reason for a wider one is told."""

from datetime import date

import pytest

from scoring import taxonomy
from scoring.peers.chains import Chain, curve_chain, known_by, mix_chain, rate_chain
from scoring.peers.groups import LEAST, Group, contains
from scoring.peers.measures import RATES, REFERENCE, rate_id
from scoring.peers.naming import peers_named
from scoring.peers.reference import sources
from scoring.text import Text

CITIES = ("beijing", "shanghai", "shenzhen", "hangzhou", "nanjing", "guangzhou", "suzhou", "chongqing", "chengdu")
ALL = len(sources())
SECTORS = [sector.slug for sector in taxonomy.sectors() if sector.in_report]


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("sector", SECTORS)
def test_every_portrait_city_and_sector_answers(city, sector):
    asked = Group(city, sector, "a")
    for measure in REFERENCE:
        chain = curve_chain(measure.id, asked, ALL)
        assert isinstance(chain, Chain)
        assert chain.line.curves(measure.id)[0].n >= LEAST
        assert (chain.wider is None) == (chain.line.used == asked)
        assert all(
            contains(wide, narrow) for narrow, wide in zip(chain.line.groups, chain.line.groups[1:], strict=False)
        )


def test_the_reason_names_the_group_used():
    chain = curve_chain("last_round_cny_m", Group("shenzhen", "manufacturing", "a"), ALL)
    assert chain.line.used.sector == "manufacturing"
    assert "fewer than 10" in peers_named(chain, [10, 99, 99, 99], "en").widened
    assert "Manufacturing · China" in peers_named(chain, [10, 99, 99, 99], "en").widened
    assert "智能制造" in peers_named(chain, [10, 99, 99, 99], "zh").widened


def test_a_source_without_cities_says_so():
    chain = curve_chain("rounds_count", Group("shenzhen", None, "a"), ALL)
    assert chain.line.used == Group("guangdong", None, "a")
    assert "province" in peers_named(chain, [10, 99, 99, 99], "en").widened
    assert "省级" in peers_named(chain, [10, 99, 99, 99], "zh").widened


def test_a_source_of_a_later_date_is_used_only_for_want_of_an_earlier_one_and_says_so():
    asked = Group("beijing", None, "a")
    in_2016 = curve_chain("last_round_cny_m", asked, known_by(date(2016, 6, 30)))
    assert in_2016.line.source.vintage == date(2015, 9, 10)
    assert not in_2016.later
    in_2013 = curve_chain("last_round_cny_m", asked, known_by(date(2013, 12, 31)))
    assert in_2013.line.source.vintage == date(2015, 9, 10), "the earliest that tells it"
    assert "after the as-of date" in peers_named(in_2013, [99] * 4, "en").later
    assert "晚于评估基准日" in peers_named(in_2013, [99] * 4, "zh").later
    assert curve_chain("last_round_cny_m", asked, ALL).line.source.vintage.year == 2023


def test_both_reasons_are_told():
    chain = curve_chain("rounds_count", Group("shenzhen", "manufacturing", "a"), ALL)
    assert chain.wider == "grain_few"
    said = peers_named(chain, [99] * 4, "en").widened
    assert "province" in said
    assert "fewer than 10" in said


def test_a_county_is_named_by_its_city_at_best():
    said = peers_named(curve_chain("head_count", Group("deqing", None, "a"), ALL), [99] * 5, "en").widened
    assert "no place finer than a city" in said


def test_no_city_is_said():
    assert curve_chain("rounds_count", Group(None, "finance", "a"), ALL).wider == "no_city"


@pytest.mark.parametrize("place", ["germany", "north_america"])
def test_places_without_a_reference_population(place):
    for found in (curve_chain("rounds_count", Group(place, None, "a"), ALL), mix_chain(Group(place, None, None), ALL)):
        assert isinstance(found, Text)


def test_a_measure_that_no_source_of_the_nation_has():
    assert "no source" in curve_chain("head_count", Group("united_states", None, "a"), ALL).en


@pytest.mark.parametrize("months", RATES)
def test_rates_answer(months):
    chain = rate_chain(rate_id(months), Group("shenzhen", "finance", "a"), ALL)
    n, raised = chain.line.source.rates[rate_id(months)][chain.line.used]
    assert n >= LEAST
    assert 0 <= raised <= n


def test_shipped_cells_hold_ten_companies_or_more():
    for source in sources():
        for measure in source.curves:
            for group in source.curves[measure]:
                curve = source.curves[measure][group]
                assert curve.n >= LEAST, (source.id, measure, group)
                assert all(a <= b for a, b in zip(curve.shares, curve.shares[1:], strict=False)), (source.id, group)
                assert all(a <= b for a, b in zip(curve.values, curve.values[1:], strict=False)), (source.id, group)
        assert all(n >= LEAST for cells in source.rates.values() for n, _ in cells.values())
        assert all(least >= LEAST for _, counts in source.mixes.values() for least in counts.values())


def test_newest_source_first():
    vintages = [source.vintage for source in sources()]
    assert vintages == sorted(vintages, reverse=True)
