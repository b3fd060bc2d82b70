"""The peer picture: of a company and of none, the same numbers in both languages, and every gap explained."""

import pytest

from scoring import assess, rank, taxonomy
from scoring.peers.comparison import peer_picture
from scoring.peers.measures import REFERENCE

FUNDED = {
    "name": "Lichuan (fictional)", "as_of": "2021-06-30", "city": "苏州", "sectors": ["智能制造"], "founded": "2016-09",
    "head_count": 118,
    "rounds": [
        {"round": "angel", "date": "2017-03-01", "amount": 3_000_000},
        {"round": "a", "date": "2019-05-01", "amount": 40_000_000},
    ],
}  # fmt: skip


def by_measure(picture):
    return {benchmark.measure: benchmark for benchmark in picture.benchmarks}


def test_a_company_stands_among_named_peers():
    found = by_measure(assess(FUNDED).peers)
    assert set(found) == {measure.id for measure in REFERENCE}
    size = found["last_round_cny_m"]
    assert size.value == 40
    assert size.low < size.percentile < size.high
    assert size.lower_quartile <= size.median <= size.upper_quartile
    assert size.peers.n >= 10
    assert size.peers.dataset
    assert size.peers.vintage.year == 2015, "a source of 2023 says nothing about a day in 2021"
    assert size.peers.later is None
    assert "Suzhou" in size.peers.widened


def test_the_picture_without_a_company_is_that_of_its_peers():
    with_company = by_measure(assess({**FUNDED, "as_of": "2024-06-30"}).peers)
    without = by_measure(peer_picture("suzhou", "manufacturing", "a"))
    for name, benchmark in with_company.items():
        assert benchmark.quantiles == without[name].quantiles
        assert benchmark.peers == without[name].peers
        assert without[name].value is None
        assert without[name].percentile is None


def test_both_languages_tell_the_same_numbers():
    english, chinese = (assess(FUNDED, lang=lang).peers for lang in ("en", "zh"))
    for first, second in zip(english.benchmarks, chinese.benchmarks, strict=True):
        assert (first.percentile, first.low, first.high, first.median) == (
            second.percentile, second.low, second.high, second.median,
        )  # fmt: skip
        assert first.name != second.name
    assert chinese.benchmarks[0].peers.group.name.endswith("A 轮")
    assert [rate.share for rate in english.rates] == [rate.share for rate in chinese.rates]


def test_later_sources_are_told():
    age = by_measure(assess(FUNDED).peers)["age_months"]
    assert "2023-12-31" in age.peers.later


def test_the_share_with_the_same_value_is_told():
    count = by_measure(assess(FUNDED).peers)["rounds_count"]
    assert 0 < count.same < 100


def test_without_a_prediction_the_model_says_why():
    undated = {**FUNDED, "rounds": [{"round": "a", "amount": 4e7}]}
    assert "no date" in by_measure(assess(undated).peers)["probability_24m"].note


def test_a_faster_company_stands_higher():
    slow = {**FUNDED, "rounds": [{**FUNDED["rounds"][0], "date": "2016-10-01"}, FUNDED["rounds"][1]]}
    pace = "months_per_round"
    assert by_measure(assess(FUNDED).peers)[pace].percentile > by_measure(assess(slow).peers)[pace].percentile


def test_what_is_not_known_is_said_not_guessed():
    bare = by_measure(assess({"name": "Bare (fictional)", "as_of": "2021-06-30"}).peers)
    assert all(benchmark.percentile is None for benchmark in bare.values())
    assert all(benchmark.note for benchmark in bare.values())
    young = assess({**FUNDED, "head_count": None, "rounds": [{"round": "a"}]}).peers
    found = by_measure(young)
    assert found["head_count"].percentile is None
    assert "not known" in found["head_count"].note
    assert found["head_count"].median is not None, "the peers are shown all the same"


def test_without_a_stage_the_picture_takes_all_stages():
    picture = peer_picture("beijing", "finance", None, "zh")
    assert all(benchmark.peers.group.stage is None for benchmark in picture.benchmarks)
    assert "全部阶段" in picture.benchmarks[0].peers.group.name


def test_stage_mix_adds_up_to_at_most_one_and_names_the_stages():
    mix = peer_picture("beijing", None, "a").stage_mix
    assert 0.9 < sum(share.share for share in mix.shares) <= 1
    assert {share.stage for share in mix.shares} <= set(taxonomy.stages().slugs)
    assert mix.stage == "a"
    assert mix.peers.pooled_with is None, "counts are shown as they are"


@pytest.mark.parametrize("place", ["germany", "north_america"])
def test_a_country_without_data_is_explained(place):
    picture = peer_picture(place, None, "a")
    assert all(each.note and each.peers is None for each in (*picture.benchmarks, *picture.rates, picture.stage_mix))


def cohort(scores):
    answers = [{"cash_runway": months} for months in scores]
    return [
        {"name": f"{number} (fictional)", "as_of": "2021-06-30", "answers": each, "rounds": [{"round": "a"}]}
        for number, each in enumerate(answers)
    ]


def test_a_cohort_is_its_own_peer_group():
    result = rank(cohort([2, 4, 8, 12, 18, 24]))
    order = [company.standings["composite"].percentile for company in result.ranking]
    assert order == sorted(order, reverse=True)
    peers = result.peers[result.ranking[0].standings["composite"].peers]
    assert (peers.source, peers.n) == ("cohort", 6)


def test_a_cohort_too_small_or_all_alike_is_none():
    for months in ([2, 4, 8, 12], [6] * 8):
        assert all("composite" not in company.standings for company in rank(cohort(months)).ranking)


def test_rank_and_assess_agree():
    result = rank([FUNDED, *cohort([3, 6])]).ranking
    company = next(each for each in result if each.company == FUNDED["name"])
    for name, benchmark in by_measure(assess(FUNDED).peers).items():
        if benchmark.percentile is None:
            assert name not in company.standings
        else:
            assert company.standings[name][:3] == (benchmark.percentile, benchmark.low, benchmark.high)
