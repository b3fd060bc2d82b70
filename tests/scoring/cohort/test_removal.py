"""A company taken out of a ranking: its name is nowhere any more, and nobody else moves."""

import json
from datetime import date

import pytest
from made_up_ranking_parts import named_everywhere

from scoring import rank
from scoring.cohort.removal import MARK, without_company
from scoring.ranking import Ranking


def text_of(ranking: Ranking) -> str:
    return json.dumps(ranking.model_dump(mode="json"), ensure_ascii=False)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["Delta Works Ltd", "山海智能"])
def test_the_name_is_nowhere_any_more(lang, name) -> None:
    ranking = named_everywhere(name, lang)
    assert text_of(ranking).count(name) >= 12
    left = without_company(ranking, 3, name)
    assert name not in text_of(left)
    assert name.upper() not in text_of(left)
    assert Ranking.model_validate_json(left.model_dump_json()) == left


def test_it_goes_from_every_part() -> None:
    before = named_everywhere("Delta Works Ltd", "en")
    left = without_company(before, 3, "Delta Works Ltd")
    assert [each.row for each in left.ranking] == [2, 4, 5, 6, 7]
    assert [each.row for each in left.rejected] == [31, 33]
    assert MARK in str(left.rejected[1].problems)
    assert [note.row for note in left.notes] == [4, None]
    assert left.judges.unmatched == ["Elsewhere"]
    assert left.judges.discuss == ["Bright Loop (row 2)"]
    assert left.judges.notes == ["One mark was left out.", f"named more than once in the cohort: {MARK}, Elsewhere"]
    assert [miss.company for miss in left.shortlist.near_misses] == ["Bright Loop"]
    assert [change.company for change in left.changes.companies] == ["Old Friend"]
    assert left.changes.unclear == ["Another"]


def test_nobody_else_moves_and_what_is_said_of_the_whole_stays() -> None:
    before = named_everywhere("Delta Works Ltd", "en")
    left = without_company(before, 3, "Delta Works Ltd")
    assert left.ranking == [each for each in before.ranking if each.row != 3]
    for part in ("uncertainty", "fairness", "versions", "peers", "characteristics", "columns", "as_of", "lang"):
        assert getattr(left, part) == getattr(before, part)
    assert left.shortlist.gates == before.shortlist.gates
    assert left.judges.judges == before.judges.judges


def test_a_sentence_that_holds_another_spelling_goes_as_a_whole() -> None:
    before = named_everywhere("Delta Works Ltd", "en")
    told = before.judges.model_copy(update={"notes": ["unclear: ＤＥＬＴＡ-WORKS limited", "unclear: Gamma"]})
    left = without_company(before.model_copy(update={"judges": told}), 3, "Delta Works Ltd")
    assert left.judges.notes == ["unclear: Gamma"]


def test_a_short_name_is_no_part_of_other_words() -> None:
    before = named_everywhere("Al", "en")
    told = before.judges.model_copy(update={"notes": ["Alder has also a mark, Al has none"]})
    left = without_company(before.model_copy(update={"judges": told}), 3, "Al")
    assert left.judges.notes == [f"Alder has also a mark, {MARK} has none"]


def test_a_namesake_keeps_the_name() -> None:
    row = {"name": "Alder", "city": "shenzhen", "as_of": date(2023, 6, 30)}
    ranking = rank([row, row | {"city": "beijing"}, row | {"name": "Birch"}], as_of=date(2023, 6, 30))
    left = without_company(ranking, 1, "Alder")
    assert sorted(each.row for each in left.ranking) == [2, 3]
    assert [each.company for each in left.ranking if each.row == 2] == ["Alder"]


def test_a_bare_ranking_loses_the_company_alone() -> None:
    row = {"name": "Alder", "city": "shenzhen", "as_of": date(2023, 6, 30)}
    ranking = rank([row, row | {"name": "Birch"}], as_of=date(2023, 6, 30))
    left = without_company(ranking, 1, "Alder")
    assert "Alder" not in text_of(left)
    assert [(each.company, each.rank) for each in left.ranking] == [
        (each.company, each.rank) for each in ranking.ranking if each.row == 2
    ]
