"""The report's facts load, doubtful ones carry a note, and the taxonomies quote them faithfully."""

import pytest

from scoring import report_facts
from scoring import taxonomy as tx
from scoring.report_facts import facts
from scoring.taxonomy.lookup import TaxonomyError


def test_facts_have_ids_values_and_sections():
    assert len(facts()) > 400
    fact = facts()["city.beijing.company-count"]
    assert (fact.value, fact.number, fact.unit, fact.op, fact.confidence) == (
        1074,
        1074.0,
        "companies",
        "=",
        "ok",
    )
    assert all(fact.section and fact.scope and fact.as_of for fact in facts().values())


def test_words_are_no_number():
    assert facts()["city.shanghai.talent-programme"].number is None


def test_contradicted_figures_are_not_there():
    assert "city.nanjing.company-count" not in facts()
    assert {fact.confidence for fact in facts().values()} == {"ok", "derived", "caution"}


def test_doubtful_facts_and_only_they_carry_a_note():
    assert all(bool(fact.caution) == (fact.confidence == "caution") for fact in facts().values())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"confidence": "caution"}, "fact 'x': only confidence caution has a note"),
        ({"colour": "red"}, "fact 'x': .*'colour'"),
    ],
)
def test_a_wrong_fact_is_named(monkeypatch, change, message):
    row = {"value": 1, "unit": "%", "op": "=", "as_of": "2020", "scope": "national", "section": "1"}
    row |= {"kind": "reported", "confidence": "ok"} | change
    monkeypatch.setattr(report_facts, "read_yaml", lambda *_: {"facts": {"x": row}})
    with pytest.raises(TaxonomyError, match=message):
        facts.__wrapped__()


def test_scopes_name_entries_of_the_taxonomies():
    known = {"place": tx.places(), "sector": tx.sectors(), "segment": tx.segments(), "cluster": tx.clusters()}
    for fact in facts().values():
        kind, _, slug = fact.scope.partition(":")
        assert kind not in known or slug in known[kind], fact.id


def test_figures_on_places_equal_the_facts_and_none_is_doubtful():
    figures = [figure for place in tx.places() for figure in place.report.values()]
    assert figures
    for figure in figures:
        fact = facts()[figure.fact]
        assert (figure.value, figure.unit, figure.op) == (fact.number, fact.unit, fact.op), fact.id
        assert fact.confidence != "caution", fact.id


def test_pilot_zone_years_equal_the_facts():
    zones = [place for place in tx.places() if place.pilot_zone]
    assert len(zones) == 13
    assert all(facts()[place.pilot_zone_fact].value == place.pilot_zone for place in zones)


def test_shares_equal_the_facts_and_carry_their_caution():
    for entry in (*tx.layers(), *tx.segments(), *tx.headcount_bands()):
        if entry.share is None:
            continue
        fact = facts()[entry.share_fact]
        assert fact.number == entry.share, entry.slug
        assert fact.confidence != "caution" or entry.share_caution, entry.slug


def test_quadrants_and_shares_of_sectors_equal_the_facts():
    for sector in tx.sectors():
        if sector.quadrant:
            assert sector.slug in facts()[sector.quadrant_fact].value
        if sector.solution_share:
            assert facts()[sector.solution_share_fact].number == sector.solution_share
