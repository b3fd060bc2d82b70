"""`upslope evaluate` as a user meets it, on a made-up market."""

import json
import random
from datetime import date, timedelta

import pytest

from scoring.cli.main import main
from scoring.progression.fitted.artefact import save
from scoring.progression.fitted.settings import Settings
from scoring.progression.fitting import train as training
from scoring.progression.histories.reading import read_events

KNOWN, LATER = date(2012, 6, 1), date(2014, 6, 1)
QUICK = Settings(rounds=5, seeds=1, ridge_grid=(6, 2), least_rounds=60)


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """400 companies of the US, 2006 to 2014; the sooner they raised, the sooner they raise again."""
    chance = random.Random(4)
    lines = ["company_id,company,date,round,amount,currency,sector,region"]
    for company in range(400):
        day = date(2006, 1, 1) + timedelta(chance.randrange(2900))
        pace = chance.choice([150, 400, 900])
        for stage in ("angel", "series-a", "series-b", "series-c+"):
            if day > date(2014, 9, 1):
                break
            amount = chance.randrange(1, 90) * 100_000
            lines.append(f"c{company},Company {company},{day},{stage},{amount},USD,software,CA")
            if chance.random() < 0.35:
                break
            day += timedelta(pace + chance.randrange(200))
    path = tmp_path_factory.mktemp("events") / "events.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def models(events, tmp_path_factory):
    """Folders of a model that knows events up to KNOWN, and one up to LATER."""
    folder, part = tmp_path_factory.mktemp("models"), read_events(events).markets["us"]
    for day in (KNOWN, LATER):
        save({"us": training.train(part, day, settings=QUICK)}, folder / day.isoformat())
    return folder


def upslope(capsys, *arguments):
    """Exit status, standard output and standard error."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return ended.value.code, *capsys.readouterr()


def test_the_table_says_whether_the_stored_model_was_measured(events, models, capsys, tmp_path):
    output = tmp_path / "figures.json"
    command = ["evaluate", models / str(KNOWN), "--events", events, "--as-of", KNOWN, "--horizon", 12]
    status, shown, _ = upslope(capsys, *command, "--no-baselines", "--output", output)
    assert status == 0
    assert "a further round within 12 months of 2012-06-01" in shown
    assert "The stored model was measured as it is" in shown and "BACKTEST" not in shown
    (found,) = json.loads(output.read_bytes())["evaluations"]
    auc = found["populations"]["all"]["measures"]["model"]["auc"]
    assert f"{auc['value']:.3f} ({auc['low']:.3f}–{auc['high']:.3f})" in shown


@pytest.mark.parametrize(("lang", "word"), [("en", "BACKTEST"), ("zh", "回测")])
def test_a_model_that_has_seen_the_outcomes_is_not_measured_on_them(events, models, capsys, monkeypatch, lang, word):
    monkeypatch.setattr(training, "SETTINGS", {"us": QUICK})  # 400 companies are too few for the shipped ones
    command = ["evaluate", models / str(LATER), "--events", events, "--as-of", KNOWN, "--horizon", 12]
    status, shown, _ = upslope(capsys, *command, "--no-baselines", "--lang", lang)
    assert status == 0 and word in shown and "2014-06-01" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--as-of", "2014-06-01", "--horizon", "24"], "is not known yet"),
        (["--as-of", "2012-06-01", "--horizon", "18"], "--horizon: 18"),
        (["--horizon", "12"], "--as-of: needed"),
        (["--as-of", "yesterday", "--horizon", "12"], "is no date"),
    ],
)
def test_what_cannot_be_measured_is_refused(events, models, capsys, arguments, told):
    status, shown, refused = upslope(capsys, "evaluate", models / str(KNOWN), "--events", events, *arguments)
    assert status == 2 and told in refused and not shown


def test_too_short_a_history_to_fit_anew_is_said_with_what_is_needed(events, models, capsys):
    command = ["evaluate", models / str(LATER), "--events", events, "--as-of", KNOWN, "--horizon", 24]
    status, shown, refused = upslope(capsys, *command)
    assert status == 2 and "too little to learn from" in refused and not shown


def test_a_broken_model_gives_no_figure(events, models, capsys, tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "model.json").write_bytes((models / str(KNOWN) / "model.json").read_bytes()[:500])
    status, shown, refused = upslope(capsys, "evaluate", folder, "--events", events, "--as-of", KNOWN, "--horizon", 12)
    assert status == 2 and "model.json" in refused and not shown
