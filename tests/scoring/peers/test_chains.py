"""The group used is the narrowest that the source has, the reason for a wider one is told."""

import pytest

from scoring import taxonomy
from scoring.peers.chains import Chain, curve_chain, mix_chain, rate_chain
from scoring.peers.groups import LEAST, Group, contains
from scoring.peers.measures import RATES, REFERENCE, rate_id
from scoring.peers.naming import peers_named
from scoring.peers.reference import sources
from scoring.text import Text

CITIES = ("beijing", "shanghai", "shenzhen", "hangzhou", "nanjing", "guangzhou", "suzhou", "chongqing", "chengdu")
SECTORS = [sector.slug for sector in taxonomy.sectors() if sector.in_report]


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("sector", SECTORS)
def test_every_portrait_city_and_sector_answers(city, sector):
    asked = Group(city, sector, "a")
    for measure in REFERENCE:
        chain = curve_chain(measure.id, asked)
        assert isinstance(chain, Chain)
        assert chain.line.curves(measure.id)[0].n >= LEAST
        assert (chain.wider is None) == (chain.line.used == asked)
        assert all(
            contains(wide, narrow) for narrow, wide in zip(chain.line.groups, chain.line.groups[1:], strict=False)
        )


def test_the_reason_names_the_group_used():
    chain = curve_chain("last_round_cny_m", Group("shenzhen", "manufacturing", "a"))
    assert chain.line.used.sector == "manufacturing"
    assert "fewer than 10" in peers_named(chain, 10, "en").widened
    assert "Manufacturing · China" in peers_named(chain, 10, "en").widened
    assert "智能制造" in peers_named(chain, 10, "zh").widened


def test_a_source_without_cities_says_so():
    chain = curve_chain("rounds_count", Group("shenzhen", None, "a"))
    assert chain.line.used == Group("guangdong", None, "a")
    assert "province" in peers_named(chain, 10, "en").widened
    assert "省级" in peers_named(chain, 10, "zh").widened


def test_no_city_is_said():
    assert curve_chain("rounds_count", Group(None, "finance", "a")).wider == "no_city"


@pytest.mark.parametrize("place", ["germany", "north_america"])
def test_places_without_a_reference_population(place):
    for found in (curve_chain("rounds_count", Group(place, None, "a")), mix_chain(Group(place, None, None))):
        assert isinstance(found, Text)


def test_a_measure_that_no_source_of_the_nation_has():
    assert "no source" in curve_chain("head_count", Group("united_states", None, "a")).en


@pytest.mark.parametrize("months", RATES)
def test_rates_answer(months):
    chain = rate_chain(rate_id(months), Group("shenzhen", "finance", "a"))
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
