"""The report: names matched with the cohort, gaps, and who the committee should talk about."""

from pathlib import Path

import numpy as np
import pytest

from scoring.judges.marks import Marks
from scoring.judges.reading import read_marks
from scoring.judges.report import judge_report

from .made_up_marks import NONE, drawn, marks_of


def agreeing(size: int = 24, judges: int = 6, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Marks of judges who nearly agree, best first, and scores in the same order."""
    chance = np.random.default_rng(seed)
    worth = np.linspace(90, 40, size)
    return worth[:, None] + chance.normal(scale=2, size=(size, judges)), worth


def names_of(marks: Marks) -> list[str]:
    return list(marks.companies)


def test_a_company_that_judges_place_far_higher_is_discussed() -> None:
    table, scores = agreeing()
    scores[2] = 41.0
    marks = marks_of(table)
    report, judged = judge_report(marks, names_of(marks), list(range(2, 26)), scores, "en")
    assert report.discuss == ["Company 2 (row 4)"]
    one = judged[2]
    assert one is not None
    assert one.gap is not None
    assert one.gap > 80
    assert one.discuss == (
        "Judges place it 3rd of 24, the scores 23rd: discuss what the judges saw that the profile does not tell."
    )
    assert sum(other is not None and other.discuss is not None for other in judged) == 1


def test_in_chinese_and_the_other_way_round() -> None:
    table, scores = agreeing()
    scores[20] = 95.0
    marks = marks_of(table)
    report, judged = judge_report(marks, names_of(marks), list(range(2, 26)), scores, "zh")
    assert report.discuss == ["Company 20（第 22 行）"]
    assert judged[20] is not None
    assert judged[20].discuss == "在 24 家公司中，评委排第 21，系统评分排第 1。请讨论：评委有哪些材料里看不出来的顾虑？"


def test_a_gap_within_both_uncertainties_is_not_flagged() -> None:
    table, scores = agreeing()
    scores[2] = 41.0
    marks = marks_of(table)
    doubt = np.zeros(24)
    doubt[2] = 90.0
    report, judged = judge_report(marks, names_of(marks), [], scores, "en", doubt=doubt)
    assert report.discuss == []
    assert judged[2] is not None
    assert judged[2].discuss is None


def test_judges_who_are_apart_on_one_company_are_named() -> None:
    table, scores = agreeing()
    table[10] += np.array([-25, 0, 0, 25, 0, 0])
    marks = marks_of(table)
    report, judged = judge_report(marks, names_of(marks), [], scores, "en")
    assert report.discuss == ["Company 10"]
    assert judged[10] is not None
    words = judged[10].discuss
    assert words is not None
    assert "(Judge 0)" in words
    assert "(Judge 3)" in words


def test_at_most_a_fifth_is_flagged_the_strongest_first() -> None:
    table, scores = agreeing()
    marks = marks_of(table)
    report, judged = judge_report(marks, names_of(marks), [], scores[::-1].copy(), "en")
    gaps = [abs(one.gap) for one in judged if one is not None and one.discuss and one.gap is not None]
    assert len(report.discuss) == len(gaps) == 4
    assert min(gaps) > 80
    assert report.correlation == pytest.approx(-1, abs=0.02)


@pytest.mark.parametrize("size", [3, 4])
def test_of_three_companies_one_may_be_flagged(size: int) -> None:
    table, scores = agreeing(size)
    marks = marks_of(table)
    report, _ = judge_report(marks, names_of(marks), [], scores[::-1].copy(), "en")
    assert len(report.discuss) == 1
    assert not any("nothing is flagged" in note for note in report.notes)


def test_of_two_companies_none_is_flagged_and_the_notes_say_so() -> None:
    table, scores = agreeing(3)
    scores[0] = NONE
    marks = marks_of(table)
    report, _ = judge_report(marks, names_of(marks), [], scores[::-1].copy(), "en")
    assert report.discuss == []
    assert any(note.startswith("nothing is flagged for discussion: that takes 3 companies") for note in report.notes)
    report, _ = judge_report(marks, names_of(marks), [], scores, "zh")
    assert any("目前只有 2 家" in note for note in report.notes)


def test_scores_that_tell_the_truth_are_rarely_flagged() -> None:
    flagged = 0
    for seed in range(25):
        truth = drawn(seed, companies=40)
        report, _ = judge_report(truth.marks, names_of(truth.marks), [], truth.worth, "en")
        flagged += len(report.discuss)
    assert flagged <= 0.05 * 25 * 40


def test_names_are_matched_whatever_their_spelling(tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(
        "公司,张,李\n云帆(深圳)科技有限公司,80,70\nＡＣＭＥ Ltd.,60,50\n不在册,70,60\n重名,90,90\n", encoding="utf-8"
    )
    names = ["Acme", "云帆（深圳）科技", "重名", "重名", "未评"]
    report, judged = judge_report(read_marks(path), names, [2, 3, 4, 5, 6], np.array([50.0, 60, 70, 80, 90]), "zh")
    assert [one is not None for one in judged] == [True, True, False, False, False]
    assert report.judged == 2
    assert report.unmatched == ["不在册"]
    notes = "\n".join(report.notes)
    assert "公司表里有重名，分数无法对应：“重名”" in notes
    assert "3 家公司没有评委打分" in notes
    assert [one.rank for one in judged if one is not None] == [2, 1]


def test_marks_of_another_cohort_are_said_to_match_nobody() -> None:
    report, judged = judge_report(marks_of([[1, 2], [3, 4]]), ["Elsewhere"], [2], np.array([50.0]), "en")
    assert judged == [None]
    assert report.judged == 0
    assert report.correlation is None
    assert any("no company of the marks is in the cohort" in note for note in report.notes)


def test_a_company_without_a_score_has_a_mark_and_no_gap() -> None:
    table, scores = agreeing()
    scores[0] = NONE
    marks = marks_of(table)
    _, judged = judge_report(marks, names_of(marks), [], scores, "en")
    assert judged[0] is not None
    assert judged[0].rank == 1
    assert judged[0].gap is None
    assert judged[0].discuss is None


def test_marks_stay_on_their_scale_and_equal_ones_share_a_rank() -> None:
    marks = marks_of([[100, 100], [100, 100], [60, 50], [0, 0]])
    _, judged = judge_report(marks, names_of(marks), [], np.arange(4.0), "en")
    shown = [one for one in judged if one is not None]
    assert all(0 <= one.low <= one.mark <= one.high <= 100 for one in shown)
    assert [one.rank for one in shown] == [1, 1, 3, 4]


def test_judges_that_stand_out_are_described() -> None:
    table, scores = agreeing()
    table[:, 0] -= 15
    table[:, 1] = 70
    table[2:, 2] = NONE
    table[:, 3] = 65 + 1.8 * (table[:, 3] - 65)
    report, _ = judge_report(marks_of(np.clip(table, 0, 100)), [], [], scores, "en")
    severe, same, few, wide = (judge.note or "" for judge in report.judges[:4])
    assert severe.startswith("severe: marks 1")
    assert same == "gives every company the same mark, which tells none from another"
    assert few == "only 2 marks: severity and spread are hardly known"
    assert "spreads marks" in wide
    assert report.judges[0].severity > 10
    report, _ = judge_report(marks_of(np.clip(table, 0, 100)), [], [], scores, "zh")
    assert (report.judges[0].note or "").startswith("偏严：比评委平均低 1")


def test_both_methods_and_the_same_bytes_every_time() -> None:
    marks, scores = drawn(1).marks, np.arange(60.0)
    first, _ = judge_report(marks, names_of(marks), [], scores, "en")
    again, _ = judge_report(marks, names_of(marks), [], scores, "en")
    simple, _ = judge_report(marks, names_of(marks), [], scores, "en", "z-scores")
    assert first.model_dump_json() == again.model_dump_json()
    assert (first.method, simple.method) == ("severity and spread", "z-scores")
    assert first.judges != simple.judges


def test_a_mark_raised_never_lowers_its_company() -> None:
    table = drawn(7, companies=20, judges=4, each=3).marks.matrix
    before, _ = judge_report(marks_of(table), [], [], np.empty(0), "en")
    names = [f"Company {at}" for at in range(20)]
    _, once = judge_report(marks_of(table), names, [], np.zeros(20), "en")
    for at in range(20):
        higher = table.copy()
        judge = int(np.flatnonzero(~np.isnan(higher[at]))[0])
        higher[at, judge] += 5
        _, again = judge_report(marks_of(higher), names, [], np.zeros(20), "en")
        one, two = once[at], again[at]
        assert one is not None
        assert two is not None
        assert two.mark >= one.mark
    assert before.judged == 0
