"""What next: the gain promised is the gain that comes; the gaps make up the interval."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import bare, company, company_fields

from scoring.advice import SMALLEST_GAIN, gaps, next_steps
from scoring.profile import profile_model
from scoring.rulesets.book import shipped_book
from scoring.scored import score_profiles

BOOK = shipped_book()
ITEMS = {item.id: item for rules in BOOK.rule_sets for item in rules.characteristics}
SEEDS = st.integers(0, 10**6)


def scored(profile):
    return score_profiles([profile], BOOK)


def steps_of(most=99, **answers):
    return {step.characteristic: step for step in next_steps(scored(bare(**FUNDED, answers=answers)), "en", most)}


FUNDED = {"rounds": [{"round": "b"}], "layer": "solutions", "sectors": ["finance"]}


def answer_reaching(step):
    """The answer at which `step` reaches its target, or None where only a limit does."""
    item = ITEMS[step.characteristic]
    goal = next(band for band in item.scale if band.says.en == step.target)
    if item.ask.kind == "yes_no":
        return goal.id == "yes"
    if item.ask.kind == "choice":
        return goal.id
    first, last = goal.ends
    edge = goal.from_ or 0 if first >= last else goal.to
    if item.ask.kind == "checklist":
        return [tick.id for tick in item.ask.items][: int(edge)]
    return int(edge) if item.ask.integer else edge


class TestSteps:
    @given(SEEDS)
    def test_promised_gain_comes_true(self, seed):
        fields = company_fields(seed, 0.8)
        before = scored(profile_model(BOOK).model_validate(fields))
        for step in next_steps(before, "en", most=99):
            item = ITEMS[step.characteristic]
            answers = fields["answers"] | {item.input: answer_reaching(step)}
            after = scored(profile_model(BOOK).model_validate(fields | {"answers": answers}))
            assert after.total.score[0] - before.total.score[0] == pytest.approx(step.gain, abs=0.0051)
            assert step.gain >= SMALLEST_GAIN - 0.005

    def test_best_first_and_no_more_than_asked(self):
        result = scored(company(3, 1.0))
        gains = [step.gain for step in next_steps(result, "en", most=99)]
        assert gains == sorted(gains, reverse=True)
        assert [step.gain for step in next_steps(result, "en", most=3)] == gains[:3]
        assert len(next_steps(result, "en")) <= 8

    def test_goes_one_attribute_up(self):
        steps = steps_of(runway=3) if "runway" in BOOK.asks else steps_of(cash_runway=3)
        step = steps["runway"]
        assert (step.now, step.target) == (ITEMS["runway"].scale[0].says.en, ITEMS["runway"].scale[1].says.en)
        assert (step.factor, step.effort, step.section) == ("financing", ITEMS["runway"].remedy.effort, "5.3")

    @pytest.mark.parametrize(
        ("name", "given", "target"),
        [
            ("non_rd_share", 97, "leaning_market"),
            ("non_rd_share", 20, "leaning_rd"),
            ("partner_revenue", 95, "leaning"),
            ("partner_revenue", 80, "best"),
            ("technology_readiness", "commodity", "mature_commercial"),
            ("platform_dependence", 20, "independent"),
        ],
    )
    def test_never_sends_a_company_to_the_far_side_of_a_hump(self, name, given, target):
        goal = next(band for band in ITEMS[name].scale if band.id == target)
        assert steps_of(**{name: given})[name].target == goal.says.en

    @pytest.mark.parametrize(
        ("name", "best"),
        [
            ("rights_ownership", True),
            ("cash_runway", 18),
            ("giant_overlap", 0),
            ("non_rd_share", 70),
            ("update_cycle", "monthly"),
        ],
    )
    def test_nothing_to_do_at_the_top(self, name, best):
        assert steps_of(**{name: best}) == {}

    def test_only_for_what_was_answered_and_applies(self):
        assert steps_of() == {}
        hardware = next_steps(scored(bare(layer="solutions", answers={"hardware_plan": False})), "en")
        assert hardware == []

    def test_in_chinese(self):
        step = next_steps(scored(bare(**FUNDED, answers={"cash_runway": 3})), "zh")[0]
        item = ITEMS["runway"]
        assert (step.name, step.action, step.evidenced_by) == (
            item.name.zh,
            item.remedy.action.zh,
            item.remedy.evidenced_by.zh,
        )
        assert step.target == item.scale[1].says.zh


class TestGaps:
    @given(SEEDS, st.sampled_from([0.0, 0.3, 0.9]))
    def test_make_up_the_interval(self, seed, density):
        result = scored(company(seed, density))
        width = result.total.high[0] - result.total.low[0]
        found = gaps(result, "en")
        total = sum(Decimal(str(gap.width)) for gap in found)
        assert float(total) == pytest.approx(width, abs=0.005 * len(found) + 1e-9)
        assert [gap.width for gap in found] == sorted((gap.width for gap in found), reverse=True)

    def test_an_answer_closes_its_gap_by_its_width(self):
        before = scored(bare(**FUNDED))
        gap = next(gap for gap in gaps(before, "en") if gap.characteristic == "runway")
        after = scored(bare(**FUNDED, answers={"cash_runway": 9}))
        narrowed = (before.total.high[0] - before.total.low[0]) - (after.total.high[0] - after.total.low[0])
        assert narrowed == pytest.approx(gap.width, abs=0.0051)
        assert gap.question == BOOK.asks["cash_runway"].question.en
        assert "runway" not in {gap.characteristic for gap in gaps(after, "en")}

    def test_derived_fact_has_no_question(self):
        questions = {gap.characteristic: gap.question for gap in gaps(scored(bare()), "zh")}
        assert questions["city_talent"] is None
        assert questions["runway"] == BOOK.asks["cash_runway"].question.zh
        assert "hardware_plan" not in {gap.characteristic for gap in gaps(scored(bare(layer="base")), "zh")}
