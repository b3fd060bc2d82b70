"""Everybody who may ask, and every way to ask every route, taken from the application's own map."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sending import ACTOR, ADMINISTRATOR, REVIEWER, signed_in, with_token
from werkzeug.routing import AnyConverter, Rule
from werkzeug.routing.converters import NumberConverter

from store.people.tokens import SCOPES, add_token, revoke_token
from web.access.allow import Who
from web.access.store import store
from web.api.addresses import of_api

STAFF = {REVIEWER: Who.REVIEWER, ADMINISTRATOR: Who.ADMINISTRATOR}
INVALID = ("revoked", "garbage", "bare", "basic")
ASKERS = ("nobody", *STAFF, *SCOPES, *INVALID)
"""A link holder is nobody with an address that has a secret in it."""


def askers(app: Flask) -> dict[str, FlaskClient]:
    """A client for each."""
    found = {"nobody": app.test_client()}
    found |= {role: signed_in(app.test_client(), role) for role in STAFF}
    with app.app_context():
        for scope in SCOPES:
            found[scope] = with_token(app.test_client(), add_token(store(), scope, [scope], actor=ACTOR, days=1)[1])
        token, secret = add_token(store(), "revoked", SCOPES, actor=ACTOR, days=1)
        revoke_token(store(), token.id, actor=ACTOR)
    found["revoked"] = with_token(app.test_client(), secret)
    found["garbage"] = with_token(app.test_client(), "upslope_" + "x" * 43)
    found["bare"], found["basic"] = app.test_client(), app.test_client()
    found["bare"].environ_base["HTTP_AUTHORIZATION"] = "Bearer"
    found["basic"].environ_base["HTTP_AUTHORIZATION"] = "Basic dXNlcjpwYXNzd29yZA=="
    return found


def rights(asker: str, path: str) -> frozenset[Who]:
    """What an asker may be at a path: the cookie counts for pages alone, the token for the API alone."""
    if of_api(path):
        return frozenset({Who(asker)}) if asker in SCOPES else frozenset()
    return frozenset({STAFF[asker]}) if asker in STAFF else frozenset()


@dataclass(frozen=True)
class Way:
    """A route asked by a method, its gaps filled with an id."""

    rule: Rule
    method: str
    path: str

    @property
    def takes_id(self) -> bool:
        """Whether there is a gap that an id fits."""
        return bool(gaps(self.rule))


def gaps(rule: Rule) -> list[str]:
    """The names of the gaps that take any text."""
    return [name for name, kind in rule._converters.items() if not isinstance(kind, AnyConverter | NumberConverter)]


def ways(app: Flask, fill: str) -> Iterator[Way]:
    """Every route by every method, save files of the style."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        values = {}
        for name, kind in rule._converters.items():
            fixed = sorted(kind.items)[0] if isinstance(kind, AnyConverter) else None
            values[name] = fixed or (1 if isinstance(kind, NumberConverter) else fill)
        for method in sorted(rule.methods):
            built = rule.build(values)
            assert built
            if (
                app.url_map.bind("localhost").match(built[1], method)[0] == rule.endpoint
            ):  # OPTIONS: the first of several
                yield Way(rule, method, built[1])
