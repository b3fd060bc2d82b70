"""The whole job in Chinese with scripts: the form by keyboard, the result, a what-if, and back from a file."""

from pathlib import Path

from filling import answer_by_keys, at, choose_on, entries, focus, press_assess, short_questions, type_on
from resulting import changed_by_what_if, composite, download
from visiting import Visit

COMPANY = [
    ("name", "云岫影像"), ("city", "深圳"), ("sectors", "智慧医疗"), ("layer", "solutions"), ("founded", "2017-04"),
    ("head_count", "118"), ("as_of", "2021-06-30"), ("evidence", "own_statement"), ("funding", "listed"),
]  # fmt: skip
ROUNDS = [
    ("rounds-0-round", "angel"), ("rounds-0-date", "2018-05"), ("rounds-0-amount", "500万"),
    ("rounds-0-currency", "CNY"), ("rounds-0-investors", "远岭资本"),
    ("rounds-1-round", "a"), ("rounds-1-date", "2020-03"), ("rounds-1-amount", "3000万"), ("rounds-1-currency", "CNY"),
    ("rounds-1-investors", "远岭资本\n海陵引导基金"), ("rounds-1-evidence", "public_register"),
]  # fmt: skip
AS_READ = {"500万": "5,000,000", "3000万": "30,000,000"}
"""Amounts come back from a file in digits."""


def fill_company(page) -> None:
    """Identity by keyboard, up to the question on funding."""
    page.get_by_label("公司名称").click()
    type_on(page, "云岫影像", "深圳", "智慧医疗", "", "")
    choose_on(page, "应用解决方案")
    page.keyboard.press("Tab")
    type_on(page, "2017-04", "118", "2021-06-30")
    choose_on(page, "企业自述")


def fill_funding(page) -> None:
    """Two rounds by keyboard: the second row is added with Enter, and the keyboard is in it at once."""
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    choose_on(page, "天使轮")
    type_on(page, "2018-05", "500万")
    choose_on(page, "人民币")
    type_on(page, "远岭资本", "", "")
    page.keyboard.press("Enter")
    assert at(page) == "rounds-1-round"
    choose_on(page, "A 轮")
    type_on(page, "2020-03", "3000万")
    choose_on(page, "人民币")
    page.keyboard.type("远岭资本")
    page.keyboard.press("Enter")
    type_on(page, "海陵引导基金")
    choose_on(page, "公开登记信息")
    type_on(page, "", "", "")  # remove, add, only the latest round


def test_the_job_is_done_in_chinese_with_the_keyboard(visit: Visit, expect, tmp_path: Path) -> None:
    page = visit("zh").page
    fill_company(page)
    fill_funding(page)
    for question in short_questions():
        answer_by_keys(page, question)
    typed = entries(page)
    assert typed[: len(COMPANY) + len(ROUNDS)] == COMPANY + ROUNDS
    asked = len(short_questions())
    expect(page.get_by_label("目录与进度").get_by_text(f"{asked} / {asked}")).to_be_visible()

    expect(focus(page)).to_have_text("查看评估结果")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("云岫影像")
    original = composite(page, "zh")
    profile = download(page, "企业资料（JSON）", tmp_path / "profile.json")

    runway = next(each for each in short_questions() if each.name == "cash_runway")
    before, after = changed_by_what_if(page, runway, "3", "zh")
    assert before == original
    assert after < before
    page.get_by_role("button", name="回到原结果").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("云岫影像")
    assert composite(page, "zh") == original

    page.goto("/")
    page.get_by_text("从保存的文件继续").click()
    page.get_by_label("由本表单保存的文件").set_input_files(profile)
    page.get_by_role("button", name="打开文件").click()
    expect(page.get_by_role("status")).to_contain_text("文件已打开")
    assert entries(page) == [(name, AS_READ.get(text, text)) for name, text in typed]
    press_assess(page, "zh")
    assert composite(page, "zh") == original
