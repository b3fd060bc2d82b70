"""Headers of annual accounts: which figure, which year, which unit; and what is not read, with the reason."""

import pytest

from scoring.errors import InputError
from scoring.intake.cells.units import Unit
from scoring.intake.headings.headers import names, understand, why_no_accounts
from scoring.intake.headings.labels import field_groups, field_label
from scoring.intake.headings.mapping import read_mapping
from scoring.profile.accounts import ACCOUNT_FIELDS, AccountYear
from scoring.rulesets.book import RuleBook

from ..conftest import Read, in_chinese, noted

TEN_THOUSAND = Unit(1e4, "CNY")


@pytest.mark.parametrize(
    ("header", "field", "unit"),
    [
        ("2025年营业收入（万元）", "2025.revenue", TEN_THOUSAND),
        ("营业收入2025", "2025.revenue", None),
        ("营业收入（2025年，万元）", "2025.revenue", TEN_THOUSAND),
        ("营业收入（2025年）（万元）", "2025.revenue", TEN_THOUSAND),
        ("2025年度营业收入（经审计，单位：万元）", "2025.revenue", TEN_THOUSAND),
        ("2025年度的主营业务收入", "2025.main_revenue", None),
        ("* 2025年销售收入", "2025.revenue", None),
        ("25年营收", "2025.revenue", None),
        ("2025年1-12月营业收入", "2025.revenue", None),
        ("revenue 2025", "2025.revenue", None),
        ("FY2025 revenue", "2025.revenue", None),
        ("Revenue FY25", "2025.revenue", None),
        ("Turnover in 2024 (RMB'000)", "2024.revenue", Unit(1e3, "CNY")),
        ("Revenue (2025, CNY 10,000)", "2025.revenue", TEN_THOUSAND),
        ("revenue_2025_cny", "2025.revenue", Unit(1, "CNY")),
        ("rd_cost_2024", "2024.rd_cost", None),
        ("R&D expenses 2024", "2024.rd_cost", None),
        ("2023年研发费用万元", "2023.rd_cost", TEN_THOUSAND),
        ("2024年成本费用总额", "2024.costs", None),
        ("total assets 2025", "2025.assets", None),
        ("2024年末资产总额", "2024.assets", None),
        ("资产总额（2025）", "2025.assets", None),
        ("截至2025年12月31日总资产", "2025.assets", None),
        ("Total liabilities at the end of 2024", "2024.liabilities", None),
        ("Total assets, 31 Dec 2024", "2024.assets", None),
        ("上年度营业收入", "1.revenue", None),
        ("上年营业收入(万元)", "1.revenue", TEN_THOUSAND),
        ("去年营收", "1.revenue", None),
        ("上年末负债总额", "1.liabilities", None),
        ("总资产（上年末）", "1.assets", None),
        ("Revenue last year (CNY 10k)", "1.revenue", TEN_THOUSAND),
        ("Last year's sales", "1.revenue", None),
        ("Last year sales", "1.revenue", None),
        ("前年研发费用", "2.rd_cost", None),
        ("R&D cost, the year before last", "2.rd_cost", None),
        ("大前年营业收入", "3.revenue", None),
        ("上年营业收入（2025年）", "2025.revenue", None),
        ("accounts.2025.revenue", "2025.revenue", None),
        ("accounts.1.rd_cost", "1.rd_cost", None),
    ],
)
def test_figure_year_and_unit(header: str, field: str, unit: Unit | None, book: RuleBook) -> None:
    use = understand(header, "A", book)
    assert (use.field, use.unit, use.how) == (f"accounts.{field}", unit, "alias")


@pytest.mark.parametrize(
    "header",
    [
        "营业收入", "营业收入（万元）", "年销售收入", "近三年营业收入", "本年营业收入", "前一年度营业收入",
        "期末总资产", "revenue", "Total assets at year end", "this year revenue",
    ],
)  # fmt: skip
def test_without_a_plain_year_it_is_not_read_and_the_year_is_asked_for(header: str, read: Read) -> None:
    intake = read(f"公司名称,{header}\n甲,500\n")
    assert intake.columns[1].field is None
    assert intake.profiles[0].accounts is None
    (note,) = intake.notes
    assert note.path == header
    assert "of which year is not said" in note.message.en and "accounts.2025.revenue" in note.message.en
    assert "没有写明是哪一年" in note.message.zh


@pytest.mark.parametrize(
    "header",
    [
        "2025年营业收入增长率", "2025年营业收入（%）", "2025年营业收入（同比）", "2025上半年营业收入",
        "2025年1-6月营业收入", "2025E revenue", "2025年预计营业收入", "FY2025/26 revenue", "2024-2025年营业收入",
        "营业收入2024、2025", "1989年营业收入", "2150年营业收入", "2025年初资产总额", "2025年利润",
        "上年营业收入（2024年，2025年）", "营业收入（上年，前年）",
    ],
)  # fmt: skip
def test_what_is_something_else_or_of_no_single_year_is_not_read(header: str, book: RuleBook) -> None:
    assert understand(header, "A", book).field is None


@pytest.mark.parametrize("header", ["2025年营业收入（万美元）", "Revenue 2025 (USD)", "revenue_2025_usd"])
def test_a_column_in_another_currency_is_left_out_with_words(header: str, read: Read) -> None:
    intake = read(f"公司名称,{header}\n甲,500\n")
    assert intake.profiles[0].accounts is None
    assert "another currency" in noted(intake)
    assert all(map(in_chinese, intake.notes))


def test_what_the_form_calls_a_figure_is_understood_with_a_year(book: RuleBook) -> None:
    for figure in ACCOUNT_FIELDS:
        label = AccountYear.model_fields[figure].json_schema_extra["x-upslope"]["label"]  # type: ignore[index,call-overload]
        for header in (f"{label['zh']}2025", f"2025年{label['zh']}", f"{label['en']} 2025", f"{figure}_2025"):
            assert understand(header, "A", book).field == f"accounts.2025.{figure}", header


def test_no_spelling_of_a_figure_means_another_field() -> None:
    assert not set(names().accounts.figures) & set(names().fields)
    assert not set(names().accounts.figures) & set(names().unused)


def test_two_columns_of_one_figure_and_year_are_refused(read: Read) -> None:
    with pytest.raises(InputError, match="both mean revenue, 2025") as refusal:
        read("公司名称,2025年营业收入,revenue 2025\n甲,1,2\n")
    assert "指的都是“2025 年营业收入”" in refusal.value.in_("zh")


def test_a_mapping_names_a_calendar_year_or_one_counted_back(read: Read) -> None:
    intake = read(
        "公司名称,收入,成本,负债\n甲,500,30,7\n",
        mapping={
            "收入": "accounts.2021.revenue（万元）",
            "成本": "accounts.1.costs (万元)",
            "负债": "accounts.2.liabilities",
        },
    )
    accounts = intake.profiles[0].accounts
    assert accounts
    assert [each.model_dump(exclude_none=True) for each in accounts] == [
        {"year": 2021, "revenue": 5e6, "liabilities": 7},
        {"year": 2022, "costs": 3e5},
    ]


@pytest.mark.parametrize(
    "field", ["accounts.revenue", "accounts.4.revenue", "accounts.2150.revenue", "accounts.2021.profit"]
)
def test_a_mapping_to_accounts_that_are_none_names_the_nearest(field: str, book: RuleBook) -> None:
    with pytest.raises(InputError, match=rf"there is no field '{field}'.*a field such as accounts\."):
        read_mapping({"收入": field}, book)


def test_the_unit_of_a_mapped_header_holds(read: Read) -> None:
    intake = read(
        "公司名称,收入合计（2021年，万元）\n甲,500\n", mapping={"收入合计（2021年，万元）": "accounts.2021.revenue"}
    )
    accounts = intake.profiles[0].accounts
    assert accounts
    assert accounts[0].revenue == 5e6


def test_accounts_and_facts_can_be_chosen_on_the_page_of_columns(book: RuleBook) -> None:
    groups = {group.name.en: dict(group.fields) for group in field_groups(book)}
    accounts = groups["Annual accounts"]
    assert len(accounts) == 3 * len(ACCOUNT_FIELDS)
    assert (accounts["accounts.1.revenue"].en, accounts["accounts.1.revenue"].zh) == (
        "revenue, last year",
        "上年营业收入",
    )
    assert accounts["accounts.2.rd_cost"].zh == "前年研发费用"
    assert "answers.titles" in groups["Programme facts"]
    assert "answers.titles.evidence" in groups["Evidence"]
    assert field_label("accounts.2021.assets", book).zh == "2021 年年末资产总额"
    assert (
        len({label.en for label in accounts.values()})
        == len({label.zh for label in accounts.values()})
        == len(accounts)
    )


def test_a_header_that_speaks_of_no_accounts_is_just_unknown() -> None:
    assert why_no_accounts("备注") is None
    assert why_no_accounts("营业收入增长率") is None
