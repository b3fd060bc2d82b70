"""Leakage demonstration: snapshot columns under a random split give the outcome away; a table without them is told."""

from datetime import date

import numpy as np
import pytest
from made_up_market import made_up, rows_of

from scoring.errors import InputError
from scoring.progression.fitting.leakage import SNAPSHOT, demonstrate, snapshot_columns

AS_OF = date(2011, 6, 1)


@pytest.fixture(scope="module")
def events():
    return made_up("us", companies=900)


@pytest.fixture
def companies(events, tmp_path):
    """A companies table as of the end of the events, as an export would give it."""
    own = {}
    for company, day, *_, usd, _ in rows_of(events):
        own.setdefault(company, []).append((day, usd))
    lines = ["permalink,name,funding_total_usd,status,funding_rounds,last_funding_at"]
    for company, rounds in own.items():
        total = int(np.nansum([usd for _, usd in rounds]))
        last = np.datetime64(rounds[-1][0], "D")
        lines.append(f"company {company},Company {company},{total},operating,{len(rounds)},{last}")
    path = tmp_path / "companies.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_random_split_with_snapshot_columns_looks_nearly_perfect(events, companies):
    settings = {(each.random_split, each.snapshot_columns): each for each in demonstrate(events, companies, AS_OF, 24)}
    assert len(settings) == 4
    assert settings[True, True].auc.value > 0.95
    assert settings[False, False].auc.value < settings[True, True].auc.value - 0.1
    assert settings[False, True].auc.value < settings[True, True].auc.value - 0.1
    assert settings[True, True].companies < settings[False, False].companies


def test_snapshot_columns_are_read_by_company_and_unknown_ones_are_nan(events, companies):
    found = snapshot_columns(companies, np.array(["company 3", "nobody"]))
    rounds = [row for row in rows_of(events) if row[0] == 3]
    assert found.shape == (2, len(SNAPSHOT))
    assert found[0, 1] == len(rounds) and found[0, 3] == rounds[-1][1]
    assert np.isnan(found[1]).all()


def test_a_companies_table_without_them_is_refused(events, tmp_path):
    path = tmp_path / "companies.csv"
    path.write_text("permalink,status\ncompany 1,operating\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"companies\.csv.*funding_rounds, funding_total_usd, last_funding_at"):
        demonstrate(events, path, AS_OF, 24)
