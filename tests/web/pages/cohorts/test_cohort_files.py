"""Downloads: every format, whole or a selection, in the reader's language, under a name that survives."""

import csv
import io
import json
import re

import openpyxl
import pytest
from cohorts_at_work import TABLE, ranked, waited
from sending import Browser

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # data bars, to openpyxl


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("ranking.xlsx", "spreadsheetml"), ("ranking.csv", "text/csv"), ("ranking.json", "application/json"),
        ("ranking.parquet", "parquet"), ("findings.csv", "text/csv"), ("findings.parquet", "parquet"),
        ("mapping.yaml", "yaml"),
    ],
)  # fmt: skip
def test_every_file_is_handed_out(browser: Browser, complete: str, file: str, kind: str) -> None:
    response = browser.client.get(f"{complete}/{file}")
    assert response.status_code == 200
    assert kind in response.headers["Content-Type"]
    assert response.headers["Content-Disposition"] == f'attachment; filename="fictional-{file}"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.data


def test_what_is_downloaded_is_what_is_shown(browser: Browser, complete: str) -> None:
    page = browser.client.get(complete).text
    shown = re.findall(r'company/\d+">([^<]+)</a></th>', page)
    assert [row["company"] for row in table(browser.client.get(f"{complete}/ranking.csv").data)] == shown
    told = json.loads(browser.client.get(f"{complete}/ranking.json").data)
    assert [each["company"] for each in told["ranking"]] == shown
    book = openpyxl.load_workbook(io.BytesIO(browser.client.get(f"{complete}/ranking.xlsx").data))
    assert shown[0] in [cell.value for cell in book["Ranking"]["B"]]


def test_a_selection_holds_the_rows_named_with_their_ranks(browser: Browser, complete: str) -> None:
    rows = re.findall(r'name="row" value="(\d+)"', browser.client.get(complete).text)
    kept = table(browser.client.get(f"{complete}/selection.csv?row={rows[3]}&row={rows[1]}").data)
    assert [row["rank"] for row in kept] == ["2", "4"]


def test_a_selection_without_rows_holds_what_the_filter_leaves(browser: Browser, complete: str) -> None:
    kept = table(browser.client.get(f"{complete}/selection.csv?show=selected&sort=-rank").data)
    assert len(kept) == 6
    ranks = [int(row["rank"]) for row in kept]
    assert ranks == sorted(ranks, reverse=True)
    book = openpyxl.load_workbook(io.BytesIO(browser.client.get(f"{complete}/selection.xlsx?show=selected").data))
    assert book["Ranking"].max_row == 7


@pytest.mark.parametrize("file", ["ranking.pdf", "findings.xlsx", "selection.json", "secret.csv", "meta.json"])
def test_no_other_file_is_handed_out(browser: Browser, complete: str, file: str) -> None:
    assert browser.client.get(f"{complete}/{file}").status_code == 404


@pytest.mark.parametrize(
    ("name", "plain", "told"),
    [
        ("2023 申报.csv", "2023-ranking.csv", "2023%20%E7%94%B3%E6%8A%A5-ranking.csv"),
        ("申报.csv", "ranking.csv", "%E7%94%B3%E6%8A%A5-ranking.csv"),
        ("%00%3B x.csv", "00-3B-x-ranking.csv", "00-3B%20x-ranking.csv"),
        ("..csv", "upslope-ranking.csv", ""),
    ],
)
def test_names_of_files_are_safe_and_keep_their_chinese(chinese: Browser, name: str, plain: str, told: str) -> None:
    home = ranked(chinese, TABLE, name)
    header = chinese.client.get(f"{home}/ranking.csv").headers["Content-Disposition"]
    assert header == f'attachment; filename="{plain}"' + (f"; filename*=UTF-8''{told}" if told else "")


def test_files_are_in_the_readers_language(browser: Browser, complete: str) -> None:
    browser.client.get(f"{complete}?lang=zh")
    waited(browser, complete)
    assert "名次" in table(browser.client.get(f"{complete}/ranking.csv").data)[0]
