"""Companies and saved cohorts by the API: kept, listed, taken out, deleted, and never those that do not share."""

import json
from typing import Any

import pytest
from asking import PROFILE, problem_of
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from scoring import assess, profile_model, rank, shipped_book
from scoring.cohort.cohort import read_cohort
from store import audit
from store.cohorts.keeping import save_cohort
from store.companies.consents import Consent, set_consent
from store.companies.listing import company_of
from store.engine import reading
from store.keeping import assessments_of, keep, versions_of_company
from store.people.tokens import add_token
from web.access.store import store

COMPANIES = "/api/v1/companies"
SAVED = "/api/v1/saved-cohorts"
NOBODY = "0" * 32


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The store of the application."""
    with app.app_context():
        return store()


@pytest.fixture
def token(engine: Engine) -> dict[str, str]:
    """The header of a token that may read, write and delete."""
    return bearer(engine, "read", "write", "delete")


def bearer(engine: Engine, *scopes: str) -> dict[str, str]:
    """The header of a token with these scopes."""
    _, secret = add_token(engine, "intake", scopes, actor="command:test", days=1)
    return {"Authorization": f"Bearer {secret}"}


def sent(client: FlaskClient, token: dict[str, str], document: Any, query: str = "") -> TestResponse:
    return client.post(COMPANIES + query, json=document, headers=token)


def unshared(engine: Engine) -> str:
    """A company that keeps its own result and does not let staff see it."""
    profile = profile_model(shipped_book()).model_validate(PROFILE)
    made = [assess(profile, lang=lang) for lang in ("en", "zh")]
    return keep(engine, profile, made, actor="link", consent=Consent(shared=False, peers=True)).company


def actions(engine: Engine, company: str) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        lines = list(audit.lines(connection))
    return [(each.actor, each.action) for each in lines if company in (each.subject, each.detail.get("company"))]


def test_a_profile_is_kept_with_its_assessment_in_both_languages(
    client: FlaskClient, token: dict[str, str], engine: Engine
) -> None:
    response = sent(client, token, PROFILE)
    assert response.status_code == 201
    found = response.json
    assert response.headers["Location"] == f"{COMPANIES}/{found['company']}"
    assert found["number"] == 1
    (version,) = versions_of_company(engine, found["company"])
    assert found["profile"] == version.id
    assert {each.lang: each.id for each in assessments_of(engine, version.id)} == found["assessments"]
    assert found["composite"] == assess(PROFILE, lang="en").composite.score
    assert company_of(engine, found["company"]).consent == Consent(shared=True, peers=False)
    assert set(actions(engine, found["company"])) == {("token:intake", "assessment.kept")}


def test_the_next_version_belongs_to_the_company_named(client: FlaskClient, token: dict[str, str]) -> None:
    first = sent(client, token, {"profile": PROFILE}).json
    again = sent(client, token, {"profile": PROFILE | {"city": "Beijing"}, "company": first["company"]}).json
    assert (again["company"], again["number"]) == (first["company"], 2)


def test_the_list_comes_in_pages_without_gap_or_repetition(client: FlaskClient, token: dict[str, str]) -> None:
    made = {sent(client, token, PROFILE | {"name": f"Paged {number}"}).json["company"] for number in range(5)}
    listed: list[dict[str, Any]] = []
    after = ""
    while after is not None:
        page = client.get(f"{COMPANIES}?limit=2&after={after}", headers=token).json
        assert 1 <= len(page["companies"]) <= 2
        listed += page["companies"]
        after = page["after"]
    ids = [each["id"] for each in listed]
    assert ids == sorted(set(ids))
    assert made <= set(ids)
    one = next(each for each in listed if each["name"] == "Paged 3")
    assert (one["versions"], one["cohorts"]) == (1, [])
    assert one["composite"] == assess(PROFILE, lang="en").composite.score


def test_everything_of_a_company_is_taken_out_and_the_log_knows(
    client: FlaskClient, token: dict[str, str], engine: Engine
) -> None:
    company = sent(client, token, PROFILE).json["company"]
    found = client.get(f"{COMPANIES}/{company}", headers=token).json
    assert found["company"] == company
    assert found["profiles"][0]["content"]["name"] == PROFILE["name"]
    assert {each["lang"] for each in found["assessments"]} == {"en", "zh"}
    assert ("token:intake", "company.exported") in actions(engine, company)


def test_a_deleted_company_is_gone(client: FlaskClient, token: dict[str, str], engine: Engine) -> None:
    company = sent(client, token, PROFILE).json["company"]
    response = client.delete(f"{COMPANIES}/{company}", headers=token)
    assert (response.status_code, response.json) == (200, {"deleted": company})
    problem_of(client.get(f"{COMPANIES}/{company}", headers=token), 404)
    problem_of(client.delete(f"{COMPANIES}/{company}", headers=token), 404)
    assert actions(engine, company)[-1] == ("token:intake", "company.deleted")


def test_a_company_that_does_not_share_is_not_there(client: FlaskClient, token: dict[str, str], engine: Engine) -> None:
    hidden = unshared(engine)
    refused = [
        [problem_of(ask(f"{COMPANIES}/{name}", headers=token), 404) for ask in (client.get, client.delete)]
        + [problem_of(sent(client, token, {"profile": PROFILE, "company": name}), 404)]
        for name in (hidden, NOBODY)
    ]
    told = [json.dumps(answers).replace(name, "") for answers, name in zip(refused, (hidden, NOBODY), strict=True)]
    assert told[0] == told[1]
    assert hidden not in client.get(f"{COMPANIES}?limit=500", headers=token).text
    assert len(versions_of_company(engine, hidden)) == 1
    set_consent(engine, hidden, Consent(shared=True, peers=True), actor="link")
    assert client.get(f"{COMPANIES}/{hidden}", headers=token).status_code == 200


@pytest.mark.parametrize("scope", ["rank", "read", "write", "delete"])
def test_each_operation_needs_its_scope(client: FlaskClient, engine: Engine, scope: str) -> None:
    header = bearer(engine, scope)
    statuses = {
        "write": sent(client, header, PROFILE).status_code,
        "read": client.get(COMPANIES, headers=header).status_code,
        "delete": client.delete(f"{COMPANIES}/{NOBODY}", headers=header).status_code,
    }
    allowed = {"write": 201, "read": 200, "delete": 404}
    assert statuses == {name: allowed[name] if name == scope else 403 for name in allowed}
    assert client.get(f"{COMPANIES}/{NOBODY}", headers=header).status_code == (404 if scope == "read" else 403)
    assert client.get(SAVED, headers=header).status_code == (200 if scope == "read" else 403)
    assert client.get(f"{SAVED}/{NOBODY}", headers=header).status_code == (404 if scope == "read" else 403)


def test_without_a_token_nothing_is_told(stranger: FlaskClient) -> None:
    for path in (COMPANIES, f"{COMPANIES}/{NOBODY}", SAVED, f"{SAVED}/{NOBODY}"):
        problem_of(stranger.get(path), 401)
    problem_of(stranger.post(COMPANIES, json=PROFILE), 401)
    problem_of(stranger.delete(f"{COMPANIES}/{NOBODY}"), 401)


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ({"name": 7}, "#/name"),
        ({"profile": PROFILE, "company": "not an id"}, "#/company"),
        ({"profile": PROFILE, "company": 7}, "#/company"),
        ({"profile": PROFILE, "shared": True}, "#/shared"),
        ({"profile": {"name": ""}}, "#/profile/name"),
        ([], "#"),
        ("text", "#"),
    ],
)
def test_what_can_not_be_kept_is_explained_where_it_stands(
    client: FlaskClient, token: dict[str, str], document: Any, pointer: str
) -> None:
    for lang in ("en", "zh"):
        problem = problem_of(sent(client, token, document, f"?lang={lang}"), 422)
        assert pointer in [each["pointer"] for each in problem["errors"]]


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "limit=²", "limit=99999", "page=2"])
def test_wrong_parameters_are_refused(client: FlaskClient, token: dict[str, str], query: str) -> None:
    problem_of(client.get(f"{COMPANIES}?{query}", headers=token), 422)


@pytest.mark.parametrize("name", ["%00", "x", "..%2f..", "企业", "A" * 5000])
def test_nonsense_for_an_id_is_no_company(client: FlaskClient, token: dict[str, str], name: str) -> None:
    assert client.get(f"{COMPANIES}/{name}", headers=token).status_code == 404
    assert client.get(f"{SAVED}/{name}", headers=token).status_code == 404


def test_saved_cohorts_are_listed_and_read_in_both_languages(
    client: FlaskClient, token: dict[str, str], engine: Engine
) -> None:
    model = profile_model(shipped_book())
    profiles = [model.model_validate(PROFILE | {"name": name}) for name in ("Saved A", "Saved B")]
    cohort = read_cohort(profiles)
    rankings = {lang: rank(cohort, lang=lang) for lang in ("en", "zh")}
    name = save_cohort(engine, "Spring", b"{}", list(enumerate(profiles, 1)), rankings, actor="user:Ling")
    listed = client.get(SAVED, headers=token).json["cohorts"]
    one = next(each for each in listed if each["id"] == name)
    assert (one["name"], one["made_by"], one["companies"]) == ("Spring", "user:Ling", 2)
    for lang, ranking in rankings.items():
        found = client.get(f"{SAVED}/{name}?lang={lang}", headers=token)
        assert found.json == json.loads(ranking.model_dump_json())
    problem_of(client.get(f"{SAVED}/{NOBODY}", headers=token), 404)
