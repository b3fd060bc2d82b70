"""What tests of cohorts share: small tables, a cohort handed in as a browser does it, and waiting for its ranking."""

import csv
import io
import time
from collections.abc import Iterable, Sequence
from typing import Any

from sending import Browser
from werkzeug.test import TestResponse

from scoring.resources import resource

HEADER = ("name", "city", "round", "sectors", "cash_runway", "revenue_focus")
ROWS = (
    ("Alder", "Shenzhen", "A", "medical", 24, 80),
    ("Birch", "Beijing", "seed", "finance", 12, 60),
    ("Cedar", "Shenzhen", "angel", "medical", 6, 40),
    ("Dogwood", "Wuhan", "B", "finance", "", ""),
    ("Elm", "Beijing", "seed", "education", 3, 20),
)
AS_OF = "2023-06-30"
_PATIENCE = 60


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as UTF-8 CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


TABLE = as_csv([HEADER, *ROWS])
EXAMPLE = resource("data", "examples", "fictional-24.csv").read_bytes()


def hand_in(browser: Browser, table: bytes = TABLE, name: str = "applicants.csv", **fields: Any) -> TestResponse:
    """Send the upload form; files are (bytes, name)."""
    sent = {key: (io.BytesIO(each[0]), each[1]) if isinstance(each, tuple) else each for key, each in fields.items()}
    return browser.send("/cohorts", {"as_of": AS_OF, "table": (io.BytesIO(table), name), **sent})


def columns_of(browser: Browser, *given: Any, **fields: Any) -> str:
    """Hand a cohort in; the address of its columns."""
    response = hand_in(browser, *given, **fields)
    assert response.status_code == 303, response.text
    return response.headers["Location"]


def ranked(browser: Browser, *given: Any, **fields: Any) -> str:
    """Hand a cohort in and have it ranked; the address of its ranking."""
    columns = columns_of(browser, *given, **fields)
    response = browser.send(columns, {"do": "rank"})
    home = response.headers["Location"]
    assert home == columns.removesuffix("/columns")
    waited(browser, home)
    return home


def waited(browser: Browser, home: str) -> TestResponse:
    """The page of the ranking once its work is over."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        page = browser.client.get(home)
        if "data-progress-at" not in page.text:
            return page
        time.sleep(0.05)
    raise AssertionError("the ranking takes too long")
