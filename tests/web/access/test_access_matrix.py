"""The authorisation matrix: every route of the map, every method, everybody who may ask; and ids that tell nothing."""

import re

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from matrix import ASKERS, STAFF, askers, rights, ways
from sending import ACTOR, made, settings

from scoring import assess, profile_model, shipped_book
from store.companies.consents import Consent
from store.keeping import keep
from store.people.links import revoke_link
from store.people.secrets import new_secret
from web import create_app
from web.access.allow import Who
from web.access.store import store
from web.api.addresses import of_api

ID = "0123456789abcdef0123456789abcdef"
IN = "let in"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application as it is, save the tokens of forms: the guard is to be asked, not they."""
    app = made(tmp_path_factory.mktemp("matrix"), costly_rate="off")
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The same with every view behind its rule replaced by one that only says that somebody came in."""
    app = made(tmp_path_factory.mktemp("doors"))
    app.config["WTF_CSRF_ENABLED"] = False
    for endpoint, view in app.view_functions.items():
        if endpoint != "static":
            app.view_functions[endpoint] = _stub(view.rule)
    return app


def _stub(rule: object):
    def view(**_parts: object) -> str:
        return IN

    view.rule = rule
    return view


@pytest.fixture(scope="module")
def outside(doors: Flask) -> dict[str, FlaskClient]:
    return askers(doors)


@pytest.mark.parametrize("asker", ASKERS)
def test_each_is_let_in_where_the_rule_says_so_and_nowhere_else(
    doors: Flask, outside: dict[str, FlaskClient], asker: str
) -> None:
    looked_at = 0
    for way in ways(doors, ID):
        rule = doors.view_functions[way.rule.endpoint].rule
        wanted = bool({Who.ANYBODY, Who.LINK} & rule.who or rights(asker, way.path) & rule.who)
        answer = outside[asker].open(way.path, method=way.method)
        where = f"{way.method} {way.rule.rule}"
        if way.method == "OPTIONS":
            assert (answer.status_code == 200) == wanted, where
        elif way.method != "HEAD":
            assert (answer.text == IN) == wanted, where
        if not wanted:
            assert answer.status_code == _refusal(asker, way.method, way.path), where
            assert ("WWW-Authenticate" in answer.headers) == (answer.status_code == 401), where
        elif way.method != "OPTIONS":
            assert answer.status_code == 200, where
        looked_at += 1
    assert looked_at > 100


def _refusal(asker: str, method: str, path: str) -> int:
    if of_api(path):
        return 403 if asker in ("rank", "read", "write", "delete") else 401
    return 303 if asker not in STAFF and method in ("GET", "HEAD") else 403


def test_nobody_is_sent_to_sign_in_and_back(outside: dict[str, FlaskClient]) -> None:
    answer = outside["nobody"].get("/cohorts?lang=zh&sort=-coverage")
    assert answer.headers["Location"] == "/sign-in?next=/cohorts?lang%3Dzh%26sort%3D-coverage"


def test_a_route_without_a_rule_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    area = Blueprint("forgotten", __name__)
    area.add_url_rule("/forgotten", "page", lambda: "")
    monkeypatch.setattr("web.app.pages", lambda: (area,))
    with pytest.raises(LookupError, match=r"forgotten\.page"):
        create_app(settings())


def test_a_route_added_later_without_a_rule_lets_nobody_in(tmp_path) -> None:
    app = made(tmp_path)
    app.add_url_rule("/later", "later", lambda: IN)
    for asker, client in askers(app).items():
        answer = client.get("/later")
        assert answer.status_code == 500, asker
        assert IN not in answer.text


def test_the_cookie_opens_no_api_and_the_token_no_page(doors: Flask, outside: dict[str, FlaskClient]) -> None:
    both = outside["administrator"]
    assert both.post("/api/v1/cohorts").status_code == 401
    assert outside["rank"].get("/cohorts").status_code == 303


@pytest.fixture(scope="module")
def withheld(real: Flask) -> dict[str, str]:
    """Ids and secrets that nobody may use any more or yet: of a company that does not share, of a link revoked."""
    profile = profile_model(shipped_book()).model_validate({"name": "Withheld", "as_of": "2021-06-30"})
    with real.app_context():
        found = [assess(profile, lang=lang) for lang in ("en", "zh")]
        alone = keep(store(), profile, found, actor="link", consent=Consent(shared=False, peers=False), link_days=5)
        assert alone.secret
        revoke_link(store(), alone.company, actor=ACTOR)
    return {alone.company: ID, alone.secret: new_secret(), alone.profile: ID}


def test_missing_and_forbidden_ids_get_the_same_answer(real: Flask, withheld: dict[str, str]) -> None:
    clients, looked_at = askers(real), 0
    for forbidden, missing in withheld.items():
        for way, other in zip(ways(real, forbidden), ways(real, missing), strict=True):
            if not way.takes_id or way.method == "OPTIONS":
                continue
            for asker, client in clients.items():
                told = [
                    _told(client, each.method, each.path, id_) for each, id_ in ((way, forbidden), (other, missing))
                ]
                assert told[0] == told[1], f"{asker}: {way.method} {way.rule.rule}"
                assert told[0][0] in (303, 401, 403, 404, 405, 415, 422), f"{asker}: {way.method} {way.rule.rule}"
            looked_at += 1
    assert looked_at > 40


def _told(client: FlaskClient, method: str, path: str, id_: str) -> tuple[int, str, dict[str, str]]:
    answer = client.open(path, method=method)
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", answer.text).replace(id_, "ID")
    headers = {
        name: value.replace(id_, "ID") for name, value in answer.headers if name not in ("Content-Length", "Set-Cookie")
    }
    return answer.status_code, text, headers
