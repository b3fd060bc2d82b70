"""Companies that are kept: kept by a program, listed, taken out, deleted. Those that do not share are not there."""

from http import HTTPStatus
from typing import Final

from flask import Response, request

from scoring import assess
from scoring.assessment import Assessment
from scoring.errors import InputError
from scoring.text import Text, both
from store.companies.deleting import delete_company
from store.companies.exporting import export_company
from store.companies.listing import Company, companies
from store.keeping import Kept, keep
from web.access.allow import Who, allow
from web.access.asking import actor
from web.access.release import installed_release
from web.access.store import StoreFailed, of_store, store, stored
from web.api.answering import answered
from web.api.blueprint import api
from web.api.company_sent import sent_to_keep
from web.api.company_shapes import CompanyDeleted, CompanyKept, CompanyList, CompanyShown
from web.api.documenting import documented, responses
from web.api.problems import Refusal, of_body, of_parameter
from web.api.reading import parameters
from web.api.shapes import Fault
from web.language import LANGUAGES
from web.security import costly
from web.sharing import shared

MOST_LISTED: Final = 500
EXAMPLE: Final = {
    "name": "A", "city": "Shenzhen", "as_of": "2021-06-30", "answers": {"cash_runway": 18, "revenue_focus": 80},
}  # fmt: skip
_AN_ID: Final = {"type": "string"}
_NONE: Final = both("there is no such company", "没有这家企业")
_ONE: Final = both("the id of one that GET /api/v1/companies lists", "GET /api/v1/companies 所列企业的编号")


@api.post(
    "/api/v1/companies",
    operation_id="keep_company",
    openapi_extensions=documented(body="KeepRequest", example={"profile": EXAMPLE}),
    responses=responses("CompanyKept", 401, 403, 404, body=True, status=HTTPStatus.CREATED),
)
@allow(Who.WRITE)
@costly
def keep_company() -> Response:
    """Keep a company with its assessment in both languages."""
    parameters()
    profile, company = sent_to_keep()
    if company is not None and not shared(company):
        raise Refusal(HTTPStatus.NOT_FOUND, of_body(_NONE, _ONE, "#/company"))
    release = installed_release()
    found = [assess(profile, lang=lang, release=release) for lang in LANGUAGES]
    try:
        kept = keep(store(), profile, found, actor=actor(), company=company, release=release)
    except InputError as error:
        raise _of(error, of_body(_NONE, _ONE, "#/company")) from None
    response = answered(_told(kept, found[0]), HTTPStatus.CREATED)
    response.headers["Location"] = f"/api/v1/companies/{kept.company}"
    return response


@api.get(
    "/api/v1/companies",
    operation_id="companies",
    openapi_extensions=documented(
        query={"after": _AN_ID, "limit": {"type": "integer", "minimum": 1, "maximum": MOST_LISTED}}
    ),
    responses=responses("CompanyList", 401, 403),
)
@allow(Who.READ, log="companies.seen")
def list_companies() -> Response:
    """Companies that are kept."""
    asked = parameters("after", "limit")
    after, limit = asked.get("after", ""), _limit(asked.get("limit", "100"))
    with stored():
        found = [each for each in companies(store(), shared_only=True) if each.id > after]
    found.sort(key=lambda each: each.id)
    shown = [_shown(each) for each in found[:limit]]
    answer = CompanyList(companies=shown, after=shown[-1].id if len(found) > limit else None)
    return answered(answer.model_dump_json().encode())


@api.get(
    "/api/v1/companies/<company>",
    operation_id="company",
    openapi_extensions=documented(path={"company": _AN_ID}),
    responses=responses("CompanyExport", 401, 403, 404),
)
@allow(Who.READ)
def one_company() -> Response:
    """Everything that is kept of a company."""
    parameters()
    name = _named()
    try:
        return answered(export_company(store(), name, actor=actor()))
    except InputError as error:
        raise _of(error, of_parameter("company", _NONE, _ONE)) from None


@api.delete(
    "/api/v1/companies/<company>",
    operation_id="delete_company",
    openapi_extensions=documented(path={"company": _AN_ID}),
    responses=responses("CompanyDeleted", 401, 403, 404),
)
@allow(Who.DELETE)
def remove_company() -> Response:
    """Delete a company."""
    parameters()
    name = _named()
    try:
        delete_company(store(), name, actor=actor())
    except InputError as error:
        raise _of(error, of_parameter("company", _NONE, _ONE)) from None
    return answered(CompanyDeleted(deleted=name).model_dump_json().encode())


def _named() -> str:
    """The company of the address. Raises Refusal, the same for one that is not there and one that does not share."""
    name = str((request.view_args or {})["company"])
    if not shared(name):
        raise Refusal(HTTPStatus.NOT_FOUND, of_parameter("company", _NONE, _ONE))
    return name


def _of(error: InputError, fault: Fault) -> Exception:
    """What to raise: the store's own failure, or that the company went meanwhile."""
    return StoreFailed(error) if of_store(error) else Refusal(HTTPStatus.NOT_FOUND, fault)


def _limit(text: str) -> int:
    few_digits = 4
    if text.isascii() and text.isdecimal() and len(text) <= few_digits and 1 <= int(text) <= MOST_LISTED:
        return int(text)
    expected = both(f"a whole number from 1 to {MOST_LISTED}", f"1 至 {MOST_LISTED} 的整数")
    fault = of_parameter("limit", Text(en="is no such number", zh="不是这样的数字"), expected)
    raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, fault)


def _shown(company: Company) -> CompanyShown:
    told = {name: value for name, value in vars(company).items() if name not in ("consent", "cohorts")}
    return CompanyShown(**told, cohorts=list(company.cohorts))


def _told(kept: Kept, result: Assessment) -> bytes:
    told = CompanyKept(
        company=kept.company,
        profile=kept.profile,
        number=kept.number,
        assessments=dict(zip(LANGUAGES, kept.assessments, strict=True)),
        composite=result.composite.score,
    )
    return told.model_dump_json().encode()
