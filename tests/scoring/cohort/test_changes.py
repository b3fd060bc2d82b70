"""This year's cohort against last year's: who moved, by which findings, who is new and who is gone."""

from datetime import date

import pytest
from making import company_fields

from scoring.cohort.changes import changes
from scoring.cohort.cohort import read_cohort
from scoring.cohort.matching import name_key
from scoring.shortlist.part import part_of


def at(year, *companies):
    day = date(year, 6, 30)
    return read_cohort([fields | {"as_of": day} for fields in companies], as_of=day)


def named(name, seed=1, **answers):
    fields = company_fields(seed, 0.6)
    return fields | {"name": name, "rounds": None, "answers": fields["answers"] | answers}


@pytest.fixture
def found():
    before = at(2020, named("Riser", cash_runway=1), named("稳定科技有限公司", 2), named("Leaver", 3), named("Twin", 4),
                named("Twin", 5))  # fmt: skip
    now = at(2021, named("RISER Inc.", cash_runway=30), named("稳定科技", 2), named("Comer", 6), named("Twin", 4))
    return changes(now, before, "en")


def test_companies_are_matched_through_spellings(found):
    assert (found.matched, found.new, found.gone) == (2, 1, 1)
    assert [(each.company, each.fate) for each in found.companies] == [
        ("RISER Inc.", "both"), ("稳定科技", "both"), ("Comer", "new"), ("Leaver", "gone"),
    ]  # fmt: skip
    assert found.unclear == ["Twin"]


def test_a_move_is_told_by_its_findings_and_adds_up(found):
    riser = found.companies[0]
    assert riser.difference > 0
    assert round(sum(line.difference for line in riser.ledger), 2) == riser.difference
    assert [line.id for line in riser.ledger] == ["runway"]
    assert riser.composite_now == pytest.approx(riser.composite_before + riser.difference)


def test_who_is_alone_has_only_one_side(found):
    comer, leaver = found.companies[2:]
    assert comer.composite_before is None
    assert comer.row_now == 3
    assert leaver.rank_now is None
    assert leaver.row_before == 3


def test_it_is_summed_up_in_both_languages(found):
    assert found.in_words[0] == "2 companies are in both: 1 rose in score, 0 fell; 1 are new, 1 gone."
    now = at(2021, named("A", 1))
    assert changes(now, now, "zh").in_words == ["两批共有 1 家企业：0 家得分上升，0 家下降；新增 0 家，退出 0 家。"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳云帆科技有限公司", "深圳云帆科技"),
        ("Ａｌｐｈａ　AI", "alpha ai"),
        ("Beta Robotics Co., Ltd.", "Beta Robotics"),
        ("檐雀机器人（虚构）", "檐雀机器人(虚构)"),
        ("Gamma-Vision Inc", "gamma vision"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("云帆科技", "云帆智能"), ("Alpha", "Alphabet"), ("公司", "有限公司")])
def test_different_names_stay_different(one, other):
    assert name_key(one) != name_key(other)


def test_a_name_that_is_all_legal_form_is_kept():
    assert name_key("Co.") == "co"


def test_a_company_whose_row_could_not_be_read_is_neither_new_nor_gone(tmp_path):
    def table(name, text):
        (tmp_path / name).write_text(text, "utf-8")
        return read_cohort(tmp_path / name, as_of=date(2021, 6, 30))

    before = table("before.csv", "公司名称,融资轮次\n甲,A轮\n乙,旅游\n")
    now = table("now.csv", "公司名称,融资轮次\n甲,B轮\n乙,A轮\n丙,A轮\n")
    found = changes(now, before, "zh")
    assert ([each.company for each in found.companies], found.unclear) == (["甲", "丙"], ["乙"])
    told = "\n".join(found.in_words)
    assert "以下名称在某张表里重复出现，或所在行无法读取，因此无法对应：乙。" in told
    assert "上批表格中未采用的行：before.csv，第 3 行：融资轮次：没有收录“旅游”这个轮次" in told
    assert "名次分别在上批 1 家和本批 3 家中排定" in told


def test_a_company_that_a_condition_leaves_out_is_not_gone():
    before = at(2020, named("Kept"), named("Filtered", 2), named("Left", 3))
    now = part_of(at(2021, named("Kept", cash_runway=20), named("Filtered", 2, cash_runway=1)), ["cash_runway >= 6"])
    found = changes(now, before, "en")
    assert [(each.company, each.fate) for each in found.companies] == [("Kept", "both"), ("Left", "gone")]
