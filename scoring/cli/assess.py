"""`upslope assess`: one profile in, its assessment on the screen or as JSON."""

from pathlib import Path
from typing import Any

import orjson
import typer
from pydantic import ValidationError

from scoring.assessor import assess
from scoring.cli.console import Failure, as_of_date, explained, language, rule_book
from scoring.cli.show import show_assessment
from scoring.output.files import as_json, write_bytes
from scoring.profile import CompanyProfile, profile_model
from scoring.profile.faults import problem_of

_MOST_BYTES = 2_000_000


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
    chosen, day = language(lang), as_of_date(as_of)
    if form not in ("text", "json"):
        raise Failure(f"--format: {form!r} is no form of output (expected text or json)")
    book = rule_book(rules, weights)
    fields = _read(profile) | ({"as_of": day.isoformat()} if day else {})
    result = assess(_validated(profile_model(book), fields, profile.name), lang=chosen, book=book)
    if output:
        with explained():
            write_bytes(output, as_json(result))
    if form == "json" and not output:
        typer.echo(as_json(result).decode(), nl=False)
    elif form == "text":
        show_assessment(result)


def _read(path: Path) -> dict[str, Any]:
    with explained():
        if path.stat().st_size > _MOST_BYTES:
            raise Failure(f"{path.name}: larger than {_MOST_BYTES:,} bytes (expected the profile of one company)")
        raw = path.read_bytes()
    try:
        fields = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Failure(f"{path.name}: not readable as JSON: {error}; check the file in a JSON editor") from None
    if not isinstance(fields, dict):
        raise Failure(f"{path.name}: holds a {type(fields).__name__} (expected one object with name, city, …)")
    return fields


def _validated(model: type[CompanyProfile[Any]], fields: dict[str, Any], name: str) -> CompanyProfile[Any]:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise Failure("\n".join(str(problem_of(fault, name, model)) for fault in error.errors())) from None
