"""What is kept comes back byte for byte, in numbered versions, and no row of it can be changed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from store_making import assessed, kept, profile

from scoring import InputError, assess
from store import audit
from store.canonical import canonical
from store.check import COMPANY_DELETED, check
from store.engine import reading, writing
from store.keeping import assessment_of, assessments_of, keep, profile_of, versions_of_company
from store.people.links import Taken, link_of
from store.people.secrets import new_secret
from store.schema import artefacts


def test_a_profile_and_its_assessment_come_back(engine: Engine) -> None:
    name = kept(engine)
    stored, result = profile_of(engine, name.profile), assessment_of(engine, name.assessment)
    assert stored.content == canonical(profile())
    assert result.content == canonical(assessed())
    assert result.result() == assessed()
    assert assess(stored.fields()) == assessed()
    assert (stored.number, stored.company, result.profile) == (1, name.company, name.profile)


def test_assessments_in_both_languages_share_a_profile(engine: Engine) -> None:
    name = keep(engine, profile(), [assessed(), assessed("zh")], actor="test")
    assert name.assessment == name.assessments[0]
    assert [assessment_of(engine, each).lang for each in name.assessments] == ["en", "zh"]
    assert {each.id for each in assessments_of(engine, name.profile)} == set(name.assessments)
    assert check(engine).problems == []
    with pytest.raises(InputError, match="of another profile"):
        keep(engine, profile(), [], actor="test")


def test_a_company_has_numbered_versions(engine: Engine) -> None:
    first = kept(engine)
    later = profile(head_count=80)
    second = keep(engine, later, assess(later), actor="test", company=first.company)
    other = kept(engine)
    assert (first.number, second.number, other.number) == (1, 2, 1)
    versions = versions_of_company(engine, first.company)
    assert [version.number for version in versions] == [1, 2]
    assert versions[0].content == canonical(profile())
    assert [each.id for each in assessments_of(engine, second.profile)] == [second.assessment]


def test_what_made_a_result_is_stored_once(engine: Engine) -> None:
    for _ in range(3):
        kept(engine)
    with reading(engine) as connection:
        assert sorted(connection.execute(select(artefacts.c.kind)).scalars()) == ["data", "model", "rules"]


def test_ids_are_told_in_the_log_with_their_hashes(engine: Engine) -> None:
    name = kept(engine)
    with reading(engine) as connection:
        *_, line = audit.lines(connection)
    assert (line.actor, line.action, line.subject) == ("test", "assessment.kept", name.assessment)
    assert line.detail["profile_hash"] == profile_of(engine, name.profile).hash


def test_nothing_is_kept_of_a_company_that_is_not_there(engine: Engine) -> None:
    with pytest.raises(InputError, match="none of this id"):
        kept(engine, company="0" * 32)
    with pytest.raises(InputError) as told:
        profile_of(engine, "0" * 32)
    assert "没有这个编号" in told.value.in_("zh")
    assert check(engine).counts["artefacts"] == 0


def test_an_assessment_of_another_profile_is_refused(engine: Engine) -> None:
    with pytest.raises(InputError, match="of another profile"):
        keep(engine, profile(name="Another (fictional)"), assessed(), actor="test")


def test_an_assessment_made_with_other_rule_sets_is_refused(engine: Engine) -> None:
    other = assessed().model_copy(update={"versions": assessed().versions.model_copy(update={"rules": "0" * 12})})
    with pytest.raises(InputError, match="rules 000000000000, which are not installed"):
        keep(engine, profile(), other, actor="test")


CHANGES = [
    "UPDATE profiles SET content = content",
    "UPDATE profiles SET number = number + 1",
    "UPDATE assessments SET lang = 'zh'",
    "UPDATE artefacts SET kind = 'x'",
    "UPDATE companies SET made_at = ''",
    "UPDATE audit SET actor = 'nobody'",
    "UPDATE audit_head SET count = count - 1",
    "UPDATE audit_head SET hash = ''",
    "DELETE FROM profiles",
    "DELETE FROM assessments",
    "DELETE FROM artefacts",
    "DELETE FROM audit",
    "DELETE FROM audit_head",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_no_row_can_be_changed_or_taken_out(engine: Engine, statement: str) -> None:
    kept(engine)
    with pytest.raises(DBAPIError), writing(engine) as connection:
        connection.execute(text(statement))
    assert not check(engine).problems


@pytest.mark.parametrize("table", ["profiles", "assessments", "artefacts", "companies", "audit", "audit_head"])
def test_no_row_can_be_replaced_and_no_table_emptied(engine: Engine, table: str) -> None:
    kept(engine)
    replace = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    with pytest.raises(DBAPIError, match="kept as they were"), writing(engine) as connection:
        connection.execute(text(replace if engine.dialect.name == "sqlite" else f"TRUNCATE {table} CASCADE"))
    assert not check(engine).problems


def test_a_company_goes_as_a_whole(engine: Engine) -> None:
    gone, stays = kept(engine), kept(engine)
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM companies WHERE id = :id"), {"id": gone.company})
    assert "is gone" in check(engine).problems[0].in_("en")
    with writing(engine) as connection:
        audit.append(connection, "test", COMPANY_DELETED, gone.company)
    checked = check(engine)
    assert not checked.problems
    assert checked.counts | {"audit": 0} == {
        "artefacts": 3, "companies": 1, "profiles": 1, "assessments": 1, "audit": 0
    }  # fmt: skip
    assert profile_of(engine, stays.profile).number == 1


def test_one_secret_opens_one_company(engine: Engine) -> None:
    secret = new_secret()

    def keep_it(_: int) -> str:
        try:
            return kept(engine, link_days=5, secret=secret).company
        except Taken:
            return ""

    with ThreadPoolExecutor(2) as pool:
        first, second = sorted(pool.map(keep_it, range(2)))
    link = link_of(engine, secret)
    assert link is not None
    assert (first, second) == ("", link.company)
    assert check(engine).counts["companies"] == 1
    assert check(engine).problems == []


def test_what_is_the_latest_version_already_is_saved_once_more_only_if_asked(engine: Engine) -> None:
    first = kept(engine)
    same = kept(engine, company=first.company, anew=False)
    assert (same.profile, same.number, same.assessments) == (first.profile, 1, first.assessments)
    changed = profile(as_of="2021-05-31")
    keep(engine, changed, assess(changed), actor="test", company=first.company, anew=False)
    assert kept(engine, company=first.company, anew=False).number == 3
    assert kept(engine, company=first.company).number == 4
