"""Queries for peers: any spelling; faults explained; every portrait city and report sector answers."""

import pytest

from scoring import InputError, taxonomy
from scoring.peers.query import PeerQuery, peer_query

CITIES = [
    place for place in taxonomy.places() if place.report and place.tier in ("leaders", "steady", "catch_up")
]  # the nine cities that the report portrays
SECTORS = [sector for sector in taxonomy.sectors() if sector.in_report]
FEWEST = 10


def faults(lang="en", **fields):
    with pytest.raises(InputError) as caught:
        peer_query(fields, "--{}".format)
    return caught.value.in_(lang)


@pytest.mark.parametrize("city", ["深圳", "深圳市", "Shenzhen", "shenzhen", "广东 · 深圳", "深圳市南山区"])
@pytest.mark.parametrize("sector", ["智能制造", "Manufacturing", "manufacturing"])
def test_any_spelling_in_either_language(city, sector):
    assert peer_query({"city": city, "sector": sector}) == PeerQuery(city="shenzhen", sector="manufacturing")


@pytest.mark.parametrize(
    ("text", "stage"),
    [("a", "a"), ("A轮", "a"), ("Series A", "a"), ("Series A+", "a"), ("Pre-B 轮", "a"), ("天使", "angel"),
     ("E轮", "d_plus"), ("未融资", "unfunded"), ("IPO", "exit"), ("D+", "d_plus"), ("pre-A", "pre_a")],
)  # fmt: skip
def test_a_stage_by_its_name_or_by_a_round_on_it(text, stage):
    assert peer_query({"stage": text}).stage == stage


def test_each_part_may_be_left_out_or_blank():
    assert peer_query({}) == peer_query({"city": " ", "sector": "", "stage": None}) == PeerQuery()
    assert peer_query({}).picture().benchmarks


def test_every_fault_is_told_with_its_part_and_the_nearest_names():
    said = faults(city="Shenzen", sector="manufacturng", stage="zzz").splitlines()
    assert said[0].startswith("--city: Place 'Shenzen' is not known. Nearest: Shenzhen")
    assert said[1].startswith("--sector: 'manufacturng' is not among the known sectors (expected a known name such as ")
    assert "Manufacturing" in said[1]
    assert said[2].startswith("--stage: 'zzz' is no known stage (expected a round, or one of Unfunded, Seed, ")
    chinese = faults("zh", city="深训", sector="智造", stage="战略投资").splitlines()
    assert "是否指深圳" in chinese[0]
    assert "例如智能制造" in chinese[1]
    assert "看不出融资阶段" in chinese[2] and "Pre-A 轮" in chinese[2]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("fields", [{"city": 3}, {"sector": ["finance"]}, {"stage": 1.5}, {"town": "x"}])
def test_what_is_no_text_or_no_part_is_refused_in_words(fields, lang):
    said = faults(lang, **fields)
    assert said.startswith(f"--{next(iter(fields))}")
    assert "Input should" not in said and "extra" not in said


def test_the_schema_names_the_fields_and_their_choices_in_both_languages():
    shown = PeerQuery.model_json_schema()["properties"]
    assert [shown[name]["x-upslope"]["taxonomy"] for name in ("city", "sector", "stage")] == [
        "places", "sectors", "stages",
    ]  # fmt: skip
    assert all(set(field["x-upslope"]["label"]) == {"en", "zh"} for field in shown.values())


def test_the_report_has_nine_cities_and_twenty_four_sectors():
    assert (len(CITIES), len(SECTORS)) == (9, 24)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("sector", SECTORS, ids=lambda sector: sector.slug)
@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.slug)
def test_every_portrait_city_and_report_sector_answers(city, sector, lang):
    query = peer_query({"city": city.in_(lang), "sector": sector.in_(lang), "stage": "a"})
    assert (query.city, query.sector) == (city.slug, sector.slug)
    picture = query.picture(lang)
    for benchmark in picture.benchmarks:
        peers = benchmark.peers
        assert peers and peers.n >= FEWEST, benchmark.note
        as_asked = (peers.group.place, peers.group.sector) == (city.slug, sector.slug)
        assert (peers.widened is None) == as_asked
        assert as_asked or peers.group.name in peers.widened
        assert peers.group.stage == "a"
        assert benchmark.lower_quartile <= benchmark.median <= benchmark.upper_quartile
    assert all(0 <= rate.low <= rate.share <= rate.high <= 1 for rate in picture.rates)
    assert {city.in_(lang), sector.in_(lang)} <= {figure.about for figure in picture.report}


@pytest.mark.parametrize(("text", "slug"), [("华东", "region:east"), ("East China", "region:east"), ("全国", "china")])
def test_a_region_and_the_whole_country_are_places_too(text, slug):
    query = peer_query({"city": text, "stage": "a"})
    assert query.city == slug
    picture = query.picture()
    assert picture.benchmarks[0].peers.group.place == slug
    assert picture.benchmarks[0].peers.widened is None
