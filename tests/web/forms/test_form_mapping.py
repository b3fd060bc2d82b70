"""Fields ↔ profile: typed texts are read as the cells of a table are, and a profile comes back out unchanged."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import shipped_book
from scoring.profile import profile_model
from scoring.resources import resource
from web.forms import carried, carry, checked, from_fields, tidy, to_fields
from web.forms.typed import read_amount, read_heads, write_span

BOOK = shipped_book()


def read(**fields: Any) -> Any:
    """Mapping of a form with these fields; `__` in a name stands for `-`."""
    posted = {name.replace("__", "-"): texts if isinstance(texts, list) else [texts] for name, texts in fields.items()}
    return from_fields(tidy(posted.items()), BOOK)


def faults(**fields: Any) -> dict[str, str]:
    """Wording of what is wrong, by field."""
    return {problem.path: problem.message.en for problem in checked(read(name="A", **fields), BOOK).problems}


@pytest.mark.parametrize("name", ["profile-growth.json", "profile-early.json"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_example_survives_the_form(name: str, lang: str) -> None:
    original = json.loads(resource("data", "examples", name).read_text(encoding="utf-8"))
    reading = from_fields(tidy(to_fields(original, lang, BOOK).items()), BOOK)
    result = checked(reading, BOOK)
    assert result.problems == ()
    assert result.profile == profile_model(BOOK).model_validate(original)


def test_a_validated_profile_survives_a_hidden_field() -> None:
    original = json.loads(resource("data", "examples", "profile-growth.json").read_text(encoding="utf-8"))
    profile = profile_model(BOOK).model_validate(original)
    mapping = carried(carry(profile.model_dump(mode="json", exclude_none=True)).encode(), "profile")
    assert checked(from_fields(tidy(to_fields(mapping, "zh", BOOK).items()), BOOK), BOOK).profile == profile


def test_every_kind_of_answer_is_read() -> None:
    answers = read(
        answers__vertical_customers="1,200",
        answers__revenue_focus="８０%",
        answers__rights_ownership="no",
        answers__product_form="standard_product",
        answers__partner_kinds=["industry_leader", "vendor"],
        answers__owned_functions="-",
    ).mapping["answers"]
    assert answers == {
        "revenue_focus": 80, "vertical_customers": 1200, "product_form": "standard_product", "rights_ownership": False,
        "partner_kinds": ["industry_leader", "vendor"], "owned_functions": [],
    }  # fmt: skip


def test_evidence_goes_with_its_answer() -> None:
    fields = {"answers__cash_runway": "12", "answers__cash_runway__evidence": "internal_record"}
    assert read(**fields).mapping["answers"] == {"cash_runway": {"value": 12, "evidence": "internal_record"}}
    assert read(answers__cash_runway__evidence="internal_record").mapping["answers"] == {}


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("600万", (6e6, 6e6), None),
        ("$3.5M", (3.5e6, 3.5e6), "USD"),
        ("30-50 million", (3e7, 5e7), None),
        ("1.2亿美元", (1.2e8, 1.2e8), "USD"),
    ],
)
def test_amounts_are_read_as_in_a_table(typed, amount, currency) -> None:
    (row,) = read(rounds__0__round="a", rounds__0__amount=typed).mapping["rounds"]
    assert (row["amount"]["low"], row["amount"]["high"]) == amount
    assert row.get("currency") == currency


def test_an_amount_and_a_currency_that_disagree_are_refused() -> None:
    told = faults(rounds__0__round="a", rounds__0__amount="$3M", rounds__0__currency="CNY")
    assert "USD" in told["rounds-0-amount"]
    assert "CNY" in told["rounds-0-amount"]


def test_investors_are_read_with_their_kinds() -> None:
    typed = "甲资本（领投）、乙资本\nSouth Fund (Corporate investor)\nEast Fund"
    (row,) = read(rounds__0__round="a", rounds__0__investors=typed).mapping["rounds"]
    assert row["investors"] == ["甲资本", "乙资本", {"name": "South Fund", "kind": "corporate"}, "East Fund"]


@pytest.mark.parametrize(
    ("chosen", "rounds", "expected"),
    [("", [], None), ("unknown", [], None), ("never", [], []), ("", ["a"], 1), ("listed", ["a"], 1)],
)
def test_never_funded_is_not_unknown(chosen, rounds, expected) -> None:
    fields = {f"rounds__{row}__round": slug for row, slug in enumerate(rounds)}
    found = read(funding=chosen, **fields).mapping.get("rounds")
    assert (len(found) if found else found) == expected


@pytest.mark.parametrize(
    ("chosen", "rounds"),
    [("never", {"rounds__0__round": "a"}), ("unknown", {"rounds__3__date": "2019"}), ("listed", {})],
)
def test_contradictions_of_funding_are_told(chosen, rounds) -> None:
    assert "funding" in faults(funding=chosen, **rounds)


def test_rows_left_empty_are_closed_up_and_faults_point_at_the_row_shown() -> None:
    typed = {
        "rounds__0__currency": " ",
        "rounds__4__round": "a",
        "rounds__4__date": "someday",
        "rounds__9__round": "b",
    }
    fields = tidy((name.replace("__", "-"), [text]) for name, text in typed.items())
    assert fields == {"rounds-0-round": ["a"], "rounds-0-date": ["someday"], "rounds-1-round": ["b"]}
    assert "rounds-0-date" in faults(**typed)


def test_sectors_left_empty_are_closed_up() -> None:
    assert read(sectors=["", " finance", ""]).mapping["sectors"] == ["finance"]
    assert set(faults(sectors=["", "finance", "医了"])) == {"sectors-1"}


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"city": "深训"}, "city", "Shenzhen"),
        ({"city": "长安"}, "city", "Xi'an"),
        ({"founded": "2019-13"}, "founded", "calendar"),
        ({"as_of": "2021"}, "as_of", "2021"),
        ({"head_count": "viele"}, "head_count", "viele"),
        ({"layer": "upstairs"}, "layer", "upstairs"),
        ({"answers__vertical_customers": "1.5"}, "answers-vertical_customers", "whole"),
        ({"answers__revenue_focus": "120"}, "answers-revenue_focus", "120"),
        ({"answers__product_form": "sold"}, "answers-product_form", "sold"),
        ({"answers__owned_functions": ["-", "sales"]}, "answers-owned_functions", "none of these"),
        ({"answers__cash_runway": "3", "answers__cash_runway__evidence": "x"}, "answers-cash_runway-evidence", "x"),
        ({"rounds__0__date": "2019"}, "rounds-0-round", "missing"),
    ],
)  # fmt: skip
def test_each_fault_is_told_once_at_its_field(fields, field, told) -> None:
    found = faults(**fields)
    assert list(found) == [field]
    assert told in found[field]


def test_what_cannot_be_read_is_kept_as_typed() -> None:
    mapping = read(name="A", head_count="viele", answers__cash_runway="lang", rounds__0__amount="viel").mapping
    fields = to_fields(mapping, "en", BOOK)
    assert (fields["head_count"], fields["answers-cash_runway"], fields["rounds-0-amount"]) == (
        ["viele"],
        ["lang"],
        ["viel"],
    )


@pytest.mark.parametrize("broken", [
    {"name": 5, "city": ["x"], "sectors": "finance", "rounds": "a", "answers": []},
    {"rounds": ["a", None, {"investors": "x", "amount": []}], "answers": {"cash_runway": {"value": {}}}},
    {"head_count": {"low": "x"}, "answers": {"owned_functions": "sales", "rights_ownership": 3}},
])  # fmt: skip
def test_a_file_of_any_shape_can_be_shown(broken) -> None:
    fields = to_fields(broken, "en", BOOK)
    assert all(isinstance(text, str) for texts in fields.values() for text in texts)
    assert checked(from_fields(tidy(fields.items()), BOOK), BOOK).profile is None


money = st.one_of(st.integers(0, 10**12).map(float), st.floats(0.01, 1e12).map(lambda number: round(number, 2)))


@given(low=st.none() | money, high=st.none() | money)
def test_amounts_read_back_as_written(low: float | None, high: float | None) -> None:
    if low is None and high is None:
        return
    if low is not None and high is not None and low > high:
        low, high = high, low
    assert read_amount(write_span({"low": low, "high": high}), "")[0] == {"low": low, "high": high}


@given(low=st.integers(1, 10**6), more=st.integers(0, 10**6))
def test_head_counts_read_back_as_written(low: int, more: int) -> None:
    for span in ({"low": low, "high": low + more}, {"low": low, "high": None}, {"low": None, "high": low}):
        assert read_heads(write_span(span)) == span
