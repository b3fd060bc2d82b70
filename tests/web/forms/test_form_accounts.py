"""Annual accounts and percentages of the form ↔ profile: amounts as people type them, nothing lost on the way."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import shipped_book
from scoring.profile.accounts import ACCOUNT_FIELDS
from web.forms import checked, from_fields, tidy, to_fields, year_columns

BOOK = shipped_book()
AMOUNTS = st.integers(0, 10**15).map(float) | st.floats(0, 1e15)
ACCOUNTS = st.lists(
    st.builds(
        lambda year, figures: {"year": year, **figures},
        st.integers(1990, 2100),
        st.dictionaries(st.sampled_from(ACCOUNT_FIELDS), AMOUNTS, min_size=1),
    ),
    max_size=5,
    unique_by=lambda item: item["year"],
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "science_staff": st.integers(0, 5000),
        "hightech_share": st.floats(0, 100).map(lambda share: round(share, 6)),
        "titles": st.lists(st.sampled_from(["kexiao", "gaoqi"]), unique=True).map(sorted),
        "sme": st.booleans(),
        "tech_level": st.sampled_from(["high", "none"]),
    },
)


def read(**fields: str) -> Any:
    """What a form with these fields reads as; `__` in a name stands for `-`."""
    posted = ((name.replace("__", "-"), [text]) for name, text in fields.items())
    return checked(from_fields(tidy(posted), BOOK), BOOK)


def years(**fields: str) -> list[dict[str, Any]]:
    """The accounts of a form with these fields."""
    profile = read(name="A", **fields).profile
    assert profile
    return [year.model_dump(exclude_none=True) for year in profile.accounts or ()]


@given(accounts=ACCOUNTS, answers=FACTS, lang=st.sampled_from(["en", "zh"]))
def test_accounts_and_facts_survive_the_form(accounts, answers, lang) -> None:
    given_ = {"name": "A", "as_of": "2021-06-30", "answers": answers} | ({"accounts": accounts} if accounts else {})
    reading = from_fields(tidy(to_fields(given_, lang, BOOK).items()), BOOK)
    assert reading.problems == ()
    assert reading.mapping == given_


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("3000万", 3e7), ("30,000,000", 3e7), ("0.3亿", 3e7), ("30 million", 3e7), ("¥500,000", 5e5),
        ("1234.5元", 1234.5), ("０", 0.0), ("3000", 3000.0),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(typed, amount) -> None:
    assert years(accounts__0__year="2025年", accounts__0__revenue=typed) == [{"year": 2025, "revenue": amount}]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("3000-5000万", "single figure"), ("数千万", "single figure"), ("5000万以上", "single figure"),
        ("$3M", "USD"), ("lots", "no amount"), ("-5万", "negative"),
    ],
)  # fmt: skip
def test_what_is_no_figure_of_accounts_is_told_at_its_field(typed, told) -> None:
    (problem,) = read(name="A", accounts__0__year="2025", accounts__0__assets=typed).problems
    assert problem.path == "accounts-0-assets"
    assert told in problem.message.en
    assert any("一" <= sign <= "鿿" for sign in problem.message.zh)


@pytest.mark.parametrize("year", ["25", "next year", "2150", "1900"])
def test_a_year_that_is_none_is_told_at_its_field(year) -> None:
    (problem,) = read(name="A", accounts__0__year=year, accounts__0__assets="5万").problems
    assert problem.path == "accounts-0-year"


def test_years_without_figures_are_left_out_and_the_others_moved_up() -> None:
    typed = {"accounts__0__year": "2025", "accounts__1__year": "2024", "accounts__4__year": "2023"}
    assert years(**typed) == []
    assert years(**typed, accounts__4__costs="5万") == [{"year": 2023, "costs": 5e4}]


@pytest.mark.parametrize("accounts", ["x", [None], [3], [{"year": 2025, "revenue": "a lot"}], {"2025": 3}])
def test_accounts_of_a_file_in_any_shape_can_be_shown(accounts) -> None:
    fields = to_fields({"name": "A", "accounts": accounts}, "zh", BOOK)
    assert all(isinstance(text, str) for texts in fields.values() for text in texts)
    assert len(year_columns(fields, date(2026, 6, 30))) == 3


@pytest.mark.parametrize("share", ["0.05", "0.6", ".5"])
def test_a_share_in_a_field_of_percent_is_asked_back(share) -> None:
    (problem,) = read(name="A", answers__hightech_share=share).problems
    assert problem.path == "answers-hightech_share"
    assert f"{100 * float(share):g}%" in problem.message.en
    assert f"{float(share):g}%" in problem.message.zh
    assert problem.expected


@pytest.mark.parametrize(("typed", "percent"), [("0.05%", 0.05), ("5", 5), ("60%", 60), ("1", 1), ("0", 0)])
def test_a_percentage_that_can_mean_one_thing_alone_is_read(typed, percent) -> None:
    profile = read(name="A", answers__hightech_share=typed).profile
    assert profile.answers.hightech_share.value == percent
