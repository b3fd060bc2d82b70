"""Signing in: one answer and one amount of work for all who are refused, and no more tries than the limits let pass."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from people_making import PASSWORD, Clock, somebody, told
from sqlalchemy import Engine, func, select

from store.engine import reading
from store.people import passwords, users
from store.people.signing_in import SignInRefused, sign_in
from store.schema import attempts
from store.schema import users as table

HERE = "192.0.2.1"


def _wait(engine: Engine, password: str = "wrong", name: str = "Made-up Mei", address: str = HERE) -> int | None:
    """Seconds that one is told to wait; None for who was let in."""
    try:
        sign_in(engine, name, password, address=address)
    except SignInRefused as refused:
        return refused.seconds
    return None


@pytest.fixture
def against(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that argon2 was given to verify."""
    seen: list[str] = []

    class Watched(PasswordHasher):
        def verify(self, hash: str, password: bytes) -> bool:
            seen.append(hash)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Watched(time_cost=1, memory_cost=8, parallelism=1))
    return seen


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were looked at."""
    seen: list[str] = []

    def matches(stored: str, password: str, real=passwords.matches) -> bool:
        seen.append(password)
        return real(stored, password)

    monkeypatch.setattr("store.people.signing_in.matches", matches)
    return seen


def test_who_knows_the_password_is_let_in_and_told_of(engine: Engine) -> None:
    user = somebody(engine)
    found, secret = sign_in(engine, "MADE-UP MEI", PASSWORD, address=HERE)
    assert found == user
    assert len(secret) == 43
    assert told(engine)[-1] == ("user:Made-up Mei", "user.signed_in", user.id)


def test_a_password_is_the_same_from_any_keyboard(engine: Engine) -> None:
    users.add_user(engine, "Mei", "cafe\u0301 und ein Boot", "reviewer", actor="test")
    assert _wait(engine, "caf\u00e9 und ein Boot", "Mei") is None


def test_all_who_are_refused_get_one_answer_after_the_same_work(
    engine: Engine, looked_at: list[str], against: list[str]
) -> None:
    active, off = somebody(engine), somebody(engine, "Off")
    users.set_active(engine, off.id, False, actor="test")
    before = len(told(engine))
    for name, password in (("Made-up Mei", "wrong"), ("Nobody", PASSWORD), ("Off", PASSWORD), ("\ud800", "\ud800")):
        assert _wait(engine, password, name) == 0
    assert looked_at == ["wrong", PASSWORD, PASSWORD, "\ud800"]
    assert all(len(stored) == len(against[0]) for stored in against)
    assert {stored.rsplit("$", 2)[0] for stored in against} == {"$argon2id$v=19$m=8,t=1,p=1"}
    lines = told(engine)[before:]
    assert {(actor, action) for actor, action, _ in lines} == {("nobody", "user.refused")}
    assert [subject for *_, subject in lines] == [active.id, "unknown", off.id, "unknown"]
    with reading(engine) as connection:
        hashes = connection.execute(select(attempts.c.key)).scalars().all()
    assert all(len(each) == 64 for each in hashes)


def test_the_hash_of_nobody_costs_as_much_as_anybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    real = PasswordHasher.from_parameters(passwords.RFC_9106_LOW_MEMORY)
    monkeypatch.setattr(passwords, "HASHER", real)
    nobody, anybody = passwords.hash_of_nobody(), passwords.hashed(PASSWORD, "Mei")
    assert nobody.split("$")[:4] == anybody.split("$")[:4]
    assert [len(part) for part in nobody.split("$")] == [len(part) for part in anybody.split("$")]
    assert nobody != passwords.hash_of_nobody()
    assert not passwords.outdated(nobody)
    assert not passwords.matches(nobody, PASSWORD)
    assert passwords.matches(anybody, PASSWORD)


def test_five_failures_cost_a_minute_and_the_next_ones_double_it(
    engine: Engine, clock: Clock, looked_at: list[str]
) -> None:
    somebody(engine)
    assert [_wait(engine) for _ in range(5)] == [0] * 5
    assert _wait(engine, PASSWORD) == 60
    clock.later(seconds=59)
    assert _wait(engine, PASSWORD) == 1
    clock.later(seconds=1)
    told_to_wait = []
    for _ in range(6):
        assert _wait(engine) == 0
        told_to_wait.append(_wait(engine, PASSWORD))
        clock.later(seconds=told_to_wait[-1])
    assert told_to_wait == [120, 240, 480, 900, 900, 900]
    assert PASSWORD not in looked_at
    assert _wait(engine, PASSWORD) is None
    assert [_wait(engine) for _ in range(5)] == [0] * 5


def test_waiting_looks_at_no_password_and_leaves_no_trace(engine: Engine, clock: Clock, looked_at: list[str]) -> None:
    somebody(engine)
    for _ in range(5):
        _wait(engine)
    before = told(engine)
    assert [_wait(engine, PASSWORD) for _ in range(20)] == [60] * 20
    assert len(looked_at) == 5
    assert told(engine) == before
    clock.later(minutes=1)
    assert _wait(engine, PASSWORD) is None


def test_a_name_that_is_nobodys_is_slowed_down_alike(engine: Engine, clock: Clock) -> None:
    assert [_wait(engine, name="Nobody") for _ in range(6)] == [0] * 5 + [60]


def test_another_name_or_address_does_not_wait(engine: Engine) -> None:
    somebody(engine)
    somebody(engine, "Li")
    for _ in range(5):
        _wait(engine)
    assert _wait(engine, PASSWORD) == 60
    assert _wait(engine, PASSWORD, "made-up  MEI") == 60
    assert _wait(engine, PASSWORD, "Li") is None
    assert _wait(engine, PASSWORD, address="192.0.2.2") is None


def test_thirty_failures_from_anywhere_cost_a_name_a_quarter_of_an_hour(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    assert {_wait(engine, address=f"192.0.2.{number // 4}") for number in range(30)} == {0}
    assert _wait(engine, PASSWORD, address="198.51.100.1") == 900
    clock.later(minutes=15)
    assert _wait(engine, PASSWORD, address="198.51.100.1") is None
    # Who is let in does not make the others wait, nor lets a guesser off.
    assert _wait(engine, PASSWORD, address="198.51.100.2") is None
    assert _wait(engine, address="198.51.100.3") == 0
    assert _wait(engine, PASSWORD, address="198.51.100.4") == 900


def test_fifty_failures_cost_an_address_a_quarter_of_an_hour(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    assert {_wait(engine, name=f"Name {number // 2}") for number in range(50)} == {0}
    assert _wait(engine, PASSWORD) == 900
    assert _wait(engine, PASSWORD, address="::ffff:192.0.2.1") == 900
    assert _wait(engine, PASSWORD, address="192.0.2.2") is None
    clock.later(minutes=15)
    assert _wait(engine, PASSWORD) is None


def test_all_addresses_of_a_household_count_as_one(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    assert {_wait(engine, address=f"2001:db8::{number}") for number in range(1, 6)} == {0}
    assert _wait(engine, PASSWORD, address="2001:db8::ffff:1") == 60
    assert _wait(engine, PASSWORD, address="2001:db8:0:1::1") is None


def test_what_was_long_ago_is_forgotten(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    for _ in range(4):
        _wait(engine)
    clock.later(days=1)
    assert [_wait(engine) for _ in range(5)] == [0] * 5
    assert _wait(engine) == 60


def test_a_clock_set_back_makes_no_wait_longer(engine: Engine, clock: Clock) -> None:
    somebody(engine)
    for _ in range(5):
        _wait(engine)
    clock.later(days=-3)
    assert _wait(engine, PASSWORD) == 60


def test_being_let_in_leaves_no_counts_behind(engine: Engine) -> None:
    somebody(engine)
    assert _wait(engine, PASSWORD) is None
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(attempts)).scalar_one() == 0


def test_sixteen_who_guess_at_once_get_five_tries(engine: Engine, looked_at: list[str]) -> None:
    somebody(engine)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: _wait(engine, f"guess {number}"), range(64)))
    assert len(looked_at) == 5
    assert answers.count(0) == 5
    assert all(0 < answer <= 60 for answer in answers if answer)


def test_sixteen_who_guess_from_many_addresses_get_thirty_tries(engine: Engine, looked_at: list[str]) -> None:
    somebody(engine)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: _wait(engine, address=f"10.0.{number}.1"), range(64)))
    assert len(looked_at) == 30


def test_sixteen_who_are_right_at_once_leave_nothing_behind(engine: Engine) -> None:
    for number in range(16):
        somebody(engine, f"Somebody {number}")
    with ThreadPoolExecutor(16) as pool:
        let_in = list(pool.map(lambda number: _wait(engine, PASSWORD, f"Somebody {number}"), range(16)))
    assert let_in == [None] * 16
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(attempts)).scalar_one() == 0


def test_a_hash_of_other_parameters_is_renewed_at_signing_in(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    user = somebody(engine)

    def stored() -> str:
        with reading(engine) as connection:
            return connection.execute(select(table.c.password).where(table.c.id == user.id)).scalar_one()

    before = stored()
    assert _wait(engine, PASSWORD) is None
    assert stored() == before
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert _wait(engine) == 0
    assert stored() == before
    assert _wait(engine, PASSWORD) is None
    assert "m=16,t=2,p=1" in stored()
    assert _wait(engine, PASSWORD) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda engine, id: users.set_password(engine, id, "another set of words", actor="test"),
        lambda engine, id: users.set_active(engine, id, False, actor="test"),
        lambda engine, id: users.remove_user(engine, id, actor="test"),
    ],
)
def test_a_change_while_the_password_is_looked_at_counts(engine: Engine, monkeypatch, change) -> None:
    user = somebody(engine)
    changed: list[bool] = []

    def matches(stored: str, password: str, real=passwords.matches) -> bool:
        right = real(stored, password)
        if not changed:
            changed.append(True)
            change(engine, user.id)
        return right

    monkeypatch.setattr("store.people.signing_in.matches", matches)
    assert _wait(engine, PASSWORD) == 0
    assert told(engine)[-1][1:] == ("user.refused", user.id)
