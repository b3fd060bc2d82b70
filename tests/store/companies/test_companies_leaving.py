"""A company leaves: no byte of it stays, the log tells of it by its id, and an older backup is brought up to that."""

import json
from pathlib import Path

import pytest
from companies_making import peer, scored
from sqlalchemy import Engine, text, update
from store_making import kept, profile

from scoring import InputError, rank
from scoring.cli.main import main
from store import audit
from store.backup import back_up
from store.canonical import canonical
from store.check import check
from store.cohorts.keeping import delete_cohort, save_cohort, saved_ranking
from store.companies.consents import Consent, consent_of, set_consent
from store.companies.deleting import delete_as_in, delete_companies, delete_company
from store.companies.exporting import export_company
from store.companies.listing import companies, company_of
from store.companies.retention import tidy
from store.engine import disposed, make_engine, reading, writing
from store.keeping import keep
from store.opening import open_store
from store.people.links import link_of
from store.place import file_url
from store.restoring import restore
from store.schema import links

NOBODY = "0" * 32
NAME = "Leaving Robotics (fictional)"


def bytes_of(engine: Engine) -> bytes:
    """What lies on the disk of the store's contents."""
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    with writing(engine) as connection:
        connection.execute(text("CHECKPOINT"))
        tables = ("profiles", "assessments", "remarks")
        files = [f"SELECT pg_read_binary_file(pg_relation_filepath('{table}'))" for table in tables]
        toast = "SELECT pg_read_binary_file(pg_relation_filepath(reltoastrelid)) FROM pg_class WHERE relname = '{}'"
        files += [toast.format(table) for table in ("profiles", "assessments")]
        return b"".join(bytes(connection.execute(text(each)).scalar_one()) for each in files)


def uncompressed(engine: Engine) -> None:
    """Let PostgreSQL keep long contents as they are, so that a name in them can be found on the disk."""
    if engine.dialect.name == "postgresql":
        with writing(engine) as connection:
            for table in ("profiles", "assessments"):
                connection.execute(text(f"ALTER TABLE {table} ALTER COLUMN content SET STORAGE EXTERNAL"))


def test_no_byte_of_a_deleted_company_stays(engine: Engine) -> None:
    uncompressed(engine)
    gone, stays = peer(engine, NAME, 40.0), kept(engine)
    assert NAME.encode() in bytes_of(engine)
    delete_company(engine, gone.company, actor="user:x")
    assert NAME.encode() not in bytes_of(engine)
    assert [each.id for each in companies(engine, shared_only=False)] == [stays.company]
    with reading(engine) as connection:
        *_, line = audit.lines(connection)
    assert (line.actor, line.action, line.subject, line.detail) == ("user:x", "company.deleted", gone.company, {})
    assert check(engine).problems == []


def test_one_id_that_is_not_there_deletes_none(engine: Engine) -> None:
    stays = kept(engine)
    for way in (
        lambda: delete_companies(engine, [stays.company, NOBODY], actor="test"),
        lambda: export_company(engine, NOBODY, actor="test"),
        lambda: company_of(engine, NOBODY),
        lambda: consent_of(engine, NOBODY),
        lambda: set_consent(engine, NOBODY, Consent(shared=True, peers=True), actor="test"),
    ):
        with pytest.raises(InputError, match="companies: there is none of this id"):
            way()
    assert company_of(engine, stays.company).name == profile().name


def test_consents_are_changed_by_adding(engine: Engine) -> None:
    name = kept(engine).company
    assert consent_of(engine, name) == Consent(shared=True, peers=False)
    for consent in (Consent(shared=False, peers=True), Consent(shared=False, peers=True)):
        set_consent(engine, name, consent, actor="link")
    assert consent_of(engine, name) == Consent(shared=False, peers=True)
    with reading(engine) as connection:
        told = [line.detail for line in audit.lines(connection) if line.action == "company.consent_set"]
    assert told == [{"shared": False, "peers": True}]
    assert companies(engine, shared_only=True) == []


def test_a_list_tells_the_latest_of_each(engine: Engine) -> None:
    first, other = peer(engine, NAME, 40.0), kept(engine)
    peer(engine, NAME, 60.0, company=first.company)
    listed = companies(engine, shared_only=True)
    assert [(each.id, each.versions, each.name) for each in listed] == [
        (first.company, 2, NAME), (other.company, 1, profile().name)
    ]  # fmt: skip
    assert listed[0].composite == 60.0
    assert listed[0] == company_of(engine, first.company)


def test_a_link_is_given_once_and_renewed(engine: Engine) -> None:
    first = kept(engine, link_days=10)
    assert first.secret
    before = link_of(engine, first.secret)
    again = kept(engine, company=first.company, link_days=20)
    after = link_of(engine, first.secret)
    assert again.secret is None
    assert before and after and before.company == after.company == first.company
    assert before.expires_at < after.expires_at


@pytest.fixture
def cohort(engine: Engine) -> str:
    """A saved cohort of two companies."""
    two = {each.name: each for each in (profile(name=NAME), profile())}
    ranking = rank([each.model_dump(mode="json") for each in two.values()], as_of="2021-06-30")
    members = [(company.row, two[company.company]) for company in ranking.ranking]
    return save_cohort(engine, "2021", b"{}", members, {"en": ranking}, actor="user:x")


def test_a_cohort_without_assessments_is_sound_and_a_member_leaves_it(engine: Engine, cohort: str) -> None:
    assert check(engine).problems == []
    gone = next(each for each in companies(engine, shared_only=True) if each.name == NAME)
    assert (gone.composite, gone.cohorts) == (None, (cohort,))
    delete_company(engine, gone.id, actor="test")
    ranking = saved_ranking(engine, cohort, "en")
    assert ranking is not None
    assert [company.company for company in ranking.ranking] == [profile().name]
    assert check(engine).problems == []


def test_an_export_holds_all_of_one_company_and_nothing_of_another(engine: Engine, cohort: str) -> None:
    member = next(each for each in companies(engine, shared_only=True) if each.name == NAME)
    own = keep(engine, profile(name=NAME), [scored(NAME, 50.0)], actor="link", company=member.id)
    content = export_company(engine, member.id, actor="user:x")
    told = json.loads(content)
    assert [each["number"] for each in told["profiles"]] == [1, 2]
    assert [each["id"] for each in told["assessments"]] == [own.assessment]
    (ranked,) = told["cohorts"][0]["ranked"]["en"]
    assert ranked["company"] == NAME
    assert [line["action"] for line in told["log"]] == ["assessment.kept", "company.exported"]
    assert canonical(told["profiles"][0]["content"]) == canonical(profile(name=NAME))
    assert profile().name not in content.decode()
    assert content.startswith(b"{\n  ")


def test_what_was_deleted_since_a_backup_is_deleted_again(engine: Engine, cohort: str, tmp_path: Path) -> None:
    gone, stays = peer(engine, NAME, 40.0), kept(engine)
    back_up(engine, tmp_path / "backup.zip", "test")
    delete_company(engine, gone.company, actor="test")
    delete_cohort(engine, cohort, actor="test")
    log = tmp_path / "log.jsonl"
    with reading(engine) as connection:
        log.write_bytes(b"".join(canonical(line.as_dict()) + b"\n" for line in audit.lines(connection)))
    with disposed(make_engine(file_url(tmp_path / "elsewhere.sqlite3"))) as restored:
        restore(restored, tmp_path / "backup.zip", "test")
        assert len(companies(restored, shared_only=False)) == 4
        assert delete_as_in(restored, log, actor="test") == 3
        assert [each.id for each in companies(restored, shared_only=False)] == [stays.company]
        assert delete_as_in(restored, log, actor="test") == 0
        log.write_bytes(b'{"action":"x","subject":"y"}\nnot a line\n')
        with pytest.raises(InputError, match=r"log\.jsonl:2: is no line of a log"):
            delete_as_in(restored, log, actor="test")
        assert check(restored).problems == []


def test_what_was_not_saved_for_long_goes(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as then:
        then.setattr("store.keeping.now", lambda: "2020-01-01T00:00:00.000000Z")
        kept(engine)
        renewed = kept(engine)
    renewed = kept(engine, company=renewed.company)
    hidden = kept(engine, consent=Consent(shared=False, peers=False), link_days=10)
    shared = kept(engine, link_days=10)
    reached = kept(engine, consent=Consent(shared=False, peers=False), link_days=10)
    with writing(engine) as connection:
        expired = links.c.company.in_([hidden.company, shared.company])
        connection.execute(update(links).where(expired).values(expires_at="2020-02-01T00:00:00.000000Z"))
    found = tidy(engine, 365, actor="program")
    assert (found.companies, found.cohorts, found.release) == (2, 0, None)
    left = {each.id for each in companies(engine, shared_only=False)}
    assert left == {renewed.company, shared.company, reached.company}
    assert check(engine).problems == []
    with pytest.raises(InputError, match="days: is 0"):
        tidy(engine, 0, actor="program")


def test_old_cohorts_go_with_their_companies(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as then:
        then.setattr("store.cohorts.keeping.now", lambda: "2020-01-01T00:00:00.000000Z")
        members = [(2, profile(name=NAME)), (3, profile())]
        save_cohort(engine, "2020", b"{}", members, {}, actor="user:x")
    found = tidy(engine, 365, actor="program")
    assert (found.companies, found.cohorts) == (2, 1)
    assert companies(engine, shared_only=False) == []


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("UPSLOPE_DATABASE_URL", f"sqlite:///{tmp_path}/x.sqlite3")
    with disposed(open_store(file_url(tmp_path / "x.sqlite3"))) as engine:
        name = peer(engine, NAME, 41.5).company

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capfd.readouterr()
        return ended.value.code or 0, said.out + said.err

    status, said = run("company", "list")
    assert status == 0
    assert all(part in said for part in (name, NAME, "41.50", "peer", "1 companies"))
    assert "参与比较" in run("company", "list", "--lang", "zh")[1]
    assert NAME in run("company", "export", name)[1]
    assert run("company", "export", name, "--output", str(tmp_path / "all.json"))[0] == 0
    assert NAME in (tmp_path / "all.json").read_text(encoding="utf-8")
    assert "no new release" in run("db", "release")[1]
    monkeypatch.setenv("UPSLOPE_RETENTION_DAYS", "ever")
    assert run("db", "tidy")[0] == 2
    assert "企业 0 家" in run("db", "tidy", "--days", "30", "--lang", "zh")[1]
    assert run("company", "delete")[0] == 2
    assert run("company", "delete", NOBODY)[0] == 2
    assert "1 companies deleted" in run("company", "delete", name)[1]
    assert "共 0 家企业" in run("company", "list", "--lang", "zh")[1]
