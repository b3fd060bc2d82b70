"""The upload: what is taken, what is refused beside its field, and what is said when nothing can be kept."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from cohorts_at_work import AS_OF, TABLE, columns_of, hand_in, ranked
from sending import Browser, made, signed_in
from werkzeug.test import TestResponse

from web.cohorts.office import Office


def fault(page: str, field: str) -> str:
    """What is said beside a field."""
    start = page.index(f'id="f-{field}-fault"')
    return page[start : page.index("</p>", start)]


def test_a_table_leads_to_its_columns(browser: Browser) -> None:
    response = hand_in(browser)
    assert response.status_code == 303
    page = browser.client.get(response.headers["Location"])
    assert page.status_code == 200
    assert "applicants.csv: header in row 1, rows below it: 5; columns read: 6 of 6." in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("table", "name", "said"),
    [
        (b"", "empty.csv", "is empty"),
        (b"%PDF-1.7 rest", "report.pdf", "looks like a PDF"),
        (b"%PDF-1.7 rest", "report.xlsx", "looks like a PDF"),
        (b"PK\x03\x04 broken", "broken.xlsx", "broken.xlsx"),
        (b"\x89PNG\r\n", "logo", "looks like a PNG picture"),
    ],
)
def test_what_is_no_table_is_refused_by_its_own_name(browser: Browser, table: bytes, name: str, said: str) -> None:
    response = hand_in(browser, table, name)
    assert response.status_code == 422
    assert said in fault(response.text, "table")
    assert name in fault(response.text, "table")


@pytest.mark.parametrize(("lang", "said"), [("en", "choose the file with the companies"), ("zh", "没有选择表格")])
def test_no_table_at_all(client, lang: str, said: str) -> None:
    assert said in fault(Browser(client, lang).send("/cohorts", {}).text, "table")


TOMORROW = (date.today() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("as_of", "last June", "is not a date"),
        ("as_of", TOMORROW, "lies in the future"),
        ("only", "sectrs in [AI]", "unknown field &#39;sectrs&#39;"),
        ("seats", "0", "a whole number from 1"),
        ("seats", "many", "&#39;many&#39; does not fit here"),
        ("draws", "100001", "from 0 to 100,000"),
        ("spread", "-5", "from 0 to 100"),
        ("seed", "1.5", "does not fit here"),
        ("seed", "9" * 40, "does not fit here"),
        ("before_as_of", "2020-06-30", ""),
    ],
)
def test_a_field_that_can_t_be_read_is_told_beside_it_and_kept(browser: Browser, field, text, said) -> None:
    response = hand_in(browser, **{field: text})
    assert response.status_code == 422
    assert f'value="{text}"' in response.text
    if said:
        assert said in fault(response.text, field)
    else:
        assert "choose it, or empty the date" in fault(response.text, "before")


def test_files_beside_the_table_are_checked_each_in_its_place(browser: Browser) -> None:
    response = hand_in(
        browser,
        rules=(b"gates:\n  - colour = red\n", "must-haves.yaml"),
        marks=(b"company\nAlder\n", "marks.csv"),
        before=(b"\x7fELF", "last.csv"),
        before_as_of="2022-06-30",
    )
    assert response.status_code == 422
    assert "must-haves.yaml:2" in fault(response.text, "rules")
    assert "marks.csv" in fault(response.text, "marks")
    assert "looks like a program" in fault(response.text, "before")
    assert 'id="f-table-fault"' not in response.text
    assert '<details class="detail" open>' in response.text
    assert "choose them again" in response.text


def test_more_draws_than_can_be_made_are_refused(browser: Browser) -> None:
    table = b"name\n" + b"A\n" * 2_000
    response = hand_in(browser, table, draws="10001")
    assert "at most 10,000 draws" in fault(response.text, "draws")
    assert hand_in(browser, table, draws="10000").status_code == 303


def test_last_year_needs_its_date(browser: Browser) -> None:
    response = hand_in(browser, before=(TABLE, "last.csv"))
    assert "needs the date" in fault(response.text, "before_as_of")


def test_a_refused_upload_leaves_nothing_behind(tmp_path: Path) -> None:
    browser = Browser(made(tmp_path).test_client())
    assert hand_in(browser, b"", "empty.csv").status_code == 422
    assert list((tmp_path / "cohorts").iterdir()) == []


def test_a_file_keeps_nothing_of_its_own_name_on_disk(tmp_path: Path) -> None:
    browser = Browser(made(tmp_path).test_client())
    columns_of(browser, TABLE, "../../etc/passwd; rm.csv")
    (folder,) = (tmp_path / "cohorts").iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["meta.json", "table.csv"]
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("upslope.sqlite3")] == ["cohorts"]


def large_upload(browser: Browser, table: bytes, path: str = "/cohorts") -> TestResponse:
    """A form with a large file, put together here: the client would leave temporary files open."""
    parts = [("csrf_token", "", browser.token.encode()), ("table", '; filename="large.csv"', table)]
    head = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    body = b"".join(head % (name.encode(), file.encode(), content) for name, file, content in parts) + b"--x--\r\n"
    return browser.client.post(path, data=body, content_type="multipart/form-data; boundary=x")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_too_large_a_file_is_told_beside_its_field(tmp_path: Path, lang: str) -> None:
    client = made(tmp_path, cohort_limit="2").test_client()
    browser = Browser(client, lang)
    kept = large_upload(browser, b"name\n" + b"A" * 29_999 + b"\n" * 1_300_000)  # above the limit of other pages
    assert kept.status_code == 303
    response = large_upload(browser, b"x" * 2_100_000)
    assert response.status_code == 413
    assert "2 MB" in fault(response.text, "table")


def test_other_pages_keep_their_own_limit(browser: Browser) -> None:
    assert large_upload(browser, b"x" * 1_100_000, "/resume").status_code == 413


def test_a_folder_that_can_t_be_written_to_is_explained(tmp_path: Path) -> None:
    (tmp_path / "cohorts").write_text("a file, not a folder")
    browser = Browser(made(tmp_path).test_client(), "zh")
    response = hand_in(browser)
    assert response.status_code == 503
    assert "暂时无法保存文件" in response.text


def test_a_full_desk_is_explained(app, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.cohorts.desk.MOST", 0)
    response = hand_in(browser)
    assert response.status_code == 503
    assert "Too many cohorts" in response.text
    assert isinstance(app.extensions["upslope-cohorts"], Office)


def test_a_form_that_lay_open_too_long_keeps_what_was_typed(client) -> None:
    response = signed_in(client).post("/cohorts", data={"as_of": AS_OF, "seats": "7"})
    assert response.status_code == 400
    assert 'value="7"' in response.text
    assert "lain open too long" in response.text


@pytest.mark.parametrize("token", ["x", "x" * 43, "example"])
@pytest.mark.parametrize(
    "part", ["", "/columns", "/progress", "/compare", "/ranking.xlsx", "/company/2", "/mapping.yaml"]
)
def test_an_unknown_address_says_what_may_have_happened(chinese: Browser, token: str, part: str) -> None:
    response = chinese.client.get(f"/cohorts/{token}{part}")
    assert response.status_code == 404
    assert "24 小时后自动删除" in response.text


def test_uploads_are_counted_as_costly(tmp_path: Path) -> None:
    app = made(tmp_path, costly_rate="2/minute")
    browser = Browser(app.test_client())
    assert [hand_in(browser, b"", "a.csv").status_code for _ in range(3)] == [422, 422, 429]


def test_the_form_says_how_long_files_are_kept_and_every_page_leads_to_it(tmp_path: Path) -> None:
    client = signed_in(made(tmp_path, cohort_hours="3").test_client())
    assert "deleted after 3 hours" in client.get("/cohorts").text
    assert '<a href="/cohorts">' in client.get("/").text


def test_only_a_part_is_ranked(browser: Browser) -> None:
    page = browser.client.get(ranked(browser, only="sectors in [medical]")).text
    assert "Alder" in page
    assert "Birch" not in page


def test_a_condition_that_nobody_meets_is_told(browser: Browser) -> None:
    page = browser.client.get(ranked(browser, only="head_count > 5000")).text
    assert "no company meets head_count &gt; 5000" in page
