"""`check` finds whatever somebody or a bad disk did to the store."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from store_making import kept, past_the_guards

from scoring import InputError
from store import audit
from store.canonical import hash_of
from store.check import check
from store.engine import disposed, make_engine, writing
from store.keeping import KEPT, assessment_of, profile_of
from store.opening import open_store
from store.place import file_url
from store.rescoring import rescore


def found(engine: Engine) -> str:
    problems = check(engine).problems
    assert all(problem.message.zh for problem in problems)
    return "\n".join(str(problem) for problem in problems)


def test_a_sound_store_is_sound(engine: Engine) -> None:
    first = kept(engine)
    kept(engine, company=first.company)
    checked = check(engine)
    assert checked.problems == []
    assert checked.counts == {"artefacts": 3, "companies": 1, "profiles": 2, "assessments": 2, "audit": 3}
    assert checked.head.count == 3


ALTERED = [
    ("UPDATE profiles SET content = ? WHERE number = 1", b'{"name":"x"}', "profile .* hash differs"),
    ("UPDATE assessments SET content = ?", b"{}", "assessment .* hash differs"),
    ("UPDATE artefacts SET content = ? WHERE kind = 'rules'", b"no zip", "artefact .* hash differs"),
    ("UPDATE artefacts SET version = ? WHERE kind = 'model'", "0" * 12, "its model is not the one it states"),
    ("UPDATE assessments SET program = ?", "9.9", "its program is not the one it states"),
    ("UPDATE assessments SET release = ?", None, ""),
    ("UPDATE profiles SET number = ? WHERE number = 1", 7, "version 1 is missing"),
    ("UPDATE audit SET actor = ? WHERE number = 2", "x", "line 2 was altered"),
    ("UPDATE audit_head SET count = ?", 5, "the last 3 cut off"),
    ("DELETE FROM assessments WHERE lang = ?", "en", "only half of it was kept"),
    ("DELETE FROM assessments WHERE lang = ?", "en", "is gone, though the log tells of it"),
    ("DELETE FROM audit WHERE number >= ?", 2, "is not what the log tells of it"),
]


@pytest.mark.parametrize(("statement", "value", "told"), ALTERED)
def test_what_was_altered_is_named(engine: Engine, statement: str, value: object, told: str) -> None:
    kept(engine)
    with past_the_guards(engine) as run:
        run(statement, value)
    said = found(engine)
    assert re.search(told, said) if told else not said, said


def test_content_and_hash_forged_together_are_named(engine: Engine) -> None:
    name = kept(engine)
    for content in (b"no JSON", b"[]", b"{}", b'{"versions":3}'):
        with past_the_guards(engine) as run:
            run("UPDATE assessments SET content = ?", content)
            run("UPDATE assessments SET hash = ?", hash_of(content))
        said = found(engine)
        assert f"assessment {name.assessment}: its rules is not the one it states" in said
        assert f"assessment {name.assessment}: is not what the log tells of it" in said


FORGOTTEN = [
    ("DELETE FROM consents WHERE number = ?", 1, "company .*: has no consent"),
    ("UPDATE consents SET number = ?", 2, "company .*: one of its consents is missing"),
    ("INSERT INTO cohort_rankings VALUES ('k', 'en', ?, '')", b"x", "ranking k en: is not what was kept"),
    ("INSERT INTO block_members SELECT 'b', 5, id, ? FROM companies", b"{}", "block b: has more members"),
    ("INSERT INTO block_members SELECT 'b', 0, id, ? FROM companies", b"x", "block b: a member of it can't be read"),
]


@pytest.mark.parametrize(("statement", "value", "told"), FORGOTTEN)
def test_what_became_of_work_is_named(engine: Engine, statement: str, value: object, told: str) -> None:
    kept(engine)
    with past_the_guards(engine) as run:
        run("INSERT INTO cohorts VALUES ('k', 'k', ?, 'x', 'x')", b"{}")
        run("INSERT INTO blocks VALUES ('b', ?)", 5)
        run(statement, value)
    assert re.search(told, found(engine))


def test_a_line_that_tells_no_more_is_named(engine: Engine) -> None:
    kept(engine)
    with past_the_guards(engine) as run:
        run("UPDATE audit SET detail = ? WHERE number = 2", "[]")
    assert "line 2 was altered" in found(engine)


def test_a_log_without_a_head_is_refused(engine: Engine) -> None:
    with past_the_guards(engine) as run:
        run("DELETE FROM audit_head")
    for way in (lambda: check(engine), lambda: kept(engine)):
        with pytest.raises(InputError, match="the head of the log was removed"):
            way()


def test_a_row_slipped_in_is_named(engine: Engine) -> None:
    name = kept(engine)
    with writing(engine) as connection:
        connection.execute(text(
            "INSERT INTO assessments SELECT 'slipped', profile, lang, content, hash, program, rules, data, model, "
            "release, made_at FROM assessments"
        ))  # fmt: skip
    assert "assessment slipped: is not what the log tells of it" in found(engine)
    assert name.assessment not in found(engine)


def test_a_log_line_about_nothing_is_named(engine: Engine) -> None:
    with writing(engine) as connection:
        audit.append(connection, "test", KEPT, "never", {"company": "none"})
    assert "assessment never: is gone, though the log tells of it" in found(engine)


def test_a_guard_taken_away_is_named(engine: Engine) -> None:
    on = " ON audit" if engine.dialect.name == "postgresql" else ""
    with writing(engine) as connection:
        connection.execute(text(f"DROP TRIGGER audit_not_changed{on}"))
    assert found(engine).startswith("audit_not_changed: the trigger that keeps rows as they are is gone")


def test_a_guard_put_to_sleep_is_named(server, tmp_path: Path) -> None:
    from private_server import new_database

    with disposed(open_store(new_database(server))) as engine:
        with writing(engine) as connection:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_not_deleted"))
        assert found(engine).startswith("audit_not_deleted")


def test_reading_what_was_altered_is_refused(engine: Engine) -> None:
    name = kept(engine)
    with past_the_guards(engine) as run:
        run("UPDATE profiles SET content = ?", b"{}")
        run("UPDATE assessments SET content = ?", b"{}")
    for way in (lambda: profile_of(engine, name.profile), lambda: assessment_of(engine, name.assessment)):
        with pytest.raises(InputError, match="is not what was saved: its hash differs"):
            way()


def test_an_altered_artefact_is_never_scored_with(engine: Engine) -> None:
    name = kept(engine)
    with past_the_guards(engine) as run:
        run("UPDATE artefacts SET content = ? WHERE kind = 'rules'", b"no zip")
    with pytest.raises(InputError, match="is not what was stored"):
        rescore(engine, name.assessment)


def test_a_foreign_key_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    with disposed(open_store(file_url(tmp_path / "x.sqlite3"))) as engine:
        kept(engine)
        with past_the_guards(engine) as run:
            run("DELETE FROM companies")
        assert "profiles: row 1 points to nothing in companies" in found(engine)


def test_a_page_of_the_file_overwritten_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with disposed(open_store(file_url(path))) as engine:
        for _ in range(20):
            kept(engine)
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    with disposed(make_engine(file_url(path))) as engine:
        try:
            said = found(engine)
        except InputError as error:
            said = str(error)
    assert "damaged" in said or "integrity_check" in said
