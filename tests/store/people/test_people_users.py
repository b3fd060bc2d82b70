"""Staff: what a name and a password must be, what the last administrator can't do, what the log tells."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from people_making import PASSWORD, somebody, told
from sqlalchemy import Engine, select

from scoring.errors import InputError
from store.engine import reading
from store.people import users
from store.people.names import sound_name
from store.people.passwords import hashed, made_up
from store.schema import users as table


def test_a_user_is_added_found_and_told_of(engine: Engine) -> None:
    assert not users.any_staff(engine)
    user = somebody(engine, "  Made-up   Mei ")
    assert (user.name, user.role, user.active) == ("Made-up Mei", "reviewer", True)
    assert users.user_of(engine, user.id) == user
    assert users.user_named(engine, "ＭＡＤＥ-UP mei") == user
    assert users.list_users(engine) == [user]
    assert users.any_staff(engine)
    assert told(engine) == [("test", "user.added", user.id)]


def test_of_a_password_there_is_only_the_hash(engine: Engine) -> None:
    somebody(engine)
    with reading(engine) as connection:
        row = connection.execute(select(table)).mappings().one()
    assert row["password"].startswith("$argon2id$")
    assert PASSWORD not in str(dict(row))


def test_a_name_is_given_once_however_it_is_written(engine: Engine) -> None:
    somebody(engine)
    for name in ("made-up mei", "MADE-UP  MEI", "Ｍade-up Mei"):
        with pytest.raises(InputError, match="taken") as refused:
            somebody(engine, name)
        assert "已被使用" in refused.value.in_("zh")
    assert len(users.list_users(engine)) == 1
    assert len(told(engine)) == 1


@pytest.mark.parametrize("name", ["", "   ", "a" * 81, "a\u202eb", "a\x00b", "\ud800"])
def test_an_unfit_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="1 to 80 letters"):
        sound_name(name, "users")


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        ("short one!!", "has 11 characters"),
        ("ﬃ", "has 3 characters"),
        ("a" * 40, "one character over and over"),
        (" " * 12, "one character over and over"),
        ("made-up mei wang", "is the name"),
        ("MADE-UP　MEI WANG", "is the name"),
    ],
)
def test_a_weak_password_is_refused_and_not_repeated(password: str, wrong: str) -> None:
    with pytest.raises(InputError, match=wrong) as refused:
        hashed(password, "Made-up Mei Wang")
    assert password not in str(refused.value)
    assert "至少 12 个字符" in refused.value.in_("zh")


def test_nobody_gets_a_weak_password(engine: Engine) -> None:
    user = somebody(engine)
    before = told(engine)
    with pytest.raises(InputError, match="at least 12 characters"):
        users.add_user(engine, "Li", "short", "reviewer", actor="test")
    for weak in ("short", " made-up MEI", "x" * 12):
        with pytest.raises(InputError, match="at least 12 characters"):
            users.set_password(engine, user.id, weak, actor="test")
    assert users.list_users(engine) == [user]
    assert told(engine) == before


def test_a_made_up_password_is_good_enough_and_another_each_time() -> None:
    made = {made_up() for _ in range(20)}
    assert len(made) == 20
    assert hashed(made.pop(), "Mei")


@pytest.mark.parametrize(
    "change",
    [
        lambda engine, id: users.set_role(engine, id, "reviewer", actor="test"),
        lambda engine, id: users.set_active(engine, id, False, actor="test"),
        lambda engine, id: users.remove_user(engine, id, actor="test"),
    ],
)
def test_the_last_active_administrator_stays(engine: Engine, change) -> None:
    last = somebody(engine, "Li", "administrator")
    off = somebody(engine, "Off", "administrator")
    users.set_active(engine, off.id, False, actor="test")
    before = told(engine)
    with pytest.raises(InputError, match="last active administrator"):
        change(engine, last.id)
    assert users.user_of(engine, last.id) == last
    assert told(engine) == before
    change(engine, somebody(engine, "Another", "administrator").id)
    assert users.user_of(engine, last.id) == last


def test_administrators_who_demote_each_other_at_once_leave_one(engine: Engine) -> None:
    everybody = [somebody(engine, f"Administrator {number}", "administrator") for number in range(8)]

    def demote(user: users.User) -> None:
        try:
            users.set_role(engine, user.id, "reviewer", actor="test")
        except InputError as error:
            assert "last active administrator" in str(error)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(demote, everybody))
    assert sum(user.role == "administrator" for user in users.list_users(engine)) == 1


def test_changes_are_told_once_and_what_is_so_already_is_not(engine: Engine) -> None:
    user = somebody(engine)
    for _ in range(2):
        users.set_role(engine, user.id, "administrator", actor="test")
    somebody(engine, "Other", "administrator")
    for active in (False, False, True):
        users.set_active(engine, user.id, active, actor="test")
    users.remove_user(engine, user.id, actor="test")
    told_of = [action for _, action, subject in told(engine) if subject == user.id]
    assert told_of == ["user.added", "user.role", "user.off", "user.on", "user.removed"]
    assert [left.name for left in users.list_users(engine)] == ["Other"]


def test_nobody_is_found_by_an_id_or_name_that_is_nobodys(engine: Engine) -> None:
    for asked in (
        lambda: users.user_of(engine, "0" * 32),
        lambda: users.set_role(engine, "0" * 32, "reviewer", actor="test"),
        lambda: users.set_password(engine, "x", PASSWORD, actor="test"),
        lambda: users.set_active(engine, "", True, actor="test"),
        lambda: users.remove_user(engine, "0" * 32, actor="test"),
    ):
        with pytest.raises(InputError, match="none of this id"):
            asked()
    with pytest.raises(InputError, match="nobody called 'Mei'"):
        users.user_named(engine, "Mei")
    with pytest.raises(InputError, match="'owner' is no role"):
        somebody(engine, role="owner")
