"""The whole job in English without JavaScript: the form by mouse, the result, a what-if, and back from a file."""

from pathlib import Path

from filling import answer, called, entries, press_assess, short_questions
from resulting import changed_by_what_if, composite, download
from visiting import Visit

FUNDING = [
    ("funding", "listed"),
    ("rounds-0-round", "angel"), ("rounds-0-date", "2018-05"), ("rounds-0-amount", "5,000,000"),
    ("rounds-0-currency", "CNY"), ("rounds-0-investors", "Far Ridge Capital"),
    ("rounds-1-round", "a"), ("rounds-1-date", "2020-03"), ("rounds-1-amount", "3,000,000"),
    ("rounds-1-currency", "USD"), ("rounds-1-investors", "Far Ridge Capital\nHarbour Fund"),
]  # fmt: skip


def fill_company(page) -> None:
    """Identity by what the fields are called."""
    texts = {"Company": "Cloudpeak Imaging", "City": "Shenzhen", "Main sector": "Medicine and health",
             "Founded": "2017-04", "Head count": "51-100", "As of": "2021-06-30"}  # fmt: skip
    for label, text in texts.items():
        called(page, label).fill(text)
    called(page, "Ecosystem layer").select_option(label="Application solutions")


def fill_round(page, number: int, kind: str, date: str, amount: str, currency: str, investors: str) -> None:
    """One row of the funding history."""
    row = page.get_by_role("group", name=f"Round {number}", exact=True)
    called(row, "Round").select_option(label=kind)
    called(row, "Date").fill(date)
    called(row, "Amount").fill(amount)
    called(row, "Currency").select_option(label=currency)
    called(row, "Investors").fill(investors)


def test_the_job_is_done_in_english_without_scripts(visit: Visit, expect, tmp_path: Path) -> None:
    page = visit("en", scripts=False).page
    fill_company(page)
    fill_round(page, 1, "Angel", "2018-05", "5,000,000", "Chinese yuan", "Far Ridge Capital")
    page.get_by_role("button", name="Add another round").click()
    fill_round(page, 2, "Series A", "2020-03", "3,000,000", "US dollar", "Far Ridge Capital\nHarbour Fund")
    for question in short_questions():
        answer(page, question, "en")
    typed = entries(page)
    assert ("city", "Shenzhen") in typed
    assert [each for each in typed if each[0].startswith(("funding", "rounds-"))] == FUNDING
    profile = download(page, "Save as a file", tmp_path / "profile.json")

    press_assess(page, "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cloudpeak Imaging")
    original = composite(page, "en")
    runway = next(each for each in short_questions() if each.name == "cash_runway")
    before, after = changed_by_what_if(page, runway, "3", "en")
    assert before == original
    assert after < before
    page.get_by_role("button", name="Back to the original").click()
    assert composite(page, "en") == original

    page.goto("/")
    page.get_by_text("Go on from a saved file").click()
    page.get_by_label("File saved from this form").set_input_files(profile)
    page.get_by_role("button", name="Open the file").click()
    assert entries(page) == typed
    press_assess(page, "en")
    assert composite(page, "en") == original
