"""The fairness check of a cohort: its cuts, its warnings in both languages, and what it must not trip over."""

from datetime import date

import numpy as np
import pytest
from making import AS_OF, bare

from scoring.cohort.cohort import read_cohort
from scoring.fairness.report import fairness


def cohort_of(*profiles):
    return read_cohort(list(profiles), as_of=date.fromisoformat(AS_OF))


def two_cities(taken=(18, 4), sizes=(30, 30), second="wuhan", **answers):
    """A cohort of Shenzhen and a second city, and who of it is selected."""
    fields = {"shenzhen": {"answers": answers}, second: {}}
    profiles, selected = [], []
    for (city, more), hits, n in zip(fields.items(), taken, sizes, strict=True):
        profiles += [bare(name=f"{city} {number}", city=city, **more) for number in range(n)]
        selected += [number < hits for number in range(n)]
    return cohort_of(*profiles), np.array(selected, bool)


def groups(report, by):
    return {group.id: group for cut in report.cuts if cut.by == by for group in cut.groups}


def test_a_difference_is_a_warning_that_a_committee_understands():
    cohort, selected = two_cities(invention_patents=60)
    report = fairness(cohort, selected, "the first 22", "en")
    assert (report.n, report.selected, report.basis) == (60, 22, "the first 22")
    wuhan = groups(report, "city")["wuhan"]
    assert (wuhan.verdict, wuhan.n, wuhan.selected, wuhan.rate) == ("differs", 30, 4, 0.1333)
    assert wuhan.ratio == pytest.approx(4 / 18, abs=1e-4)
    assert wuhan.ratio_low < wuhan.ratio < wuhan.ratio_high < 0.8
    (warning,) = report.warnings
    assert warning.startswith(
        "City: of “Shenzhen” 18/30 (60%) are selected, and of others less than four fifths of that share: “Wuhan” "
        "4/30 (13%), ratio 0.22 (90% interval "
    )
    for words in ("p < 0.001", "corrected for 1 group compared", "does not show unfair treatment"):
        assert words in warning
    assert "The scores of “Wuhan” differ most in “" in warning


def test_where_a_gate_asks_for_it_the_difference_is_by_design():
    cohort, selected = two_cities(invention_patents=60)
    (warning,) = fairness(cohort, selected, "", "en", ["city"]).warnings
    assert warning.endswith("by design: a gate of the shortlist asks for it, and the reason is the one for that gate.")


def test_groups_that_differ_share_one_warning():
    cities = [city for city in ("shenzhen", "wuhan", "beijing") for _ in range(30)]
    cohort = cohort_of(*(bare(name=f"Company {at}", city=city) for at, city in enumerate(cities)))
    selected = np.array([at < 25 or 30 <= at < 33 or 60 <= at < 64 for at in range(90)])
    (warning,) = fairness(cohort, selected, "", "en").warnings
    assert "“Wuhan” 3/30 (10%)" in warning
    assert "“Beijing” 4/30 (13%)" in warning


def test_the_same_in_chinese():
    cohort, selected = two_cities()
    report = fairness(cohort, selected, "前 22 名", "zh")
    (warning,) = report.warnings
    assert warning.startswith(
        "所在城市：“深圳”入选 18/30（60%），以下各组的入选率低于它的五分之四：“武汉”入选 4/30（13%），为其 0.22 倍（"
    )
    assert "（已按比较的 1 个组校正）" in warning
    assert "“武汉”得分差距最大的是“" in warning
    assert groups(report, "city")["shenzhen"].in_words == "入选率最高，其他组以它为参照。"


def test_where_scores_do_not_differ_the_gates_are_named():
    cohort, selected = two_cities(second="beijing")
    assert len(set(cohort.scored.total.score.round(2))) == 1
    (english,), (chinese,) = (fairness(cohort, selected, "", lang).warnings for lang in ("en", "zh"))
    assert english.endswith("“Beijing” are no lower in any factor: look at the gates and at missing answers.")
    assert chinese.endswith("“北京”各项要素得分都不低，请查看入围条件和缺失的信息。")


def test_what_may_be_chance_is_told_in_a_line_of_its_own():
    cohort, selected = two_cities((5, 2), (8, 8))
    report = fairness(cohort, selected, "", "en")
    assert report.warnings == [
        "City: below four fifths of the rate of “Shenzhen”, 5/8 (62%), but numbers are too small to rule out chance: "
        "“Wuhan” 2/8 (25%). Look again when there are more companies."
    ]
    assert "may be chance (p = 0.31)" in groups(report, "city")["wuhan"].in_words


@pytest.mark.parametrize(("taken", "who"), [((30, 30), "Everybody"), ((0, 0), "Nobody")])
def test_nothing_to_compare_is_said(taken, who):
    cohort, selected = two_cities(taken)
    report = fairness(cohort, selected, "", "en")
    assert report.warnings == [
        f"{who} is selected, so selection can't differ between groups; only the scores are compared."
    ]
    assert {group.verdict for group in groups(report, "city").values()} == {"reference", "even"}


def test_an_empty_cohort():
    report = fairness(cohort_of(), np.zeros(0, bool), "", "zh")
    assert (report.n, report.cuts, report.warnings) == (0, [], ["没有可比较的企业。"])


def test_a_single_group_has_nothing_to_be_compared_with():
    cohort = cohort_of(*(bare(name=str(number), city="wuhan") for number in range(6)))
    report = fairness(cohort, np.arange(6) < 3, "", "en")
    (group,) = groups(report, "city").values()
    assert group.in_words == "The only group large enough; there is nothing to compare it with."
    assert report.warnings == []


def test_only_cuts_that_somebody_states():
    cohort = cohort_of(bare(name="a", city="wuhan"), bare(name="b"))
    report = fairness(cohort, np.array([True, False]), "", "en")
    assert [cut.by for cut in report.cuts] == ["city"]
    unstated = groups(report, "city")[None]
    assert (unstated.name, unstated.n, unstated.verdict) == ("not stated", 1, "too few")


def test_companies_are_put_where_they_belong():
    cohort = cohort_of(
        bare(name="a", city="deqing", sectors=["finance", "medical"], rounds=[], head_count=7),
        bare(name="b", city="guangdong", sectors=["medical"], rounds=[{"round": "a_plus"}], head_count={"low": 500}),
        bare(name="c", city="japan", head_count={"low": 51, "high": 100}),
        bare(name="d", head_count={"high": 10}),
    )
    report = fairness(cohort, np.zeros(4, bool), "", "en")
    assert set(groups(report, "city")) == {"huzhou", "guangdong", "japan", None}
    assert set(groups(report, "sector")) == {"finance", "medical", None}
    assert set(groups(report, "stage")) == {"unfunded", "a", None}
    assert {name: group.n for name, group in groups(report, "head_count").items()} == {
        "1-10": 2, "over-500": 1, "51-100": 1,
    }  # fmt: skip


def test_scores_stay_on_their_scale_and_are_left_out_where_there_is_none():
    cohort = cohort_of(
        bare(name="a", city="wuhan", answers={"invention_patents": 60}), bare(name="b", city="wuhan", head_count=9),
        bare(name="c", city="beijing"),
    )  # fmt: skip
    report = fairness(cohort, np.zeros(3, bool), "", "en")
    wuhan = groups(report, "city")["wuhan"]
    assert 0 <= wuhan.score_low <= wuhan.score <= wuhan.score_high <= 100
    assert not np.isnan(cohort.scored.total.score[:2]).any()


def test_permuting_companies_changes_nothing():
    cohort, selected = two_cities((5, 2), (8, 9), invention_patents=60)
    order = np.random.default_rng(3).permutation(17)
    mixed = cohort_of(*(cohort.profiles[at] for at in order))
    assert fairness(mixed, selected[order], "", "en") == fairness(cohort, selected, "", "en")
