"""`upslope score` as a user meets it, on this machine."""

import json
import multiprocessing
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from scoring_of import parts_in, results_in, score

from scoring.cli.console import Failure
from scoring.resources import resource
from scoring.scale.folder import held

EXAMPLE = resource("data", "examples", "fictional-24.csv")


def test_a_folder_has_one_part_a_file_and_a_summary(folder, tmp_path, capsys):
    score([f"{folder()}/*.parquet"], tmp_path / "scored")
    assert parts_in(tmp_path / "scored") == [f"part-0000{number}.parquet" for number in range(3)]
    summary = json.loads((tmp_path / "scored" / "_summary.json").read_text("utf-8"))
    table = results_in(tmp_path / "scored")
    assert summary["companies"] + summary["rejected"] == table.num_rows == 25 + 24 + 23
    assert summary["as_of"] == "2021-06-30"
    assert {"upslope", "rules", "data", "model"} <= set(summary["versions"])
    assert [part["file"] for part in summary["parts"]] == ["c00.parquet", "c01.parquet", "c02.parquet"]
    assert any("founded 2099" in problem["message"] for problem in summary["problems"])
    out = capsys.readouterr().out
    assert "66 companies scored, 6 rows rejected, from 3 files" in out
    assert "founded 2099" in out


def test_notes_are_counted_over_all_parts(folder, tmp_path):
    score([folder()], tmp_path / "scored")
    notes = json.loads((tmp_path / "scored" / "_summary.json").read_text("utf-8"))["notes"]
    assert any(note["message"].startswith("3 rows: only the year is given") for note in notes)
    assert len({(note["column"], note["message"]) for note in notes}) == len(notes)


def test_each_row_tells_its_file_and_its_place_in_it(folder, tmp_path):
    score([folder()], tmp_path / "scored")
    table = results_in(tmp_path / "scored")
    assert table["file"].to_pylist()[25:27] == ["c01.parquet", "c01.parquet"]
    assert table["row"].to_pylist()[25:27] == [1, 2]


def test_files_of_the_same_name_are_told_apart(folder, companies, tmp_path):
    for year in ("2020", "2021"):
        (tmp_path / "lake" / year).mkdir(parents=True)
        pq.write_table(companies, tmp_path / "lake" / year / "part-0.parquet")
    score([f"{tmp_path}/lake/*/*.parquet"], tmp_path / "scored")
    table = results_in(tmp_path / "scored")
    assert table["file"].unique().to_pylist() == ["2020/part-0.parquet", "2021/part-0.parquet"]
    summary = json.loads((tmp_path / "scored" / "_summary.json").read_text("utf-8"))
    assert [part["file"] for part in summary["parts"]] == ["2020/part-0.parquet", "2021/part-0.parquet"]


def test_parts_and_processes_change_nothing(folder, tmp_path, monkeypatch):
    score([folder()], tmp_path / "whole.parquet")
    score([folder()], tmp_path / "two.parquet", processes=2)
    monkeypatch.setattr("scoring.scale.parts.ROWS", 4)
    score([folder()], tmp_path / "small")
    whole = pq.read_table(tmp_path / "whole.parquet")
    assert len(parts_in(tmp_path / "small")) == 7 + 6 + 6
    assert results_in(tmp_path / "small").equals(whole)
    assert pq.read_table(tmp_path / "two.parquet").equals(whole)


def test_csv_in_and_csv_out(tmp_path):
    score([EXAMPLE], tmp_path / "scored.csv")
    raw = (tmp_path / "scored.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbffile,row,company,status,composite")
    table = pacsv.read_csv(pa.py_buffer(raw))
    score([EXAMPLE], tmp_path / "scored.parquet")
    assert table["composite"].to_pylist() == pq.read_table(tmp_path / "scored.parquet")["composite"].to_pylist()
    assert table["row"].to_pylist() == list(range(2, 26)), "as a spreadsheet counts them"


def test_cells_of_a_csv_are_no_formulas_and_headers_may_be_chinese(tmp_path):
    pq.write_table(pa.table({"公司名称": ["=cmd()", "甲（虚构）"]}), tmp_path / "in.parquet")
    score([tmp_path / "in.parquet"], tmp_path / "out.csv", lang="zh")
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert text.startswith("文件,原表行号,公司,状态")
    assert '"\'=cmd()"' in text


def test_one_parquet_file_says_what_made_it(folder, tmp_path):
    score([folder()], tmp_path / "scored.parquet")
    told = pq.read_schema(tmp_path / "scored.parquet").metadata
    assert told[b"upslope.as_of"] == b"2021-06-30"
    assert b"upslope.model" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["companies", "scored.parquet"], "nothing else is left"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["nothing/*.parquet"], "no such file, and nothing fits"),
        (["missing.csv"], "no such file, and nothing fits"),
        (["tables"], "tables: the folder holds no Parquet file .*'companies/\\*.csv'"),
        (["broken.parquet"], "can't be read as Parquet"),
        (["nameless.parquet"], "no column of company names"),
        (["empty.parquet"], "holds no company"),
    ],
)
def test_what_cannot_be_read_is_told_before_anything_is_written(given, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "companies.csv").write_text("name\nA\n", "utf-8")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 broken")
    pq.write_table(pa.table({"colour": ["red"]}), "nameless.parquet")
    pq.write_table(pa.table({"name": pa.array([], pa.string())}), "empty.parquet")
    with pytest.raises(Failure, match=said):
        score(given, tmp_path / "scored")
    assert not (tmp_path / "scored").exists()


def test_relative_patterns_count_from_where_one_stands(folder, tmp_path, monkeypatch):
    folder()
    monkeypatch.chdir(tmp_path)
    score(["companies/c*.parquet", "companies/c00.parquet"], tmp_path / "scored")
    assert len(parts_in(tmp_path / "scored")) == 3, "a file named twice is read once"


def test_earlier_results_are_replaced_only_when_told_and_never_mixed(folder, tmp_path):
    score([folder()], tmp_path / "scored")
    with pytest.raises(Failure, match="--overwrite"):
        score([folder()], tmp_path / "scored")
    score([folder() / "c01.parquet"], tmp_path / "scored", overwrite=True)
    assert parts_in(tmp_path / "scored") == ["part-00000.parquet"]
    assert results_in(tmp_path / "scored").num_rows == 24


def test_a_folder_whose_job_did_not_end_is_called_so(folder, tmp_path):
    score([folder()], tmp_path / "scored")
    (tmp_path / "scored" / "_summary.json").unlink()
    with pytest.raises(Failure, match=r"parts of a job that has not ended .*--overwrite"):
        score([folder()], tmp_path / "scored")


def test_a_failed_job_leaves_no_summary(folder, tmp_path):
    score([folder()], tmp_path / "scored")
    (tmp_path / "bad.csv").write_text("colour\nred\n", "utf-8")
    with pytest.raises(Failure, match="no column of company names"):
        score([folder(), tmp_path / "bad.csv"], tmp_path / "scored", overwrite=True)
    assert not (tmp_path / "scored" / "_summary.json").exists()


def test_two_jobs_never_write_into_one_folder(folder, tmp_path):
    score([folder()], tmp_path / "scored")
    with held(tmp_path / "scored"), pytest.raises(Failure, match="another job is writing its results here"):
        score([folder() / "c01.parquet"], tmp_path / "scored", overwrite=True)
    assert results_in(tmp_path / "scored").num_rows == 25 + 24 + 23
    score([folder() / "c01.parquet"], tmp_path / "scored", overwrite=True)
    assert sorted(path.name for path in (tmp_path / "scored").iterdir()) == ["_summary.json", "part-00000.parquet"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_files_of_others_and_the_input_are_never_touched(folder, tmp_path, lang):
    companies = folder()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("mine", "utf-8")
    (tmp_path / "plain").write_text("mine", "utf-8")
    for output in (tmp_path / "mine", companies, tmp_path / "plain"):
        with pytest.raises(Failure):
            score([companies], output, overwrite=True, lang=lang)
    with pytest.raises(Failure):
        score([companies / "c00.parquet"], companies / "c00.parquet", overwrite=True, lang=lang)
    assert (tmp_path / "mine" / "thesis.docx").exists()
    assert len(list(companies.iterdir())) == 3


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody may write to")
def test_a_folder_that_may_not_be_written_to(folder):
    with pytest.raises(Failure, match=r"/proc/scored: .*; check the path and its rights"):
        score([folder()], Path("/proc/scored"))


def test_a_disk_that_fails_is_told_with_the_file_and_leaves_nothing_half(folder, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Failure, match=r"part-00000.parquet: No space left on device"):
        score([folder()], tmp_path / "scored")
    assert list((tmp_path / "scored").iterdir()) == []


def test_options_that_do_not_fit(folder, tmp_path):
    with pytest.raises(Failure, match="known ending"):
        score([folder()], tmp_path / "scored.docx")
    with pytest.raises(Failure, match="there is no folder"):
        score([folder()], tmp_path / "nowhere" / "scored")


def test_a_process_ended_from_outside_is_told(folder, tmp_path):
    def kill():
        while not (tmp_path / "scored").is_dir() or not parts_in(tmp_path / "scored"):
            time.sleep(0.005)
        multiprocessing.active_children()[0].kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(Failure, match="ended from outside"):
        score([folder(files=12, copies=8)], tmp_path / "scored", processes=2)
    killer.join()
    assert not (tmp_path / "scored" / "_summary.json").exists()
