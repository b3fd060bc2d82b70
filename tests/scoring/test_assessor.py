"""One company assessed: its ledger adds up, its words are in one language, its bytes are always the same."""

import shutil
from decimal import Decimal

import orjson
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from making import AS_OF, bare, company, company_fields
from pydantic import ValidationError

from scoring.assessor import assess, assess_many
from scoring.output.files import as_json
from scoring.resources import resource
from scoring.rulesets.book import load_book

SEEDS = st.integers(0, 10**6)
DENSITIES = st.sampled_from([0.0, 0.1, 0.5, 1.0])


def exactly(values):
    return sum((Decimal(str(value)) for value in values if value is not None), Decimal(0))


class TestLedger:
    @given(SEEDS, DENSITIES)
    def test_lines_add_up_to_the_factor_and_factors_to_the_composite(self, seed, density):
        result = assess(company(seed, density))
        for factor in result.factors:
            scored = [line for line in factor.ledger if line.state == "scored"]
            if factor.score is None:
                assert not scored
            else:
                assert exactly(line.points for line in scored) == Decimal(str(factor.score))
        if result.composite.score is not None:
            assert exactly(factor.points for factor in result.factors) == Decimal(str(result.composite.score))

    @given(SEEDS, DENSITIES)
    def test_shown_numbers_keep_their_order(self, seed, density):
        result = assess(company(seed, density))
        for score in (result.composite, *result.factors):
            assert 0 <= score.low <= score.high <= 100
            assert 0 <= score.coverage <= 1
            if score.score is not None:
                assert score.low <= score.score <= score.high
                assert score.evidenced_score <= score.score
        if result.composite.score is not None:
            assert result.composite.geometric <= result.composite.score
            assert result.composite.weakest_score == min(f.score for f in result.factors if f.score is not None)

    def test_states(self):
        result = assess(bare(layer="solutions", answers={"cash_runway": 3}))
        lines = {line.characteristic: line for factor in result.factors for line in factor.ledger}
        runway = lines["runway"]
        assert (runway.state, runway.partial_score, runway.reason_code) == ("scored", 20, "runway.critical")
        assert (runway.evidence, runway.sub_factor, runway.section) == ("own_statement", "amount", "5.3")
        unknown, outside = lines["buying_map"], lines["hardware_plan"]
        assert (unknown.state, outside.state) == ("unknown", "not_applicable")
        for line in (unknown, outside):
            assert line.points is line.partial_score is line.reason_code is line.reason is line.evidence is None

    def test_says_on_which_facts_a_threshold_rests(self):
        lines = {line.characteristic: line for factor in assess(bare()).factors for line in factor.ledger}
        assert lines["non_rd_share"].basis == "ksf.non-rd-headcount-share"
        assert lines["runway"].basis == "expert judgement"

    def test_evidence_is_shown_and_counts(self):
        answers = {"cash_runway": {"value": 18, "evidence": "third_party_document"}}
        financing = next(f for f in assess(bare(rounds=[], answers=answers)).factors if f.id == "financing")
        line = next(line for line in financing.ledger if line.characteristic == "runway")
        assert line.evidence == "third_party_document"
        assert financing.evidenced_score < financing.score


class TestResult:
    def test_same_input_same_bytes(self):
        fields = company_fields(5, 0.7)
        assert as_json(assess(fields)) == as_json(assess(orjson.loads(orjson.dumps(fields))))

    def test_json_holds_no_nan_and_reads_back(self):
        text = as_json(assess(bare()))
        assert b"NaN" not in text
        result = orjson.loads(text)
        assert result["composite"]["score"] is None
        assert (result["composite"]["low"], result["composite"]["high"], result["composite"]["coverage"]) == (0, 100, 0)
        assert (result["strengths"], result["weaknesses"], result["next_steps"]) == ([], [], [])
        assert len(result["gaps"]) > 40

    def test_identity_is_carried_over(self):
        fields = {
            "city": "深圳市",
            "sectors": ["智慧医疗"],
            "rounds": [{"round": "B+轮"}],
            "as_of": AS_OF,
            "name": "山",
        }
        result = assess(fields)
        assert (result.company, result.city, result.sectors, result.stage) == ("山", "shenzhen", ["medical"], "b")
        assert str(result.as_of) == AS_OF

    def test_languages_differ_in_words_only(self):
        english, chinese = assess(company(8), lang="en"), assess(company(8), lang="zh")
        assert english.composite == chinese.composite
        assert [step.gain for step in english.next_steps] == [step.gain for step in chinese.next_steps]
        assert all(any("一" <= sign <= "鿿" for sign in text) for text in chinese.strengths + chinese.weaknesses)
        assert not any("一" <= sign <= "鿿" for text in english.strengths + english.weaknesses for sign in text)

    def test_reasons_come_strongest_first_and_point_the_right_way(self):
        answers = {"cash_runway": 18, "giant_overlap": 50, "rights_ownership": True}
        result = assess(bare(answers=answers))
        ranked = {reason.split(":")[0] for reason in result.strengths}
        assert ranked == {"Cash runway", "Clean ownership of rights"}
        assert [reason.split(":")[0] for reason in result.weaknesses] == ["Giants in the same scenario"]
        # Runway holds 12.5 % of a factor of weight 12, ownership 4.5 % of one of weight 21.
        assert result.strengths[0].startswith("Cash runway")

    def test_versions_follow_rules_and_not_the_company(self, tmp_path):
        one, other = assess(company(1)).versions, assess(company(2)).versions
        assert one == other
        folder = shutil.copytree(resource("rules"), tmp_path / "rules")
        text = (folder / "focus.yaml").read_text(encoding="utf-8")
        (folder / "focus.yaml").write_text(text + "# changed\n", encoding="utf-8")
        changed = assess(company_fields(1), book=load_book(folder)).versions
        assert (changed.data, changed.upslope) == (one.data, one.upslope)
        assert changed.rules != one.rules

    def test_bad_profile_names_the_field(self):
        with pytest.raises(ValidationError, match=r"answers\.cash_runway"):
            assess({"name": "X", "answers": {"cash_runway": -1}})


class TestMany:
    def test_each_result_is_the_one_that_the_company_gets_alone(self):
        profiles = [company(seed, density) for seed in range(8) for density in (0.0, 0.1, 0.5, 1.0)]
        for lang in ("en", "zh"):
            together = list(assess_many(profiles, lang=lang))
            assert together == [assess(profile, lang=lang) for profile in profiles]

    def test_of_nobody(self):
        assert list(assess_many([])) == []


class TestFactorThatDoesNotApply:
    @pytest.fixture
    def book(self, tmp_path):
        """A book of two factors, of which the second concerns makers of terminals only."""
        sound = resource("rules").parent / "tests" / "rules" / "sound"
        first = yaml.safe_load((sound / "trade.yaml").read_text(encoding="utf-8"))
        second = {
            **first,
            "id": "gear",
            "order": 2,
            "sub_factors": [{**first["sub_factors"][0], "id": "bolts", "weight": 100}],
        }
        item = {**first["sub_factors"][0]["characteristics"][1], "id": "bolted", "input": "bolted", "weight": 100}
        second["sub_factors"][0]["characteristics"] = [item | {"applies": {"layers": ["terminals"]}}]
        weights = yaml.safe_load((sound / "weights.yaml").read_text(encoding="utf-8"))
        halves = {"trade": 50, "gear": 50}
        weights |= {"default": halves, "phases": dict.fromkeys(weights["phases"], halves)}
        for name, content in {"trade": first, "gear": second, "weights": weights}.items():
            text = yaml.safe_dump(content, allow_unicode=True)
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load_book(tmp_path)

    def test_is_left_out_of_the_composite(self, book):
        fields = {
            "name": "X",
            "as_of": AS_OF,
            "layer": "solutions",
            "answers": {"manner": "together", "tools": ["saw"]},
        }
        result = assess(fields, book=book)
        gear = next(factor for factor in result.factors if factor.id == "gear")
        trade = next(factor for factor in result.factors if factor.id == "trade")
        assert (gear.score, gear.coverage, gear.points) == (None, 0, None) or gear.points == 0
        assert (result.composite.low, result.composite.high) == (trade.low, trade.high)
        assert orjson.loads(as_json(result))["composite"]["coverage"] == trade.coverage

    def test_counts_where_it_applies(self, book):
        fields = {"name": "X", "as_of": AS_OF, "layer": "terminals", "answers": {"bolted": True}}
        assert next(factor for factor in assess(fields, book=book).factors if factor.id == "gear").score == 100
