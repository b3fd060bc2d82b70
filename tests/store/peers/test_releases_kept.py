"""Releases through the store are those that memory would make, and who leaves is gone with the next."""

import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text
from store_making import past_the_guards, profile

from scoring import InputError, assess
from scoring.peers.installation.releases import InMemory, Installation, Release
from store.artefacts import release_artefact
from store.canonical import canonical, hash_of
from store.check import check
from store.companies.consents import Consent, set_consent
from store.companies.deleting import delete_company
from store.companies.listing import companies
from store.engine import reading, writing
from store.keeping import keep
from store.peers.opted_in import OptedInStore
from store.peers.releasing import build_release, latest_release
from store.releases import release_bytes
from store.rescoring import rescore
from store.schema import artefacts, block_members, blocks, release_blocks, told

sys.path.insert(0, str(Path(__file__).parent.parent / "companies"))
from companies_making import peer

DAYS = [date(2021, 6, 30), date(2021, 9, 30), date(2021, 12, 31), date(2022, 3, 31)]


def several(engine: Engine, count: int, first: int = 0) -> list[str]:
    return [
        peer(engine, f"Peer {number} (fictional)", 20.0 + 2 * number).company for number in range(first, first + count)
    ]


def members(engine: Engine) -> InMemory:
    with reading(engine) as connection:
        return InMemory(list(OptedInStore(connection).members()))


def shown(engine: Engine) -> bytes:
    found = latest_release(engine)
    assert found is not None
    return release_bytes(found[1])


def sizes(engine: Engine) -> list[int]:
    with reading(engine) as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (blocks, block_members, told)
        ]


def contents(engine: Engine) -> list[bool]:
    """Whether the releases have their content, first to last."""
    with reading(engine) as connection:
        asked = "SELECT length(content) FROM releases JOIN artefacts ON hash = artefact ORDER BY number"
        return [size > 0 for size in connection.execute(text(asked)).scalars()]


def test_releases_go_on_where_they_were(engine: Engine) -> None:
    """Five join, one of them opts out and one is deleted, five are assessed anew: each time as memory has it."""
    memory = Installation(InMemory())

    def same(as_of: date, number: int) -> Release:
        memory.source = members(engine)
        release = memory.release(as_of)
        assert build_release(engine, as_of, actor="test") == number
        assert shown(engine) == release_bytes(release)
        return release

    names = several(engine, 7)
    assert len(same(DAYS[0], 1).blocks) == 1
    names += several(engine, 5, first=7)
    assert len(same(DAYS[1], 2).blocks) == 2
    set_consent(engine, names[0], Consent(shared=True, peers=False), actor="link")
    for number, name in enumerate(names[1:], start=1):
        peer(engine, f"Peer {number} (fictional)", 70.0 + number, company=name)
    same(DAYS[2], 3)
    delete_company(engine, names[1], actor="test")
    last = same(DAYS[3], 4)
    assert names[0] not in last.told
    assert check(engine).problems == []


def test_nothing_new_makes_no_release(engine: Engine) -> None:
    assert latest_release(engine) is None
    several(engine, 4)
    assert build_release(engine, DAYS[1], actor="test") is None
    several(engine, 1, first=4)
    assert build_release(engine, DAYS[1], actor="test") == 1
    assert build_release(engine, DAYS[2], actor="test") is None
    several(engine, 5, first=5)
    with pytest.raises(InputError, match="the last one is as of 2021-09-30"):
        build_release(engine, DAYS[0], actor="test")


@pytest.mark.parametrize("leaving", ["deleted", "opted out"])
def test_who_leaves_is_gone_with_the_next_release(engine: Engine, leaving: str) -> None:
    names = several(engine, 10)
    build_release(engine, DAYS[0], actor="test")
    found = latest_release(engine)
    assert found is not None
    made = keep(engine, profile(), assess(profile(), release=found[1]), actor="test", release=found[1])
    assert rescore(engine, made.assessment).same
    before = shown(engine)
    if leaving == "deleted":
        delete_company(engine, names[0], actor="test")
    else:
        set_consent(engine, names[0], Consent(shared=True, peers=False), actor="link")
    assert shown(engine) == before, "the release in force stays until the next"
    assert build_release(engine, DAYS[1], actor="test") == 2
    assert shown(engine) != before
    assert contents(engine) == [False, True]
    assert sizes(engine) == [1, 5, 9]
    with pytest.raises(InputError, match="one of which was deleted or no longer takes part") as error:
        rescore(engine, made.assessment)
    assert "无法重新评估" in error.value.in_("zh")
    assert check(engine).problems == []


def test_a_release_that_never_showed_who_left_stays_whole(engine: Engine) -> None:
    several(engine, 5)
    build_release(engine, DAYS[0], actor="test")
    later = several(engine, 5, first=5)
    build_release(engine, DAYS[1], actor="test")
    delete_company(engine, later[0], actor="test")
    build_release(engine, DAYS[2], actor="test")
    assert contents(engine) == [True, False, True]


def test_members_assessed_anew_make_a_block_of_their_own(engine: Engine) -> None:
    """The same members with other scores are another block, not the one that stood."""
    names = several(engine, 5)
    build_release(engine, DAYS[0], actor="test")
    for number, name in enumerate(names):
        peer(engine, f"Peer {number} (fictional)", 71.0 + number, company=name)
    assert build_release(engine, DAYS[1], actor="test") == 2
    with reading(engine) as connection:
        held = connection.execute(select(release_blocks.c.block).order_by(release_blocks.c.release)).scalars().all()
    assert len(set(held)) == 2
    assert b"71.0" in shown(engine)


def test_only_the_log_may_tell_why_an_artefact_is_empty(engine: Engine) -> None:
    several(engine, 5)
    build_release(engine, DAYS[0], actor="test")
    with writing(engine) as connection:
        connection.execute(text("UPDATE artefacts SET content = :none WHERE kind = 'release'"), {"none": b""})
    found = latest_release(engine)
    assert found is not None
    assert found[1].blocks, "what is in force is made of its rows then"
    assert release_artefact(found[1]).kind == "release"
    assert "is empty, though the log does not tell of it" in str(check(engine).problems[0])
    with past_the_guards(engine) as run:
        run("UPDATE artefacts SET content = ? WHERE kind = 'model'", b"")
    with reading(engine) as connection:
        model = connection.execute(select(artefacts.c.hash).where(artefacts.c.kind == "model")).scalar_one()
    assert f"artefact {model}: is not what was kept" in "\n".join(map(str, check(engine).problems))


def test_who_was_assessed_in_a_shape_of_another_time_is_left_out(engine: Engine) -> None:
    names = several(engine, 6)
    content = canonical({"company": "Peer", "composite": 71})
    of_company = "profile IN (SELECT id FROM profiles WHERE company = ?)"
    with past_the_guards(engine) as run:
        run(f"UPDATE assessments SET content = ?, hash = ? WHERE {of_company}", content, hash_of(content), names[0])
    assert build_release(engine, DAYS[0], actor="test") == 1
    assert sorted(member.key for member in members(engine).members()) == sorted(names[1:])
    assert next(each for each in companies(engine, shared_only=False) if each.id == names[0]).composite is None
