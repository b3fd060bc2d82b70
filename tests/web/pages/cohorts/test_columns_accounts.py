"""Columns of annual accounts: the unit chosen with the field, calendar years that no group offers, years not said."""

import yaml
from cohorts_at_work import as_csv, columns_of
from sending import Browser
from test_cohort_columns import chosen, row_of

from scoring.intake.cells.units import parse_unit
from web.pages.cohorts.columns_view import units_for

BOOKS = as_csv([
    ["企业名称", "2025年营业收入", "资产总额", "负债总额（万元）", "研发", "人数", "备注"],
    ["甲科技", "3000", "0.25亿", "900", "240", "60", "好"],
    ["乙科技", "2400", "1800", "700", "90", "40", "很好"],
])  # fmt: skip


def units(page: str, letter: str) -> list[str]:
    """The units that the list of a column offers."""
    row = row_of(page, letter)
    found = row[row.index("unit-") :] if "unit-" in row else ""
    return [unit for unit in ("元", "万元", "亿元", "USD", "万美元") if f">{unit}</option>" in found]


def mapping_of(browser: Browser, columns: str) -> dict[str, str | None]:
    """The mapping as the page hands it out."""
    return yaml.safe_load(browser.client.get(columns.replace("columns", "mapping.yaml")).text)


def test_accounts_have_a_unit_in_yuan_to_choose(chinese: Browser) -> None:
    columns = columns_of(chinese, BOOKS, "申报.csv", as_of="2026-06-30")
    page = chinese.client.get(columns).text
    assert chosen(page, "B") == "accounts.2025.revenue"
    assert units(page, "B") == ["元", "万元", "亿元"]
    assert units(page, "F") == []
    chinese.send(columns, {"field-1": "accounts.2025.revenue", "unit-1": "万元", "do": "look"})
    page = chinese.client.get(columns).text
    assert chosen(page, "B") == "accounts.2025.revenue"
    assert "<option selected>万元</option>" in row_of(page, "B")
    assert mapping_of(chinese, columns)["2025年营业收入"] == "accounts.2025.revenue（万元）"


def test_an_unread_column_takes_field_and_unit_in_one_step(chinese: Browser) -> None:
    columns = columns_of(chinese, BOOKS, "申报.csv", as_of="2026-06-30")
    page = chinese.client.get(columns).text
    assert units(page, "E") == ["元", "万元", "亿元", "USD", "万美元"]
    assert units(page, "G") == []
    chinese.send(columns, {"field-4": "accounts.1.rd_cost", "unit-4": "万元", "do": "look"})
    assert mapping_of(chinese, columns)["研发"] == "accounts.1.rd_cost（万元）"


def test_the_unit_of_the_header_stands_there_before_the_field_is_chosen(chinese: Browser) -> None:
    columns = columns_of(chinese, BOOKS, "申报.csv", as_of="2026-06-30")
    page = chinese.client.get(columns).text
    assert "没写年份" in row_of(page, "D")
    assert "<option selected>万元</option>" in row_of(page, "D")
    assert '<select name="unit-3"' in row_of(page, "D")
    assert "以单元格内所写为准" not in row_of(page, "D")


def test_accounts_take_no_unit_of_another_currency(browser: Browser) -> None:
    columns = columns_of(browser, BOOKS, as_of="2026-06-30")
    browser.send(columns, {"field-4": "accounts.1.rd_cost", "unit-4": "万美元", "do": "look"})
    assert mapping_of(browser, columns)["研发"] == "accounts.1.rd_cost"


def test_a_calendar_year_that_was_chosen_stays_in_the_list(browser: Browser) -> None:
    columns = columns_of(browser, BOOKS, as_of="2026-06-30")
    browser.send(columns, {"field-4": "accounts.2024.rd_cost", "unit-4": "万元", "do": "look"})
    page = browser.client.get(columns).text
    assert chosen(page, "E") == "accounts.2024.rd_cost"
    assert "R&amp;D cost, 2024" in row_of(page, "E")


def test_every_unit_on_offer_is_one_that_is_read() -> None:
    for field in ("amount", "accounts.1.revenue"):
        assert units_for(field, ())
        assert all(parse_unit(unit) for unit in units_for(field, ()))
    assert units_for(None, ()) == units_for("city", ("2025",)) == ()
