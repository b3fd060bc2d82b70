"""The log shows every line that was removed, altered, moved or cut off."""

import orjson
import pytest
from sqlalchemy import Engine
from store_making import past_the_guards

from scoring import InputError
from store import audit
from store.audit import Head, read_head
from store.canonical import canonical, hash_of
from store.engine import reading, writing


@pytest.fixture
def logged(engine: Engine) -> Engine:
    """A store whose log has six lines."""
    with writing(engine) as connection:
        for number in range(5):
            audit.append(connection, f"测试 {number}", "thing.seen", f"thing-{number}", {"n": number, "什么": "公司"})
    return engine


def verified(engine: Engine, kept: Head | None = None) -> list[str]:
    with reading(engine) as connection:
        return [problem.in_("en") for problem in audit.verify(connection, kept)]


def head(engine: Engine) -> Head:
    with reading(engine) as connection:
        return audit.head(connection)


def test_an_untouched_log_is_unbroken(logged: Engine) -> None:
    assert verified(logged) == []
    with reading(logged) as connection:
        lines = list(audit.lines(connection))
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6]
    assert lines[-1].detail == {"n": 4, "什么": "公司"}
    assert lines[-1].at.endswith("Z")
    assert str(head(logged)) == f"6:{lines[-1].hash}"


def test_a_stranger_can_work_out_the_chain(logged: Engine) -> None:
    """The hash is what the documentation says: SHA-256 over the other fields as canonical JSON."""
    with reading(logged) as connection:
        exported = [orjson.loads(canonical(line.as_dict())) for line in audit.lines(connection)]
    before = "0" * 64
    for line in exported:
        stated = line.pop("hash")
        assert line["previous"] == before
        before = hash_of(canonical(line))
        assert before == stated


TAMPERED: list[tuple[str, list[str], str]] = [
    ("removed", ["DELETE FROM audit WHERE number = 3"], "line 3 is missing: 1 removed"),
    ("first removed", ["DELETE FROM audit WHERE number = 1"], "line 1 is missing"),
    ("altered", ["UPDATE audit SET actor = 'somebody' WHERE number = 3"], "line 3 was altered"),
    ("detail", ["UPDATE audit SET detail = '{}' WHERE number = 3"], "line 3 was altered"),
    ("no JSON", ["UPDATE audit SET detail = 'x' WHERE number = 3"], "line 3 was altered"),
    ("time", ["UPDATE audit SET at = '2020' WHERE number = 6"], "line 6 was altered"),
    (
        "moved",
        [f"UPDATE audit SET number = {to} WHERE number = {of}" for of, to in ((3, 90), (4, 3), (90, 4))],
        "line 3 does not follow",
    ),
    ("renumbered", ["DELETE FROM audit WHERE number = 3"]
     + [f"UPDATE audit SET number = {of - 1} WHERE number = {of}" for of in (4, 5, 6)], "line 3 does not follow"),
    ("cut off", ["DELETE FROM audit WHERE number > 4"], "line 5 is missing: the last 2 cut off"),
    ("all of it", ["DELETE FROM audit"], "line 1 is missing: the last 6 cut off"),
    ("added", ["INSERT INTO audit SELECT 7, at, actor, action, subject, detail, hash, hash FROM audit "
               "WHERE number = 6"], "line 7 was altered"),
    ("head", ["UPDATE audit_head SET count = 5"], "line 6 is not the one that the head names"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "told"), [case[1:] for case in TAMPERED], ids=[case[0] for case in TAMPERED])
def test_tampering_is_found(logged: Engine, statements: list[str], told: str) -> None:
    with past_the_guards(logged) as run:
        for statement in statements:
            run(statement)
    assert any(told in problem for problem in verified(logged)), verified(logged)


def test_a_head_kept_elsewhere_shows_what_the_store_alone_cannot(logged: Engine) -> None:
    """Who owns the database cuts two lines off and mends the head."""
    kept = head(logged)
    with reading(logged) as connection:
        fourth = list(audit.lines(connection))[3]
    with past_the_guards(logged) as run:
        run("DELETE FROM audit WHERE number > 4")
        run("UPDATE audit_head SET count = 4, hash = ?", fourth.hash)
    assert verified(logged) == []
    assert ["line 6" in problem for problem in verified(logged, kept)] == [True]


def test_an_earlier_head_still_fits_a_longer_log(logged: Engine) -> None:
    kept = head(logged)
    with writing(logged) as connection:
        audit.append(connection, "test", "thing.seen", "x")
    assert verified(logged, kept) == []
    assert verified(logged, Head(0, audit.START)) == []
    assert verified(logged, Head(3, kept.hash))


def test_a_line_goes_with_what_it_tells(engine: Engine) -> None:
    before = head(engine)
    with pytest.raises(RuntimeError), writing(engine) as connection:
        audit.append(connection, "test", "thing.seen", "x")
        raise RuntimeError
    assert head(engine) == before


@pytest.mark.parametrize("text", ["", "7", "7:", "x:" + "0" * 64, "-1:" + "0" * 64, "7:" + "g" * 64, "７:" + "0" * 64])
def test_a_text_that_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"--head.*no head"):
        read_head(text)
