"""`upslope score --scheduler`: the same rows as on one machine, whatever happens to the workers."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest
from scoring_of import parts_in, results_in, score

from scoring.cli.console import Failure
from scoring.resources import resource
from scoring.scale import sameness

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as made:
        yield made.scheduler_address


def in_the_middle(folder, parts):
    """Wait until the first of the parts are there; returns how many."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(FileNotFoundError):
            if done := len(parts_in(folder)):
                return done
        time.sleep(0.005)
    raise AssertionError(f"not one of {parts} parts within a minute")


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(cluster, folder, tmp_path):
    companies = folder(files=16, copies=8)
    score([companies], tmp_path / "alone")
    with distributed.Client(cluster, set_as_default=False) as client:
        worker = next(iter(client.run(os.getpid).values()))
    done = []

    def kill():
        done.append(in_the_middle(tmp_path / "scored", 16))
        os.kill(worker, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    score([companies], tmp_path / "scored", scheduler=cluster)
    killer.join()
    assert done[0] < 16, "it was killed while there was work to do"
    assert parts_in(tmp_path / "scored") == parts_in(tmp_path / "alone")
    assert results_in(tmp_path / "scored").equals(results_in(tmp_path / "alone"))
    assert (tmp_path / "scored" / "_summary.json").read_bytes() == (tmp_path / "alone" / "_summary.json").read_bytes()
    assert len(list((tmp_path / "scored").iterdir())) == 16 + 1, "no half-written file is left"


def test_other_rules_travel_to_the_workers_and_csv_comes_back(cluster, folder, tmp_path):
    weights = tmp_path / "weights.yaml"
    shipped = resource("rules", "weights.yaml").read_text("utf-8")
    weights.write_text(shipped.replace("progression: 10", "progression: 0"), "utf-8")
    for name, place in (("here", None), ("there", cluster)):
        score([folder()], tmp_path / f"{name}.csv", scheduler=place, weights=weights)
    assert (tmp_path / "here.csv").read_bytes() == (tmp_path / "there.csv").read_bytes()


def test_a_worker_with_another_version_is_refused_before_anything_is_touched(cluster, folder, tmp_path, monkeypatch):
    score([folder()], tmp_path / "scored")
    before = sorted(path.name for path in (tmp_path / "scored").iterdir())
    mine = sameness.makings()
    other = sameness.Makings({**mine.versions, "model": "0" * 12}, mine.code, mine.libraries)
    monkeypatch.setattr("scoring.cli.score.makings", lambda: other)
    with pytest.raises(Failure, match=r"not like this machine: model is \w+, not 000000000000"):
        score([folder()], tmp_path / "scored", scheduler=cluster, overwrite=True)
    assert sorted(path.name for path in (tmp_path / "scored").iterdir()) == before


def test_a_file_that_cannot_be_used_is_told_as_on_one_machine(cluster, tmp_path):
    (tmp_path / "bad.csv").write_text("colour\nred\n", "utf-8")
    with pytest.raises(Failure) as here:
        score([tmp_path / "bad.csv"], tmp_path / "here")
    with pytest.raises(Failure) as there:
        score([tmp_path / "bad.csv"], tmp_path / "there", scheduler=cluster)
    assert str(here.value) == str(there.value)


@pytest.mark.parametrize(
    ("address", "said"),
    [("localhost", "is no address"), ("tcp://127.0.0.1:1", "no scheduler answers")],
)
def test_a_scheduler_that_is_not_there(folder, tmp_path, monkeypatch, address, said):
    monkeypatch.setattr("scoring.scale.cluster.connected.__wrapped__.__defaults__", (1,))
    with pytest.raises(Failure, match=said):
        score([folder()], tmp_path / "scored", scheduler=address)


def test_a_scheduler_without_workers(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("scoring.scale.cluster.connected.__wrapped__.__defaults__", (1,))
    with (
        distributed.LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty,
        pytest.raises(Failure, match="has no workers"),
    ):
        score([folder()], tmp_path / "scored", scheduler=empty.scheduler_address)


def test_processes_and_a_scheduler_exclude_each_other(cluster, folder, tmp_path):
    from scoring.cli.score import Place, run

    with pytest.raises(Failure, match="leave out one of them"):
        run([str(folder())], tmp_path / "scored", Place(cluster, 2), False, None, None, None, None, "en")


@pytest.fixture
def dask_of_two_processes(tmp_path):
    """A scheduler that can be killed, and a worker of its own; gives the process of the scheduler and its address."""
    quiet = {"cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "dask"]
    told = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "scheduler.json"]
    scheduler = subprocess.Popen([*dask, "scheduler", *told], **quiet)
    started = [scheduler]
    try:
        address = json.loads(written(tmp_path / "scheduler.json"))["address"]
        alone = ["--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        started.append(subprocess.Popen([*dask, "worker", address, *alone], **quiet))
        yield scheduler, address
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_scheduler_that_goes_is_told_and_leaves_no_summary(dask_of_two_processes, folder, tmp_path):
    scheduler, address = dask_of_two_processes

    def kill():
        in_the_middle(tmp_path / "scored", 24)
        scheduler.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(Failure, match="the connection to the scheduler was lost"):
        score([folder(files=24, copies=20)], tmp_path / "scored", scheduler=address)
    killer.join()
    assert not (tmp_path / "scored" / "_summary.json").exists()


def written(path):
    """The text of a file that another process is about to write."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(FileNotFoundError):
            if (text := path.read_text("utf-8")).rstrip().endswith("}"):
                return text
        time.sleep(0.05)
    raise AssertionError(f"no {path.name} within a minute")
