"""Cohorts: many companies ranked, two of them compared, a table looked at; one at a time, and nothing is kept."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from flask import Response, request

from scoring import rank, shipped_book
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import Cohort
from scoring.cohort.finding import find_company
from scoring.cohort.versus import versus
from scoring.errors import InputError, Wrong
from scoring.ranked import places_of
from scoring.shortlist.part import part_of
from scoring.text import both
from web.access.allow import Who, allow
from web.api.answering import JSON, answered
from web.api.blueprint import api
from web.api.cohort_files import sent_as_files, table_sent
from web.api.cohort_formats import FORMATS, written
from web.api.cohort_json import sent_as_json
from web.api.cohort_options import COMPARING, RANKING, READING, assumptions_of, options, schemas
from web.api.cohort_sent import Days, Sent
from web.api.cohort_shapes import EXAMPLE
from web.api.documenting import FORM, documented, responses
from web.api.problems import Refusal, of_parameter
from web.api.reading import check_kind
from web.api.table_read import table_read
from web.api.turn import own_turn
from web.language import current
from web.security import costly
from web.timelimit import check_time

MOST_VALUES: Final = 15_000_000
"""Scores drawn for one request: three times what is drawn where the number of draws is left to us."""

_SOUND: Final = both("a cohort that can be ranked", "可以排名的名单")
_ANOTHER: Final = both("another company", "另一家企业")
_A_SCORE: Final = both("a company with at least one scored answer", "至少有一项可评分信息的企业")


@api.post(
    "/api/v1/cohorts",
    operation_id="rank_cohort",
    openapi_extensions=documented(body="CohortRequest", files="CohortFiles", query=schemas(RANKING), example=EXAMPLE),
    responses=responses("Ranking", body=True, others=[each.kind for each in FORMATS.values()]),
)
@allow(Who.RANK)
@costly
def rank_cohort() -> Response:
    """Rank a cohort."""
    chosen = options(RANKING)
    with own_turn():
        sent = _sent(chosen, whole=True)
        assumed = assumptions_of(chosen)
        _check_draws(sent.cohort, assumed)
        ranking = rank(
            sent.cohort,
            lang=current(),
            assumptions=assumed,
            seats=chosen.get("seats"),
            marks=sent.marks,
            rules=sent.rules,
            before=sent.before,
            tell=lambda step, share: check_time(),
        )
        check_time()
        return written(ranking, chosen.get("format"), chosen.get("findings", True))


@api.post(
    "/api/v1/cohorts:compare",
    operation_id="compare",
    openapi_extensions=documented(
        body="CohortRequest",
        files="CohortFiles",
        query=schemas(COMPARING),
        required=("first", "second"),
        example=EXAMPLE,
    ),
    responses=responses("Versus", body=True),
)
@allow(Who.RANK)
@costly
def compare() -> Response:
    """Compare two companies of a cohort."""
    chosen = options(COMPARING, required=("first", "second"))
    with own_turn():
        cohort = _sent(chosen, whole=False).cohort
        first, second = (_place(cohort, name, chosen[name]) for name in ("first", "second"))
        if first == second:
            raise _refused("second", Wrong("both are the same company", "两者是同一家企业", _ANOTHER))
        check_time()
        found = versus(cohort, first, second, assumptions=assumptions_of(chosen), lang=current())
    return answered(found.model_dump_json().encode())


@api.post(
    "/api/v1/cohorts:columns",
    operation_id="columns",
    openapi_extensions=documented(files="TableFile", query=schemas(READING)),
    responses=responses("TableRead", body=True),
)
@allow(Who.RANK)
@costly
def columns() -> Response:
    """Tell how a table would be read."""
    chosen = options(READING)
    with own_turn():
        found = table_sent(Days.of(chosen).now, chosen.get("sheet"))
        return answered(table_read(found, shipped_book(), current()).model_dump_json().encode())


def _sent(chosen: Mapping[str, Any], *, whole: bool) -> Sent:
    """What was sent, as a form with files or as JSON. Raises Refusal."""
    check_kind(JSON, FORM)
    if request.mimetype == FORM:
        sent = sent_as_files(Days.of(chosen), chosen.get("sheet"), whole=whole)
    elif "sheet" in chosen:
        expected = both("a workbook, or no sheet", "工作簿；或不指定工作表")
        raise _refused("sheet", Wrong("profiles in JSON have no sheets", "JSON 里没有工作表", expected))
    else:
        sent = sent_as_json(Days.of(chosen), whole=whole)
    return replace(sent, cohort=_part(sent.cohort, chosen["only"])) if "only" in chosen else sent


def _part(cohort: Cohort, condition: str) -> Cohort:
    """The companies that meet the condition. Raises Refusal."""
    try:
        return part_of(cohort, [condition])
    except InputError as error:
        faults = [of_parameter("only", problem.message, problem.expected) for problem in error.problems]
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None


def _check_draws(cohort: Cohort, assumed: Assumptions) -> None:
    """Refuse more draws than there is time for."""
    companies, draws = len(cohort.profiles), assumed.draws or 0
    if companies * draws > MOST_VALUES:
        most = MOST_VALUES // companies
        said = f"{draws:,} draws are too many for {companies:,} companies"
        said_zh = f"{companies:,} 家企业模拟 {draws:,} 次，次数过多"
        raise _refused("draws", Wrong(said, said_zh, both(f"at most {most:,}", f"不超过 {most:,} 次")))


def _place(cohort: Cohort, name: str, asked: str) -> int:
    """Place of the company that the parameter `name` asks for. Raises Refusal."""
    rejected = next((row for row in cohort.intake.rejected if str(row.row) == asked), None)
    try:
        if not cohort.profiles:
            raise Wrong("no company of the cohort could be read", "名单中没有一家企业可以读取", _SOUND)
        if rejected:
            why = rejected.problems[0].message
            raise Wrong(f"row {asked} was rejected: {why.en}", f"第 {asked} 行未采用：{why.zh}")
        place = find_company(cohort, asked)
        if places_of(cohort.scored)[place] is None:
            raise Wrong("this company has no score to compare", "这家企业没有可比较的得分", _A_SCORE)
    except Wrong as wrong:
        raise _refused(name, wrong) from None
    return place


def _refused(name: str, wrong: Wrong) -> Refusal:
    return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, of_parameter(name, wrong.text, wrong.expected))
