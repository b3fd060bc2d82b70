"""Why one company is above another: a ledger that adds up, and the draws of the whole cohort."""

from itertools import permutations

import numpy as np
import pytest
from making import company

from scoring import rank
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import read_cohort
from scoring.cohort.draws import ranks
from scoring.cohort.finding import find_company
from scoring.cohort.material import material_of
from scoring.cohort.uncertainty import dealt
from scoring.cohort.versus import versus
from scoring.errors import Wrong

FEW = Assumptions(draws=500)


def test_lines_add_up_to_the_difference_of_the_composites(cohort):
    for first, second in permutations(range(len(cohort.profiles)), 2):
        found = versus(cohort, first, second, assumptions=FEW)
        assert round(sum(line.difference for line in found.lines), 2) == found.difference
        assert round(found.first.composite - found.second.composite, 2) == found.difference
        assert round(sum(found.factors.values()), 2) == found.difference


def test_seen_from_the_other_side_it_is_the_same(cohort):
    forth, back = versus(cohort, 0, 3, assumptions=FEW), versus(cohort, 3, 0, assumptions=FEW)
    assert back.difference == -forth.difference
    assert {line.id: -line.difference for line in back.lines} == {line.id: line.difference for line in forth.lines}
    assert forth.above + back.above + forth.equal == pytest.approx(1)
    assert forth.in_words == back.in_words


def test_the_share_of_draws_is_that_of_the_whole_cohort(cohort):
    material = material_of(cohort.scored, np.arange(len(cohort.profiles)))
    drawn = ranks(material, dealt(cohort, material, 500, 1), FEW)
    row = {at: row for row, at in enumerate(material.order.tolist())}
    for first, second in ((0, 1), (4, 2), (6, 7)):
        expected = (drawn[row[first]] < drawn[row[second]]).mean()
        assert versus(cohort, first, second, assumptions=FEW).above == pytest.approx(expected, abs=1e-4)


def test_what_is_said_of_both_sides_is_what_their_findings_say(cohort):
    found = versus(cohort, 0, 5, assumptions=FEW)
    for line in found.lines:
        for state, says in ((line.first_state, line.first_says), (line.second_state, line.second_says)):
            assert (says is None) == (state != "scored")
    assert any(line.second_state == "unknown" for line in found.lines)
    assert found.lines == sorted(found.lines, key=lambda line: -abs(line.difference))


def test_the_better_one_is_named_first_in_words_of_either_language(cohort):
    order = [each.row - 1 for each in rank(cohort, assumptions=FEW).ranking]
    best, worst = order[0], order[-1]
    names = [cohort.profiles[at].name for at in (best, worst)]
    assert versus(cohort, worst, best, assumptions=FEW).in_words.startswith(f"{names[0]} is ")
    assert versus(cohort, worst, best, assumptions=FEW, lang="zh").in_words.startswith(f"{names[0]}比{names[1]}高 ")


def test_two_alike_have_no_lines():
    one = company(3, 1.0)
    known = Assumptions(draws=500, hold=["unknowns", "progression"])
    found = versus(read_cohort([one, one.model_copy(update={"name": "Same"})]), 0, 1, assumptions=known)
    assert (found.difference, found.lines, found.equal) == (0, [], 1)
    assert "same composite" in found.in_words


def test_one_company_twice_and_one_without_a_score_are_refused(cohort):
    with pytest.raises(Wrong, match="same company"):
        versus(cohort, 1, 1)
    with pytest.raises(Wrong, match="no score"):
        versus(read_cohort([{"name": "Empty"}, company(1)]), 0, 1)


class TestFinding:
    @pytest.fixture
    def names(self):
        return read_cohort([{"name": name} for name in ("Alpha Ltd.", "云帆科技有限公司", "Twin", "twin")])

    @pytest.mark.parametrize(
        ("asked", "place"), [("2", 1), ("Alpha Ltd.", 0), ("alpha", 0), ("云帆科技", 1), ("Twin", 2), ("twin", 3)]
    )
    def test_by_row_name_or_nearly_the_name(self, names, asked, place):
        assert find_company(names, asked) == place

    def test_a_name_that_two_have_asks_for_the_row(self, names):
        with pytest.raises(Wrong, match="stands in rows 3, 4"):
            find_company(names, "TWIN")

    def test_an_unknown_name_is_answered_with_near_ones(self, names):
        with pytest.raises(Wrong, match="Alpha Ltd"):
            find_company(names, "Alpa")
