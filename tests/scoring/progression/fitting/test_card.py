"""Model card: its tables state the measured figures, and a table without a place is told."""

import json
import re

import pytest

from scoring.errors import InputError
from scoring.progression.fitting.card import fill, tables
from scoring.resources import resource


@pytest.fixture(scope="module")
def metrics():
    return json.loads(resource("models", "progression", "metrics.json").read_bytes())


@pytest.fixture(scope="module")
def card():
    return resource("models", "progression", "MODEL_CARD.md").read_text(encoding="utf-8")


def test_every_table_of_the_shipped_card_states_the_shipped_figures(card, metrics):
    assert fill(card, tables(metrics)) == card
    assert set(re.findall(r"<!-- begin (\w+) -->", card)) == set(tables(metrics))


def test_a_changed_figure_changes_the_card(card, metrics):
    changed = json.loads(json.dumps(metrics))
    changed["windows"][0]["populations"]["active"]["measures"]["model"]["auc"]["value"] = 0.123
    assert "| 0.123 |" in fill(card, tables(changed)) and "| 0.123 |" not in card


def test_every_group_and_bin_of_the_figures_covers_ten_companies_or_more(metrics):
    for window in metrics["windows"]:
        for population in window["populations"].values():
            assert min(each["companies"] for each in population["reliability"]) >= 10
        for parts in window["breakdown"].values():
            assert all(part["companies"] >= 100 for part in parts)


def test_a_table_without_a_place_is_told():
    with pytest.raises(InputError, match=r"MODEL_CARD\.md: there is no place for the table over_time"):
        fill("<!-- begin over_time -->\n", {"over_time": "| |"})


def test_a_missing_window_is_told(metrics):
    with pytest.raises(InputError, match=r"metrics\.json: holds no window \('us', '2011-10-01', 24\)"):
        tables({**metrics, "windows": []})


def test_what_a_table_replaces_is_gone_and_the_rest_stays():
    card = "top\n<!-- begin a -->\nold\n<!-- end a -->\nbottom"
    assert fill(card, {"a": "new"}) == "top\n<!-- begin a -->\n\nnew\n\n<!-- end a -->\nbottom"
