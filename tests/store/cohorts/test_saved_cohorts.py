"""Saved cohorts: what was saved comes back, companies are those of the store, and deleting takes what is its own."""

import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from saved_making import ACTOR, NAMES, PLAN, members, rankings, saved
from sqlalchemy import Engine, func, select
from store_making import assessed, past_the_guards

from scoring import InputError
from scoring.text import Lang
from store import audit
from store.canonical import canonical, hash_of
from store.check import check
from store.cohorts.keeping import (
    delete_cohort,
    members_of,
    ranking_hashes,
    save_cohort,
    saved_cohort,
    saved_cohorts,
    saved_ranking,
)
from store.companies.deleting import delete_company
from store.engine import reading, writing
from store.schema import cohort_members, companies, consents, metadata, profiles, remarks


def counted(engine: Engine, *tables: str) -> list[int]:
    with reading(engine) as connection:
        return [
            connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one() for name in tables
        ]


def last_line(engine: Engine) -> audit.Line:
    with reading(engine) as connection:
        *_, line = audit.lines(connection)
    return line


def test_a_saved_cohort_comes_back(engine: Engine) -> None:
    cohort = saved(engine)
    kept = saved_cohort(engine, cohort)
    assert (kept.name, kept.plan, kept.made_by, kept.companies) == ("Summer 2021", PLAN, ACTOR, 4)
    for lang in ("en", "zh"):
        assert saved_ranking(engine, cohort, lang) == rankings()[lang]
    found = members_of(engine, cohort)
    assert [each.row for each in found] == [2, 3, 4, 5]
    assert [each.profile.content for each in found] == [canonical(profile) for _, profile in members()]
    assert [each.profile.company for each in found] == [each.company for each in found]


def test_its_companies_are_shared_with_staff_and_count_nowhere_else(engine: Engine) -> None:
    saved(engine)
    with reading(engine) as connection:
        given = connection.execute(select(consents)).mappings().all()
        numbers = connection.execute(select(profiles.c.number)).scalars().all()
    assert [(row["number"], row["shared"], row["peers"]) for row in given] == [(1, True, False)] * 4
    assert numbers == [1] * 4
    assert counted(engine, "companies", "assessments") == [4, 0]


def test_the_log_tells_ids_counts_and_hashes_and_no_name(engine: Engine) -> None:
    cohort = saved(engine)
    line = last_line(engine)
    assert (line.actor, line.action, line.subject, line.detail["companies"]) == (ACTOR, "cohort.kept", cohort, 4)
    assert line.detail["rankings"] == ranking_hashes(engine, cohort)
    delete_cohort(engine, cohort, actor=ACTOR)
    assert last_line(engine).action == "cohort.deleted"
    with reading(engine) as connection:
        told = "".join(str(each.as_dict()) for each in audit.lines(connection))
    assert not any(name in told for name in (*NAMES, "Summer 2021"))


def test_the_newest_stands_first(engine: Engine) -> None:
    first, second = saved(engine, "First"), saved(engine, "Second")
    assert [each.id for each in saved_cohorts(engine)] == [second, first]


@pytest.mark.parametrize("name", ["", "  \n ", "x" * 121])
def test_a_cohort_needs_a_name(engine: Engine, name: str) -> None:
    with pytest.raises(InputError, match="needs a name"):
        save_cohort(engine, name, PLAN, members(), rankings(), actor=ACTOR)
    assert counted(engine, "cohorts", "companies") == [0, 0]


def test_what_is_saved_is_saved_whole_or_not_at_all(engine: Engine) -> None:
    twice = [members()[0], members()[0]]
    with pytest.raises(Exception):  # noqa: B017 - whatever the database calls a row that stands twice
        save_cohort(engine, "Twice", PLAN, twice, rankings(), actor=ACTOR)
    assert counted(engine, "cohorts", "companies", "profiles", "consents") == [0] * 4
    assert last_line(engine).action != "cohort.kept"


@pytest.mark.parametrize("cohort", ["0" * 32, "", "\0", "x" * 32])
def test_another_id_finds_nothing(engine: Engine, cohort: str) -> None:
    saved(engine)
    for act in (lambda: saved_cohort(engine, cohort), lambda: delete_cohort(engine, cohort, actor=ACTOR)):
        with pytest.raises(InputError) as told:
            act()
        assert "没有这个编号" in told.value.in_("zh")
    assert counted(engine, "cohorts") == [1]


def test_deleting_takes_its_companies_along(engine: Engine) -> None:
    gone, stays = saved(engine), saved(engine, "Stays")
    delete_cohort(engine, gone, actor=ACTOR)
    assert [each.id for each in saved_cohorts(engine)] == [stays]
    assert counted(engine, "companies", "profiles", "consents", "cohort_members", "cohort_rankings") == [4, 4, 4, 4, 2]
    assert len(members_of(engine, stays)) == 4
    assert last_line(engine).detail == {"companies": 4}


def test_a_company_of_another_cohort_or_with_an_assessment_stays(engine: Engine) -> None:
    cohort, other = saved(engine), saved(engine, "Other")
    first, second, *_ = members_of(engine, cohort)
    with writing(engine) as connection:
        row = {"cohort": other, "row": 99, "company": first.company, "profile": first.profile.id}
        connection.execute(cohort_members.insert(), row)
    with past_the_guards(engine) as do:
        content = canonical(assessed())
        for kind in ("rules", "data", "model"):
            do("INSERT INTO artefacts VALUES (?, ?, 'v', ?, 'now')", kind, kind, b"")
        do("INSERT INTO assessments VALUES ('a', ?, 'en', ?, ?, '1', 'rules', 'data', 'model', NULL, 'now')",
           second.profile.id, content, hash_of(content))  # fmt: skip
    delete_cohort(engine, cohort, actor=ACTOR)
    with reading(engine) as connection:
        left = set(connection.execute(select(companies.c.id)).scalars())
    assert {first.company, second.company} <= left
    assert len(left) == 6


def test_a_damaged_ranking_is_told_of(engine: Engine) -> None:
    cohort = saved(engine)
    with past_the_guards(engine) as do:
        do("UPDATE cohort_rankings SET content = ?", zlib.compress(b"{}"))
    with pytest.raises(InputError, match="its hash differs"):
        saved_ranking(engine, cohort, "en")


def test_a_ranking_of_another_shape_is_told_of(engine: Engine) -> None:
    cohort, content = saved(engine), canonical({"versions": {"upslope": "9.1"}})
    with past_the_guards(engine) as do:
        do("UPDATE cohort_rankings SET content = ?, hash = ?", zlib.compress(content), hash_of(content))
    with pytest.raises(InputError, match=r"made by version 9\.1 .* in a shape that this one does not read") as told:
        saved_ranking(engine, cohort, "en")
    assert "当前程序无法识别其格式" in told.value.in_("zh")


def test_who_saves_twice_at_the_same_moment_saves_once(engine: Engine) -> None:
    def save(_: int) -> str:
        return save_cohort(engine, "Twice", PLAN, members(), rankings(), actor=ACTOR, anew=False)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(save, range(2))
    assert first == second
    assert counted(engine, "cohorts", "companies") == [1, 4]
    delete_company(engine, members_of(engine, first)[0].company, actor=ACTOR)
    assert save(3) != first


def test_there_is_no_ranking_in_a_language_that_was_not_saved(engine: Engine) -> None:
    only: dict[Lang, object] = {"zh": rankings()["zh"]}
    cohort = save_cohort(engine, "One", PLAN, members(), only, actor=ACTOR)
    assert saved_ranking(engine, cohort, "en") is None
    assert list(ranking_hashes(engine, cohort)) == ["zh"]


def test_the_store_is_sound_before_and_after(engine: Engine) -> None:
    cohort = saved(engine)
    assert check(engine).problems == []
    delete_company(engine, members_of(engine, cohort)[0].company, actor=ACTOR)
    assert check(engine).problems == []
    delete_cohort(engine, cohort, actor=ACTOR)
    assert check(engine).problems == []


def test_nothing_of_it_is_left_on_the_disk(engine: Engine) -> None:
    cohort = saved(engine)
    delete_cohort(engine, cohort, actor=ACTOR)
    if engine.dialect.name == "sqlite":
        folder = Path(str(engine.url.database)).parent
        left = b"".join(path.read_bytes() for path in folder.iterdir())
        assert not any(name.encode() in left for name in (*NAMES, "Summer 2021"))
    assert counted(engine, "cohorts", "cohort_rankings", "profiles") == [0, 0, 0]


def test_five_thousand_companies_are_saved_and_deleted_in_seconds(engine: Engine) -> None:
    profile = members()[0][1]
    many = [(row, profile) for row in range(2, 5002)]
    began = time.monotonic()
    cohort = save_cohort(engine, "Many", PLAN, many, rankings(), actor=ACTOR)
    assert len(members_of(engine, cohort)) == 5000
    delete_cohort(engine, cohort, actor=ACTOR)
    assert counted(engine, "companies", remarks.name) == [0, 0]
    assert time.monotonic() - began < 60
