"""Questions of the form: all that the rule book asks, in both languages, the short form first."""

from dataclasses import replace

from scoring import shipped_book, taxonomy
from web.forms import form_questions, programme_questions, progress
from web.forms.questions import labels

FACTORS = form_questions(shipped_book())


def test_every_question_of_the_rule_book_is_in_the_form_once() -> None:
    asked = [question.name for factor in FACTORS for question in factor.short + factor.detail]
    asked += [question.name for question in programme_questions(shipped_book()).questions]
    assert sorted(asked) == sorted(shipped_book().asks)


def test_the_short_form_has_15_to_20_questions_and_touches_every_factor() -> None:
    assert 15 <= sum(len(factor.short) for factor in FACTORS) <= 20
    assert len(FACTORS) == 6
    assert all(factor.short for factor in FACTORS)


def test_whom_a_question_concerns_is_said_in_words() -> None:
    applies = {question.name: question.applies for factor in FACTORS for question in factor.questions}
    assert applies["cash_runway"] is None
    assert applies["hardware_plan"].en == taxonomy.layers()["terminals"].en
    assert "D 轮" in applies["scenario_breadth"].zh or "已退出" in applies["scenario_breadth"].zh
    assert applies["regulatory_gate"].en.startswith("Medicine and health, Finance")


def test_progress_counts_answers_by_factor() -> None:
    found = progress({"answers-vertical_customers": ["3"], "answers-revenue_focus": ["80"]}, FACTORS)
    assert (found["focus"].answered, found["focus"].asked) == (2, len(FACTORS[0].questions))
    assert found["short"].answered == 1
    assert found["market"].answered == 0


def test_a_figure_of_the_accounts_is_one_question_however_many_years_it_has() -> None:
    asked = programme_questions(shipped_book())
    fields = {"accounts-0-costs": ["1"], "accounts-1-costs": ["2"], "accounts-1-assets": ["x"], "answers-sme": ["yes"]}
    found = progress(fields, FACTORS, asked, faulty=("accounts-1-assets",))["policies"]
    assert (found.answered, found.asked) == (2, len(asked.questions) + 6)
    assert "policies" not in progress(fields, FACTORS)


def test_a_rule_book_without_packs_asks_nothing_for_them() -> None:
    assert programme_questions(replace(shipped_book(), fact_file=None)) is None


def test_fields_of_company_and_round_have_labels_in_both_languages() -> None:
    shown = labels()
    assert {"name", "city", "rounds", "round.amount", "round.investors"} <= set(shown)
    assert all(label["label"].en and label["label"].zh for label in shown.values())
