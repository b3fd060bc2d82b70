"""The command as a user meets it: what it prints, writes, refuses and with which exit status."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from scoring.resources import resource

COHORT = resource("data", "examples", "fictional-24.csv")
PROFILE = resource("data", "examples", "profile-growth.json")


def upslope(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from scoring.cli.main import main; main()", *map(str, arguments)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, env=environment, check=False)


def refused(*arguments: object) -> str:
    done = upslope(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_help_names_the_commands_without_loading_the_engine():
    code = "import sys; from scoring.cli.main import app; print('numpy' in sys.modules, 'pydantic' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == ["False", "False"]
    done = upslope("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("assess", "rank", "benchmark", "reference", "rules"))


def test_rank_prints_the_best_and_writes_csv_json_and_excel(tmp_path):
    for ending in ("csv", "json", "xlsx"):
        done = upslope("rank", COHORT, "--as-of", "2021-06-30", "--output", tmp_path / f"out.{ending}", "--top", 3)
        assert done.returncode == 0, done.stderr
    assert "24 ranked, 0 rejected" in done.stdout
    result = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert set(result) >= {"ranking", "rejected", "versions"}
    assert [row["rank"] for row in result["ranking"]] == sorted(row["rank"] for row in result["ranking"])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Ranking"]
    assert sheet["B2"].value == result["ranking"][0]["company"]
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfrank,company,composite,low,high,rank_median")


def test_the_same_input_gives_the_same_bytes(tmp_path):
    for ending in ("csv", "json", "xlsx"):
        for name in ("one", "two"):
            upslope("rank", COHORT, "--as-of", "2021-06-30", "--draws", 200, "--output", tmp_path / f"{name}.{ending}")
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_chinese_speaks_chinese(tmp_path):
    done = upslope("rank", COHORT, "--lang", "zh", "--output", tmp_path / "out.csv")
    assert "综合得分" in done.stdout
    assert "已排名 24 家" in done.stdout
    assert (tmp_path / "out.csv").read_text("utf-8-sig").startswith("名次,公司,综合得分")


def test_a_rejected_row_is_explained_in_the_chosen_language(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("公司名称,融资轮次\n甲（虚构）,A轮\n乙（虚构）,旅游\n", "utf-8")
    shown = upslope("rank", table, "--lang", "zh", "--output", tmp_path / "out.csv").stdout
    assert "已排名 1 家，未采用 1 行" in shown
    assert "第 3 行（乙（虚构））" in shown
    rejected = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[-1]
    assert "乙（虚构）" in rejected
    assert "未采用" in rejected
    assert "is not a known" not in rejected


def test_assess_prints_text_or_the_same_json_as_the_file(tmp_path):
    text = upslope("assess", PROFILE)
    assert text.returncode == 0, text.stderr
    assert "What next" in text.stdout
    printed = upslope("assess", PROFILE, "--format", "json").stdout
    upslope("assess", PROFILE, "--output", tmp_path / "a.json")
    assert printed == (tmp_path / "a.json").read_text("utf-8")
    assert json.loads(printed)["composite"]["score"] is not None


def test_weights_of_ones_own_change_the_ranking_and_its_version(tmp_path):
    own = tmp_path / "ours.yaml"
    only_focus = "{focus: 100, solution: 0, financing: 0, market: 0, operations: 0, data_loop: 0}"
    own.write_text(re.sub(r"\{focus:.*\}", only_focus, resource("rules", "weights.yaml").read_text("utf-8")), "utf-8")
    for name, extra in (("shipped", ()), ("own", ("--weights", own))):
        done = upslope("rank", COHORT, "--as-of", "2021-06-30", "--output", tmp_path / f"{name}.json", *extra)
        assert done.returncode == 0, done.stderr
    shipped_result, own_result = (json.loads((tmp_path / f"{n}.json").read_text("utf-8")) for n in ("shipped", "own"))
    best = own_result["ranking"][0]
    assert best["factors"]["focus"] == max(row["factors"]["focus"] for row in own_result["ranking"])
    assert own_result["versions"]["rules"] != shipped_result["versions"]["rules"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rank", "missing.csv"), "missing.csv: No such file"),
        (("rank", COHORT, "--lang", "fr"), "expected en or zh"),
        (("rank", COHORT, "--as-of", "yesterday"), "expected YYYY-MM-DD"),
        (("rank", COHORT, "--as-of", "2199-01-01"), "lies in the future"),
        (("rank", COHORT, "--output", "out.docx"), "expected one of .xlsx, .csv, .json, .parquet"),
        (("rank", COHORT, "--output", "no/such/folder/out.csv"), "there is no folder"),
        (("rank", COHORT, "--weights", "missing.yaml"), "can't be read"),
        (("assess", "missing.json"), "missing.json: No such file"),
        (("assess", COHORT), "is no JSON"),
        (("assess", PROFILE, "--format", "pdf"), "expected text or json"),
        (("assess", PROFILE, "--format", "pdf", "--lang", "zh"), "应为 text 或 json"),
        (("rank", COHORT, "--lang", "fr"), "应为 en 或 zh"),
        (("rank", COHORT, "--output", "out.docx", "--lang", "zh"), "应为以下之一：.xlsx、.csv、.json、.parquet"),
        (("rank", COHORT, "--output", "no/such/folder/out.csv", "--lang", "zh"), "请先新建"),
        (("rank", "missing.csv", "--lang", "zh"), "missing.csv：没有这个文件"),
        (("rank", resource("data", "examples") / ".", "--lang", "zh"), "examples：无法读取：这是文件夹"),
        (("rank", COHORT, "--sheet", "Data"), "has no sheet 'Data'"),
        (("rules", "check", "no-such-folder"), "no such folder"),
        (("benchmark", "--city", "Shenzen"), "Nearest: Shenzhen"),
        (("benchmark", "--stage", "战略投资", "--lang", "zh"), "看不出融资阶段"),
        (("reference", "build", "--data", "no-such-folder", "--output", "out"), "there is no folder no-such-folder"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_remedy(arguments, says):
    assert says in refused(*arguments)


def test_a_failed_run_leaves_the_old_output_alone(tmp_path):
    table, out = tmp_path / "empty.csv", tmp_path / "out.csv"
    table.write_bytes(b"")
    out.write_text("last year's ranking", "utf-8")
    assert "is empty" in refused("rank", table, "--output", out)
    assert out.read_text("utf-8") == "last year's ranking"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.csv", "out.csv"]


def test_rules_check_counts_what_it_found_sound():
    done = upslope("rules", "check")
    assert done.returncode == 0
    assert "6 rule sets" in done.stdout
    assert "通过" in upslope("rules", "check", "--lang", "zh").stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_input_is_never_overwritten(lang, tmp_path):
    table = tmp_path / "table.csv"
    table.write_bytes(COHORT.read_bytes())
    profile = tmp_path / "profile.json"
    profile.write_bytes(PROFILE.read_bytes())
    for command, source in (("rank", table), ("assess", profile)):
        before = source.read_bytes()
        (tmp_path / "sub").mkdir(exist_ok=True)
        message = refused(command, source, "--output", tmp_path / "sub" / ".." / source.name, "--lang", lang)
        assert {"en": "choose another name", "zh": "请换一个文件名"}[lang] in message
        assert source.read_bytes() == before


def test_a_folder_is_named_even_by_its_dot(tmp_path):
    done = upslope("rank", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert f"upslope: {tmp_path.name}: can't be read: Is a directory" in done.stderr


@pytest.mark.parametrize("place", ["{0}", '"answers": {{{0}}}'])
def test_a_key_that_stands_twice_in_a_profile_is_refused(place, tmp_path):
    profile = tmp_path / "p.json"
    twice = place.format('"city": "北京", "city": "上海"')
    profile.write_text(f'{{"name": "甲", {twice}}}', "utf-8")
    assert "p.json: 'city' stands twice in one object (expected each name once)" in refused("assess", profile)
    profile.write_text('{"name": ' + "[" * 1000 + "]" * 1000 + "}", "utf-8")
    assert "p.json" in refused("assess", profile)


def test_the_sheet_to_rank_can_be_named(tmp_path):
    book = openpyxl.Workbook()
    for title, name in (("One", "Alpha"), ("Two", "Beta")):
        sheet = book.create_sheet(title)
        sheet.append(["company", "city"])
        sheet.append([name, "Beijing"])
    book.save(tmp_path / "t.xlsx")
    assert "Alpha" in upslope("rank", tmp_path / "t.xlsx").stdout
    assert "Beta" in upslope("rank", tmp_path / "t.xlsx", "--sheet", "Two").stdout


def test_nothing_from_a_file_steers_the_terminal(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("company,bad\u202ehead\n" + "x" * 150 + ",1\ny\u202ez,2\n", "utf-8")
    done = upslope("rank", table)
    assert done.returncode == 0
    assert not [mark for mark in ("\u202e", "\x1b", "x" * 61) if mark in done.stdout]
    assert "badhead" in done.stdout and "x" * 20 in done.stdout


def test_chinese_results_are_punctuated_in_chinese(tmp_path):
    text = upslope("assess", PROFILE, "--lang", "zh").stdout
    assert re.search(r"版本：Upslope [^，、]+、规则集 \w+、数据 \w+、模型 \w+", text)
    assert "依据报告 5." in text
    table = tmp_path / "t.csv"
    table.write_text("公司名称,备注一,备注二\n甲,x,y\n", "utf-8")
    assert "未读取的列：备注一、备注二" in upslope("rank", table, "--lang", "zh").stdout
