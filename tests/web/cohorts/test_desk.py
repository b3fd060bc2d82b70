"""Cohorts on disk: found by their token alone, deleted when their time is over or their owner says so."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from web.cohorts import desk as desk_module
from web.cohorts.case import Case
from web.cohorts.desk import Desk, DeskFull, NoCohort
from web.cohorts.plan import Plan, Upload


def opened(desk: Desk, hours_ago: float = 0) -> tuple[str, Case]:
    token, case = desk.open()
    case.path("table.csv").write_text("name\nA\n")
    made = datetime.now(UTC) - timedelta(hours=hours_ago)
    case.keep(Plan(made=made, table=Upload(file="table.csv", name="a.csv"), as_of=date(2023, 6, 30)))
    return token, case


def test_a_cohort_is_found_by_its_token_which_is_nowhere_on_disk(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 24)
    token, case = opened(desk)
    assert desk.find(token).folder == case.folder
    names = [path.name for path in tmp_path.rglob("*")]
    contents = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert token not in "".join(names)
    assert not any(token.encode() in content for content in contents)
    assert case.folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("token", ["", "..", "x" * 43, "a/b", "é" * 43, "x" * 4000])
def test_another_token_finds_nothing(tmp_path: Path, token: str) -> None:
    desk = Desk(tmp_path, 24)
    opened(desk)
    with pytest.raises(NoCohort):
        desk.find(token)


def test_the_name_of_the_folder_is_no_token(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 24)
    _, case = opened(desk)
    with pytest.raises(NoCohort):
        desk.find(case.key)


def test_what_is_over_time_is_not_found_and_gone_from_disk(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 2)
    token, case = opened(desk, hours_ago=2.1)
    with pytest.raises(NoCohort):
        desk.find(token)
    assert not case.folder.exists()


def test_the_sweep_takes_what_is_over_time_and_leaves_the_rest(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 2)
    _, old = opened(desk, hours_ago=3)
    token, young = opened(desk, hours_ago=1)
    half_deleted = young.folder.with_name(".gone-x")
    half_deleted.mkdir()
    Desk(tmp_path, 2)  # a start sweeps
    assert not old.folder.exists()
    assert not half_deleted.exists()
    assert desk.find(token).folder == young.folder


def test_an_upload_that_never_became_a_cohort_is_swept_as_well(tmp_path: Path, monkeypatch) -> None:
    desk = Desk(tmp_path, 2)
    _, case = desk.open()
    case.path("table.csv").write_text("name\n")
    desk.sweep()
    assert case.folder.exists()
    later = datetime.now(UTC) + timedelta(hours=3)
    monkeypatch.setattr(desk_module, "datetime", type("Later", (datetime,), {"now": staticmethod(lambda _zone: later)}))
    desk.sweep()
    assert not case.folder.exists()


def test_deleting_takes_everything_and_may_be_done_twice(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 24)
    token, case = opened(desk)
    desk.remove(case)
    desk.remove(case)
    assert list((tmp_path / "cohorts").iterdir()) == []
    with pytest.raises(NoCohort):
        desk.find(token)


def test_more_cohorts_than_may_be_are_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(desk_module, "MOST", 2)
    desk = Desk(tmp_path, 24)
    opened(desk)
    opened(desk)
    with pytest.raises(DeskFull):
        desk.open()
