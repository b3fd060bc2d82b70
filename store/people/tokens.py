"""Tokens by which programs ask the API: each may do what its scopes say, until it expires or is revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Engine, RowMapping, insert, select, update

from scoring.errors import quoted, refuse, shortened
from scoring.text import both
from store import audit
from store.canonical import now, random_name
from store.engine import reading, writing
from store.people.names import sound_name
from store.people.secrets import new_secret, same, secret_hash
from store.people.times import MINUTE, between, shifted
from store.schema import tokens

SCOPES: Final = ("rank", "read", "write", "delete")
PREFIX: Final = "upslope_"
"""How a secret begins, so that scanners for leaked secrets know it."""
MOST_DAYS: Final = 3650
WHERE: Final = "tokens"


@dataclass(frozen=True)
class Token:
    """A token without its secret; times that have not come are None."""

    id: str
    name: str
    scopes: tuple[str, ...]
    made_by: str
    made_at: str
    expires_at: str | None
    used_at: str | None
    revoked_at: str | None


def add_token(engine: Engine, name: str, scopes: Iterable[str], *, actor: str, days: int | None) -> tuple[Token, str]:
    """A new token and its secret, which is not kept; `days` None: it does not expire. Raises InputError."""
    name, given, at = sound_name(name, WHERE), _sound_scopes(scopes), now()
    token = Token(random_name(), name, given, actor, at, _expiry(at, days), None, None)
    secret = PREFIX + new_secret()
    row = vars(token) | {"scopes": " ".join(given), "hash": secret_hash(secret)}
    with writing(engine) as connection:
        connection.execute(insert(tokens), row)
        detail = {"scopes": list(given), "expires_at": token.expires_at}
        audit.append(connection, actor, "token.added", token.id, detail)
    return token, secret


def list_tokens(engine: Engine) -> list[Token]:
    """All tokens, first made to last, revoked ones too."""
    with reading(engine) as connection:
        asked = select(tokens).order_by(tokens.c.made_at, tokens.c.id)
        return [_token(row) for row in connection.execute(asked).mappings()]


def token_of(engine: Engine, secret: str) -> Token | None:
    """The token of a secret, its use noted once a minute: None where there is none, it has expired or was revoked."""
    digest, at = secret_hash(secret), now()
    with reading(engine) as connection:
        row = connection.execute(select(tokens).where(tokens.c.hash == digest)).mappings().first()
    if row is None or not same(row["hash"], digest) or row["revoked_at"]:
        return None
    if row["expires_at"] and row["expires_at"] <= at:
        return None
    if row["used_at"] is None or between(row["used_at"], at) >= MINUTE:
        used = update(tokens).where(tokens.c.id == row["id"], tokens.c.revoked_at.is_(None)).values(used_at=at)
        with writing(engine, None) as connection:
            connection.execute(used)
    return _token(row)


def revoke_token(engine: Engine, id: str, *, actor: str) -> None:
    """Let a token no longer in. Raises InputError where there is none of that id."""
    with writing(engine) as connection:
        row = connection.execute(select(tokens).where(tokens.c.id == id).with_for_update()).mappings().first()
        if row is None:
            expected = both("an id that upslope token list shows", "upslope token list 列出的编号")
            raise refuse(WHERE, "there is none of this id", "没有这个编号", expected=expected)
        if row["revoked_at"] is None:
            connection.execute(update(tokens).where(tokens.c.id == id).values(revoked_at=now()))
            audit.append(connection, actor, "token.revoked", id)


def _token(row: RowMapping) -> Token:
    fields = {name: row[name] for name in Token.__dataclass_fields__}
    return Token(**fields | {"scopes": tuple(row["scopes"].split())})


def _sound_scopes(scopes: Iterable[str]) -> tuple[str, ...]:
    """The scopes in their order, each once."""
    given = set(scopes)
    expected = both(f"one or more of {', '.join(SCOPES)}", f"{'、'.join(SCOPES)} 中的一个或几个")
    for scope in sorted(given - set(SCOPES)):
        raise refuse("scopes", f"{shortened(scope)!r} is no scope", f"没有{quoted(scope)}这种权限", expected=expected)
    if not given:
        raise refuse("scopes", "there is none", "没有指定权限", expected=expected)
    return tuple(scope for scope in SCOPES if scope in given)


def _expiry(at: str, days: int | None) -> str | None:
    if days is None:
        return None
    if not 1 <= days <= MOST_DAYS:
        raise refuse("days", f"{days} is out of range", f"{days} 超出范围", expected=both(f"1 to {MOST_DAYS}"))
    return shifted(at, timedelta(days=days))
