"""`upslope policies`, and official programmes in `assess` and `rank`: on the screen and in files, in both languages."""

import csv
import json
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from test_commands import COHORT, refused, upslope

from scoring.resources import resource

DAY = "2026-06-30"
NUMBERS = ("国科发政〔2017〕115号", "国科发火〔2016〕32号", "工信部企业〔2022〕63号", "工信部企业〔2026〕2号")
COMPANY = {
    "name": "Tide (fictional)",
    "as_of": DAY,
    "city": "shenzhen",
    "head_count": 50,
    "accounts": [{"year": 2025, "revenue": 3e7, "costs": 2.5e7, "rd_cost": 3e6, "assets": 5e7, "liabilities": 1e7}],
    "answers": {
        "science_staff": 20, "titles": ["gaoqi"], "incidents": [], "restricted_products": False,
        "audited_collection": True, "invention_patents": 2, "key_field": True,
    },
}  # fmt: skip
TABLE = (
    "name,city,head_count,science_staff,titles\nTide (fictional),shenzhen,50,20,gaoqi\nBig (fictional),wuhan,800,9,\n"
)


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "tide.json"
    path.write_text(json.dumps(COMPANY), "utf-8")
    return path


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, "utf-8")
    return path


def listed(*arguments: object) -> str:
    done = upslope("policies", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


class TestList:
    def test_every_programme_with_document_number_date_pass_mark_sources_and_status(self):
        shown = listed("--as-of", DAY)
        assert all(number in shown for number in NUMBERS)
        kexiao = shown[shown.index("kexiao ·") : shown.index("gaoqi ·")]
        assert "In force since 2017-05-03" in kexiao
        assert "at least 60 points of 100" in kexiao
        assert "one of 4 direct routes" in kexiao
        assert "0 of 17 main figures rest on a single one; cautions on details: " in kexiao
        assert "Status: " in kexiao
        assert "check with" in kexiao
        xiaojuren = shown[shown.index("xiaojuren ·") :]
        assert "main figures rest on a single one" in xiaojuren
        assert "points of" not in xiaojuren

    def test_chinese(self):
        shown = listed("--as-of", DAY, "--lang", "zh")
        assert "2026-06-30 的政策资质" in shown
        assert "《科技型中小企业评价办法》，国科发政〔2017〕115号" in shown
        assert "得分不低于 60 分（满分 100）" in shown
        assert not any(word in shown for word in ("points", "gates", "In force"))

    @pytest.mark.parametrize(
        ("day", "lang", "says", "count"),
        [
            ("2024-01-01", "en", "None in force on 2024-01-01. Included: 工信部企业〔2026〕2号, from 2026-04-01", 2),
            ("2010-01-01", "zh", "2010-01-01 没有现行标准。已收录：", 5),
        ],
    )
    def test_what_is_not_in_force_says_so_and_what_is_there(self, day, lang, says, count):
        shown = listed("--as-of", day, "--lang", lang)
        assert says in shown
        assert shown.count(says[:12]) == count

    def test_rules_without_packs_say_so(self, tmp_path):
        for file in resource("rules").glob("*.yaml"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        assert listed("--rules", tmp_path) == "These rules hold no policy packs\n"
        assert "none; these rules hold no policy packs" in refused("policies", "kexiao", "--rules", tmp_path)


class TestOne:
    def test_every_condition_with_clause_and_sources_points_routes_and_papers(self):
        shown = listed("kexiao", "--as-of", DAY)
        assert "Head count: at most 500 people" in shown
        assert "Article 6" in shown
        assert "7 sources" in shown
        assert "at most 50" in shown
        routes = shown[shown.index("Direct routes: one of them replaces the points") : shown.index("Papers to prepare")]
        assert routes.count("(Article 8") == routes.count("5 sources") == 4
        assert all(title in shown for title in ("Gates, all of which must be met", "Papers to prepare", "Cautions"))
        assert "gaoqi ·" not in shown

    def test_a_single_source_and_a_judgement_stand_beside_the_condition(self):
        shown = listed("xiaojuren", "--as-of", DAY)
        assert "1 source)" in shown or "1 source;" in shown
        assert "judged by the authority" in shown
        assert "Rests on a single source." in shown

    @pytest.mark.parametrize("name", ["gaoqi", "GAOQI", "高新技术企业"])
    def test_it_goes_by_its_id_or_its_name(self, name):
        shown = listed(name, "--lang", "zh", "--as-of", DAY)
        assert shown.startswith("gaoqi · 高新技术企业")
        assert "由专家评定 分" not in shown
        assert "需要准备的材料" in shown

    def test_before_its_first_version_it_says_so(self):
        shown = listed("xiaojuren", "--as-of", "2020-01-01")
        assert "None in force on 2020-01-01" in shown
        assert "Gates" not in shown


class TestJson:
    def test_on_the_screen_and_in_a_file_are_the_same_and_hold_all(self, tmp_path):
        printed = listed("--as-of", DAY, "--format", "json")
        shown = listed("--as-of", DAY, "--output", tmp_path / "p.json")
        assert printed == (tmp_path / "p.json").read_text("utf-8")
        assert f"→ {tmp_path / 'p.json'}" in shown
        listing = json.loads(printed)
        assert listing["as_of"] == DAY
        assert [each["programme"] for each in listing["programmes"]] == [
            "kexiao", "gaoqi", "chuangxin", "zhuanjingtexin", "xiaojuren",
        ]  # fmt: skip
        assert all(each["check"] and each["gates"] and each["papers"] for each in listing["programmes"])

    def test_one_programme_has_the_same_shape(self):
        listing = json.loads(listed("kexiao", "--as-of", DAY, "--format", "json", "--lang", "zh"))
        (only,) = listing["programmes"]
        assert only["name"] == "科技型中小企业"
        assert only["score"]["max"] == 100


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--as-of", "2199-01-01"), "2199-01-01 lies in the future"),
        (("--as-of", "2199-01-01", "--lang", "zh"), "还没到"),
        (("--as-of", "2026"), "expected YYYY-MM-DD"),
        (("--format", "pdf"), "--format: 'pdf' is no form of output (expected text or json)"),
        (("--format", "pdf", "--lang", "zh"), "应为 text 或 json"),
        (("--output", "list.xlsx"), "expected .json"),
        (("--output", "no/such/folder/list.json"), "No such file or directory"),
        (("--lang", "fr"), "expected en or zh"),
        (("--rules", "no-such-folder"), "no such folder"),
        (("gaoke",), "gaoke: no such programme (expected kexiao (Technology SME"),
        (("gaoke", "--lang", "zh"), "gaoke：没有这项政策资质（应为 kexiao（科技型中小企业）、gaoqi"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_remedy(arguments, says):
    assert says in refused("policies", *arguments)


class TestAssess:
    def test_verdict_points_near_miss_and_single_sources_by_programme(self, profile):
        shown = upslope("assess", profile).stdout
        part = shown[shown.index("Official programmes") : shown.index("Among peers")]
        assert "Qualifies on what was stated: 100 of 100 points" in part
        assert "It would take" in part
        assert "Still to tell: " in part
        assert "! Only one source for: " in part
        assert "only the authority decides" in part
        assert "nothing told" not in part

    def test_chinese(self, profile):
        shown = upslope("assess", profile, "--lang", "zh").stdout
        part = shown[shown.index("政策资质") :]
        assert "科技型中小企业 · 按所填信息符合条件：100 分（满分 100）" in part
        assert "还需填写：" in part
        assert "最终以主管部门认定为准" in part

    def test_json_has_every_condition(self, profile):
        policies = json.loads(upslope("assess", profile, "--format", "json").stdout)["policies"]
        assert policies[0]["verdict"] == "qualifies"
        assert all(gate["clause"] and gate["found"] for each in policies for gate in each["gates"])

    @pytest.mark.parametrize(
        ("lang", "says"), [("en", "nothing told that they ask for"), ("zh", "尚未填写测算所需的信息")]
    )
    def test_a_company_that_told_nothing_gets_one_line_on_what_to_add(self, lang, says, tmp_path):
        bare = tmp_path / "bare.json"
        bare.write_text(
            '{"name": "Bare (fictional)", "city": "shenzhen", "answers": {"invention_patents": 3}}', "utf-8"
        )
        shown = upslope("assess", bare, "--lang", lang).stdout
        assert says in shown
        assert "accounts" in shown
        assert "science_staff" in shown
        assert "gaoqi" not in shown


class TestRank:
    def test_verdicts_and_points_in_every_kind_of_file(self, table, tmp_path):
        for ending in ("csv", "json", "parquet", "xlsx"):
            out = tmp_path / f"out.{ending}"
            done = upslope("rank", table, "--as-of", DAY, "--draws", 0, "--output", out)
            assert done.returncode == 0, done.stderr
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = {row["company"]: row for row in csv.DictReader(file)}
        big = rows["Big (fictional)"]
        assert big["policy_kexiao"] == "Does not qualify"
        assert float(big["policy_kexiao_low"]) <= float(big["policy_kexiao_high"])
        assert "policy_xiaojuren_low" not in big
        found = {each["company"]: each for each in json.loads((tmp_path / "out.json").read_text("utf-8"))["ranking"]}
        assert found["Big (fictional)"]["policies"]["kexiao"] == {
            "verdict": "does_not", "low": float(big["policy_kexiao_low"]), "high": float(big["policy_kexiao_high"]),
        }  # fmt: skip
        columns = pq.read_table(tmp_path / "out.parquet").to_pydict()
        assert columns["policy_kexiao"][columns["company"].index("Big (fictional)")] == "Does not qualify"
        sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Programmes"]
        cells = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert next(row for row in cells if row[0] == "Big (fictional)")[2] == "Does not qualify"
        assert any("国科发政〔2017〕115号" in str(row[1]) for row in cells)

    def test_chinese(self, table, tmp_path):
        upslope("rank", table, "--as-of", DAY, "--draws", 0, "--lang", "zh", "--output", tmp_path / "out.csv")
        header, *rows = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
        assert "科技型中小企业,科技型中小企业：得分下限,科技型中小企业：得分上限" in header
        assert any("不符合" in row for row in rows)

    def test_a_table_that_tells_nothing_of_it_has_no_such_columns(self, tmp_path):
        for ending in ("csv", "xlsx"):
            upslope("rank", COHORT, "--as-of", DAY, "--draws", 0, "--output", tmp_path / f"out.{ending}")
        assert "policy_" not in (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[0]
        assert "Programmes" not in openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames

    def test_only_those_that_a_programme_fits(self, table):
        shown = upslope("rank", table, "--as-of", DAY, "--draws", 0, "--only", "policy_kexiao = does_not").stdout
        assert "Big (fictional)" in shown
        assert "1 ranked" in shown


def test_the_guides_name_the_command():
    root = Path(__file__).parents[3]
    for name in ("README.md", "README.zh-CN.md", "rules/README.md", "docs/scale.md", "docs/scale.zh.md"):
        assert "upslope policies" in (root / name).read_text("utf-8"), name
