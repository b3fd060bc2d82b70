"""`upslope benchmark` and the peers that `assess` and `rank` show, as a user meets them."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pytest
from rich.console import Console

from scoring import assess, rank
from scoring.cli import benchmark, show, show_assessment
from scoring.cli.console import Failure
from scoring.output.ranking_csv import ranking_csv
from scoring.output.ranking_xlsx import ranking_xlsx
from scoring.peers.query import peer_query
from scoring.resources import resource

PROFILE = resource("data", "examples", "profile-growth.json")
COHORT = resource("data", "examples", "fictional-24.csv")


@pytest.fixture
def told(capsys, monkeypatch):
    """What a run prints, with line ends and table gaps as single spaces."""

    def run(city=None, sector=None, stage=None, form="text", output=None, pictures=None, lang="en", width=200):
        monkeypatch.setattr(show, "_PIPED_WIDTH", width)
        benchmark.run(city, sector, stage, form, output, pictures, lang)
        return " ".join(capsys.readouterr().out.split())

    return run


def test_the_command_answers_without_a_company():
    code = "from scoring.cli.main import main; main()"
    arguments = ["benchmark", "--city", "深圳", "--sector", "智能制造", "--stage", "Series A+", "--format", "json"]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8",
                          env=environment, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    picture = json.loads(done.stdout)
    assert (picture["city"], picture["sector"], picture["stage"]) == ("shenzhen", "manufacturing", "a")
    assert all(benchmark["percentile"] is None for benchmark in picture["benchmarks"])


def test_each_measure_comes_with_quartiles_size_group_source_and_vintage(told):
    said, picture = (
        told("深圳", "智能制造", "a"),
        peer_query({"city": "深圳", "sector": "智能制造", "stage": "a"}).picture(),
    )
    assert "Peers of: Series A · Manufacturing · Shenzhen" in said
    for each in picture.benchmarks:
        assert f"{each.name} {each.unit} {each.lower_quartile:.3g} {each.median:.3g} {each.upper_quartile:.3g}" in said
        borrowed = f"{each.peers.borrowed:.0%}" if each.peers.pooled_with else "–"
        assert f"{each.peers.n:,} {borrowed} {each.peers.group.name} [" in said
        assert f"{each.peers.dataset}, as of {each.peers.vintage}" in said
    for rate in picture.rates:
        assert f"{rate.name} {rate.share:.0%} {rate.low:.0%}–{rate.high:.0%} {rate.peers.n:,}" in said
    assert f"Series A {picture.stage_mix.shares[3].share:.0%}" in said


def test_each_reason_for_a_wider_group_is_said_once(told):
    said, picture = (
        told("suzhou", "drones", "a"),
        peer_query({"city": "suzhou", "sector": "drones", "stage": "a"}).picture(),
    )
    reasons = {each.peers.widened for each in picture.benchmarks}
    assert reasons and None not in reasons
    assert all(said.count(reason) == 1 for reason in reasons)


def test_figures_of_the_report_come_with_section_and_caution_and_how_many_more(told):
    said, picture = (
        told("shenzhen", "manufacturing", width=400),
        peer_query({"city": "shenzhen", "sector": "manufacturing"}).picture(),
    )
    assert "The 2021 report on Shenzhen" in said and "The 2021 report on Manufacturing" in said
    shown = [figure for figure in picture.report if f"{figure.name} {figure.value}" in said]
    assert len(shown) > 15
    assert all(f"! {figure.caution}" in said for figure in shown if figure.caution)
    assert any(figure.caution for figure in shown)
    assert f"and {len(picture.report) - len(shown)} more figures of the report; --format json has them all" in said


def test_chinese(told):
    said = told("Shanghai", "finance", "B轮", lang="zh")
    assert "对比范围：上海 · 金融 · B 轮" in said
    assert "参照总体：" in said and "截至 2015-09-10" in said
    assert "2021 年报告中的上海" in said
    assert not [word for word in ("Peer", "reference", "Sector", "n ") if f" {word}" in said]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [100, 140])
def test_no_line_is_wider_than_the_screen(lang, width, capsys, monkeypatch):
    from rich.cells import cell_len

    monkeypatch.setattr(show, "_PIPED_WIDTH", width)
    benchmark.run("上海", "金融", "b", "text", None, None, lang)
    assert max(cell_len(line) for line in capsys.readouterr().out.splitlines()) <= width


def test_where_there_are_no_peers_it_says_why_once(told):
    said = told("Singapore", stage="a")
    assert said.count("no reference companies are at hand for Singapore") == 1
    assert "Peer group" not in said
    assert "没有新加坡的参照企业" in told("新加坡", stage="a", lang="zh", width=400)


def test_json_holds_everything_on_the_screen_or_in_a_file(tmp_path, capsys):
    path = tmp_path / "picture.json"
    benchmark.run("beijing", None, None, "json", None, None, "en")
    shown = capsys.readouterr().out
    benchmark.run("beijing", None, None, "text", path, None, "en")
    assert path.read_text("utf-8") == shown
    assert f"→ {path}" in capsys.readouterr().out
    assert len(json.loads(shown)["report"]) == len(peer_query({"city": "beijing"}).picture().report)


def test_pictures_are_whole_files_one_a_measure(tmp_path, told):
    folder = tmp_path / "new" / "pictures"
    said, picture = (
        told("深圳", stage="a", pictures=folder, lang="zh"),
        peer_query({"city": "深圳", "stage": "a"}).picture(),
    )
    names = {each.measure for each in (*picture.benchmarks, *picture.rates)} | {"stage_mix"}
    assert {path.name for path in folder.iterdir()} == {f"{name}.svg" for name in names}
    for path in folder.iterdir():
        assert ElementTree.fromstring(path.read_text("utf-8")).tag.endswith("svg")
    assert "最近一轮融资额" in (folder / "last_round_cny_m.svg").read_text("utf-8")
    assert f"{len(names)} 张图" in said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"city": "Shenzen"}, "--city: Place 'Shenzen' is not known. Nearest: Shenzhen"),
        ({"sector": "制造厂家", "lang": "zh"}, "--sector：没有收录“制造厂家”"),
        ({"stage": "strategic"}, "--stage: Strategic investment tells no stage"),
        ({"form": "pdf"}, "--format: 'pdf' is no form of output (expected text or json)"),
        ({"output": "picture.svg"}, "expected .json"),
        ({"lang": "fr"}, "expected en or zh"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_remedy(options, says, told, tmp_path):
    if "output" in options:
        options = options | {"output": tmp_path / options["output"]}
    with pytest.raises(Failure) as caught:
        told(**options)
    assert says in str(caught.value)


def test_a_folder_that_is_a_file_is_explained(told, tmp_path):
    (tmp_path / "taken").write_text("x", "utf-8")
    with pytest.raises(Failure, match="taken"):
        told(pictures=tmp_path / "taken")
    with pytest.raises(Failure, match="no"):
        told(output=tmp_path / "no" / "such.json")


@pytest.mark.parametrize(("lang", "title"), [("en", "Among peers"), ("zh", "同类比较")])
def test_assess_says_where_the_company_stands_among_whom(lang, title, capsys, monkeypatch):
    monkeypatch.setattr(show, "_PIPED_WIDTH", 200)
    result = assess(json.loads(PROFILE.read_text("utf-8")), lang=lang)
    show_assessment.show_assessment(result)
    said = " ".join(capsys.readouterr().out.split())
    assert title in said
    placed = [each for each in result.peers.benchmarks if each.percentile is not None]
    assert len(placed) > 4
    for each in placed:
        borrowed = f"{each.peers.borrowed:.0%}" if each.peers.pooled_with else "–"
        bounds = f"{each.percentile:.0f} {each.low:.0f}–{each.high:.0f}"
        assert f"{bounds} {each.peers.n:,} {borrowed} {each.peers.group.name} [" in said
        assert said.count(each.peers.widened) == 1
        assert str(each.peers.vintage) in said
    assert all(f"{rate.name} {rate.share:.0%}" in said for rate in result.peers.rates)


def test_assess_says_why_a_company_has_no_percentile(capsys, monkeypatch):
    monkeypatch.setattr(show, "screen", lambda: Console(width=200))
    show_assessment.show_assessment(assess({"name": "Blank (fictional)", "as_of": "2021-06-30"}))
    said = capsys.readouterr().out
    assert said.count("its stage is not known, so there are no peers to name") == 1
    assert "Percentile" not in said


@pytest.fixture(scope="module", params=["en", "zh"])
def ranked(request):
    return rank(COHORT, as_of=date(2021, 6, 30), lang=request.param)


def test_a_ranking_names_its_measures_and_points_to_their_peers(ranked):
    assert list(ranked.measures)[:2] == ["last_round_cny_m", "total_raised_cny_m"]
    assert {"composite", "focus", "data_loop"} <= set(ranked.measures)
    for company in ranked.ranking:
        assert set(company.standings) <= set(ranked.measures)
        assert all(standing.peers < len(ranked.peers) for standing in company.standings.values())


def test_the_written_tables_say_the_same_as_the_ranking(ranked):
    sheet = openpyxl.load_workbook(io.BytesIO(ranking_xlsx(ranked)))[{"en": "Peers", "zh": "同类比较"}[ranked.lang]]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    first = ranked.ranking[0]
    of_first = {row[2]: row for row in rows if row[1] == first.company}
    assert len(rows) == sum(len(company.standings) for company in ranked.ranking)
    table = list(csv.reader(io.StringIO(ranking_csv(ranked).decode("utf-8-sig"))))
    for number, (measure, name) in enumerate(ranked.measures.items()):
        cell = table[1][len(table[0]) - len(ranked.measures) + number]
        standing = first.standings.get(measure)
        assert (cell, name in of_first) == ((str(standing.percentile), True) if standing else ("", False))
        if standing:
            peers = ranked.peers[standing.peers]
            assert of_first[name][3:6] == pytest.approx(standing[:3])
            assert of_first[name][6:8] == (peers.group.name, peers.n)
