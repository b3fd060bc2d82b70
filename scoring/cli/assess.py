"""`upslope assess`: one profile in, its assessment on the screen or as JSON."""

from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError

from scoring.assessor import assess
from scoring.cli.console import Failure, as_of_date, explained, language, rule_book, spare_the_input
from scoring.cli.show_assessment import show_assessment
from scoring.errors import InputError, Problem, Wrong, refuse
from scoring.output.files import as_json, write_bytes
from scoring.profile import CompanyProfile, profile_model
from scoring.profile.faults import problem_of
from scoring.rulesets.book import RuleBook
from scoring.strictjson import read_object
from scoring.text import Lang, both

_MOST_BYTES = 2_000_000
_PROFILE = both("one JSON object with name, city and so on", "一个 JSON 对象，含 name、city 等字段")


def run(
    profile: Path,
    output: Path | None,
    form: str,
    rules: Path | None,
    weights: Path | None,
    as_of: str | None,
    lang: str,
) -> None:
    """Assess the company whose profile is in the file `profile`."""
    chosen = language(lang)
    day = as_of_date(as_of, chosen)
    if form not in ("text", "json"):
        raise Failure(
            f"--format：没有 {form!r} 这种输出形式（应为 text 或 json）"
            if chosen == "zh"
            else f"--format: {form!r} is no form of output (expected text or json)"
        )
    spare_the_input(output, profile, lang=chosen)
    book = rule_book(rules, weights, chosen)
    fields = _read(profile, chosen) | ({"as_of": day.isoformat()} if day else {})
    company = _validated(profile_model(book), fields, profile.name, chosen)
    result = assess(company, lang=chosen, book=book)
    if output:
        with explained(chosen):
            write_bytes(output, as_json(result))
    if form == "json" and not output:
        typer.echo(as_json(result).decode(), nl=False)
    elif form == "text":
        show_assessment(result, _unasked(company, book))


def _unasked(company: CompanyProfile[Any], book: RuleBook) -> list[str]:
    """Answers that only official programmes ask for, of a company that told none of them; else nothing."""
    facts = [fact.id for fact in book.facts]
    told = company.accounts or any(getattr(company.answers, fact) is not None for fact in facts)
    return [] if told else facts


def _read(path: Path, lang: Lang) -> dict[str, Any]:
    with explained(lang):
        if path.stat().st_size > _MOST_BYTES:
            raise refuse(
                path.name, "too large for the profile of one company", "文件过大，不像一家企业的资料", expected=_PROFILE
            )
        try:
            return read_object(path.read_bytes())
        except Wrong as error:
            raise InputError([Problem(path.name, error.text, expected=error.expected)]) from None


def _validated(model: type[CompanyProfile[Any]], fields: dict[str, Any], name: str, lang: Lang) -> CompanyProfile[Any]:
    with explained(lang):
        try:
            return model.model_validate(fields)
        except ValidationError as error:
            raise InputError([problem_of(fault, name, model) for fault in error.errors()]) from None
