"""What readers see and do on the cohort pages, in both languages: upload, columns, ranking, comparison."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scoring.resources import resource
from scoring.text import Lang

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAYS = {
    "en": {"table": "Table of companies", "as_of": "As of", "send": "Look at the columns", "rank": "Rank the companies",
           "look": "See the effect", "compare": "Compare the two chosen", "list": "List", "filter": "Filter",
           "name": "Name contains", "excel": "Excel workbook", "csv": "Chosen ones as CSV", "coverage": "Coverage",
           "field": "Column {letter}, {header}: read as", "delete": "Delete this cohort now", "try": "Try it with",
           "deleted": "The cohort has been deleted", "difference": "Difference", "company": "Company",
           "mapping": "Keep this as a mapping file", "cohort": "Name of the cohort", "save": "Save",
           "write": "Write a note", "note": "Note"},
    "zh": {"table": "企业表格", "as_of": "评估基准日", "send": "上传并核对各列", "rank": "开始排名",
           "look": "查看效果", "compare": "比较所选两家", "list": "名单", "filter": "筛选",
           "name": "名称包含", "excel": "Excel 工作簿", "csv": "所选导出 CSV", "coverage": "信息覆盖率",
           "field": "{letter} 列“{header}”读取为", "delete": "立即删除这份名单", "try": "用虚构企业试一试",
           "deleted": "名单已删除", "difference": "差异", "company": "企业", "mapping": "保存为映射文件",
           "cohort": "名单名称", "save": "保存", "write": "写备注", "note": "备注内容"},
}  # fmt: skip
FILES = {"en": "fictional-24.csv", "zh": "fictional-24.zh.csv"}
_A_RANKING_MS = 60_000
_RANKED: dict[tuple[str, str], str] = {}
"""Addresses of rankings, by server and language."""
_SAVED: dict[tuple[str, str], str] = {}
"""Addresses of saved cohorts with a note on the first company, by server and language."""


def strange_copy(lang: Lang, folder: Path) -> Path:
    """The fictional cohort with the header of its names changed into one that nobody knows."""
    text = resource("data", "examples", FILES[lang]).read_text(encoding="utf-8-sig")
    first, comma, rest = text.partition(",")
    path = folder / ("applicants.csv" if lang == "en" else "申报企业.csv")
    path.write_text({"en": "Who", "zh": "谁"}[lang] + comma + rest, encoding="utf-8")
    assert first in ("name", "公司名称")
    return path


def upload(page: Page, lang: Lang, table: Path, as_of: str = "2021-06-30") -> None:
    """Fill in the upload form and send it."""
    page.goto("/cohorts")
    page.get_by_label(SAYS[lang]["table"], exact=True).set_input_files(table)
    page.get_by_label(SAYS[lang]["as_of"], exact=True).fill(as_of)
    page.get_by_role("button", name=SAYS[lang]["send"]).click()


def read_as(page: Page, lang: Lang, letter: str, header: str, field: str) -> None:
    """Choose what a column is read as."""
    label = SAYS[lang]["field"].format(letter=letter, header=header)
    page.get_by_label(label, exact=True).select_option(value=field)


def rank(page: Page, lang: Lang) -> None:
    """Have the companies ranked, and wait for the ranking."""
    page.get_by_role("button", name=SAYS[lang]["rank"]).first.click()
    page.locator("#list").wait_for(timeout=_A_RANKING_MS)


def names(page: Page) -> list[str]:
    """Companies of the list, from the top."""
    return page.locator("#list tbody th[scope=row]").all_inner_texts()


def try_example(page: Page, lang: Lang) -> None:
    """From the upload to the columns of the fictional cohort."""
    page.get_by_role("button", name=SAYS[lang]["try"]).click()
    page.locator(".columns-table").wait_for()


def to_ranking(page: Page, lang: Lang) -> None:
    """From the upload to the ranking of the fictional cohort, which is made once for all who only look at it."""
    server = urlsplit(page.url).netloc
    if (server, lang) in _RANKED:
        page.goto(_RANKED[server, lang])
        return
    try_example(page, lang)
    rank(page, lang)
    _RANKED[server, lang] = page.url


def to_comparison(page: Page, lang: Lang) -> None:
    """From the upload to the comparison of the first two of the fictional cohort."""
    to_ranking(page, lang)
    for box in page.locator("#list input[name=row]").all()[:2]:
        box.check()
    page.get_by_role("button", name=SAYS[lang]["compare"]).click()
    page.locator(".differences").wait_for()


def to_saved(page: Page, lang: Lang) -> None:
    """From the upload to the fictional cohort once it was saved, with a note on its first company."""
    server = urlsplit(page.url).netloc
    if (server, lang) not in _SAVED:
        to_ranking(page, lang)
        page.get_by_label(SAYS[lang]["cohort"], exact=True).fill("2021")
        page.get_by_role("button", name=SAYS[lang]["save"], exact=True).click()
        page.locator("#notes").wait_for(timeout=_A_RANKING_MS)
        _SAVED[server, lang] = page.url
        write_note(page, lang, "2021")
    page.goto(_SAVED[server, lang])


def to_saved_company(page: Page, lang: Lang) -> None:
    """From the upload to the first company of the saved cohort."""
    to_saved(page, lang)
    page.locator("#list tbody th a").first.click()
    page.locator("#remarks").wait_for()


def write_note(page: Page, lang: Lang, words: str) -> None:
    """From a saved cohort to its first company, and a note on it."""
    page.locator("#list tbody th a").first.click()
    page.get_by_text(SAYS[lang]["write"], exact=True).click()
    page.get_by_label(SAYS[lang]["note"], exact=True).fill(words)
    page.locator("#remarks").get_by_role("button", name=SAYS[lang]["save"], exact=True).first.click()
    page.locator("article.remark").wait_for()


def send_nothing(page: Page, lang: Lang) -> None:
    """The upload with its faults."""
    page.get_by_role("button", name=SAYS[lang]["send"]).click()
    page.get_by_role("alert").wait_for()
