"""The worker: rankings made in the background, told of, stopped by deletion, recognised when interrupted."""

import errno
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from scoring.cohort.assumptions import Assumptions
from scoring.ranked_table import RankedTable
from web.cohorts import work
from web.cohorts import worker as worker_module
from web.cohorts.case import SILENT, Case
from web.cohorts.desk import Desk
from web.cohorts.memory import Memory
from web.cohorts.plan import Plan, Status, Upload
from web.cohorts.work import ranking_of
from web.cohorts.worker import Worker


@pytest.fixture
def case(tmp_path: Path) -> Case:
    _, made = Desk(tmp_path, 24).open()
    made.path("table.csv").write_text("name,cash_runway\nA,12\nB,3\n")
    made.keep(Plan(asked=True, table=Upload(file="table.csv", name="mine.csv"), as_of=date(2023, 6, 30)))
    return made


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)


def over(case: Case) -> bool:
    known = case.status(1, "en")
    return known is not None and known[0].state in ("done", "failed")


def test_a_ranking_is_made_and_another_process_reads_it(case: Case) -> None:
    Worker(Memory()).start(case, case.plan(), "en")
    until(lambda: over(case))
    ranking = ranking_of(Case(case.folder), case.plan(), "en", Memory())
    assert [each.company for each in ranking.ranking] == ["A", "B"]
    assert ranking.uncertainty is not None
    assert not case.done(1, "zh")


def test_pages_do_not_make_the_companies_of_a_ranking_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    work.make_ranking(case, case.plan(), "en", memory, lambda step, share: None)
    monkeypatch.setattr(RankedTable, "items", lambda *_: pytest.fail("companies were made again"))
    ranking = ranking_of(case, case.plan(), "en", memory)
    assert [each.company for each in ranking.ranking] == ["A", "B"]


def test_what_is_under_way_elsewhere_is_not_begun_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(worker_module, "make_ranking", lambda *given: begun.append(given))
    case.tell(1, "en", Status(state="working", step="drawing", share=0.5))
    Worker(Memory()).start(case, case.plan(), "en")
    time.sleep(0.2)
    assert begun == []


def test_an_interrupted_ranking_is_recognised_and_can_be_begun_again(case: Case) -> None:
    case.tell(1, "en", Status(state="working", step="drawing", share=0.5))
    status = next(case.folder.glob("status*"))
    os.utime(status, (time.time() - SILENT - 1,) * 2)
    assert case.status(1, "en") == (Status(state="working", step="drawing", share=0.5), False)
    Worker(Memory()).start(case, case.plan(), "en")
    until(lambda: case.done(1, "en"))


def test_a_sign_of_life_keeps_it_alive(case: Case) -> None:
    case.tell(1, "en", Status(state="working"))
    status = next(case.folder.glob("status*"))
    os.utime(status, (time.time() - SILENT - 1,) * 2)
    case.alive(1, "en")
    known = case.status(1, "en")
    assert known
    assert known[1]


def test_a_table_that_can_t_be_ranked_is_told_under_its_own_name(case: Case) -> None:
    case.path("table.csv").write_text("nothing\n1\n")
    Worker(Memory()).start(case, case.plan(), "en")
    until(lambda: over(case))
    known = case.status(1, "en")
    assert known
    assert known[0].state == "failed"
    assert known[0].faults[0].where == "mine.csv"
    assert "no column of company names" in known[0].faults[0].message.en


def test_draws_are_cut_to_what_the_machine_can_take(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST_DRAWN", 600)
    plan = case.plan().model_copy(update={"assumptions": Assumptions(draws=500)})
    Worker(Memory()).start(case, plan, "en")
    until(lambda: case.done(1, "en"))
    uncertainty = case.ranking(1, "en").uncertainty
    assert uncertainty
    assert uncertainty.draws == 300


def test_a_full_disk_is_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Case, "finish", full)
    Worker(Memory()).start(case, case.plan(), "en")
    until(lambda: over(case))
    known = case.status(1, "en")
    assert known
    assert "磁盘空间不足" in known[0].faults[0].message.zh


def test_a_fault_of_our_own_ends_one_ranking_and_not_the_worker(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(Memory())
    with monkeypatch.context() as broken:
        broken.setattr(worker_module, "make_ranking", lambda *_given: 1 / 0)
        worker.start(case, case.plan(), "en")
        until(lambda: over(case))
    known = case.status(1, "en")
    assert known
    assert len(known[0].reference) == 8
    worker.start(case, case.plan(), "zh")
    until(lambda: case.done(1, "zh"))


def test_deleting_a_cohort_ends_its_ranking_and_leaves_nothing(tmp_path: Path, case: Case) -> None:
    desk, memory = Desk(tmp_path, 24), Memory()
    worker = Worker(memory)
    worker.start(case, case.plan(), "en")
    desk.remove(case)
    other_token, other = desk.open()
    other.path("table.csv").write_text("name\nC\n")
    other.keep(Plan(table=Upload(file="table.csv", name="c.csv"), as_of=date(2023, 6, 30)))
    worker.start(other, other.plan(), "en")  # comes after the deleted one
    until(lambda: other.done(1, "en"))
    assert [folder.name for folder in (tmp_path / "cohorts").iterdir()] == [desk.find(other_token).key]


def test_a_change_drops_what_was_made_before(case: Case) -> None:
    Worker(Memory()).start(case, case.plan(), "en")
    until(lambda: over(case))
    changed = case.change(case.plan().model_copy(update={"mapping": {"cash_runway": None}}))
    assert changed.edition == 2
    assert not case.done(1, "en")
    assert sorted(path.name for path in case.folder.iterdir()) == ["meta.json", "table.csv"]


def test_memory_forgets_what_was_unused_for_longest() -> None:
    memory, made = Memory(2), []

    def make(name: str) -> str:
        return memory.get((name, 1), lambda: made.append(name) or name)

    assert [make(name) for name in ("a", "b", "a", "c", "a", "b")] == ["a", "b", "a", "c", "a", "b"]
    assert made == ["a", "b", "c", "b"]
    memory.drop("b")
    make("b")
    assert made[-1] == "b"
