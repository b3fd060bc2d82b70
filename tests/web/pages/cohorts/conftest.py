"""A cohort with all that can go with one, ranked once for the tests that look at its pages."""

import random

import pytest
from cohorts_at_work import EXAMPLE, as_csv, ranked
from flask import Flask
from sending import Browser

RULES = "title: {en: Spring intake, zh: 春季入营}\ngates:\n  - stage in [seed, angel, pre_a, a]\n".encode()


def marks_of(names: list[str]) -> bytes:
    """Marks of three judges, one of them severe, with gaps."""
    chance, rows = random.Random(1), [("company", "judge", "mark")]
    for judge, severity in (("Judge A", 0), ("Judge B", 2), ("Judge C", 0)):
        for place, name in enumerate(names):
            if chance.random() < 0.8:
                rows.append((name, judge, str(max(0, min(10, round(8 - place / 5 - severity + chance.random(), 1))))))
    return as_csv(rows)


@pytest.fixture(scope="session")
def complete(app: Flask) -> str:
    """Address of a ranking with seats, conditions, judges and last year's table."""
    lines = EXAMPLE.decode("utf-8-sig").splitlines(keepends=True)
    names = [line.split(",")[0] for line in lines[1:]]
    before = "".join([lines[0], *lines[4:]]).replace(",14,third_party_document,", ",3,third_party_document,").encode()
    return ranked(
        Browser(app.test_client()), EXAMPLE, "fictional.csv", as_of="2021-06-30", seats="6", draws="400", seed="7",
        rules=(RULES, "rules.yaml"), marks=(marks_of(names), "marks.csv"),
        before=(before, "last-year.csv"), before_as_of="2021-06-30",
    )  # fmt: skip
