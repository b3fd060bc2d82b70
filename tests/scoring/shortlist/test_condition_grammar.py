"""Conditions: cut into field, operator and values in either language; what can't be read is told."""

import pytest

from scoring.errors import Wrong
from scoring.rulesets.book import shipped_book
from scoring.shortlist.conditions import condition
from scoring.shortlist.fields import fields_of
from scoring.shortlist.grammar import parse

FIELDS = fields_of(shipped_book())


def read(text):
    return condition(text, FIELDS)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("stage in [seed, angel]", ("stage", "in", ("seed", "angel"))),
        ("stage NOT  IN [seed]", ("stage", "not in", ("seed",))),
        ("stage 属于 【种子期、天使轮】", ("stage", "in", ("种子期", "天使轮"))),
        ("stage不属于［种子期，天使轮］", ("stage", "not in", ("种子期", "天使轮"))),
        ("stage=seed", ("stage", "in", ("seed",))),
        ("stage ≠ seed", ("stage", "not in", ("seed",))),
        ("coverage≥40%", ("coverage", ">=", ("40%",))),
        ("coverage＞＝0.4", ("coverage", ">=", ("0.4",))),
        ("coverage 不低于 40%", ("coverage", ">=", ("40%",))),
        ("founded is known", ("founded", "is known", ())),
        ("成立时间 未知", ("成立时间", "is unknown", ())),
        ('city in ["Shenzhen, Guangdong", “北京”]', ("city", "in", ("Shenzhen, Guangdong", "北京"))),
    ],
)
def test_parts(text, parts):
    assert tuple(parse(text, lambda _: False)) == parts


def test_a_word_of_a_label_is_no_operator():
    assert read("In a national AI pilot zone = yes").field.id == "in_pilot_zone"
    assert read("A platform giant among the investors is known").field.id == "giant_investor"


@pytest.mark.parametrize("text", ["stage in [Angel]", "融资阶段 in [天使轮]", "Stage = 天使", "STAGE in [angel stage]"])
def test_fields_and_choices_by_id_label_and_alias(text):
    understood = read(text)
    assert understood.field.id == "stage"
    assert [meaning.id for meaning in understood.wanted] == ["angel"]


def test_a_round_stands_for_its_stage():
    assert [meaning.id for meaning in read("stage in [A+, Series A, B轮]").wanted] == ["a", "b"]


def test_every_question_can_be_asked_for_by_its_id():
    for item in shipped_book().asked():
        assert read(f"{item.input} is known").field.name == item.name


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("coverage >= 40%", (0.4, 0.4)),
        ("coverage >= 0.4", (0.4, 0.4)),
        ("revenue_focus >= 40%", (40, 40)),
        ("revenue_focus >= 40", (40, 40)),
        ("head_count >= 1,000", (1000, 1000)),
        ("owned_functions >= 3", (3, 3)),
    ],
)
def test_numbers(text, span):
    assert read(text).spans == (span,)


@pytest.mark.parametrize("text", ["founded >= 2018-03", "founded >= 2018年3月", "founded >= 2018/3"])
def test_a_date_known_to_the_month_is_all_its_days(text):
    ((first, last),) = read(text).spans
    assert last - first == 30


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("patents >= 3", "unknown field 'patents' (expected a known field, such as invention_patents", "没有“patents”"),
        (
            "融资 in [a]",
            "unknown field '融资' (expected a known field, such as rounds_count (Number of rounds), stage (Stage)",
            "没有“融资”这个字段",
        ),
        ("qqq >= 3", "unknown field 'qqq' (expected a known field, such as stage (Stage), city (City)", "没有“qqq”"),
        ("stage >= 3", "'3' is not among the known stages (expected one of unfunded, seed, angel", "没有收录“3”"),
        ("stage in [sead]", "'sead' is not among the known stages", "没有收录“sead”"),
        ("sectors in [medcal]", "is not among the known sectors (expected a known name such as", "没有收录“medcal”"),
        ("city >= 3", "'city' is a place and can't be compared by '>='", "'city' 是地点，不能用“>=”比较"),
        ("city in [gotham]", "Place 'gotham' is not known.", "无法识别地点“gotham”。"),
        ("layer > base", "'layer' is a choice and can't be compared by '>'", "是选项"),
        ("coverage >= 40", "'40' lies outside 0 to 1 (expected a share from 0 to 1", "“40”不在 0 到 1 之间"),
        ("revenue_focus >= 0.4", "'0.4' could be a share or a percentage", "“0.4”可能是比例，也可能是百分数"),
        ("revenue_focus >= 400", "'400' lies outside 0 to 100", "“400”不在 0 到 100 之间"),
        (
            "composite >= high",
            "'high' is no number here (expected a number (points) without its unit)",
            "不是可用的数字",
        ),
        ("head_count >= 50%", "'50%' is no number here (expected a number (people)", "“50%”不是可用的数字"),
        ("founded >= soon", "'soon' is no date (expected a date such as 2018", "“soon”不是日期"),
        ("founded >= 2018-02-30", "'2018-02-30' is not in the calendar", "“2018-02-30”这一天不存在"),
        ("founded >= 0018", "'0018' lies before 1900", "“0018”早于 1900 年"),
        ("giant_investor = maybe", "'maybe' is neither yes nor no (expected yes or no)", "“maybe”看不出是或否"),
        ("credit_record = fine", "'fine' is no choice here (expected one of ", "没有“fine”这个选项"),
        ("stage = [seed, angel]", "'=' stands before a list (expected one value, or `in` for several)", "后面是列表"),
        ("coverage >= [0.4]", "'>=' stands before a list", "后面是列表"),
        ("stage in [seed", "the list '[seed' is not closed", "列表“[seed”没有写完"),
        ("stage in []", "'stage in []' lacks a value", "缺少取值"),
        ("stage in [seed,]", "'stage in [seed,]' lacks a value", "缺少取值"),
        ("stage in", "'stage in' lacks a value", "缺少取值"),
        ("stage", "'stage' is no condition (expected a field, an operator", "“stage” 不是条件"),
        ("", "'' is no condition", "不是条件"),
        (">= 3", "'>= 3' is no condition", "不是条件"),
        ("stage is known today", "'today' stands behind 'is known'", "“is known”后面还有“today”"),
        ("stage in [a]\x1b[31m", "the condition holds a control character", "控制字符"),
        ("stage in [" + "a, " * 300 + "a]", "the condition is too long (expected at most 500 characters)", "条件过长"),
        ("stage in [" + "a," * 230 + "a]", "231 values are too many (expected at most 200)", "取值过多，共 231 个"),
    ],
)
def test_what_cannot_be_read_is_told_in_both_languages(text, en, zh):
    with pytest.raises(Wrong) as caught:
        read(text)
    assert en in str(caught.value)
    assert zh in caught.value.text.zh
