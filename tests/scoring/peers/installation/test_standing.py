"""A score among companies assessed here: shown from five on, widened with a reason, monotone."""

from datetime import date

from scoring.assessor import assess
from scoring.peers.installation.blocks import Member
from scoring.peers.installation.releases import InMemory, Installation
from scoring.peers.measures import score_measures
from scoring.rulesets.book import shipped_book

DAY = date(2021, 6, 30)
MEASURES = [measure.id for measure in score_measures(shipped_book())]


def released(*members):
    return Installation(InMemory(members)).release(DAY)


def member(number, score, place="suzhou", stage="a"):
    return Member(f"company {number}", place, "manufacturing", stage, dict.fromkeys(MEASURES, score))


def composite(release, months=24):
    profile = {
        "name": "Lichuan (fictional)", "as_of": "2021-06-30", "city": "苏州", "sectors": ["智能制造"],
        "rounds": [{"round": "a"}], "answers": {"cash_runway": months},
    }  # fmt: skip
    found = assess(profile, release=release).peers.benchmarks
    return next(each for each in found if each.measure == "composite")


def test_five_are_enough_and_named():
    found = composite(released(*(member(number, 10 * number) for number in range(1, 8))))
    assert found.peers.source == "installation"
    assert found.peers.n == 7
    assert found.peers.widened is None
    assert found.low < found.percentile < found.high


def test_four_are_never_shown():
    found = composite(released(*(member(number, 10 * number) for number in range(1, 5))))
    assert found.percentile is None
    assert found.peers is None
    assert "fewer than 5" in found.note


def test_elsewhere_stands_in_with_a_reason():
    found = composite(released(*(member(number, 10 * number, "beijing") for number in range(1, 8))))
    assert found.peers.group.place == "china"
    assert "Suzhou" in found.peers.widened


def test_other_stages_never_stand_in():
    assert composite(released(*(member(number, 10 * number, stage="b") for number in range(1, 9)))).peers is None


def test_all_equal_gives_no_place():
    found = composite(released(*(member(number, 50) for number in range(1, 8))))
    assert found.percentile is None
    assert "same value" in found.note


def test_a_better_score_never_stands_lower():
    release = released(*(member(number, 8 * number) for number in range(1, 11)))
    found = [composite(release, months).percentile for months in (1, 4, 8, 16, 30)]
    assert found == sorted(found)


def test_without_a_release_nothing_is_said_of_this_installation():
    profile = {"name": "Lichuan (fictional)", "as_of": "2021-06-30", "rounds": [{"round": "a"}]}
    assert all(each.measure not in MEASURES for each in assess(profile).peers.benchmarks)
