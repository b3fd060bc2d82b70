"""The lines for Spark users in docs/scale.md, run by a local Spark as they stand there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from scoring.scale import score_batch

DOCS = [Path(__file__).parents[3] / "docs" / name for name in ("scale.md", "scale.zh.md")]
_BLOCK = re.compile(r"```python\n(.*?mapIn.*?)```", re.DOTALL)
_SESSION = """
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
"""


def blocks(path):
    return _BLOCK.findall(path.read_text("utf-8"))


@pytest.fixture
def spark():
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("needs Java: apt-get install openjdk-17-jre-headless")


def test_both_languages_show_the_same_lines():
    assert blocks(DOCS[0]) == blocks(DOCS[1]) != []


def test_the_documented_lines_score_as_one_machine_does(spark, folder, tmp_path):
    from datetime import date

    part = folder(files=1) / "c00.parquet"
    code = _SESSION + "\n".join(blocks(DOCS[0])) + "\nspark.stop()\n"
    same = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=same, timeout=200, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    alone = score_batch(pq.read_table(part), as_of=date(2021, 6, 30)).to_pylist()
    written = [path for path in sorted(tmp_path.iterdir()) if path.name.startswith("scored")]
    assert written
    for path in written:
        told = pq.read_table(path).to_pylist()
        assert {row["company"]: row["composite"] for row in told} == {row["company"]: row["composite"] for row in alone}
        assert sum(row["status"] == "rejected" for row in told) == 2
