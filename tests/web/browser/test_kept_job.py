"""The whole life of a kept result, in both languages: kept, opened in another browser, edited, taken out, deleted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from filling import called, press_assess
from resulting import composite
from visiting import Visit

from scoring.text import Lang

SAYS = {
    "en": {
        "shared": "The programme's staff may see it", "peers": "Count us anonymously among the peers",
        "keep": "Keep it and get the link", "link": "Link to this page", "first": "Version 1", "second": "Version 2",
        "edit": "Go on editing", "heads": "Head count", "next": "Save as the next version",
        "export": "Download everything (JSON)", "new": "Get a new link", "delete": "Delete everything …",
        "asked": "Delete everything?", "now": "Delete everything now", "deleted": "Everything has been deleted",
        "gone": "This link opens nothing",
    },
    "zh": {
        "shared": "允许项目方工作人员查看", "peers": "允许匿名计入同类企业的统计",
        "keep": "保存并获取链接", "link": "本页链接", "first": "第 1 版", "second": "第 2 版",
        "edit": "继续修改", "heads": "员工人数", "next": "存为下一个版本",
        "export": "下载全部内容（JSON）", "new": "更换链接", "delete": "全部删除…",
        "asked": "确定全部删除？", "now": "立即全部删除", "deleted": "已全部删除",
        "gone": "这个链接打不开任何内容",
    },
}  # fmt: skip


@pytest.mark.parametrize(("lang", "scripts"), [("en", False), ("zh", True)])
def test_a_result_is_kept_edited_taken_out_and_deleted(
    visit: Visit, expect, tmp_path: Path, lang: Lang, scripts: bool
) -> None:
    says = SAYS[lang]
    page = visit(lang, start="/example", scripts=scripts, width=360).page
    press_assess(page, lang)
    score = composite(page, lang)
    for box in ("shared", "peers"):
        expect(page.get_by_label(says[box])).not_to_be_checked()
    page.get_by_label(says["shared"]).check()
    page.get_by_role("button", name=says["keep"]).click()
    link = page.get_by_label(says["link"]).input_value()
    assert link == page.url.partition("?")[0]
    assert re.search(r"/kept/[\w-]{43}$", link)

    elsewhere = visit(lang, start=urlsplit(link).path, scripts=scripts).page
    expect(elsewhere.get_by_label(says["shared"])).to_be_checked()
    elsewhere.get_by_role("link", name=says["first"]).click()
    assert composite(elsewhere, lang) == score
    elsewhere.goto(link)

    elsewhere.get_by_role("button", name=says["edit"]).click()
    called(elsewhere, says["heads"]).fill("7")
    press_assess(elsewhere, lang)
    changed = composite(elsewhere, lang)
    elsewhere.get_by_role("button", name=says["next"]).click()
    rows = elsewhere.get_by_role("row")
    expect(rows.nth(1)).to_contain_text(says["second"])
    expect(rows.nth(1)).to_contain_text(f"{changed:.1f}")
    expect(rows.nth(2)).to_contain_text(f"{score:.1f}")

    with elsewhere.expect_download() as downloading:
        elsewhere.get_by_role("link", name=says["export"]).click()
    downloading.value.save_as(tmp_path / "kept.json")
    found = json.loads((tmp_path / "kept.json").read_bytes())
    assert [each["number"] for each in found["profiles"]] == [1, 2]
    assert len(found["assessments"]) == 4

    elsewhere.get_by_role("button", name=says["new"]).click()
    newer = elsewhere.get_by_label(says["link"]).input_value()
    assert newer != link
    elsewhere.get_by_role("link", name=says["delete"]).click()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text(says["asked"])
    elsewhere.get_by_role("button", name=says["now"]).click()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text(says["deleted"])

    for dead in (link, newer):
        late = visit(lang, start=urlsplit(dead).path, refusals=(404,)).page
        expect(late.get_by_role("heading", level=1)).to_have_text(says["gone"])
