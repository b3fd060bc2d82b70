"""What the page of people is given: staff and tokens with their days in the reader's language."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from scoring.text import Lang
from store.canonical import now
from store.people.tokens import SCOPES, Token
from store.people.users import User
from web.pages.result_figures import Figures

ROLES: Final = ("reviewer", "administrator")
_DAY: Final = 10
"""Characters of a time that are its day."""


class PeopleView:
    """Staff and tokens."""

    roles = ROLES
    scopes = SCOPES

    def __init__(self, users: Sequence[User], tokens: Sequence[Token], lang: Lang) -> None:
        self.users = users
        self.tokens = sorted(tokens, key=lambda token: self.state(token) != "valid")
        self._lang: Lang = lang

    def day(self, at: str) -> str:
        """The day of a time."""
        return Figures(self._lang).day(date.fromisoformat(at[:_DAY]))

    def state(self, token: Token) -> str:
        """Whether a token is valid, revoked or expired."""
        if token.revoked_at:
            return "revoked"
        return "expired" if token.expires_at and token.expires_at <= now() else "valid"
