"""The PDF: at most four pages with Chinese fonts in it, nothing fetched, and an explanation where it can't be made."""

import json
import re
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from sending import Browser

import web.pdf
from scoring.resources import resource
from web.pdf import MOST_PAGES, PdfLacks, missing, to_pdf

needs_pango = pytest.mark.skipif(missing() is not None, reason=f"no PDF can be made here: {missing()} is missing")


def example(name: str = "growth") -> dict[str, Any]:
    return json.loads(resource("data", "examples", f"profile-{name}.json").read_text(encoding="utf-8"))


def longest() -> dict[str, Any]:
    """Every answer given, and a name and sectors as long as they may be."""
    sectors = ["manufacturing", "health", "finance", "retail", "education"]
    return example() | {"name": "长" * 200, "sectors": sectors}


def unpacked(pdf: bytes) -> bytes:
    """The PDF together with what its packed streams hold."""
    parts = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(parts)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", unpacked(pdf)))


def made(browser: Browser, profile: dict[str, Any]) -> bytes:
    response = browser.send("/result/pdf", {"profile": json.dumps(profile)})
    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=upslope-assessment.pdf"
    assert response.headers["Cache-Control"] == "no-store"
    return response.data


@needs_pango
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("profile", [example(), longest(), {"name": "Empty"}], ids=["full", "longest", "empty"])
def test_a_pdf_has_at_most_four_pages_and_its_chinese_font_embedded(client, lang, profile) -> None:
    pdf = made(Browser(client, lang), profile)
    assert 1 <= pages(pdf) <= MOST_PAGES
    inside = unpacked(pdf)
    assert re.search(rb"/FontFile[23]?\b", inside)
    assert re.search(rb"/BaseFont\s*/[A-Z]{6}\+", inside)


@needs_pango
def test_a_ledger_that_is_too_long_is_left_out_and_said_to_be(browser: Browser, monkeypatch) -> None:
    pages_with = pages(made(browser, example()))
    asked: list[str] = []
    monkeypatch.setattr("web.pages.pdf.MOST_PAGES", pages_with - 1)
    monkeypatch.setattr("web.pages.pdf.to_pdf", lambda html: asked.append(html) or to_pdf(html))
    assert pages(made(browser, example())) <= pages_with
    assert "there was no room for it here" not in asked[0]
    assert "there was no room for it here" in asked[1]


@needs_pango
def test_nothing_is_fetched_for_a_pdf(tmp_path, monkeypatch) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 2L3 4Z"/></svg>')
    reached: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda _self, address: reached.append(address))
    html = f'<img src="{picture.as_uri()}"><img src="http://127.0.0.1:9/a.png"><p>text'
    plain = to_pdf("<img><img><p>text").content
    assert abs(len(to_pdf(html).content) - len(plain)) < 100
    assert not reached


@pytest.fixture
def without_pango(monkeypatch):
    monkeypatch.setattr(web.pdf, "_LIBRARIES", (("no-such-library.so.0",),))
    missing.cache_clear()
    yield
    missing.cache_clear()


@pytest.fixture
def without_font(monkeypatch):
    if missing() == "pango":
        pytest.skip("Pango is missing, so fonts are not looked for")
    monkeypatch.setattr(web.pdf, "_CHINESE", b":family=no such family anywhere:lang=zh-cn")
    missing.cache_clear()
    yield
    missing.cache_clear()


@pytest.mark.parametrize(
    ("lacking", "package"), [("without_pango", "libpangoft2-1.0-0"), ("without_font", "fonts-noto-cjk")]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_missing_is_named_and_the_way_to_print_shown(client, lang, lacking, package, request) -> None:
    request.getfixturevalue(lacking)
    browser = Browser(client, lang)
    profile = json.dumps(example())
    response = browser.send("/result/pdf", {"profile": profile})
    assert response.status_code == 503
    assert package in response.text
    assert ("from the browser" if lang == "en" else "浏览器打印") in response.text
    assert 'formaction="/result"' in response.text
    assert package in browser.send("/result", {"profile": profile}).text


class _Unloadable:
    """An import that fails as WeasyPrint's does where a system library is missing."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")


def test_a_further_library_that_cannot_be_loaded_is_told_too(monkeypatch) -> None:
    monkeypatch.setattr(web.pdf, "missing", lambda: None)
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_Unloadable(), *sys.meta_path])
    with pytest.raises(PdfLacks) as raised:
        to_pdf("<p>text")
    assert raised.value.what == "pango"


SHOW = """
import sys
sys.path.insert(0, sys.argv[1])
from sending import Browser, settings
from web import create_app
page = Browser(create_app(settings()).test_client()).send("/result", {"profile": '{"name": "A"}'})
print(page.status_code, "weasyprint" in sys.modules)
"""


def test_a_result_is_shown_without_loading_what_makes_pdfs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW, str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["200", "False"]
