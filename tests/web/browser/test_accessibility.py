"""Every page in both languages, unfolded, narrow and wide: axe-core finds nothing serious, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from places import PLACES, REFUSALS, unfold
from visiting import Reader, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TELEPHONE, DESK = 360, 1440
SERIOUS = ("serious", "critical")
_RUN = "() => axe.run(document, {resultTypes: ['violations']})"
_OVERFLOW = """() => {
    const room = document.documentElement.clientWidth + 1;
    const beyond = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > room);
    return [document.scrollingElement.scrollWidth - innerWidth, beyond.map((each) => each.outerHTML.slice(0, 120))];
}"""


@pytest.fixture(scope="module", params=[(name, lang) for name in PLACES for lang in ("en", "zh")], ids="-".join)
def page(
    request: pytest.FixtureRequest, chromium: Browser, host: str, cookie_of: Callable[[str], str]
) -> Iterator[Page]:
    """One of the pages, opened once for all that is asked of it."""
    name, lang = request.param
    start, cookie = PLACES[name].start, cookie_of(PLACES[name].role)
    reader = Reader(chromium, host, lang, start=start, width=TELEPHONE, refusals=REFUSALS, cookie=cookie)
    try:
        PLACES[name].steps(reader.page, lang)
        # Not a script tag: the security policy holds in tests as well.
        reader.page.evaluate(AXE.read_text(encoding="utf-8"))
        yield reader.page
    finally:
        assert reader.closed() == []


def serious_violations(page: Page) -> list[str]:
    """What axe-core calls serious or critical: rule, element, what is wrong."""
    return [
        f"{found['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for found in page.evaluate(_RUN)["violations"]
        if found["impact"] in SERIOUS
        for node in found["nodes"]
    ]


def test_no_page_scrolls_sideways_on_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": TELEPHONE, "height": 800})
    for see in (lambda _page: None, unfold):
        see(page)
        too_wide, beyond = page.evaluate(_OVERFLOW)
        assert too_wide <= 0, beyond[:5]


@pytest.mark.parametrize("width", [TELEPHONE, DESK])
def test_nothing_serious_stands_in_the_way_of_anyone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    unfold(page)
    assert serious_violations(page) == []


def test_a_picture_without_words_would_be_found(visit: Visit) -> None:
    page = visit("en", start="/nowhere", refusals=REFUSALS).page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("document.querySelector('main').append(Object.assign(new Image(), {src: '/static/icon.svg'}))")
    (found,) = serious_violations(page)
    assert found.startswith("image-alt")
