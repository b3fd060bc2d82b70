"""Tokens of the API: shown once, known by their hash, gone when they expire or are revoked."""

import pytest
from people_making import Clock, told
from sqlalchemy import Engine, select

from scoring.errors import InputError
from store.engine import reading
from store.people import tokens
from store.schema import tokens as table


def _added(engine: Engine, *scopes: str, days: int | None = 30) -> tuple[tokens.Token, str]:
    return tokens.add_token(engine, "Nightly export", scopes or ("read", "rank", "read"), actor="user:Mei", days=days)


def test_a_token_is_known_by_its_secret(engine: Engine) -> None:
    token, secret = _added(engine)
    assert secret.startswith("upslope_")
    assert len(secret) == 51
    assert token.scopes == ("rank", "read")
    assert (token.name, token.made_by) == ("Nightly export", "user:Mei")
    assert tokens.list_tokens(engine) == [token]
    found = tokens.token_of(engine, secret)
    assert found and found.id == token.id
    assert told(engine) == [("user:Mei", "token.added", token.id)]
    with reading(engine) as connection:
        assert secret not in str(connection.execute(select(table)).mappings().one())


def test_a_made_up_secret_is_no_token(engine: Engine) -> None:
    _added(engine)
    for secret in ("", "upslope_", "upslope_" + "x" * 43, "\ud800", "秘密"):
        assert tokens.token_of(engine, secret) is None


def test_secrets_of_tokens_are_compared_in_constant_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    _, secret = _added(engine)
    compared = []
    monkeypatch.setattr("hmac.compare_digest", lambda a, b: compared.append((a, b)) or False)
    assert tokens.token_of(engine, secret) is None
    assert len(compared) == 1


def test_a_token_expires(engine: Engine, clock: Clock) -> None:
    _, secret = _added(engine)
    _, lasting = _added(engine, days=None)
    clock.later(days=29, hours=23)
    assert tokens.token_of(engine, secret)
    clock.later(hours=1)
    assert tokens.token_of(engine, secret) is None
    assert tokens.token_of(engine, lasting)


def test_a_token_is_revoked_at_once_and_for_good(engine: Engine) -> None:
    token, secret = _added(engine)
    _, other = _added(engine)
    for _ in range(2):
        tokens.revoke_token(engine, token.id, actor="user:Li")
    assert tokens.token_of(engine, secret) is None
    assert tokens.token_of(engine, other)
    assert [line for line in told(engine) if line[1] == "token.revoked"] == [("user:Li", "token.revoked", token.id)]
    assert sum(bool(each.revoked_at) for each in tokens.list_tokens(engine)) == 1
    with pytest.raises(InputError, match="none of this id"):
        tokens.revoke_token(engine, "0" * 32, actor="user:Li")


def test_the_last_use_is_written_once_a_minute(engine: Engine, clock: Clock) -> None:
    _, secret = _added(engine)
    assert tokens.list_tokens(engine)[0].used_at is None
    used = []
    for _ in range(6):
        tokens.token_of(engine, secret)
        used.append(tokens.list_tokens(engine)[0].used_at)
        clock.later(seconds=25)
    assert len(set(used)) == 2


def test_unfit_tokens_are_refused(engine: Engine) -> None:
    for name, scopes, days, wrong in (
        ("Export", ("rank", "admin"), 30, "'admin' is no scope"),
        ("Export", (), 30, "scopes: there is none"),
        ("Export", ("rank",), 0, "0 is out of range"),
        ("Export", ("rank",), 4000, "4000 is out of range"),
        ("\n", ("rank",), 30, "name can't be used"),
    ):
        with pytest.raises(InputError, match=wrong):
            tokens.add_token(engine, name, scopes, actor="user:Mei", days=days)
    assert tokens.list_tokens(engine) == []
