"""The real tables, where they are at hand: nearly every row becomes a profile, and agrees with a plain reading."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

from scoring import taxonomy
from scoring.intake import read_table
from scoring.rulesets.book import RuleBook

AS_OF = date(2023, 6, 30)


def plain_rows(path: Path) -> dict[int, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return dict(enumerate(csv.DictReader(file), start=2))


def test_companies_of_2023(shared: Path, book: RuleBook) -> None:
    path = shared / "data" / "itjuzi-companies-2023" / "companies.csv"
    plain = plain_rows(path)
    intake = read_table(path, book=book, as_of=AS_OF)
    blank = [number for number, row in plain.items() if not any(row.values())]
    assert len(intake.profiles) >= 0.99 * len(plain)
    assert sorted([*intake.rows, *(row.row for row in intake.rejected), *blank]) == sorted(plain)
    assert ["旅游" in row.problems[0].message.en for row in intake.rejected] == [True]
    places = taxonomy.places()
    for number, profile in zip(intake.rows, intake.profiles, strict=True):
        row = plain[number]
        assert (profile.name, profile.founded) == (row["项目名称"], row["成立时间"])
        assert (profile.city is None) == (row["创业者城市"] == "创业者")
        if profile.city and places[profile.city].region != "overseas":
            province = places[places[profile.city].province or profile.city]
            assert province.zh == row["创业者城市"].split(" · ")[0]
        assert len(profile.rounds or ()) == 1
        assert profile.latest_round_only
    by_round = Counter((profile.rounds or [])[0].round for profile in intake.profiles)
    texts = Counter(row["当前轮次"] for row in plain.values())
    for slug, text in (
        ("angel", "天使轮"),
        ("pre_a", "Pre-A轮"),
        ("a", "A轮"),
        ("seed", "种子轮"),
        ("strategic", "战略投资"),
    ):
        assert by_round[slug] == texts[text] > 0
    undisclosed = sum(row["融资额"] in ("empty", "未透露", "-") for row in plain.values() if row["当前轮次"] != "旅游")
    assert sum((profile.rounds or [])[0].amount is None for profile in intake.profiles) == undisclosed


def test_employers_of_2019(shared: Path, book: RuleBook) -> None:
    path = shared / "data" / "lagou-employers-2019" / "employers.csv"
    plain = plain_rows(path)
    intake = read_table(path, book=book, as_of=AS_OF)
    assert (intake.rows, intake.rejected) == (list(plain), [])
    bands = {
        "少于15人": (None, 14),
        "15-50人": (15, 50),
        "50-150人": (50, 150),
        "150-500人": (150, 500),
        "500-2000人": (500, 2000),
        "2000人以上": (2000, None),
    }
    for profile, row in zip(intake.profiles, plain.values(), strict=True):
        assert profile.head_count is not None
        assert (profile.head_count.low, profile.head_count.high) == bands[row["companySize"]]
        assert (profile.rounds == []) == (row["financeStage"] in ("未融资", "不需要融资"))


def test_events_of_2015(shared: Path, book: RuleBook, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("date: round_date", encoding="utf-8")
    path = shared / "data" / "itjuzi-events-2015" / "events.csv"
    plain = plain_rows(path)
    intake = read_table(path, book=book, as_of=AS_OF, mapping=mapping)
    assert len(intake.profiles) >= 0.999 * len(plain)
    for number, profile in zip(intake.rows, intake.profiles, strict=True):
        item = (profile.rounds or [])[0]
        assert item.date == plain[number]["date"]
        if plain[number]["amount"] == "数千万人民币":
            assert item.amount is not None and (item.amount.low, item.amount.high) == (2e7, 1e8)
