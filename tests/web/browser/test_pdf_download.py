"""The PDF as a reader gets it: a file of a few pages whose text can be taken out again, Chinese included."""

from pathlib import Path

import pytest
from filling import press_assess
from paper import text_of
from resulting import SAYS, download
from visiting import Visit

from web.pdf import MOST_PAGES, missing


@pytest.fixture
def pdf_maker() -> None:
    """Skip where the machine can't make a PDF."""
    if lacking := missing():
        package = {"pango": "libpango-1.0-0", "font": "fonts-noto-cjk"}[lacking]
        pytest.skip(f"no PDF can be made here: install the package {package}")


@pytest.mark.usefixtures("pdf_maker", "pdf_reader")
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["栎川质检（虚构）", "综合得分", "六项成功要素", "可提升"]),
        ("en", ["Composite score", "What next", "Suzhou", "Gain"]),
    ],
)
def test_the_result_is_handed_out_as_a_short_pdf(visit: Visit, tmp_path: Path, lang, words) -> None:
    page = visit(lang, start="/example").page
    press_assess(page, lang)
    pdf = download(page, SAYS[lang]["pdf"], tmp_path / "result.pdf")
    pages = text_of(pdf)
    assert 1 <= len(pages) <= MOST_PAGES
    assert all("栎川质检（虚构）" in text for text in pages), "a page does not name the company"
    for word in words:
        assert word in "".join(pages)
