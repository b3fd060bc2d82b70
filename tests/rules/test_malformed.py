"""The gallery of malformed rule files: every fault is told with file, line and path, and never crashes.

`malformed/<fault>.yaml` changes one file of the sound folder beside it: text to `find` and what to `put` there,
or the `whole` content, or its bytes in `hex`. `<fault>.expected` holds what is then told.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from scoring.cli.main import app
from scoring.errors import InputError
from scoring.report_facts import facts
from scoring.rulesets.book import load_book, reference_problems

HERE = Path(__file__).parent
SOUND = HERE / "sound"
GALLERY = sorted(path.stem for path in (HERE / "malformed").glob("*.yaml"))
HARMFUL = ["alias_bomb", "alias_bomb_as_text", "alias_of_itself", "merge_bomb", "nested_too_deep", "python_object"]
TWO_GB = 2 << 30


def folder_with(name: str, parent: Path) -> Path:
    """The sound folder with the fault `name` put into it."""
    case = yaml.safe_load((HERE / "malformed" / f"{name}.yaml").read_text(encoding="utf-8"))
    folder = shutil.copytree(SOUND, parent / "rules")
    file = folder / case.get("file", "trade.yaml")
    if "hex" in case:
        file.write_bytes(bytes.fromhex(case["hex"]))
    elif "whole" in case:
        file.write_text(case["whole"] + case.get("repeat", "") * case.get("many", 0), encoding="utf-8")
    else:
        text = file.read_text(encoding="utf-8")
        assert text.count(case["find"]) == 1, f"{name}: `find` must stand once in {file.name}"
        file.write_text(text.replace(case["find"], case["put"]), encoding="utf-8")
    return folder


def expected(name: str) -> list[str]:
    return (HERE / "malformed" / f"{name}.expected").read_text(encoding="utf-8").splitlines()


def told(folder: Path) -> list[str]:
    try:
        load_book(folder)
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in reference_problems(folder, list(facts()))]


def test_the_gallery_is_complete():
    stems = {path.stem for path in (HERE / "malformed").glob("*.expected")}
    assert stems == set(GALLERY)
    assert set(HARMFUL) <= stems
    assert len(stems) >= 60


def test_the_sound_folder_is_sound():
    assert told(SOUND) == []


@pytest.mark.parametrize("name", GALLERY)
def test_fault_is_told_with_its_place(name, tmp_path):
    lines = told(folder_with(name, tmp_path))
    assert lines == expected(name)
    assert all(line.startswith(("rules/trade.yaml", "rules/weights.yaml", "rules/policies/")) for line in lines)


@pytest.mark.parametrize("name", GALLERY)
def test_fault_is_told_in_chinese_too(name, tmp_path):
    folder = folder_with(name, tmp_path)
    try:
        load_book(folder)
        problems = reference_problems(folder, list(facts()))
    except InputError as error:
        problems = error.problems
    assert all(any("一" <= sign <= "鿿" for sign in problem.message.zh) for problem in problems)


@pytest.mark.parametrize("name", sorted(set(GALLERY) - set(HARMFUL)))
def test_command_tells_the_same_and_ends_with_status_2(name, tmp_path):
    # CliRunner hands the Failure over as it is; what main() makes of it is tested on the harmful ones.
    result = CliRunner().invoke(app, ["rules", "check", str(folder_with(name, tmp_path))])
    assert type(result.exception).__name__ == "Failure"
    assert str(result.exception).splitlines() == expected(name)
    assert result.stdout == ""


@pytest.mark.parametrize("name", [*HARMFUL, "bands_gap"])
def test_command_in_a_process_of_its_own_stays_small_and_does_no_harm(name, tmp_path):
    folder = folder_with(name, tmp_path)
    result = subprocess.run(
        [sys.executable, "-c", "from scoring.cli.main import main; main()", "rules", "check", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        timeout=20,
        check=False,
        env=os.environ | {"PYTHONPATH": str(HERE.parents[1]), "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (TWO_GB, TWO_GB)),
    )
    assert result.stderr.splitlines() == [f"upslope: {line}" for line in expected(name)]
    assert (result.returncode, result.stdout) == (2, "")
    assert not (tmp_path / "ran.txt").exists()


def test_command_says_that_a_sound_folder_is_sound():
    result = CliRunner().invoke(app, ["rules", "check", str(SOUND)])
    assert result.exit_code == 0
    assert "sound: 1 rule sets, 5 characteristics, 1 policy packs, 7 questions (1 short)" in result.stdout


class TestFolder:
    def test_missing(self, tmp_path):
        assert told(tmp_path / "none") == [
            f"{tmp_path}/none: no such folder (expected a folder with one YAML file a success factor)"
        ]

    def test_empty(self, tmp_path):
        assert told(tmp_path) == [
            f"{tmp_path}: holds no rule file (expected a folder with one YAML file a success factor)"
        ]

    def test_without_weights(self, tmp_path):
        folder = shutil.copytree(SOUND, tmp_path / "rules")
        (folder / "weights.yaml").unlink()
        assert told(folder) == ["rules/weights.yaml: can't be read: No such file or directory"]

    def test_file_too_large(self, tmp_path):
        folder = shutil.copytree(SOUND, tmp_path / "rules")
        (folder / "trade.yaml").write_text("#" * 1_000_001, encoding="utf-8")
        assert told(folder) == ["rules/trade.yaml: 1,000,001 bytes are too many (expected at most 1,000,000 bytes)"]

    def test_faults_of_all_files_are_told_at_once(self, tmp_path):
        folder = folder_with("factor_weights", tmp_path)
        text = (folder / "trade.yaml").read_text(encoding="utf-8")
        (folder / "trade.yaml").write_text(text.replace("kind: yes_no", "kind: boolean"), encoding="utf-8")
        (folder / "weights.yaml").write_text("basis: expert judgement\n", encoding="utf-8")
        lines = told(folder)
        assert any(line.startswith("rules/trade.yaml:42: sub_factors.0.characteristics.1.ask.kind") for line in lines)
        assert any(line.startswith("rules/weights.yaml:1: phases") for line in lines)

    def test_weights_of_ones_own_are_checked_and_named(self, tmp_path):
        own = tmp_path / "mine.yaml"
        own.write_text(
            (SOUND / "weights.yaml").read_text(encoding="utf-8").replace("early: {trade: 100}", "early: {trade: 80}")
        )
        with pytest.raises(InputError, match=rf"^{re.escape(str(own))}:6: phases.early: weights add up to 80"):
            load_book(SOUND, own)

    def test_a_factor_without_rule_set_is_told_once(self, tmp_path):
        folder = shutil.copytree(SOUND, tmp_path / "rules")
        text = (folder / "weights.yaml").read_text(encoding="utf-8")
        (folder / "weights.yaml").write_text(text.replace("{trade: 100}", "{trade: 60, barter: 40}"), encoding="utf-8")
        (line,) = told(folder)
        assert "no rule set for the factor barter" in line and line.startswith("rules/weights.yaml:4: default.barter")

    def test_folder_and_weights_are_named_as_typed(self, tmp_path, monkeypatch):
        folder = shutil.copytree(SOUND, tmp_path / "rules")
        (folder / "trade.yaml").write_text("id: [", encoding="utf-8")
        monkeypatch.chdir(folder)
        assert all(line.startswith("rules/trade.yaml:") for line in told(Path()))
        with pytest.raises(InputError, match=r"^no/such\.yaml: can't be read: No such file") as caught:
            load_book(SOUND, Path("no/such.yaml"))
        assert caught.value.in_("zh") == "no/such.yaml：无法读取：没有这个文件"

    def test_names_of_another_file_are_told(self, tmp_path):
        folder = shutil.copytree(SOUND, tmp_path / "rules")
        shutil.copy(SOUND / "trade.yaml", folder / "trade_two.yaml")
        expected = {
            "2: id: 'factor trade'",
            "8: sub_factors.0.id: 'sub-factor money'",
            "37: sub_factors.0.characteristics.1.id: 'characteristic first_sale'",
            "40: sub_factors.0.characteristics.1.input: 'answer first_sale'",
        }
        lines = told(folder)
        for line in expected:
            assert f"rules/trade_two.yaml:{line} already stands in trade (expected a name of its own)" in lines


class TestVersion:
    def test_follows_content_and_not_place(self, tmp_path):
        copy = shutil.copytree(SOUND, tmp_path / "elsewhere")
        before = load_book(copy).version
        assert before == load_book(SOUND).version
        text = (copy / "trade.yaml").read_text(encoding="utf-8")
        (copy / "trade.yaml").write_text(text.replace("points: 30,", "points: 31,"), encoding="utf-8")
        assert load_book(copy).version != before

    def test_counts_weights_of_ones_own(self, tmp_path):
        own = tmp_path / "mine.yaml"
        shutil.copy(SOUND / "weights.yaml", own)
        assert load_book(SOUND, own).version != load_book(SOUND).version
