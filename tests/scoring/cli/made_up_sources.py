"""A folder of made-up company lists with the headings of the real sources of the reference population."""

import csv
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

CITIES = {"深圳": "广东 · 深圳", "广州": "广东 · 广州", "北京": "北京 · 海淀区", "成都": "四川 · 成都"}
LADDER = ["天使轮", "A轮", "B轮", "C轮"]
US_LADDER = ["angel", "series-a", "series-b", "series-c+"]
LIST_HEADINGS = "项目名称,注册名,赛道关键词,成立时间,当前轮次,融资额,投资机构,创业者城市,是否连续创业者"
EMPLOYER_HEADINGS = "companyShortName,companySize,financeStage,industryField,city,district"
EVENT_HEADINGS = "date,company,field,place,round,amount,investor"
US_PLACE = "company_permalink,company_name,company_category_code,company_country_code,company_state_code"
US_ROUNDS = f"{US_PLACE},company_region,company_city,funding_round_type,funded_at,raised_amount_usd"
US_COMPANIES = "permalink,name,category_code,country_code,state_code,region,city,status,founded_at"
US_ACQUISITIONS = f"{US_PLACE},company_region,company_city,acquirer_permalink,acquirer_name,acquired_at,price_amount"


def write_sources(folder: Path, companies: int = 240) -> Path:
    """Write all four sources, each of about `companies` companies."""
    chance = random.Random(7)
    _company_list(folder / "itjuzi-companies-2023", companies, chance)
    _employers(folder / "lagou-employers-2019", companies, chance)
    _chinese_events(folder / "itjuzi-events-2015", companies, chance)
    _american_events(folder / "crunchbase-2013", companies, chance)
    return folder


def _company_list(folder: Path, companies: int, chance: random.Random) -> None:
    sectors, places = ["医疗健康", "金融"], [*CITIES.values()]
    _write(folder / "companies.csv", LIST_HEADINGS, (
        (f"甲{number}（虚构）", f"甲{number}公司", chance.choice(sectors), f"20{chance.randint(12, 20)}-05",
         chance.choice(LADDER), f"{chance.randint(1, 90) * 100}万人民币", "", chance.choice(places), "N")
        for number in range(companies)
    ))  # fmt: skip


def _employers(folder: Path, companies: int, chance: random.Random) -> None:
    sizes = ["15-50人", "50-150人", "150-500人", "500-2000人"]
    _write(folder / "employers.csv", EMPLOYER_HEADINGS, (
        (f"乙{number}（虚构）", chance.choice(sizes), chance.choice(LADDER), chance.choice(["医疗健康", "金融"]),
         chance.choice([*CITIES]), "")
        for number in range(companies)
    ))  # fmt: skip


def _chinese_events(folder: Path, companies: int, chance: random.Random) -> None:
    _write(folder / "events.csv", EVENT_HEADINGS, (
        (day, f"丙{number}（虚构）", field, place, LADDER[step], f"{chance.randint(1, 60) * 50}万人民币", "")
        for number, field, place, step, day in _careers(companies, chance, ["金融", "医疗健康"], [*CITIES], 2014)
    ))  # fmt: skip


def _american_events(folder: Path, companies: int, chance: random.Random) -> None:
    def place(number: int, sector: str, state: str) -> tuple[str, ...]:
        return f"/company/d{number}", f"Delta {number} (fictional)", sector, "USA", state, "Bay", "Town"

    careers = list(_careers(companies, chance, ["health", "software"], ["CA", "NY"], 2012))
    _write(folder / "rounds.csv", US_ROUNDS, (
        (*place(number, sector, state), US_LADDER[step], day, chance.randint(1, 90) * 100_000)
        for number, sector, state, step, day in careers
    ))  # fmt: skip
    whole = {number: (sector, state) for number, sector, state, _, _ in careers}
    _write(folder / "companies.csv", US_COMPANIES, (
        (*place(number, *about), "operating", f"{chance.randint(2001, 2005)}-03-01") for number, about in whole.items()
    ))  # fmt: skip
    _write(folder / "acquisitions.csv", US_ACQUISITIONS, (
        (*place(number, *whole[number]), "/company/big", "Big (fictional)", "2013-02-01", "") for number in range(8)
    ))  # fmt: skip


def _careers(
    companies: int, chance: random.Random, sectors: list[str], places: list[str], end: int
) -> Iterable[tuple[int, str, str, int, str]]:
    """Rounds of companies, one to four each: number, sector, place, rung and day, none after the year `end`."""
    for number in range(companies):
        sector, place = chance.choice(sectors), chance.choice(places)
        day = date(end - 6, 1, 1) + timedelta(days=chance.randint(0, 1500))
        for step in range(chance.randint(1, 4)):
            if day.year <= end:
                yield number, sector, place, step, day.isoformat()
            day += timedelta(days=chance.randint(90, 600))


def _write(path: Path, headings: str, rows: Iterable[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings.split(","))
        writer.writerows(rows)
