"""The shipped rules: complete, in both languages, anchored in the report, and in our own words."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel
from typer.testing import CliRunner

from scoring.cli.main import app
from scoring.columns.registry import DERIVED
from scoring.report_facts import facts
from scoring.resources import resource
from scoring.rulesets.book import load_book, reference_problems, shipped_book

BOOK = shipped_book()
ITEMS = [item for rules in BOOK.rule_sets for item in rules.characteristics]
HAN = re.compile(r"[㐀-䶿一-鿿]{14,}")
NAMES = (
    "深圳市人工智能与机器人研究院",
    "国家新一代人工智能创新发展试验区",
    "数字经济产业创新发展实施方案",
)
"""Names of documents, places and institutions, which are as long as they are."""


def texts(model):
    """Every Text inside a rule set, with a path to it."""
    for name, value in model:
        parts = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if type(part).__name__ == "Text":
                yield name, part
            elif isinstance(part, BaseModel):
                yield from ((f"{name}.{inner}", text) for inner, text in texts(part))


class TestShape:
    def test_six_factors_in_order_with_the_sub_factors_of_the_report(self):
        assert [(rules.id, rules.order, rules.section, len(rules.sub_factors)) for rules in BOOK.rule_sets] == [
            ("focus", 1, "5.1", 3),
            ("solution", 2, "5.2", 4),
            ("financing", 3, "5.3", 5),
            ("market", 4, "5.4", 3),
            ("operations", 5, "5.5", 4),
            ("data_loop", 6, "5.6", 3),
        ]

    def test_number_of_characteristics_and_questions(self):
        assert 40 <= len(ITEMS) <= 70
        assert 15 <= sum(bool(item.ask and item.ask.short) for item in ITEMS) <= 20

    def test_short_form_asks_of_every_factor(self):
        for rules in BOOK.rule_sets:
            assert any(item.ask and item.ask.short for item in rules.characteristics), rules.id

    def test_ids_are_unique(self):
        subs = [sub.id for rules in BOOK.rule_sets for sub in rules.sub_factors]
        for ids in ([item.id for item in ITEMS], subs, [item.input for item in ITEMS if item.ask]):
            assert [name for name, count in Counter(ids).items() if count > 1] == []

    def test_every_scale_tells_good_from_bad(self):
        for item in ITEMS:
            ends = [end for band in item.scale for end in band.ends]
            assert max(ends) == 100, item.id
            assert min(ends) <= 50, item.id

    def test_numbers_have_no_jump_within_a_slope(self):
        """Sloped neighbours meet, so that a small slip in an answer never costs much; counts may step."""
        for item in ITEMS:
            stepwise = item.ask and (item.ask.integer or item.ask.kind == "checklist")
            numeric = item.scale[-1].from_ is not None
            if numeric and not stepwise and item.input not in ("investor_kinds_count",):
                for before, after in zip(item.scale, item.scale[1:], strict=False):
                    assert before.ends[1] == after.ends[0], (item.id, after.id)

    def test_every_phase_has_something_to_score_in_every_sub_factor_group(self):
        for rules in BOOK.rule_sets:
            for stage in ("seed", "a", "c"):
                phase = {"seed": "early", "a": "middle", "c": "mature"}[stage]
                applicable = [
                    item
                    for item in rules.characteristics
                    if not (item.applies.phases or item.applies.stages)
                    or phase in item.applies.phases
                    or stage in item.applies.stages
                ]
                assert len(applicable) >= 4, (rules.id, stage)

    def test_check_command_passes(self):
        result = CliRunner().invoke(app, ["rules", "check"])
        assert result.exit_code == 0
        assert "6 rule sets" in result.stdout
        assert f"{len(ITEMS)} characteristics" in result.stdout

    def test_references_hold(self):
        assert reference_problems(resource("rules"), list(facts())) == []

    @pytest.mark.parametrize("path", sorted(resource("rules").glob("*.yaml")), ids=lambda path: path.name)
    def test_any_yaml_program_reads_the_same(self, path):
        text = path.read_text(encoding="utf-8")
        if not hasattr(yaml, "CSafeLoader"):
            pytest.skip("this PyYAML has no libyaml to compare with")
        assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(text, Loader=yaml.CSafeLoader)

    def test_loads_the_same_twice(self):
        assert load_book(resource("rules")).version == BOOK.version


class TestWords:
    def test_every_text_is_in_both_languages(self):
        count = 0
        for rules in BOOK.rule_sets:
            for path, text in texts(rules):
                assert any("一" <= sign <= "鿿" for sign in text.zh) or text.zh == text.en, (path, text.zh)
                assert not any("一" <= sign <= "鿿" for sign in text.en), (path, text.en)
                count += 1
        assert count > 700

    def test_chinese_uses_chinese_punctuation(self):
        for rules in BOOK.rule_sets:
            for path, text in texts(rules):
                assert not re.search(r"[一-鿿][,;:?!]", text.zh), (path, text.zh)
                assert not re.search(r"[一-鿿][A-Za-z]|[A-Za-z][一-鿿]", text.zh), (path, text.zh)

    def test_every_characteristic_says_why_and_what_next(self):
        for item in ITEMS:
            assert len(item.rationale.en) > 40, item.id
            assert len(item.remedy.action.en) > 20, item.id
            assert item.remedy.evidenced_by.zh, item.id
            assert item.evidence, item.id
            assert len(item.name.en) <= 42, item.id
            assert len(item.name.zh) <= 16, item.id

    def test_questions_are_questions(self):
        for item in ITEMS:
            if item.ask:
                assert item.ask.question.en.endswith("?"), item.id
                assert item.ask.question.zh.endswith("？"), item.id

    def test_reasons_are_short_and_start_small(self):
        for item in ITEMS:
            for band in item.scale:
                assert len(band.says.en) <= 80, band.says.en
                assert not band.says.en.endswith("."), band.says.en
                assert not band.says.zh.endswith("。"), band.says.zh

    @pytest.mark.parametrize("word", ["organization", "color", "program ", "center", "labor ", "favor "])
    def test_british_spelling(self, word):
        for rules in BOOK.rule_sets:
            for path, text in texts(rules):
                assert word not in text.en.lower(), (path, text.en)


class TestReferences:
    def test_every_derived_input_is_known_and_answers_are_asked(self):
        for item in ITEMS:
            assert (item.input in DERIVED) is (item.ask is None), item.id

    def test_threshold_numbers_are_plausible(self):
        """A numeric fact that sets a threshold stands at a bend of the scale, or counts its last step."""
        met = 0
        for item in ITEMS:
            if item.source.anchor != "threshold" or item.scale[-1].from_ is None:
                continue
            edges = {edge for band in item.scale for edge in (band.from_, band.to) if edge is not None}
            for fact in (facts()[name] for name in item.source.facts):
                values = fact.value if isinstance(fact.value, list) else [fact.value]
                numbers = [value for value in values if isinstance(value, int | float)]
                wanted = set(numbers) if numbers else {len(values)}
                if fact.id.endswith("-years"):
                    assert wanted == {3}
                elif fact.id == "ksf.non-rd-headcount-share":
                    best = next(band for band in item.scale if band.ends == (100, 100))
                    assert best.from_ <= fact.value < best.to
                else:
                    assert wanted <= edges, (item.id, fact.id)
                met += 1
        assert met >= 6

    def test_sections_of_sub_factors_are_those_of_the_factor(self):
        for rules in BOOK.rule_sets:
            for sub in rules.sub_factors:
                assert sub.section.startswith(rules.section), sub.id


def test_no_sentence_is_the_reports(shared):
    """Facts carry over, sentences do not: no long run of Chinese signs stands in the report too."""
    report = re.sub(r"\s+", "", (shared / "report" / "report.txt").read_text(encoding="utf-8"))
    files = [*resource("rules").rglob("*.yaml"), *resource("data").rglob("*.yaml")]
    copied = []
    for path in files:
        for run in HAN.findall(path.read_text(encoding="utf-8")):
            windows = (run[at : at + 14] for at in range(len(run) - 13))
            copied += [
                (Path(path).name, part)
                for part in windows
                if part in report and not any(part in name for name in NAMES)
            ]
    assert copied == []
