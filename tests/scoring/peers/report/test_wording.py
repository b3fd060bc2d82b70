"""Facts are put into words that read naturally in both languages."""

import pytest

from scoring.peers.report.wording import date_in_words, fact_in_words
from scoring.report_facts import Fact
from scoring.text import Text

UNITS = {
    "companies": Text(en="{n} companies", zh="{n}家"),
    "% of city companies": Text(en="{n} % of the city's companies", zh="占全市企业{n}%"),
    "persons": Text(en="{n} people", zh="{n}人"),
    "CNY per person": Text(en="CNY {n} per person", zh="每人{n}元"),
    "years": Text(en="{n} years", zh="{n}年"),
}
YI, WAN = "CNY 100 million (亿元)", "CNY 10 thousand (万元)"


def fact(value, unit, op="=", kind="reported"):
    return Fact(
        id="x", value=value, unit=unit, op=op, as_of="2020", scope="national", section="1", kind=kind, confidence="ok"
    )


@pytest.mark.parametrize(
    ("value", "unit", "op", "en", "zh"),
    [
        (1074, "companies", "=", "1,074 companies", "1,074 家"),
        (5015, "companies", "~", "about 5,015 companies", "约 5,015 家"),
        (371, "companies", ">=", "at least 371 companies", "至少 371 家"),
        (393, "companies", "<=", "at most 393 companies", "至多 393 家"),
        (300, "companies", ">", "more than 300 companies", "超过 300 家"),
        (50, "% of city companies", "<", "less than 50 % of the city's companies", "占全市企业不到 50%"),
        (72, "% of city companies", "=", "72 % of the city's companies", "占全市企业 72%"),
        (17000, "persons", "~", "about 17,000 people", "约 1.7 万人"),
    ],
)
def test_number_operator_and_unit(value, unit, op, en, zh):
    assert fact_in_words(fact(value, unit, op), UNITS) == Text(en=en, zh=zh)


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (2000, WAN, "CNY 20 million", "2,000 万元"),
        (2, YI, "CNY 200 million", "2 亿元"),
        (27.85, YI, "CNY 2.785 billion", "27.85 亿元"),
        (1748, YI, "CNY 174.8 billion", "1,748 亿元"),
        (0.66, YI, "CNY 66 million", "6,600 万元"),
        (1000, "CNY per person", "CNY 1,000 per person", "每人 1,000 元"),
    ],
)
def test_money_is_told_in_the_units_of_each_language(value, unit, en, zh):
    assert fact_in_words(fact(value, unit), UNITS) == Text(en=en, zh=zh)


def test_only_caps_on_money_are_said_as_a_most_one_can_get():
    assert fact_in_words(fact(2000, WAN, "<=", "policy-cap"), UNITS) == Text(
        en="up to CNY 20 million", zh="最高 2,000 万元"
    )
    assert fact_in_words(fact([1, 2], YI, "<=", "policy-cap"), UNITS) == Text(
        en="up to CNY 100–200 million", zh="最高 1 至 2 亿元"
    )
    assert fact_in_words(fact(3, "years", "<=", "policy-cap"), UNITS) == Text(en="at most 3 years", zh="至多 3 年")


def test_sectors_are_named_in_both_languages():
    named = fact_in_words(fact(["medical", "autonomous_driving"], "sector slugs"), UNITS)
    assert named == Text(en="Medicine and health, Autonomous driving", zh="智慧医疗、无人驾驶")


def test_words_are_left_to_a_translator_and_an_unknown_unit_is_an_error():
    assert fact_in_words(fact("low margin", "category"), UNITS) is None
    assert fact_in_words(fact(["robots", "software"], "category list"), UNITS) is None
    with pytest.raises(KeyError, match="furlongs"):
        fact_in_words(fact(1, "furlongs"), UNITS)


@pytest.mark.parametrize(
    ("date", "en", "zh"),
    [
        ("2020", "2020", "2020 年"),
        ("2020-03", "March 2020", "2020 年 3 月"),
        ("2020-07-17", "17 July 2020", "2020 年 7 月 17 日"),
        ("2021-2023", "2021–2023", "2021–2023 年"),
    ],
)
def test_dates(date, en, zh):
    assert date_in_words(date) == Text(en=en, zh=zh)


@pytest.mark.parametrize("text", ["end-2020", "2020-13", "2020-00", "2020-01-32", "2021 report", ""])
def test_what_is_no_date_is_not_worded(text):
    assert date_in_words(text) is None
