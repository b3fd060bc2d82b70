"""A part of a cohort ranked without the others, who are counted."""

import pytest

from scoring import rank
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import read_cohort
from scoring.errors import InputError
from scoring.resources import resource
from scoring.shortlist.part import part_of


@pytest.fixture(scope="module")
def cohort():
    return read_cohort(resource("data", "examples", "fictional-24.csv"))


def test_those_who_meet_all_conditions_keep_their_scores_and_rows(cohort):
    part = part_of(cohort, ["stage in [seed, angel, A轮]", "city in [长三角]"])
    whole = {each.row: each for each in rank(cohort, assumptions=Assumptions(draws=0)).ranking}
    ranking = rank(part, assumptions=Assumptions(draws=0))
    assert 1 < len(ranking.ranking) < 24
    assert all(each.composite == whole[each.row].composite for each in ranking.ranking)
    assert {each.stage for each in ranking.ranking} <= {"seed", "angel", "a"}
    assert [note.message for note in ranking.notes][:2] == [
        "companies left out because they do not meet 'stage in [seed, angel, A轮]', or don't say: 14",
        "companies left out because they do not meet 'city in [长三角]', or don't say: 6",
    ]


def test_no_condition_is_the_whole_cohort(cohort):
    assert part_of(cohort, []) is cohort


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        ("sectrs in [AI]", "--only: unknown field 'sectrs'", "--only：没有“sectrs”这个字段"),
        ("head_count > 1000000", "no company meets head_count > 1000000", "没有企业满足“head_count > 1000000”"),
    ],
)
def test_what_cannot_be_used_is_refused(cohort, written, english, chinese):
    with pytest.raises(InputError) as refused:
        part_of(cohort, [written])
    assert english in refused.value.in_("en")
    assert chinese in refused.value.in_("zh")


def test_a_company_that_stands_twice_and_holds_two_seats_is_told():
    rows = [{"name": name, "city": "beijing", "answers": {"cash_runway": 24}} for name in ("Twin", "Twin", "Other")]
    notes = rank(rows, seats=2, assumptions=Assumptions(draws=0)).shortlist.notes
    other_first = rank(rows[::-1], seats=2, assumptions=Assumptions(draws=0)).shortlist.notes
    assert not any("Selected more than once" in note for note in notes)
    assert any("Selected more than once" in note for note in rank(rows, seats=3).shortlist.notes)
    assert [note for note in other_first if "tied" in note] == [note for note in notes if "tied" in note]
