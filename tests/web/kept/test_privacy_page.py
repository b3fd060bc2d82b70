"""The page on privacy: every section in both languages, with this installation's figures and the weights in force."""

import re

import pytest
from keeping_steps import kept, secret_of, words_of
from sending import Browser, settings
from sqlalchemy import Engine

from scoring import shipped_book
from store.people.links import link_of
from web import create_app
from web.pages.privacy import SECTIONS
from web.wording import words


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_all_of_it(client, lang: str) -> None:
    page = client.get(f"/privacy?lang={lang}").text
    seen = words_of(page)
    for section, parts in SECTIONS.items():
        assert f'id="{section}"' in page
        for part in parts:
            begins = words()[f"privacy.{section}_{part}"].in_(lang).split("{")[0]
            assert begins.strip() in seen
    for key in ("weights", "page", "people", "ask"):
        assert words()[f"privacy.decision_{key}"].in_(lang).split("{")[0] in seen
    assert "{" not in seen


def test_no_text_of_the_page_is_left_unsaid(client) -> None:
    said = {f"{section}_{part}" for section, parts in SECTIONS.items() for part in parts}
    written = {key.removeprefix("privacy.") for key in words() if key.startswith("privacy.") and "_" in key}
    assert {key for key in written if key.split("_")[0] in SECTIONS} == said


def test_periods_are_those_of_the_settings(tmp_path) -> None:
    app = create_app(settings(instance=str(tmp_path), retention_days="77", cohort_hours="5"))
    seen = words_of(app.test_client().get("/privacy").text)
    assert "holds for 77 days" in seen
    assert "lies here for 5 hours" in seen


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ("24 hours", "the title of a saved cohort", "PostgreSQL")),
        ("zh", ("24 小时后", "名单标题", "PostgreSQL")),
    ],
)
def test_before_a_deletion_all_that_stays_is_named(
    company: Browser, administrator: Browser, engine: Engine, lang: str, told: tuple[str, ...]
) -> None:
    path = kept(company, shared="yes")
    link = link_of(engine, secret_of(path))
    assert link is not None
    for page in (
        company.client.get(f"{path}/delete?lang={lang}"),
        administrator.client.get(f"/companies/{link.company}/delete?lang={lang}"),
    ):
        assert [each for each in told if each not in words_of(page.text)] == []


def test_weights_are_those_of_the_rule_sets(client) -> None:
    page = client.get("/privacy").text
    rows = re.findall(r'<th scope="row">([^<]+)</th>((?:\s*<td[^>]*>[^<]+</td>)+)', page)
    book = shipped_book()
    assert [name for name, _ in rows] == [rules.name.en for rules in book.rule_sets]
    for rules, (_, cells) in zip(book.rule_sets, rows, strict=True):
        shown = [float(cell) for cell in re.findall(r">([\d.]+)%<", cells)]
        assert shown == [
            *(weights[rules.id] for weights in book.weights.phases.values()),
            book.weights.default[rules.id],
        ]
