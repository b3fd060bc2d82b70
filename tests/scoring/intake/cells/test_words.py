"""Places, rounds, grades, yes and no, choices and checklists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.choices import choices, parse_checklist, parse_choice, parse_yes_no
from scoring.intake.cells.values import is_missing
from scoring.intake.cells.words import COUNTRY_ONLY, NO_DISTRICT, parse_currency, parse_grade, parse_place, parse_round
from scoring.text import Text, both

CHOICES = choices(
    [
        ("none", both("not yet", "尚未")),
        ("sales", both("sales, marketing", "销售")),
        ("tax", both("finance, tax", "财务、税务")),
    ]
)


@pytest.mark.parametrize(
    ("cell", "slug"),
    [
        ("A+轮", "a_plus"),
        ("Series A", "a"),
        ("A轮融资", "a"),
        ("D轮及以上", "d_or_later"),
        ("天使轮", "angel"),
        ("战略投资", "strategic"),
        ("IPO上市", "ipo"),
        ("上市公司", "ipo"),
        ("Bridge", "bridge"),
        ("过桥轮", "bridge"),
        ("Series AA", "a"),
        ("Pre-B+轮", "pre_b_plus"),
        ("尚未获投", "unfunded"),
        ("不需要融资", "unfunded"),
        ("未融资", "unfunded"),
        ("none", "unfunded"),
        ("无", "unfunded"),
        ("", None),
        ("未透露", None),
        ("-", None),
        (None, None),
        ("N/A", None),
    ],
)
def test_round(cell: str | None, slug: str | None) -> None:
    assert parse_round(cell).value == slug


def test_unknown_round_names_examples_and_near_ones() -> None:
    with pytest.raises(Wrong, match="'旅游' is not a known round") as far:
        parse_round("旅游")
    assert "A轮" in far.value.expected.en
    with pytest.raises(Wrong) as near:
        parse_round("Seris AA")
    assert "Series A" in near.value.expected.en


@pytest.mark.parametrize(
    ("parts", "slug", "remark"),
    [
        (("广东 · 深圳",), "shenzhen", None),
        (("", "", "北京", "朝阳区"), "beijing", None),
        (("", "江苏", "苏州", ""), "suzhou", None),
        (("", "", "成都", "海淀区"), "chengdu", NO_DISTRICT),
        (("USA", "", "Gotham", ""), "united_states", COUNTRY_ONLY),
        (("", "", "Paris", ""), "france", None),
        (("", "", "San Francisco, CA", ""), "united_states", None),
        (("", "", "特拉维夫", ""), "israel", None),
    ],
)
def test_place(parts: tuple[str, ...], slug: str, remark: Text | None) -> None:
    assert parse_place(*parts) == (slug, remark)


@pytest.mark.parametrize("parts", [("", "", "Gotham", ""), ("", "广东", "哥谭", ""), ("中国", "", "哥谭", "")])
def test_unknown_city_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(Wrong, match="not known"):
        parse_place(*parts)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("是", True),
        ("无", False),
        ("Y", True),
        ("no", False),
        (1, True),
        (0.0, False),
        (True, True),
        ("√", True),
        ("FALSE", False),
    ],
)
def test_yes_no(cell: str | float, value: bool) -> None:
    assert parse_yes_no(cell).value is value


@pytest.mark.parametrize("cell", ["maybe", 2, "也许"])
def test_yes_no_refused(cell: str | float) -> None:
    with pytest.raises(Wrong, match="neither yes nor no"):
        parse_yes_no(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("none", "none"), ("Not yet", "none"), ("尚 未", "none"), ("销售", "sales"), ("", None), ("未知", None)],
)
def test_choice(cell: str, value: str | None) -> None:
    assert parse_choice(cell, CHOICES).value == value


def test_unknown_choice_lists_the_choices() -> None:
    with pytest.raises(Wrong) as refusal:
        parse_choice("sometimes", CHOICES)
    assert refusal.value.expected == both("one of none, sales, tax", "下列之一：尚未；销售；财务、税务")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("sales, marketing; finance, tax", ["sales", "tax"]),
        ("sales/tax", ["sales", "tax"]),
        ("销售|财务、税务", ["sales", "tax"]),
        ("无", []),
        ("None of these", []),
        ("", None),
        ("/", None),
    ],
)
def test_checklist(cell: str, value: list[str] | None) -> None:
    assert parse_checklist(cell, CHOICES).value == value


def test_unknown_item_of_a_checklist_is_refused() -> None:
    with pytest.raises(Wrong, match="'cooking'"):
        parse_checklist("sales, cooking", CHOICES)


def test_every_grade_is_listed_where_none_is_known() -> None:
    with pytest.raises(Wrong) as refusal:
        parse_grade("internal_recrd")
    assert all(grade.zh in refusal.value.expected.zh for grade in taxonomy.evidence_grades())
    assert all(slug in refusal.value.expected.en for slug in taxonomy.evidence_grades().slugs)


def test_grade_and_currency() -> None:
    assert parse_grade("第三方文件").value == "third_party_document"
    assert parse_currency("美元").value == "USD"
    for parse in (parse_grade, parse_currency):
        with pytest.raises(Wrong, match="not a known"):
            parse("一般般")


@pytest.mark.parametrize(
    "cell", ["", None, "empty", "e/m/p/t/y", "未透露", "未披露", "不详", "N/A", "null", "-", "—", "／", "Unknown"]
)
def test_missing(cell: str | None) -> None:
    assert is_missing(cell)


@pytest.mark.parametrize(("cell", "says"), [("=SUM(A1:A9)", "formula"), ("#REF!", "spreadsheet error")])
def test_no_value_is_no_missing_value(cell: str, says: str) -> None:
    with pytest.raises(Wrong, match=says):
        is_missing(cell)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    readers = (parse_round, parse_place, parse_grade, parse_currency, parse_yes_no)
    for parse in (*readers, lambda cell: parse_choice(cell, CHOICES), lambda cell: parse_checklist(cell, CHOICES)):
        try:
            parse(text)
        except Wrong as refusal:
            assert refusal.expected
