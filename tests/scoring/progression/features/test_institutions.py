"""No person's record leaves the machine, and no institution's under its name."""

import json

import numpy as np

from scoring.progression.features.groups import Cells
from scoring.progression.features.institutions import digests, institutions
from scoring.resources import resource


def test_individuals_are_told_from_institutions():
    names = np.array(["天使投资人某某", "某某某", "个人投资者", "甲资本", "Ventures One", "腾讯"])
    assert institutions(names).tolist() == [False, False, False, False, True, True]  # 甲资本 is short enough for a name


def test_a_disguised_record_is_found_by_its_name_and_holds_none():
    names = np.array(["青禾创业投资", "天使投资人某某"])
    shown = Cells(("deals",), names, np.array([12, 30]), np.array([[5.0], [9.0]]), np.array([1.0]))
    kept = shown.without_persons()
    assert kept.of_names(names)[0].tolist() == [5.0, 1.0]
    assert "青禾" not in json.dumps(kept.to_json(), ensure_ascii=False)


def test_digests_are_stable():
    assert digests(np.array(["青禾创业投资"]))[0] == digests(np.array(["青禾创业投资", "x"]))[0]


def test_the_shipped_context_names_no_investor():
    for market in ("us", "cn"):
        context = json.loads(resource("models", "progression", f"context-{market}.json").read_text("utf-8"))
        assert context["investors"]["disguised"]
        for name, companies, *_ in context["investors"]["cells"]:
            assert len(name) == 16 and set(name) <= set("0123456789abcdef")
            assert companies >= 10
