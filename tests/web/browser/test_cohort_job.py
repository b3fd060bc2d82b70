"""The incubator's job in a real browser, both languages, without scripts: upload, correct, rank, compare, download."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from cohort_steps import SAYS, names, rank, read_as, strange_copy, try_example, upload
from visiting import Visit

from scoring import rank as ranked_by_engine

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # data bars, to openpyxl


def saved(page, link, path: Path) -> Path:
    """The file that a link or button hands out."""
    with page.expect_download() as downloading:
        link.click()
    downloading.value.save_as(path)
    return path


def of_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))[1:]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("scripts", [False, True], ids=["no scripts", "scripts"])
def test_the_whole_job(visit: Visit, expect, tmp_path: Path, lang, scripts: bool) -> None:
    say, table = SAYS[lang], strange_copy(lang, tmp_path)
    page = visit(lang, start="/cohorts", role="reviewer", scripts=scripts).page
    upload(page, lang, table)
    expect(page.get_by_role("alert")).to_be_visible()
    header = {"en": "Who", "zh": "谁"}[lang]
    read_as(page, lang, "A", header, "name")
    page.get_by_role("button", name=say["look"]).click()
    expect(page.get_by_role("alert")).to_have_count(0)
    mapping = saved(page, page.get_by_role("link", name=say["mapping"]), tmp_path / "mapping.yaml")

    rank(page, lang)
    engine = ranked_by_engine(table, mapping=mapping, lang=lang, as_of=None)
    assert names(page) == [each.company for each in engine.ranking]
    assert page.locator("#list .chart-of-strip").count() == 24

    page.get_by_role("link", name=say["coverage"], exact=True).click()
    assert "sort=-coverage" in page.url
    page.get_by_label(say["name"]).fill(names(page)[0][:4])
    page.get_by_role("button", name=say["filter"], exact=True).click()
    assert 0 < len(names(page)) < 24
    page.get_by_role("link", name={"en": "Show all", "zh": "显示全部"}[lang]).click()

    top = names(page)[:2]
    boxes = page.locator("#list input[name=row]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    taken = of_csv(saved(page, page.get_by_role("button", name=say["csv"]), tmp_path / "chosen.csv"))
    assert [row[1] for row in taken] == top
    page.get_by_role("button", name=say["compare"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(top[0])
    parts = [float(text.replace("−", "-")) for text in page.locator(".differences .sub td").all_inner_texts()]
    total = float(page.locator(".differences tfoot td").last.inner_text().replace("−", "-"))
    assert sum(parts) == pytest.approx(total, abs=1e-6)

    page.go_back()
    file = saved(page, page.get_by_role("link", name=say["excel"]).first, tmp_path / "ranking.xlsx")
    sheet = openpyxl.load_workbook(file)[{"en": "Ranking", "zh": "排名"}[lang]]
    assert [cell.value for cell in sheet["B"]][1:3] == top

    page.get_by_role("button", name=say["delete"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say["deleted"])


def test_the_language_is_switched_on_the_ranking_and_the_list_stays_as_it_was(visit: Visit, expect) -> None:
    page = visit("en", start="/cohorts", role="reviewer").page
    try_example(page, "en")
    rank(page, "en")
    page.get_by_label("Name contains").fill("data")
    page.get_by_role("button", name="Filter", exact=True).click()
    found = names(page)
    page.get_by_role("link", name="中文").click()
    page.locator("#list").wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_text("排名结果")
    assert names(page) == found
    assert page.get_by_label("名称包含").input_value() == "data"


def test_with_scripts_only_two_can_be_compared(visit: Visit, expect) -> None:
    page = visit("en", start="/cohorts", role="reviewer").page
    try_example(page, "en")
    rank(page, "en")
    button, boxes = page.get_by_role("button", name=SAYS["en"]["compare"]), page.locator("#list input[name=row]")
    expect(button).to_be_disabled()
    boxes.nth(0).check()
    boxes.nth(5).check()
    expect(button).to_be_enabled()
    boxes.nth(7).check()
    expect(button).to_be_disabled()


def test_by_the_keyboard_alone(visit: Visit, expect) -> None:
    page = visit("en", start="/cohorts", role="reviewer").page
    try_example(page, "en")
    page.get_by_role("button", name=SAYS["en"]["rank"]).first.focus()
    page.keyboard.press("Enter")
    page.locator("#list").wait_for()
    page.get_by_label(re.compile("^Choose ")).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    first = page.locator("*:focus").inner_text()
    assert first == names(page)[0]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)


def test_the_real_companies_of_2023(visit: Visit, shared: Path) -> None:
    page = visit("zh", start="/cohorts", role="reviewer", scripts=False).page
    upload(page, "zh", shared / "data" / "itjuzi-companies-2023" / "companies.csv", "2023-06-30")
    rank(page, "zh")
    assert len(names(page)) == 50
    page.get_by_label("行业", exact=True).select_option(value="medical")
    page.get_by_role("button", name="筛选", exact=True).click()
    assert 0 < len(names(page)) <= 50
    page.goto(page.url.split("?")[0] + "?page=25")
    assert len(names(page)) == 25
