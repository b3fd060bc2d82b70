"""A ranking as an answer: JSON, CSV, Excel or Parquet, as `?format=` or the header Accept asks for."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from flask import Response, request

from scoring.output.parquet import ranking_parquet
from scoring.output.ranking_csv import ranking_csv
from scoring.output.ranking_xlsx import ranking_xlsx
from scoring.ranking import Ranking
from web.api.answering import JSON, answered


class Format(NamedTuple):
    """A format: its media type, and what writes it."""

    kind: str
    write: Callable[[Ranking], bytes]


FORMATS: Final[Mapping[str, Format]] = {
    "json": Format(JSON, lambda ranking: ranking.model_dump_json().encode()),
    "csv": Format("text/csv", ranking_csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ranking_xlsx),
    "parquet": Format("application/vnd.apache.parquet", ranking_parquet),
}


def written(ranking: Ranking, name: str | None, findings: bool) -> Response:
    """The ranking in the format of that name, else in the one that Accept likes best, else as JSON."""
    name = name or _accepted()
    kind, write = FORMATS[name]
    response = answered(write(ranking if findings else _without_findings(ranking)), kind=_typed(kind))
    if kind != JSON:
        response.headers["Content-Disposition"] = f'attachment; filename="ranking.{name}"'
    response.vary.add("Accept")
    return response


def _typed(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _accepted() -> str:
    best = request.accept_mimetypes.best_match([each.kind for each in FORMATS.values()])
    return next((name for name, each in FORMATS.items() if each.kind == best), "json")


def _without_findings(ranking: Ranking) -> Ranking:
    companies = [company.model_copy(update={"findings": []}) for company in ranking.ranking]
    return ranking.model_copy(update={"ranking": companies})
