"""A made-up table of companies as people keep them, any number of rows: Arrow, Parquet, CSV or a workbook. Seeded.

Names and funding histories differ from row to row; the columns are those of the bundled example cohort.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
import xlsxwriter
from synthetic import UNKNOWN_SHARE, factor_questions, range_of
from synthetic_rounds import AS_OF, INVESTORS, LADDER, SPOKEN, Histories, dates, founded, histories, names

from scoring import taxonomy
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.rulesets.schema import Characteristic
from scoring.table.below import AccountTable, RoundTable
from scoring.table.coded import Coded
from scoring.table.companies import CompanyTable

CITIES = ("Beijing", "Shanghai", "Shenzhen", "Hangzhou", "Suzhou", "Chengdu", "Guangzhou", "Nanjing", "Wuhan")
KINDS = ("Vision", "Robotics", "Health", "Semantics", "Inspection", "Logistics", "Cloud")
FUNDS = ("Capital", "Ventures", "Partners")
_NUMBERS = 1000
"""Distinct answers to a question for a number."""
_GROUP = 65_536


def arrow_table(companies: int, seed: int = 1, book: RuleBook | None = None) -> pa.Table:
    """The table with every cell as text, or as a number where one is asked for; null where nothing is known."""
    chance = np.random.default_rng(seed)
    found = histories(chance, companies)
    months, month = founded(chance, companies)
    columns = {
        "name": pa.array(names(companies, KINDS)),
        "city": _picked(chance, companies, CITIES),
        "sectors": _picked(chance, companies, taxonomy.sectors().slugs),
        "layer": _picked(chance, companies, taxonomy.layers().slugs),
        "founded": pa.DictionaryArray.from_arrays(pa.array(month, pa.int32()), months),
        "head_count": pa.array(chance.integers(3, 900, companies)),
        "rounds": _rounds_texts(found, companies),
        "investors": _investor_texts(found, companies),
        "as_of": _picked(chance, companies, [AS_OF.isoformat()]),
        "evidence": _picked(chance, companies, taxonomy.evidence_grades().slugs),
    }
    for number, item in enumerate(factor_questions(book or shipped_book())):
        columns[item.input] = _answers(chance, companies, item)
        if number % 4 == 0:
            columns[f"{item.input} evidence"] = _picked(chance, companies, taxonomy.evidence_grades().slugs, 0.5)
    return pa.table(columns)


def parquet(path: Path, companies: int, seed: int = 1) -> Path:
    """Write the table as Parquet, texts that repeat as dictionaries."""
    pa.parquet.write_table(arrow_table(companies, seed), path, row_group_size=_GROUP)
    return path


def csv(path: Path, companies: int, seed: int = 1) -> Path:
    """Write the table as CSV; no cell of it needs quotes, and Arrow would quote the header all the same."""
    table = plain(arrow_table(companies, seed))
    with path.open("wb") as file:
        file.write(f"{','.join(table.column_names)}\n".encode())
        pa.csv.write_csv(table, file, pa.csv.WriteOptions(include_header=False, quoting_style="none"))
    return path


def workbook(path: Path, companies: int, seed: int = 1) -> Path:
    """Write the table as XLSX."""
    table = plain(arrow_table(companies, seed))
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, table.column_names)
        for line, row in enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True), 1):
            sheet.write_row(line, 0, row)
    return path


def plain(table: pa.Table) -> pa.Table:
    """The same table without dictionaries."""
    kinds = {field.name: field.type for field in table.schema}
    return table.cast(pa.schema((n, k.value_type if pa.types.is_dictionary(k) else k) for n, k in kinds.items()))


def company_table(companies: int, seed: int = 1) -> CompanyTable:
    """The companies of `arrow_table` as the engine keeps them, without answers: enough for the progression model."""
    chance = np.random.default_rng(seed)
    found = histories(chance, companies)
    months, month = founded(chance, companies)
    days, day = dates(found)
    size, blank = len(found.company), np.full(companies, np.nan)
    places = {city: taxonomy.find_place(city).place.slug for city in CITIES}
    city = chance.integers(0, len(CITIES), companies)
    sector = chance.integers(0, len(taxonomy.sectors().slugs), companies)
    nobody: Coded[str] = Coded((), np.full(companies, -1, np.int32))
    return CompanyTable(
        name=np.array(names(companies, KINDS), object),
        as_of=Coded((AS_OF,), np.zeros(companies, np.int32)),
        city=_coded(tuple(places.values()), city),
        sector=_coded(taxonomy.sectors().slugs, sector),
        sectors=Coded(tuple((slug,) for slug in taxonomy.sectors().slugs), sector.astype(np.int32)),
        layer=nobody,
        segment=nobody,
        founded=_coded(tuple(months), month),
        head_low=blank,
        head_high=blank,
        evidence=nobody,
        history=np.ones(companies, bool),
        latest_only=np.zeros(companies, bool),
        accounts=AccountTable.none(),
        rounds=RoundTable(
            company=found.company,
            round=_coded(LADDER, found.step),
            date=_coded(tuple(days), day),
            low=1e6 * found.amount,
            high=1e6 * found.amount,
            currency=Coded(("CNY",), np.zeros(size, np.int32)),
            evidence=Coded((), np.full(size, -1, np.int32)),
            first_investor=found.first_investor,
            investor=_coded(tuple(names(INVESTORS, FUNDS)), found.investor),
            kind=Coded((), np.full(len(found.investor), -1, np.int32)),
        ),
        answers={},
        grades={},
    )


def _coded(values: tuple[str, ...], codes: np.ndarray) -> Coded[str]:
    return Coded(values, codes.astype(np.int32))


def _picked(chance: np.random.Generator, rows: int, values: object, unknown: float = 0.0) -> pa.DictionaryArray:
    """One of the values for each row, null in the share `unknown` of them."""
    choice = pa.array(list(values))  # type: ignore[call-overload]
    codes = chance.integers(0, len(choice), rows)
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32(), mask=chance.random(rows) < unknown), choice)


def _answers(chance: np.random.Generator, rows: int, item: Characteristic) -> pa.DictionaryArray:
    """Answers to the question of `item`, three in four known."""
    ask = item.ask
    assert ask is not None  # only asked characteristics come here
    if ask.kind in ("number", "percent"):
        low, high = range_of(item, ask)
        low = 2.0 if ask.kind == "percent" else low  # a percentage of 1 and less may be meant as a share
        numbers = chance.uniform(low, high, _NUMBERS).round(0 if ask.integer else 1)
        return _picked(chance, rows, np.unique(numbers.astype(int) if ask.integer else numbers), UNKNOWN_SHARE)
    if ask.kind == "yes_no":
        return _picked(chance, rows, ("yes", "no"), UNKNOWN_SHARE)
    if ask.kind == "choice":
        return _picked(chance, rows, [choice.id for choice in item.scale], UNKNOWN_SHARE)
    ticks = [[part.id for part in ask.items if chance.random() < 0.5] for _ in range(60)]  # noqa: PLR2004
    return _picked(chance, rows, sorted({"; ".join(own) for own in ticks if own}), UNKNOWN_SHARE)


def _rounds_texts(found: Histories, companies: int) -> pa.Array:
    """Cells such as 'Angel 2013-05 CNY 5 million; Series A 2014-09-03 CNY 30.5 million', null without a round."""
    days, day = dates(found)
    amounts, amount = np.unique(found.amount, return_inverse=True)
    parts = [
        pa.array(SPOKEN).take(pa.array(found.step)),
        pa.array(days).take(pa.array(day)),
        pa.array([f"CNY {value:g} million" for value in amounts]).take(pa.array(amount)),
    ]
    return _joined(pc.binary_join_element_wise(*parts, " "), found.company, companies)


def _investor_texts(found: Histories, companies: int) -> pa.Array:
    owner = np.repeat(found.company, np.diff(found.first_investor))
    return _joined(pa.array(names(INVESTORS, FUNDS)).take(pa.array(found.investor)), owner, companies)


def _joined(texts: pa.Array, owner: np.ndarray, companies: int) -> pa.Array:
    """The texts of each company in one cell."""
    ends = np.searchsorted(owner, np.arange(companies + 1)).astype(np.int32)
    lists = pa.ListArray.from_arrays(pa.array(ends), texts)
    return pc.if_else(pa.array(np.diff(ends) > 0), pc.binary_join(lists, "; "), None)
