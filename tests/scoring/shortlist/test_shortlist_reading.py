"""Rules files: read into gates, seats and title; the gallery of malformed ones is told with file, line and path."""

from pathlib import Path

import pytest
import yaml

from scoring.errors import InputError
from scoring.resources import resource
from scoring.rulesets.book import shipped_book
from scoring.shortlist.reading import MOST_GATES, read_rules

GALLERY = yaml.safe_load((Path(__file__).parent / "malformed.yaml").read_text(encoding="utf-8"))


def read(text, tmp_path):
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    return read_rules(file, shipped_book())


@pytest.mark.parametrize("name", GALLERY)
def test_fault_is_told_with_its_place_in_both_languages(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        read(GALLERY[name]["file"], tmp_path)
    for lang in ("en", "zh"):
        told = [line.replace(str(tmp_path / "rules.yaml"), "FILE") for line in caught.value.in_(lang).splitlines()]
        assert told == GALLERY[name][lang]
    assert not Path("ran.txt").exists()


def test_the_gallery_tells_every_fault_with_file_and_line():
    assert len(GALLERY) >= 40
    for case in GALLERY.values():
        assert all(line.startswith("FILE:") for line in case["en"] + case["zh"])
        assert len(case["en"]) == len(case["zh"])


def test_what_a_file_says_is_read(tmp_path):
    rules = read(
        """
title: {en: Spring intake, zh: 春季招募}
seats: 20
gates:
  - stage in [seed, angel, pre_a]
  - when: founded >= 2018-01-01
    name: {en: Founded from 2018, zh: 2018 年后成立}
    unknown: pass
  - any: [invention_patents >= 3, probability_24m >= 0.5]
    name: Substance
""",
        tmp_path,
    )
    assert (rules.title.en, rules.title.zh, rules.seats) == ("Spring intake", "春季招募", 20)
    assert [gate.written for gate in rules.gates] == [
        "stage in [seed, angel, pre_a]",
        "founded >= 2018-01-01",
        "any: invention_patents >= 3; probability_24m >= 0.5",
    ]
    assert [gate.unknown_passes for gate in rules.gates] == [False, True, False]
    assert [gate.name and gate.name.zh for gate in rules.gates] == [None, "2018 年后成立", "Substance"]
    assert [condition.field.id for condition in rules.gates[2].conditions] == ["invention_patents", "probability_24m"]


def test_seats_alone_or_gates_alone_will_do(tmp_path):
    assert read("seats: 3\n", tmp_path).gates == ()
    assert read("gates:\n  - coverage >= 40%\n", tmp_path).seats is None


def test_a_file_of_chinese_reads_as_one_of_english(tmp_path):
    chinese = read(
        "gates:\n  - 融资阶段 属于 【种子轮、天使轮】\n  - 信息覆盖率 ≥ 40%\n  - 所在城市 不属于 【广东】\n", tmp_path
    )
    english = read("gates:\n  - stage in [seed, angel]\n  - coverage >= 0.4\n  - city not in [Guangdong]\n", tmp_path)
    for one, other in zip(chinese.gates, english.gates, strict=True):
        (left,), (right,) = one.conditions, other.conditions
        assert (left.field, left.op, left.spans, left.wanted) == (right.field, right.op, right.spans, right.wanted)


def test_the_number_of_gates_has_a_limit(tmp_path):
    gates = [f"  - composite >= {number}\n" for number in range(MOST_GATES + 1)]
    assert len(read("gates:\n" + "".join(gates[:-1]), tmp_path).gates) == MOST_GATES
    with pytest.raises(InputError, match=r"gates: 51 gates are too many \(expected at most 50\)"):
        read("gates:\n" + "".join(gates), tmp_path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="can't be read: No such file"):
        read_rules(tmp_path / "none.yaml", shipped_book())


def test_the_example_is_read():
    rules = read_rules(Path(str(resource("data", "examples", "shortlist.yaml"))), shipped_book())
    assert (len(rules.gates), rules.seats) == (6, 5)
