"""Who asks: by the session of a page, or by the token of the API. Looked up once a request, where it matters."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, cast

from flask import current_app, g, request, session

from store.people.sessions import session_user
from store.people.tokens import Token, token_of
from store.people.users import User
from web.access.allow import SCOPES, Rule, Who
from web.access.store import store, stored
from web.api.addresses import of_api

SECRET: Final = "session"  # noqa: S105
"""Where the cookie keeps the secret of a session of the store."""
_BEARER: Final = "bearer"


@dataclass(frozen=True)
class Asker:
    """Who sent this request. `kind` is a role, a scope (the first that lets the token in), the link, or anybody."""

    kind: Who
    name: str = ""
    user: User | None = None
    token: Token | None = None

    def may(self, rule: Rule) -> bool:
        """Whether a rule lets them in. With a link it is the view that looks whether there is such a one."""
        return Who.ANYBODY in rule.who or Who.LINK in rule.who or bool(self.rights() & rule.who)

    def rights(self) -> frozenset[Who]:
        """The role, or the scopes."""
        if self.user:
            return frozenset({Who(self.user.role)})
        return frozenset(Who(scope) for scope in self.token.scopes) if self.token else frozenset()


def rule_of(endpoint: str | None) -> Rule | None:
    """The rule of an endpoint; None where it has none."""
    return getattr(current_app.view_functions.get(endpoint or ""), "rule", None)


def asker() -> Asker:
    """Who asks. Raises StoreFailed."""
    if "asker" not in g:
        g.asker = _by_token() if of_api(request.path) else _by_session()
    return cast(Asker, g.asker)


def actor() -> str:
    """Who asks, as the log names them. Raises StoreFailed."""
    found, rule = asker(), rule_of(request.endpoint)
    by_link = rule is not None and Who.LINK in rule.who and not found.rights() & rule.who
    if by_link:
        return Who.LINK.value
    if found.user:
        return f"user:{found.user.name}"
    return f"token:{found.token.name}" if found.token else found.kind.value


def _by_session() -> Asker:
    secret = session.get(SECRET)
    if not isinstance(secret, str):
        return _without()
    settings = current_app.config["UPSLOPE"]
    idle, longest = timedelta(minutes=settings.session_idle), timedelta(hours=settings.session_hours)
    with stored():
        user = session_user(store(), secret, idle=idle, longest=longest)
    return Asker(Who(user.role), user.name, user=user) if user else _without()


def _by_token() -> Asker:
    """The holder of the token in the header; the cookie is not looked at, as another site could make it travel."""
    given = request.authorization
    if given is None or given.type != _BEARER or not given.token:
        return _without()
    with stored():
        token = token_of(store(), given.token)
    if token is None:
        return _without()
    rule = rule_of(request.endpoint)
    lets_in = [scope for scope in SCOPES if scope.value in token.scopes and (rule is None or scope in rule.who)]
    return Asker(lets_in[0] if lets_in else Who(token.scopes[0]), token.name, token=token)


def _without() -> Asker:
    """Somebody of whom nothing is known, save that a link may have led them here."""
    rule = rule_of(request.endpoint)
    return Asker(Who.LINK if rule is not None and Who.LINK in rule.who else Who.ANYBODY)
