"""Scores of whole tables: they agree with a naive recomputation, and each company stands for itself."""

import dataclasses
import random

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from making import bare, company, company_fields, naive_scores, value_for

from scoring.ledger import rounded
from scoring.profile import profile_model
from scoring.resources import resource
from scoring.rulesets import evaluate as evaluator
from scoring.rulesets.book import load_book, shipped_book
from scoring.scored import score_profiles

BOOK = shipped_book()
FIELDS = ("score", "evidenced_score", "coverage", "low", "high")
TOTALS = [field.name for field in dataclasses.fields(score_profiles([], BOOK).total)]
SEEDS = st.integers(0, 10**6)


def scored(*profiles):
    return score_profiles(profiles, BOOK)


def same(one, other):
    """Equal bit for bit, NaN included."""
    return np.array_equal(np.asarray(one), np.asarray(other), equal_nan=True)


def row_of(result, place):
    """All numbers of one company in a scored table."""
    return (
        [getattr(result.total, name)[..., place] for name in TOTALS]
        + [getattr(result.found.factors, name)[:, place] for name in FIELDS]
        + [result.found.partial[:, place], result.found.attribute[:, place]]
        + [result.shares[:, place], result.impacts[:, place]]
    )


class TestAgainstPlainLoops:
    @pytest.mark.parametrize("density", [0.0, 0.2, 0.6, 1.0])
    def test_agrees_with_a_recomputation_from_the_yaml(self, density):
        profiles = [company(seed, density) for seed in range(40)]
        result = scored(*profiles)
        for place, profile in enumerate(profiles):
            naive = naive_scores(profile)
            for row, rules in enumerate(BOOK.rule_sets):
                for name in FIELDS:
                    value, expected = getattr(result.found.factors, name)[row, place], naive["factors"][rules.id][name]
                    assert np.isnan(value) if expected is None else value == pytest.approx(expected, abs=1e-9)
            if not np.isnan(result.total.score[place]):
                for name in FIELDS:
                    assert getattr(result.total, name)[place] == pytest.approx(naive["composite"][name], abs=1e-9)

    def test_some_of_everything_was_met(self):
        attribute = scored(*[company(seed, 0.6) for seed in range(40)]).found.attribute
        assert {-2, -1, 0, 1, 2, 3, 4} <= set(attribute.ravel().tolist())


class TestEachCompanyStandsForItself:
    PROFILES = tuple(company(seed, density) for seed in range(12) for density in (0.0, 0.5, 1.0))

    @pytest.mark.parametrize("chunk", [1, 5, 7, 32_768])
    def test_one_row_equals_that_row_in_a_big_table(self, chunk, monkeypatch):
        monkeypatch.setattr(evaluator, "CHUNK", chunk)
        together = scored(*self.PROFILES)
        for place, profile in enumerate(self.PROFILES):
            alone = scored(profile)
            assert all(same(one, other) for one, other in zip(row_of(alone, 0), row_of(together, place), strict=True))

    def test_also_with_odd_weights(self, tmp_path):
        weights = yaml.safe_load(resource("rules", "weights.yaml").read_text(encoding="utf-8"))
        odd = dict(zip(weights["default"], [33.3, 11.1, 7.7, 16.67, 16.67, 14.56], strict=True))
        weights |= {"default": odd, "phases": dict.fromkeys(weights["phases"], odd)}
        file = tmp_path / "odd.yaml"
        file.write_text(yaml.safe_dump(weights, allow_unicode=True), encoding="utf-8")
        book = load_book(resource("rules"), file)
        profiles = [profile_model(book).model_validate(company_fields(seed)) for seed in range(9)]
        together = score_profiles(profiles, book)
        for place, profile in enumerate(profiles):
            alone = score_profiles([profile], book)
            assert same(alone.total.score[0], together.total.score[place])
            assert same(alone.total.weights[:, 0], together.total.weights[:, place])

    def test_order_does_not_matter(self):
        order = list(range(len(self.PROFILES)))
        random.Random(1).shuffle(order)
        straight, mixed = scored(*self.PROFILES), scored(*[self.PROFILES[place] for place in order])
        for number, place in enumerate(order):
            assert all(same(a, b) for a, b in zip(row_of(mixed, number), row_of(straight, place), strict=True))

    def test_a_further_company_changes_nobody(self):
        before, after = scored(*self.PROFILES), scored(company(99, 1.0), *self.PROFILES, bare())
        for place in range(len(self.PROFILES)):
            assert all(same(a, b) for a, b in zip(row_of(before, place), row_of(after, place + 1), strict=True))

    def test_no_company_at_all(self):
        assert scored().total.score.shape == (0,)


def profile_of(fields):
    return profile_model(BOOK).model_validate(fields)


class TestAnswers:
    @given(SEEDS, SEEDS)
    def test_one_more_answer_never_widens_the_interval_nor_lowers_coverage(self, seed, pick):
        fields = company_fields(seed, 0.5)
        chance = random.Random(pick)
        open_items = [item for item in BOOK.asked() if item.input not in fields["answers"]]
        item = chance.choice(open_items)
        more = fields | {"answers": fields["answers"] | {item.input: value_for(item, chance)}}
        result = scored(profile_of(fields), profile_of(more))
        for table in (result.total, result.found.factors):
            low, high, coverage = (np.atleast_2d(getattr(table, name)) for name in ("low", "high", "coverage"))
            assert (low[:, 1] >= low[:, 0] - 1e-9).all()
            assert (high[:, 1] <= high[:, 0] + 1e-9).all()
            assert (coverage[:, 1] >= coverage[:, 0] - 1e-12).all()

    @given(SEEDS, SEEDS)
    def test_a_better_answer_on_a_rising_scale_never_lowers_any_score(self, seed, pick):
        fields, chance = company_fields(seed, 1.0), random.Random(pick)
        item = chance.choice(
            [item for rules in BOOK.rule_sets for item in rules.characteristics if item.ask and self.rising(item)]
        )
        one, other = value_for(item, chance), value_for(item, chance)
        worse, better = sorted([one, other], key=lambda value: self.rank(item, value))
        result = scored(
            *[profile_of(fields | {"answers": fields["answers"] | {item.input: v}}) for v in (worse, better)]
        )
        assert result.total.score[1] >= result.total.score[0] - 1e-9
        assert result.total.geometric[1] >= result.total.geometric[0] - 1e-9
        assert (result.found.factors.score[:, 1] >= result.found.factors.score[:, 0] - 1e-9).all()

    @staticmethod
    def rising(item):
        ends = [end for band in item.scale for end in band.ends]
        return item.ask.kind != "yes_no" and ends == sorted(ends)

    @staticmethod
    def rank(item, value):
        if item.ask.kind == "choice":
            return [band.id for band in item.scale].index(value)
        return len(value) if item.ask.kind == "checklist" else value

    @given(SEEDS)
    def test_better_evidence_never_lowers_the_evidenced_score_and_leaves_the_score(self, seed):
        fields = company_fields(seed, 0.7)
        grades = [None, "own_statement", "internal_record", "third_party_document", "public_register"]
        plain = {name: getattr(profile_of(fields).answers, name).value for name in fields["answers"]}
        pages = [{name: {"value": value, "evidence": grade} for name, value in plain.items()} for grade in grades]
        total = scored(*[profile_of(fields | {"answers": page}) for page in pages]).total
        assert np.ptp(total.score) == 0
        assert (np.diff(total.evidenced_score) >= -1e-9).all()
        assert total.evidenced_score[0] == total.evidenced_score[1]
        assert total.evidenced_score[-1] > total.evidenced_score[1]

    def test_evidenced_score_never_exceeds_the_score(self):
        result = scored(*[company(seed, seed % 5 / 4) for seed in range(60)])
        for table in (result.total, result.found.factors):
            known = ~np.isnan(table.score)
            assert (table.evidenced_score[known] <= table.score[known] + 1e-9).all()
            assert (table.low[known] <= table.score[known] + 1e-9).all()
            assert (table.score[known] <= table.high[known] + 1e-9).all()

    def test_evidence_of_identity_and_funding_counts(self):
        fields = {"rounds": [{"round": "a", "date": "2020-03"}], "city": "shenzhen", "layer": "solutions"}
        total = scored(bare(**fields), bare(evidence="public_register", **fields)).total
        assert total.score[0] == total.score[1]
        assert total.evidenced_score[1] > total.evidenced_score[0]


class TestShares:
    def test_shares_add_up_to_one_and_impacts_to_the_distance_from_the_middle(self):
        result = scored(*[company(seed, 0.5) for seed in range(40)])
        assert result.shares.sum(axis=0) == pytest.approx(np.ones(40), abs=1e-9)
        assert result.impacts.sum(axis=0) == pytest.approx(result.total.score - 50, abs=1e-9)
        assert (result.impacts[result.found.attribute < 0] == 0).all()
        assert rounded(float(result.impacts.max())) > 0
