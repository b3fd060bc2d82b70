"""Features: nothing after the day is read, hand-counted values, and one company like the whole table."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_market import END, START, alone, made_up, rows_of, with_rows

from scoring.progression.features.context import context_of, from_json
from scoring.progression.features.table import NAMES, features
from scoring.progression.reasons import group_of

MARKETS = {market: made_up(market, 120) for market in ("us", "cn")}
SLUGS = ["seed", "a", "b", "ipo", "undisclosed", "acquired", "d"]


def table_on(events, day):
    return features(events, day, context_of(events, day))


@given(
    market=st.sampled_from(["us", "cn"]),
    day=st.integers(START + 200, END - 1),
    later=st.lists(
        st.tuples(st.integers(0, 119), st.integers(1, 4000), st.sampled_from(SLUGS), st.floats(0, 1e15)), max_size=40
    ),
)
def test_no_feature_or_figure_changes_when_later_events_are_added(market, day, later):
    past = [row for row in rows_of(MARKETS[market]) if row[1] <= day]
    added = [(company, day + after, slug, usd, ["fund 3", "fund new"]) for company, after, slug, usd in later]
    before, after = (with_rows(MARKETS[market], rows) for rows in (past, past + added))
    first, second = table_on(before, day), table_on(after, day)
    np.testing.assert_array_equal(first.matrix, second.matrix)
    for column in ("company", "months_since", "stage", "alive", "last_day"):
        np.testing.assert_array_equal(getattr(first, column), getattr(second, column))
    assert context_of(before, day).to_json() == context_of(after, day).to_json()


def test_an_event_on_the_day_itself_is_read():
    events = MARKETS["us"]
    rows = [*rows_of(events), (7, 15_500, "a", 1e6, [])]
    table = table_on(with_rows(events, rows), 15_500)
    assert table.months_since[table.company == 7] == 0


def test_values_counted_by_hand():
    events = MARKETS["us"]
    rows = [row for row in rows_of(events) if row[0] != 0]
    rows += [(0, 14_000, "angel", 1e5, []), (0, 14_365, "a", 3e6, []), (0, 14_730, "b", np.nan, [])]
    table = table_on(with_rows(events, rows), 14_730 + 61)
    value = dict(zip(table.names, table.matrix[table.company == 0][0], strict=True))
    assert value["since"] == pytest.approx(np.log1p(61 / 30.4375))
    assert value["n"] == 3 and value["rung"] == 3
    assert value["meangap"] == pytest.approx(365 / 30.4375)
    assert (value["cnt1"], value["cnt2"], value["cnt3"], value["cnt4"]) == (1, 1, 1, 0)
    assert (value["r12"], value["r24"], value["r36"]) == (1, 2, 3)
    assert np.isnan(value["amt"]) and value["maxamt"] == pytest.approx(np.log10(3e6))
    assert value["totamt"] == pytest.approx(np.log10(3.1e6 + 1e4))


def test_own_rounds_do_not_count_for_its_investors():
    events = MARKETS["cn"]
    rows = [(*row[:4], []) for row in rows_of(events) if row[0] not in (0, 1)]
    rows += [(0, 14_000, "angel", 1e6, ["solo fund"]), (0, 14_200, "a", 1e6, ["solo fund"])]
    rows += [(1, 14_000, "angel", 1e6, ["shared fund"]), (2, 14_100, "a", 1e6, ["shared fund"])]
    table = table_on(with_rows(events, rows), 15_000)
    most = table.matrix[:, table.names.index("inv_maxdeals")]
    repeats = table.matrix[:, table.names.index("inv_repeat")]
    assert most[table.company == 0] == 0 and repeats[table.company == 0] == 1
    assert most[table.company == 1] == pytest.approx(np.log(2))


@pytest.mark.parametrize("market", ["us", "cn"])
def test_one_company_alone_looks_as_in_the_whole_table(market):
    events, day = MARKETS[market], END
    context = replace(context_of(events, day), whole=False)
    whole = features(events, day, context)
    for number in whole.company[:10]:
        row = features(alone(events, number), day, context).matrix[0]
        np.testing.assert_allclose(row, whole.matrix[whole.company == number][0], atol=1e-8)


def test_shipped_context_holds_no_cell_of_fewer_than_ten_companies():
    data = context_of(made_up("cn"), END).to_json()
    cells = [cell for kind in ("sector", "region", "state", "city", "investors") for cell in data[kind]["cells"]]
    assert cells and min(companies for _, companies, *_ in cells) >= 10
    hazard, companies = np.array(data["hazard"]), np.array(data["hazard_companies"])
    assert companies[companies > 0].min() >= 10
    few = companies == 0
    assert few.any() and all(len(set(hazard[few[:, half], half])) <= 1 for half in range(hazard.shape[1]))


def test_context_survives_the_way_through_json():
    events = made_up("cn")
    shipped = context_of(events, END).shippable()
    again = from_json(context_of(events, END).to_json())
    one, other = (features(events, END, context).matrix for context in (shipped, again))
    np.testing.assert_array_equal(one, other)


def test_awkward_histories_give_finite_or_unknown_values_only():
    events = MARKETS["us"]
    rows = [(0, 13_000 + 30 * step, "a", 1e15 if step % 2 else 0.0, []) for step in range(60)]
    rows += [(1, 15_000, "a", 1e6, []), (1, 15_000, "b", 2e6, []), (2, 15_000, "no such round", np.nan, [])]
    table = table_on(with_rows(events, rows), 15_500)
    assert not np.isinf(table.matrix).any()
    assert table.matrix[0, table.names.index("n")] == 60
    assert table.stage.tolist() == [2, 3, 0]


def test_a_table_without_rounds_by_the_day_is_empty():
    table = table_on(with_rows(MARKETS["us"], [(0, 15_000, "a", 1e6, [])]), 14_000)
    assert table.matrix.shape == (0, len(NAMES["us"])) and len(table.company) == 0


def test_every_feature_belongs_to_a_reason():
    for names in NAMES.values():
        assert all(group_of(name) for name in names)
