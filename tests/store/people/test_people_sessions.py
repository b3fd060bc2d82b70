"""Sessions: who is in, until when, and what ends them."""

from datetime import timedelta

import pytest
from people_making import PASSWORD, Clock, somebody, told
from sqlalchemy import Engine, func, select, update

from store.engine import reading, writing
from store.people import sessions, users
from store.people.signing_in import sign_in
from store.schema import sessions as table
from store.schema import users as staff

LIMITS = {"idle": timedelta(minutes=60), "longest": timedelta(hours=12)}


def _signed_in(engine: Engine, name: str = "Made-up Mei") -> str:
    return sign_in(engine, name, PASSWORD, address="192.0.2.1")[1]


def _kept(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _in(engine: Engine, secret: str) -> bool:
    return sessions.session_user(engine, secret, **LIMITS) is not None


def test_a_session_dies_after_an_hour_without_use(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    secret = _signed_in(engine)
    clock.later(minutes=59, seconds=59)
    assert _in(engine, secret)
    clock.later(minutes=59, seconds=59)
    assert _in(engine, secret)
    clock.later(minutes=60)
    assert not _in(engine, secret)
    assert _kept(engine) == 0


def test_a_session_in_use_dies_after_twelve_hours(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    secret = _signed_in(engine)
    for _ in range(23):
        clock.later(minutes=30)
        assert _in(engine, secret)
    clock.later(minutes=29, seconds=59)
    assert _in(engine, secret)
    clock.later(seconds=1)
    assert not _in(engine, secret)
    assert _kept(engine) == 0


def test_being_seen_is_written_once_a_minute(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    secret = _signed_in(engine)
    seen = []
    for _ in range(6):
        clock.later(seconds=25)
        assert _in(engine, secret)
        with reading(engine) as connection:
            seen.append(connection.execute(select(table.c.seen_at)).scalar_one())
    assert len(set(seen)) == 3


def test_a_short_limit_does_not_end_a_session_in_use(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    secret = _signed_in(engine)
    limits = {"idle": timedelta(minutes=1), "longest": timedelta(hours=12)}
    for _ in range(5):
        clock.later(seconds=50)
        assert sessions.session_user(engine, secret, **limits)


def test_a_clock_set_back_locks_nobody_out(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    secret = _signed_in(engine)
    clock.later(minutes=-30)
    assert _in(engine, secret)


def test_a_made_up_secret_lets_nobody_in(engine: Engine) -> None:
    somebody(engine)
    _signed_in(engine)
    for secret in ("", "x" * 43, "\ud800", "秘密", "x" * 100_000):
        assert not _in(engine, secret)
        sessions.end_session(engine, secret)
    assert _kept(engine) == 1


def test_only_the_hash_of_a_secret_is_kept_and_is_no_secret_itself(engine: Engine) -> None:
    somebody(engine)
    secret = _signed_in(engine)
    with reading(engine) as connection:
        digest = connection.execute(select(table.c.hash)).scalar_one()
    assert digest != secret
    assert not _in(engine, digest)


def test_secrets_are_compared_in_constant_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody(engine)
    secret = _signed_in(engine)
    compared = []
    monkeypatch.setattr("hmac.compare_digest", lambda a, b: compared.append((a, b)) or False)
    assert not _in(engine, secret)
    assert len(compared) == 1


def test_a_user_is_out_at_once_when_switched_off_removed_or_given_a_password(engine: Engine) -> None:
    somebody(engine, "Li", "administrator")
    for end in (
        lambda id: users.set_active(engine, id, False, actor="test"),
        lambda id: users.set_password(engine, id, "another set of words", actor="test"),
        lambda id: users.remove_user(engine, id, actor="test"),
    ):
        user = somebody(engine)
        other, secret = _signed_in(engine, "Li"), _signed_in(engine)
        assert _in(engine, secret)
        end(user.id)
        assert not _in(engine, secret)
        assert _in(engine, other)
        if len(users.list_users(engine)) > 1:
            users.set_active(engine, user.id, True, actor="test")
            assert not _in(engine, secret)
            users.remove_user(engine, user.id, actor="test")


def test_a_session_of_somebody_switched_off_lets_nobody_in_even_if_it_was_left(engine: Engine) -> None:
    user = somebody(engine)
    secret = _signed_in(engine)
    with writing(engine) as connection:
        connection.execute(update(staff).where(staff.c.id == user.id).values(active=False))
    assert not _in(engine, secret)


def test_another_role_holds_at_once(engine: Engine) -> None:
    user = somebody(engine)
    secret = _signed_in(engine)
    users.set_role(engine, user.id, "administrator", actor="test")
    found = sessions.session_user(engine, secret, **LIMITS)
    assert found and found.role == "administrator"


def test_signing_out_ends_one_session_and_is_told_once(engine: Engine) -> None:
    user = somebody(engine)
    here, there = _signed_in(engine), _signed_in(engine)
    for _ in range(2):
        sessions.end_session(engine, here)
    assert [_in(engine, here), _in(engine, there)] == [False, True]
    assert told(engine)[-1] == ("user:Made-up Mei", "user.signed_out", user.id)
    assert [action for _, action, _ in told(engine)].count("user.signed_out") == 1


def test_all_sessions_end_save_the_one_that_stays(engine: Engine) -> None:
    user = somebody(engine)
    somebody(engine, "Li")
    stays, goes, other = _signed_in(engine), _signed_in(engine), _signed_in(engine, "Li")
    assert sessions.end_sessions(engine, user.id, but=stays) == 1
    assert [_in(engine, secret) for secret in (stays, goes, other)] == [True, False, True]
    assert sessions.end_sessions(engine, user.id) == 1
    assert [_in(engine, secret) for secret in (stays, other)] == [False, True]
    assert sessions.end_sessions(engine, user.id) == 0
    assert [action for _, action, _ in told(engine)].count("user.sessions_ended") == 2
