"""The form as a browser sees it: all asked in both languages, faults beside their fields, nothing typed lost."""

import io
import json
import re
from html import unescape

import pytest
from sending import Browser

from scoring import shipped_book
from scoring.profile import profile_model
from scoring.resources import resource
from web.forms import form_questions, programme_questions

XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
TYPED_KIND = "application/x-www-form-urlencoded"
TYPED = {
    "name": "星图智检",
    "city": "深训",
    "sectors": ["医疗", "no such sector", ""],
    "layer": "solutions",
    "founded": "2019年3月",
    "head_count": "viele",
    "as_of": "2021-06-30",
    "funding": "listed",
    "rounds-0-round": "a",
    "rounds-0-amount": "eine Menge",
    "rounds-0-investors": "甲资本\n乙资本",
    "latest_round_only": "yes",
    "answers-vertical_customers": "12 or so",
    "answers-vertical_customers-evidence": "public_register",
    "answers-product_form": "standard_product",
    "answers-owned_functions": ["research", "sales"],
    "answers-rights_ownership": "no",
    "accounts-0-year": "2020",
    "accounts-0-revenue": "3000-5000万",
    "accounts-0-rd_cost": "240万",
    "accounts-1-year": "2019",
    "accounts-1-assets": "0.3亿",
    "answers-science_staff": "20",
    "answers-titles": ["kexiao", "gaoqi"],
    "answers-hightech_share": "0.05",
}


def tag_of(page: str, id_: str) -> str:
    """The opening tag of the element with this id."""
    found = re.search(rf'<\w+[^>]*\sid="{re.escape(id_)}"[^>]*>', page)
    assert found, f"no element {id_}"
    return unescape(found[0])


def shown(page: str) -> dict[str, list[str]]:
    """What stands in the fields: texts, ticks and chosen options by name; years of accounts where figures stand."""
    page = page.split("<template", maxsplit=1)[0] + page.rsplit("</template>", maxsplit=1)[-1]
    fields: dict[str, list[str]] = {}

    def add(name: str, text: str) -> None:
        if text:
            fields.setdefault(name, []).append(unescape(text))

    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and name[1] != "csrf_token" and ('type="text"' in tag or " checked" in tag):
            add(name[1], value[1])
    for name, inner in re.findall(r'<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        for option in re.findall(r'<option value="([^"]*)" selected>', inner):
            add(name, option)
    for name, inner in re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL):
        add(name, inner)
    columns = {name.split("-")[1] for name in fields if re.fullmatch(r"accounts-\d+-(?!year)\w+", name)}
    idle = [name for name in fields if name.endswith("-year") and name.split("-")[1] not in columns]
    return {name: texts for name, texts in fields.items() if name not in idle}


def as_lists(fields: dict) -> dict[str, list[str]]:
    """Fields as `shown` gives them."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    return {name: [text for text in texts if text] for name, texts in listed.items()}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_form_asks_everything_in_both_languages(client, lang) -> None:
    page = unescape(client.get(f"/?lang={lang}").text)
    programmes = programme_questions(shipped_book())
    for part in (*form_questions(shipped_book()), programmes):
        assert part.name.in_(lang) in page
        for question in part.questions:
            texts = [question.text, question.help, question.unit, *(choice.says for choice in question.choices)]
            for text in filter(None, texts):
                assert text.in_(lang) in page
    for slug in ("Shenzhen", "Manufacturing") if lang == "en" else ("深圳", "智慧医疗"):
        assert f'<option value="{slug}">' in page


def test_every_field_has_a_label_and_every_id_is_its_own(client) -> None:
    page = client.get("/example").text.split("<template")
    page = page[0] + page[1].split("</template>")[1]
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    labelled = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', page))
    for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", page):
        if 'type="hidden"' not in tag:
            assert re.search(r'\sid="([^"]+)"', tag)[1] in labelled, tag
    for pointed in re.findall(r'(?:aria-describedby|aria-labelledby|list)="([^"]+)"', page):
        assert set(pointed.split()) <= set(ids)


def test_the_short_form_comes_before_the_detail(client) -> None:
    page = client.get("/").text
    places = {question.short: [] for factor in form_questions(shipped_book()) for question in factor.questions}
    for factor in form_questions(shipped_book()):
        for question in factor.questions:
            places[question.short].append(page.index(f'id="f-{question.field}"'))
    assert max(places[True]) < min(places[False])


def test_faults_stand_beside_their_fields_and_in_a_summary_that_leads_there(browser: Browser) -> None:
    response = browser.send("/assess", TYPED)
    assert response.status_code == 422
    page = response.text
    faulty = [
        "city", "sectors-1", "head_count", "rounds-0-amount", "answers-vertical_customers", "accounts-0-revenue",
        "answers-hightech_share",
    ]  # fmt: skip
    summary = page[page.index('role="alert"') : page.index("</ul>", page.index('role="alert"'))]
    assert re.findall(r'href="#f-([^"]+)"', summary) == faulty
    for name in faulty:
        tag = tag_of(page, f"f-{name}")
        assert 'aria-invalid="true"' in tag
        assert f"f-{name}-fault" in re.search(r'aria-describedby="([^"]*)"', tag)[1].split()
        assert tag_of(page, f"f-{name}-fault")
    assert "Nearest: Shenzhen" in page
    assert 'aria-invalid="true"' not in tag_of(page, "f-name")


def test_faults_are_worded_in_chinese(chinese: Browser) -> None:
    page = chinese.send("/assess", TYPED).text
    assert "请先更正以下 7 处" in page
    assert "是否指深圳" in page


@pytest.mark.parametrize("path", ["/assess", "/form", "/form?lang=zh"])
def test_nothing_typed_is_lost(browser: Browser, path) -> None:
    assert shown(browser.send(path, TYPED).text) == as_lists(TYPED)


def test_a_missing_name_is_asked_for(browser: Browser) -> None:
    response = browser.send("/assess", {"city": "Shenzhen"})
    assert response.status_code == 422
    assert tag_of(response.text, "f-name-fault")
    assert shown(response.text)["city"] == ["Shenzhen"]


def test_dates_that_contradict_each_other_are_told(browser: Browser) -> None:
    page = browser.send("/assess", {"name": "A", "as_of": "2021-01-01", "founded": "2022"}).text
    assert "after the as-of date" in page


def test_rounds_are_added_and_removed_without_scripts(browser: Browser) -> None:
    typed = {"name": "A", "rounds-0-round": "seed", "rounds-0-date": "2019", "rounds-1-round": "a"}
    page = browser.send("/form", {**typed, "do": "add-round"}).text
    assert [tag_of(page, f"f-rounds-{row}") for row in range(3)]
    assert shown(page) == as_lists({**typed, "funding": "listed"})
    page = browser.send("/form", {**typed, "do": "remove-round-0"}).text
    assert shown(page) == as_lists({"name": "A", "rounds-0-round": "a"})
    assert 'id="f-rounds-1"' not in page


@pytest.mark.parametrize("do", ["remove-round-7", "remove-round-", "remove-round-x", "nonsense"])
def test_a_tampered_button_changes_nothing(browser: Browser, do) -> None:
    typed = {"name": "A", "rounds-0-round": "seed"}
    assert shown(browser.send("/form", {**typed, "do": do}).text) == as_lists(typed)


def test_save_and_resume_bring_everything_back(browser: Browser) -> None:
    saved = browser.send("/save", TYPED)
    assert saved.mimetype == "application/json"
    assert saved.headers["Content-Disposition"] == "attachment; filename=upslope-profile.json"
    response = browser.send("/resume", {"file": (io.BytesIO(saved.data), "my.json")})
    read = {"founded": ["2019-03"], "accounts-0-rd_cost": ["2,400,000"], "accounts-1-assets": ["30,000,000"]}
    expected = as_lists(TYPED) | read | {"sectors": ["医疗", "no such sector"]}
    assert shown(response.text) == expected
    assert "f-city-fault" in response.text


def test_a_saved_valid_profile_is_one_that_the_engine_reads(browser: Browser) -> None:
    page = browser.client.get("/example").text
    saved = json.loads(browser.send("/save", shown(page)).data)
    original = json.loads(resource("data", "examples", "profile-growth.json").read_text(encoding="utf-8"))
    for profile in (saved, original):
        for answer in profile["answers"].values():
            ticks = answer["value"] if isinstance(answer, dict) else answer
            if isinstance(ticks, list):
                ticks.sort()  # ticks come in the order of the page
    model = profile_model(shipped_book())
    assert model.model_validate(saved) == model.model_validate(original)


def test_a_page_can_carry_the_profile_and_lead_back_to_the_form(browser: Browser) -> None:
    response = browser.send("/resume", {"profile": json.dumps({"name": "A", "rounds": []})})
    assert response.status_code == 200
    assert shown(response.text) == {"name": ["A"], "funding": ["never"]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"name,city", "is no JSON"),
        (b"[]", "holds no object"),
        (b'{"name": "A", "name": "B"}', "stands twice"),
        (b"\xff\xfe", "is no UTF-8"),
    ],
)
def test_a_file_that_is_none_is_explained(browser: Browser, content, told) -> None:
    response = browser.send("/resume", {"file": (io.BytesIO(content), "mine.json")})
    assert response.status_code == 422
    assert told in response.text
    assert "mine.json" in response.text


def test_resuming_without_a_file_asks_for_one(chinese: Browser) -> None:
    response = chinese.send("/resume", {})
    assert response.status_code == 422
    assert "没有选择文件" in response.text


def test_fields_of_a_file_that_the_form_does_not_have_are_named_as_left_out(browser: Browser) -> None:
    page = browser.send("/resume", {"profile": '{"name": "A", "ceo": "x", "answers": {"cash_runwya": 3}}'}).text
    summary = page[page.index('id="faults"') : page.index("</ul>", page.index('id="faults"'))]
    assert "Left out" in summary
    assert "ceo" in summary
    assert "answers.cash_runwya" in summary
    assert "cash_runway" in summary
    assert "<a " not in summary
    assert "Please correct" not in page


def test_what_is_left_out_of_a_file_is_told_apart_from_what_is_wrong(chinese: Browser) -> None:
    page = chinese.send("/resume", {"profile": '{"name": "A", "ceo": "x", "city": "深训"}'}).text
    wrong, left_out = page.index("请先更正以下 1 处"), page.index("未予采用")
    assert wrong < page.index('href="#f-city"') < left_out < page.index("ceo", left_out)


def test_markup_typed_anywhere_is_shown_as_text(browser: Browser) -> None:
    names = [*TYPED, "segment", "evidence", "rounds-0-date", "rounds-0-currency", "rounds-0-evidence"]
    page = browser.send("/assess", dict.fromkeys(names, XSS)).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert unescape(page).count(XSS) > len(names)
    assert "<script>alert" not in browser.send("/assess", {"name": XSS}).text


def test_markup_in_a_file_is_shown_as_text(browser: Browser) -> None:
    for content in (json.dumps({XSS: 1, "name": XSS}).encode(), XSS.encode()):
        page = browser.send("/resume", {"file": (io.BytesIO(content), f"{XSS}.json")}).text
        assert "<script>alert" not in page
        assert "<img" not in page


def test_progress_is_shown_without_scripts(browser: Browser) -> None:
    page = browser.send("/form", {"answers-vertical_customers": "3", "answers-product_form": "standard_product"}).text
    short = sum(len(factor.short) for factor in form_questions(shipped_book()))
    assert f"2 of {short}" in page
    assert re.search(r'<progress max="\d+" value="2"', page)


def test_progress_does_not_count_what_cannot_be_used(browser: Browser) -> None:
    page = browser.send("/assess", {"answers-vertical_customers": "abc", "answers-product_form": "no such"}).text
    short = sum(len(factor.short) for factor in form_questions(shipped_book()))
    assert f"0 of {short}" in page


def test_programmes_count_facts_and_figures_and_are_open_where_something_stands(browser: Browser) -> None:
    asked = programme_questions(shipped_book())
    count = len(asked.questions) + len(asked.figures)
    typed = {
        "accounts-0-revenue": "3000万", "accounts-1-revenue": "2000万", "accounts-2-costs": "lots",
        "answers-titles": "-",
    }  # fmt: skip
    page = browser.send("/form", typed).text
    assert f"2 of {count}" in page
    assert " open" in tag_of(page, "detail-policies")
    assert " open" in tag_of(browser.send("/form", {"answers-awards": "-"}).text, "detail-policies")
    assert " open" not in tag_of(browser.send("/form", {"accounts-0-year": "2020"}).text, "detail-policies")


def test_years_asked_for_end_before_the_as_of_date_and_those_typed_stay(browser: Browser) -> None:
    def years(**typed: str) -> list[str]:
        fields = {name.replace("__", "-"): text for name, text in typed.items()}
        return re.findall(r'name="accounts-\d+-year" value="([^"]*)"', browser.send("/form", fields).text)

    assert years(as_of="2021-06-30") == ["2020", "2019", "2018"]
    assert years(as_of="2021-06-30", accounts__1__year="2019", accounts__1__costs="5万") == ["2020", "2019", "2018"]
    assert years(as_of="2021-06-30", accounts__0__year="2015", accounts__0__costs="5万") == ["2020", "2019", "2015"]
    assert years(as_of="2021-06-30", accounts__0__year="soon", accounts__0__costs="5万") == ["2020", "2019", "soon"]


def test_accounts_that_contradict_each_other_are_told_at_their_column(browser: Browser) -> None:
    typed = {"name": "A", "accounts-0-year": "2020", "accounts-0-revenue": "1", "accounts-1-revenue": "2"}
    page = browser.send("/assess", {**typed, "accounts-1-year": "2020"}).text
    assert "stands twice" in page
    assert 'aria-invalid="true"' in tag_of(page, "f-accounts-1-year")
    page = browser.send("/assess", typed).text
    assert 'aria-invalid="true"' in tag_of(page, "f-accounts-1-year")
    assert 'href="#f-accounts-1-year"' in page


def test_detail_is_open_where_something_stands_or_is_wrong_in_it(browser: Browser) -> None:
    page = browser.send("/assess", {"name": "A", "answers-burn_multiple": "lots"}).text
    assert " open" in tag_of(page, "detail-financing")
    assert " open" not in tag_of(page, "detail-market")


def test_a_valid_form_gives_the_result(browser: Browser) -> None:
    response = browser.send("/assess", {"name": "甲 & 乙", "answers-cash_runway": "12"})
    assert response.status_code == 200
    assert "甲 &amp; 乙" in response.text


@pytest.mark.parametrize("path", ["/form", "/save", "/resume"])
def test_reloading_the_address_of_a_sent_form_begins_anew(client, path) -> None:
    response = client.get(path)
    assert (response.status_code, response.location) == (302, "/")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=\xff", "application/x-www-form-urlencoded"),
        (b"name=%ff%fe", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    ],
)
@pytest.mark.parametrize("path", ["/assess", "/form", "/save", "/resume"])
def test_bodies_that_are_no_form_are_refused(browser: Browser, path, body, kind) -> None:
    response = browser.client.post(path, data=body, content_type=kind)
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/assess", "/save", "/result", "/what-if"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_text_that_is_no_utf_8_is_refused_and_explained(client, path, lang) -> None:
    token = Browser(client, lang).token
    typed = client.post(path, data=b"csrf_token=%s&name=%%ff%%fe" % token.encode(), content_type=TYPED_KIND)
    body = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\xfe\r\n--x--\r\n'
    with_file = client.post(path, data=body, content_type="multipart/form-data; boundary=x")
    for response in (typed, with_file):
        assert response.status_code == 400
        assert "UTF-8" in response.text


def test_an_escape_that_was_typed_is_text_like_any_other(browser: Browser) -> None:
    assert "<h1>100%FF</h1>" in browser.send("/assess", {"name": "100%FF"}).text


@pytest.mark.parametrize(("body", "kind"), [(b'{"name": "A"}', "application/json"), (b"name", "text/plain")])
@pytest.mark.parametrize("path", ["/assess", "/form", "/save", "/resume", "/result"])
def test_bodies_of_another_kind_are_refused_and_explained(browser: Browser, path, body, kind) -> None:
    response = browser.client.post(path, data=body, content_type=kind)
    assert response.status_code == 415
    assert "Send the form of the page" in response.text


@pytest.mark.parametrize("part", [{"currency": "USD"}, {"evidence": "public_register"}])
def test_a_round_without_a_name_is_asked_for_it_and_kept(browser: Browser, part) -> None:
    typed = {"name": "A", **{f"rounds-0-{name}": text for name, text in part.items()}}
    response = browser.send("/assess", typed)
    assert response.status_code == 422
    assert tag_of(response.text, "f-rounds-0-round-fault")
    assert shown(response.text) == as_lists(typed)


def test_more_rounds_than_a_profile_may_have_are_told(browser: Browser) -> None:
    response = browser.send("/assess", {"name": "A", **{f"rounds-{row}-round": "a" for row in range(201)}})
    assert response.status_code == 422
    assert "at most 200 entries" in response.text
