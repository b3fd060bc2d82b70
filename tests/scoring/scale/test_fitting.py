"""Fitting on a Dask cluster: whole forests bit for bit, shared rows as good as one machine."""

import csv
from datetime import date, timedelta

import numpy as np
import pytest

from scoring.cli.console import Failure
from scoring.cli.train import run
from scoring.progression.features.table import NAMES as FEATURES
from scoring.progression.fitted.boosting import fit_forest, lightgbm_alone
from scoring.progression.fitted.settings import Settings
from scoring.scale.cluster import connected
from scoring.scale.fitting import fit_on

distributed = pytest.importorskip("distributed")

NAMES = FEATURES["us"][:3]
SETTINGS = Settings(
    trees={"objective": "binary", "num_leaves": 6, "min_child_samples": 50, "feature_fraction": 0.7, "max_bin": 31},
    rounds=40,
    seeds=2,
)


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as made:
        yield made.scheduler_address


@pytest.fixture(scope="module")
def client(cluster):
    with connected(cluster) as made:
        yield made


@pytest.fixture(scope="module")
def rows():
    """Rows to fit on and as many later ones, whose outcome depends on two features together."""

    def drawn(seed):
        chance = np.random.default_rng(seed)
        matrix = chance.normal(size=(6_000, len(NAMES)))
        matrix[chance.random(matrix.shape) < 0.05] = np.nan
        known = np.nan_to_num(matrix)
        logit = known[:, 0] + known[:, 1] * known[:, 2] - 0.5
        return matrix, (chance.random(len(matrix)) < 1 / (1 + np.exp(-logit))).astype(float)

    return drawn(1), drawn(2)


def auc(score, outcome):
    places = np.argsort(np.argsort(score)) + 1
    hits = outcome == 1
    return (places[hits].sum() - hits.sum() * (hits.sum() + 1) / 2) / (hits.sum() * (~hits).sum())


def test_whole_forests_are_those_of_one_machine_bit_for_bit(client, rows):
    (matrix, outcome), _ = rows
    there = fit_on(client, "seeds")(matrix, outcome, NAMES, SETTINGS)
    assert there.texts == fit_forest(matrix, outcome, NAMES, SETTINGS).texts


def test_shared_rows_give_trees_as_good_also_after_lightgbm_was_loaded_alone(client, rows):
    (matrix, outcome), (later, became) = rows
    client.run(lightgbm_alone)
    here = fit_forest(matrix, outcome, NAMES, SETTINGS)
    there = fit_on(client, "rows")(matrix, outcome, NAMES, SETTINGS)
    assert auc(here.score(later), became) > 0.7
    assert abs(auc(there.score(later), became) - auc(here.score(later), became)) < 0.01
    assert abs(np.mean(there.score(later)) - np.mean(here.score(later))) < 0.1


def test_a_model_does_not_tell_where_it_was_fitted(client, rows):
    (matrix, outcome), _ = rows
    (text, *_) = fit_on(client, "rows")(matrix, outcome, NAMES, SETTINGS).texts
    assert "127.0.0.1" not in text


@pytest.fixture
def events(tmp_path):
    """A table of made-up funding events, ten years of them."""
    chance = np.random.default_rng(3)
    with (tmp_path / "events.csv").open("w", encoding="utf-8", newline="") as file:
        told = csv.writer(file)
        told.writerow(["company_id", "company", "date", "round", "amount", "currency", "sector", "region", "investors"])
        for company in range(900):
            day = date(2004, 1, 1) + timedelta(days=int(chance.integers(0, 3500)))
            for name in ("天使轮", "A轮", "B轮", "C轮")[: int(chance.integers(1, 5))]:
                if day < date(2014, 9, 1):
                    told.writerow(
                        [company, f"{company} (fictional)", day, name, "300万", "CNY", "医疗健康", "上海", ""]
                    )
                day += timedelta(days=int(chance.integers(90, 900)))
    return tmp_path / "events.csv"


def test_the_command_trains_the_same_model_on_a_cluster(cluster, events, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("scoring.progression.fitting.train.SETTINGS", {"cn": SETTINGS})
    run([events], [], [], None, tmp_path / "here", None, "en")
    run([events], [], [], None, tmp_path / "there", None, "en", cluster, "seeds")
    here, there = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "there"))
    assert here == there
    run([events], [], [], None, tmp_path / "shared", None, "en", cluster)
    assert {path.name for path in (tmp_path / "shared").iterdir()} == set(here)
    assert capsys.readouterr().out.count("fitted: cn") == 3


@pytest.mark.parametrize(("scheduler", "share"), [(None, "seeds"), ("tcp://127.0.0.1:1", "trees")])
def test_what_workers_share_out_is_rows_or_seeds(events, tmp_path, scheduler, share):
    with pytest.raises(Failure, match="expected rows or seeds"):
        run([events], [], [], None, tmp_path / "model", None, "en", scheduler, share)
