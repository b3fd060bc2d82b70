"""The shortlist: who is selected, why others are not, near misses, notes; in both languages."""

from pathlib import Path

import pytest
from cohorts import cohort_of, fictional, forty, gate, known, ranks_of, rules
from making import bare

from scoring.resources import resource
from scoring.rulesets.book import shipped_book
from scoring.shortlist.reading import read_rules
from scoring.shortlist.report import shortlist


def five(heads=(60, 40, None, 30, 90)):
    """Five companies told apart by head count alone; ranks are given by the tests."""
    return cohort_of(*(bare(name=f"C{number}", head_count=head) for number, head in enumerate(heads, start=1)))


def selected(companies):
    return [number for number, company in enumerate(companies, start=1) if company.selected]


class TestSelection:
    def test_the_best_that_pass_as_far_as_seats_reach(self):
        report, companies = shortlist(five(), [3, 1, 2, 4, 5], rules("head_count >= 40"), 2, "en")
        assert selected(companies) == [1, 2]
        assert (report.seats, report.passed, report.selected) == (2, 3, 2)
        assert companies[0].why is None and companies[0].findings == []
        assert companies[4].passed
        assert companies[4].why == "passes every gate; rank 3 among those that pass, 2 seats"

    def test_without_seats_all_that_pass(self):
        report, companies = shortlist(five(), [3, 1, 2, 4, 5], rules("head_count >= 40"), None, "en")
        assert selected(companies) == [1, 2, 5]
        assert report.seats is None

    def test_seats_asked_for_come_before_those_of_the_rules(self):
        ruled = rules("head_count >= 40", seats=3)
        assert selected(shortlist(five(), [3, 1, 2, 4, 5], ruled, None, "en")[1]) == [1, 2, 5]
        report, companies = shortlist(five(), [3, 1, 2, 4, 5], ruled, 1, "en")
        assert selected(companies) == [2]
        assert report.notes == ["The rules name 3 seats; the 1 asked for here count."]

    def test_seats_without_rules(self):
        report, companies = shortlist(five(), [3, 1, 2, 4, 5], None, 2, "zh")
        assert selected(companies) == [2, 3]
        assert (report.title, report.gates, report.near_misses) == ("入围名单", [], [])
        assert companies[3].why == "排第 4，名额 2 个"

    def test_a_company_without_a_rank_is_never_selected(self):
        report, companies = shortlist(five(), [3, None, 2, 4, 5], rules("head_count >= 40"), None, "en")
        assert selected(companies) == [1, 5]
        assert companies[1].passed
        assert companies[1].why == "has no rank, as nothing of it can be scored"
        assert report.notes == ["Companies that pass every gate but have no rank, and so are not selected: 1."]
        assert "C2" not in [miss.company for miss in report.near_misses]

    def test_a_tie_at_the_last_seat_goes_by_low_bound_then_input_order_and_is_told(self):
        cohort = cohort_of(
            bare(name="A", head_count=60), bare(name="B", head_count=60, answers={"invention_patents": 60}),
            bare(name="C", head_count=60),
        )  # fmt: skip
        assert cohort.scored.total.low[1] > cohort.scored.total.low[0]
        report, companies = shortlist(cohort, [1, 1, 1], rules("head_count >= 40"), 2, "en")
        assert selected(companies) == [1, 2]
        assert report.notes[0].startswith("The last seat is tied: 3 companies share rank 1. The higher low bound")
        assert companies[2].why == (
            "passes every gate; rank 1 among those that pass, 2 seats, level with the last one but behind by low bound "
            "or order of the input"
        )
        assert shortlist(cohort, [1, 1, 1], rules("head_count >= 40"), 3, "en")[0].notes == []

    def test_free_seats_are_told(self):
        report, _ = shortlist(five(), [3, 1, 2, 4, 5], rules("head_count >= 40"), 10, "en")
        assert report.notes == ["7 of 10 seats stay free: 3 companies pass every gate."]

    def test_an_empty_cohort(self):
        report, companies = shortlist(cohort_of(), [], rules("coverage >= 0.4", "sectors in [finance]"), 3, "en")
        assert companies == []
        assert (report.passed, report.selected, [item.met for item in report.gates]) == (0, 0, [0, 0])


class TestGates:
    def test_counts_add_up_and_name_what_relaxing_lets_in(self):
        report, companies = shortlist(
            five(), [3, 1, 2, 4, 5], rules("head_count >= 40", "head_count <= 60"), None, "en"
        )
        first, second = report.gates
        assert (first.met, first.failed, first.unknown, first.only) == (3, 1, 1, 1)
        assert (second.met, second.failed, second.unknown, second.only) == (3, 1, 1, 1)
        assert [[(each.gate, each.state) for each in company.findings] for company in companies] == [
            [], [], [(1, "unknown"), (2, "unknown")], [(1, "failed")], [(2, "failed")],
        ]  # fmt: skip

    def test_a_gate_that_few_can_answer_or_none_meets_is_told(self):
        report, _ = shortlist(five((1, None, None, None, 2)), [1, 2, 3, 4, 5], rules("head_count >= 40"), None, "zh")
        assert report.notes == ["条件 1（员工人数：不低于 40 人）对 5 家企业中的 3 家无法判断，建议先补问再据此取舍。"]
        report, _ = shortlist(five((1, 2, 3, 4, 5)), [1, 2, 3, 4, 5], rules("head_count >= 40"), None, "en")
        assert report.notes == ["No company meets gate 1 (Head count: at least 40 people)."]

    def test_a_lenient_gate_tells_how_many_it_lets_through(self):
        lenient = gate("head_count >= 40", lenient=True, name="Big")
        report, companies = shortlist(five(), [3, 1, 2, 4, 5], rules(lenient), None, "en")
        assert selected(companies) == [1, 2, 3, 5]
        assert report.notes == ["Gate 1 (Big) lets unknown answers through; companies for which that holds: 1."]

    @pytest.mark.parametrize(
        ("text", "en", "zh"),
        [
            ("stage in [seed, angel, pre_a]", "Stage: Seed, Angel or Pre-A", "融资阶段：种子期、天使期或 Pre-A 轮"),
            ("stage not in [b, c]", "Stage: not Series B or Series C", "融资阶段：不是 B 轮或 C 轮"),
            ("stage >= a", "Stage: Series A or beyond", "融资阶段：A 轮及以上"),
            ("coverage >= 0.405", "Coverage: at least 40.5%", "信息覆盖率：不低于 40.5%"),
            ("city in [广东]", "City: Guangdong", "所在城市：广东"),
            ("founded >= 2018", "Founded: 2018 or later", "成立时间：2018 年或以后"),
            ("founded < 2018-03-01", "Founded: before 2018-03-01", "成立时间：2018-03-01 之前"),
            ("rounds_count < 1", "Number of rounds: less than 1 round", "融资次数：低于 1 次"),
            ("head_count is known", "Head count: known", "员工人数：已知"),
        ],
    )
    def test_a_gate_without_a_name_is_put_into_words(self, text, en, zh):
        for lang, name in (("en", en), ("zh", zh)):
            report, _ = shortlist(known(), [1], rules(text), None, lang)
            assert report.gates[0].name == name


class TestWhy:
    def test_what_was_found_and_what_would_have_to_change(self):
        cohort = cohort_of(bare(answers={"revenue_focus": 36, "owned_functions": []}, founded="2015-03", city="wuhan"))
        ruled = rules(
            "revenue_focus >= 40%", "founded >= 2018", "city in [shenzhen]", "owned_functions >= 2", "head_count >= 9"
        )
        _, (company,) = shortlist(cohort, [1], ruled, None, "en")
        assert [(each.found, each.change) for each in company.findings] == [
            ("Revenue from the main vertical: 36%", "the gate asks for: at least 40% (short by 4 percentage points)"),
            ("Founded: 2015-03", "the gate asks for: 2018 or later"),
            ("City: Wuhan", "the gate asks for: Shenzhen"),
            (company.findings[3].found, "the gate asks for: at least 2 (short by 2)"),
            ("Head count: not known", "not known well enough, so ask; the gate asks for: at least 9 people"),
        ]
        assert company.findings[3].found.endswith(": none")
        assert company.why.startswith("fails gates 1 (Revenue from the main vertical: at least 40%), 2 (Founded")
        assert company.why.endswith("; not known at gate 5 (Head count: at least 9 people)")

    def test_the_same_in_chinese(self):
        cohort = cohort_of(bare(answers={"revenue_focus": 36}))
        _, (company,) = shortlist(cohort, [1], rules("revenue_focus >= 40%", "head_count >= 9"), None, "zh")
        first, second = company.findings
        assert first.found.endswith("：36%")
        assert first.change == "条件要求：不低于 40%（还差 4 个百分点）"
        assert second.change == "信息不足，建议补问；条件要求：不低于 9 人"

    def test_a_band_is_told_as_a_band(self):
        _, (company,) = shortlist(known(head_count={"low": 51, "high": 100}), [1], rules("head_count > 60"), None, "en")
        assert company.findings[0].state == "unknown"
        assert company.findings[0].found == "Head count: 51–100 people"

    def test_many_gates_are_counted_not_listed(self):
        ruled = rules(*(f"head_count >= {number}" for number in range(100, 108)))
        _, (company,) = shortlist(known(head_count=5), [1], ruled, None, "en")
        assert company.why.count("Head count") == 5
        assert company.why.endswith(" and 3 more")


class TestNearMisses:
    def test_fewest_gates_first_then_best_rank(self):
        ruled = rules("head_count >= 40", "head_count >= 50", "city in [wuhan]")
        cohort = cohort_of(
            bare(name="two", head_count=60), bare(name="three", head_count=10),
            bare(name="one", head_count=45, city="wuhan"), bare(name="in", head_count=60, city="wuhan"),
            bare(name="other", head_count=41, city="wuhan"),
        )  # fmt: skip
        report, _ = shortlist(cohort, [1, 2, 3, 4, 5], ruled, None, "en")
        assert [(miss.company, miss.rank, miss.gates) for miss in report.near_misses] == [
            ("two", 1, [3]), ("one", 3, [2]), ("other", 5, [2]), ("three", 2, [1, 2, 3]),
        ]  # fmt: skip
        assert report.near_misses[1].in_words == (
            "Rank 3, kept out by one gate. "
            "Gate 2: Head count: 45 people; the gate asks for: at least 50 people (short by 5)."
        )

    def test_where_seats_are_full_only_those_ahead_of_the_last_one(self):
        report, companies = shortlist(five(), [3, 1, 2, 4, 5], rules("head_count >= 40"), 2, "en")
        assert selected(companies) == [1, 2]
        assert [miss.company for miss in report.near_misses] == ["C3"]

    def test_at_most_twenty(self):
        ruled = rules("composite > 99.9")
        report, _ = shortlist(forty(), ranks_of(forty()), ruled, None, "en")
        assert [miss.rank for miss in report.near_misses] == sorted(ranks_of(forty()))[:20]

    def test_without_seats_relaxing_the_named_gates_lets_each_in(self):
        cohort, ranks = fictional(), ranks_of(fictional())
        ruled = read_rules(Path(str(resource("data", "examples", "shortlist.yaml"))), shipped_book())
        report, _ = shortlist(cohort, ranks, rules(*ruled.gates), None, "en")
        assert len(report.near_misses) > 5
        for miss in report.near_misses:
            kept = [each for number, each in enumerate(ruled.gates, start=1) if number not in miss.gates]
            _, companies = shortlist(cohort, ranks, rules(*kept), None, "en")
            assert companies[[profile.name for profile in cohort.profiles].index(miss.company)].selected


def test_the_example_selects_five_of_the_fictional_companies():
    ruled = read_rules(Path(str(resource("data", "examples", "shortlist.yaml"))), shipped_book())
    report, companies = shortlist(fictional(), ranks_of(fictional()), ruled, None, "zh")
    assert (report.title, report.selected) == ("有市场基础的早期企业", 5)
    assert report.passed > 5
    assert all(company.why is None or any("一" <= sign <= "鿿" for sign in company.why) for company in companies)
    assert all(miss.row is not None for miss in report.near_misses)
