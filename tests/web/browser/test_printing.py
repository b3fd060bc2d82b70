"""The result printed from the browser, with and without scripts: no navigation on paper, and the ledger is whole."""

import pytest
from paper import text_of
from places import to_result
from visiting import Visit

PAPER = 680
"""Width of the text on A4 in CSS pixels: 210 mm less two margins of 15 mm."""
SCREEN_ONLY = [".sections", ".tools", ".language-link", ".skip", ".whatif-box", ".row-tools >> nth=0", ".footer"]
_CUT = """(width) => [...document.querySelectorAll("#ledger tbody tr")].filter((row) => {
    const box = row.getBoundingClientRect();
    return box.height === 0 || box.left < 0 || box.right > width || !row.checkVisibility({contentVisibilityAuto: true});
}).map((row) => row.innerText)"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_paper_shows_the_whole_ledger_and_no_navigation(visit: Visit, expect, lang) -> None:
    page = visit(lang, start="/example", scripts=False, width=PAPER).page
    to_result(page, lang)
    assert page.evaluate(_CUT, PAPER), "on the screen the ledger is folded"
    page.emulate_media(media="print")
    for each in SCREEN_ONLY:
        expect(page.locator(each)).to_be_hidden()
    assert page.locator("#ledger tbody tr").count() > 50
    assert page.evaluate(_CUT, PAPER) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PAPER


@pytest.mark.usefixtures("pdf_reader")
@pytest.mark.parametrize("scripts", [True, False])
def test_every_line_of_the_ledger_is_on_the_printed_pages(visit: Visit, tmp_path, scripts) -> None:
    page = visit("en", start="/example", scripts=scripts).page
    to_result(page, "en")
    lines = page.locator("#ledger tbody th[scope=row]").all_text_contents()
    printed = tmp_path / "printed.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    text = "".join("".join(text_of(printed)).split())
    assert [line for line in lines if "".join(line.split()) not in text] == []
    assert "Downloadas" not in text
