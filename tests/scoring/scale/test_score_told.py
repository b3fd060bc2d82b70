"""What `upslope score` tells on the screen."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from scoring_of import score


def test_what_the_screen_leaves_out_is_counted(tmp_path, capsys):
    columns = {"name": ["A", "B", None, *[None] * 7], "city": [None, "Atlantis", None, *["Beijing"] * 7]}
    pq.write_table(pa.table(columns | {f"x{number}": ["?"] * 10 for number in range(7)}), tmp_path / "odd.parquet")
    score([tmp_path / "odd.parquet"], tmp_path / "scored")
    out = capsys.readouterr().out
    assert "… and 2 more remarks" in out
    assert "… and 4 more rejected rows" in out
    score([tmp_path / "odd.parquet"], tmp_path / "zh", lang="zh")
    out = capsys.readouterr().out
    assert "另有 2 条说明" in out
    assert "另有 4 行未采用" in out


def test_an_empty_row_is_rejected_and_not_said_to_be_skipped(tmp_path, capsys):
    pq.write_table(pa.table({"name": ["A", None]}), tmp_path / "gap.parquet")
    score([tmp_path / "gap.parquet"], tmp_path / "scored")
    out = capsys.readouterr().out
    assert "1 company scored, 1 row rejected, from 1 file\n" in out
    assert "! gap.parquet, row 2: the row is empty" in out
    assert "skipped" not in out


def test_shares_in_a_typed_column_are_read_as_percent_and_remarked_on(tmp_path, capsys):
    pq.write_table(pa.table({"name": ["A", "B"], "partner_revenue": [0.35, 40.0]}), tmp_path / "shares.parquet")
    score([tmp_path / "shares.parquet"], tmp_path / "scored")
    assert "partner_revenue: 1 row: a number below 1 is read as percent: 0.35 is 0.35%" in capsys.readouterr().out
    signed = pa.table({"name": ["A", "B"], "partner_revenue（%）": [0.35, 40.0]})
    pq.write_table(signed, tmp_path / "signed.parquet")
    score([tmp_path / "signed.parquet"], tmp_path / "clear")
    assert "below 1" not in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "said"), [("en", "stopped before all parts"), ("zh", "评分中途停止")])
def test_an_interrupted_job_says_how_to_go_on(folder, tmp_path, monkeypatch, capsys, lang, said):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("scoring.scale.running.score_part", interrupt)
    with pytest.raises(KeyboardInterrupt):
        score([folder()], tmp_path / "scored", lang=lang)
    assert said in capsys.readouterr().err
    assert list((tmp_path / "scored").iterdir()) == []
