"""The list as asked for in the address: sorting, filtering, pages, bands; what is asked for in vain is passed over."""

import pytest

from scoring.cohort.result import RankRange
from scoring.judges.result import Judged
from scoring.ranking import RankedCompany, Ranking
from scoring.shortlist.result import Shortlisted
from web.pages.cohorts.listing import A_PAGE, SORTS, by_band, choices, matching, page_of, pages_of, wanted

SECTORS = {"2": ["medical"], "3": ["finance", "medical"]}


def company(name: str, row: int, rank: int | None, **given: object) -> RankedCompany:
    known: dict[str, object] = {
        "composite": None if rank is None else 100.0 - rank,
        "coverage": 0.5,
        "evidenced_score": None,
    }
    known |= {"city": None, "stage": None, "uncertain": None, "judged": None, "shortlisted": None} | given
    return RankedCompany.model_construct(company=name, row=row, rank=rank, **known)


def landing(median: float, band: int, in_top: float = 0.5) -> RankRange:
    return RankRange(median=median, low=1, high=9, in_top=in_top, band=band)


def judged(mark: float, discuss: str | None = None) -> Judged:
    return Judged(mark=mark, low=1, high=9, raw=mark, rank=1, marks=2, gap=None, discuss=discuss)


COMPANIES = [
    company("Alder", 2, 1, city="shenzhen", stage="a", uncertain=landing(2, 1, 0.9), judged=judged(5, "talk"),
            shortlisted=Shortlisted(selected=True, passed=True, why=None)),
    company("birch", 3, 2, city="beijing", stage="seed", uncertain=landing(1.5, 1, 0.7), coverage=0.9,
            shortlisted=Shortlisted(selected=False, passed=True, why="no seat")),
    company("Cedar", 4, 3, city="shenzhen", stage="b", uncertain=landing(3, 2, 0.1), judged=judged(8), coverage=0.1,
            shortlisted=Shortlisted(selected=False, passed=True, why="no seat")),
    company("Dogwood", 5, None),
]  # fmt: skip
RANKING = Ranking.model_construct(lang="en", ranking=COMPANIES)


def names(**args: str) -> list[str]:
    return [each.company for each in matching(RANKING, SECTORS, wanted(args))]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "Alder birch Cedar Dogwood"),
        ("-rank", "Cedar birch Alder Dogwood"),
        ("company", "Alder birch Cedar Dogwood"),
        ("-company", "Dogwood Cedar birch Alder"),
        ("median", "birch Alder Cedar Dogwood"),
        ("-top", "Alder birch Cedar Dogwood"),
        ("-coverage", "birch Alder Dogwood Cedar"),
        ("stage", "birch Alder Cedar Dogwood"),
        ("city", "birch Alder Cedar Dogwood"),
        ("-mark", "Cedar Alder birch Dogwood"),
        ("selected", "Alder birch Cedar Dogwood"),
        ("no such thing", "Alder birch Cedar Dogwood"),
    ],
)
def test_sorting_leaves_what_is_unknown_to_the_end(sort: str, order: str) -> None:
    assert names(sort=sort) == order.split()


@pytest.mark.parametrize(
    ("args", "left"),
    [
        ({"q": "CE"}, "Cedar"),
        ({"q": "  "}, "Alder birch Cedar Dogwood"),
        ({"stage": "seed"}, "birch"),
        ({"city": "shenzhen"}, "Alder Cedar"),
        ({"sector": "medical"}, "Alder birch"),
        ({"sector": "finance", "city": "beijing"}, "birch"),
        ({"show": "selected"}, "Alder"),
        ({"show": "unselected"}, "birch Cedar"),
        ({"show": "discuss"}, "Alder"),
        ({"show": "nothing known"}, "Alder birch Cedar Dogwood"),
        ({"band": "1"}, "Alder birch"),
        ({"band": "x"}, "Alder birch Cedar Dogwood"),
        ({"city": "atlantis"}, ""),
    ],
)
def test_filters(args: dict[str, str], left: str) -> None:
    assert names(**args) == left.split()


def test_every_column_sorts_both_ways() -> None:
    for sort in SORTS:
        assert sorted(names(sort=sort)) == sorted(names(sort=f"-{sort}")) == ["Alder", "Cedar", "Dogwood", "birch"]


@pytest.mark.parametrize(
    ("page", "first"), [("1", 0), ("2", A_PAGE), ("99", 2 * A_PAGE), ("0", 0), ("-3", 0), ("²", 0)]
)
def test_pages(page: str, first: int) -> None:
    many = [company(str(number), number, number) for number in range(2 * A_PAGE + 3)]
    assert pages_of(many) == 3
    assert page_of(many, wanted({"page": page}).page)[0].row == first
    assert pages_of([]) == 1


def test_bands_stand_together_in_the_order_of_ranks_alone() -> None:
    asked = wanted({})
    bands = by_band(matching(RANKING, SECTORS, asked), asked)
    assert [(band, len(group)) for band, group in bands] == [(1, 2), (2, 1), (None, 1)]
    assert [band for band, _ in by_band(COMPANIES, wanted({"sort": "company"}))] == [None]


def test_only_what_is_there_can_be_filtered_by() -> None:
    found = choices(RANKING, SECTORS)
    assert [slug for slug, _ in found["stage"]] == ["seed", "a", "b"]
    assert [words for _, words in found["city"]] == ["Beijing", "Shenzhen"]
    assert [slug for slug, _ in found["sector"]] == ["finance", "medical"]
