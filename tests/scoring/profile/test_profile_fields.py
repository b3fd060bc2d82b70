"""Profiles: what is accepted, what is refused with the field's name, what the schema tells a form."""

from datetime import date, timedelta

import pytest
from making import bare
from pydantic import ValidationError

from scoring.profile import profile_model
from scoring.profile.faults import problem_of
from scoring.rulesets.book import shipped_book

MODEL = profile_model(shipped_book())
TOMORROW = (date.today() + timedelta(days=2)).isoformat()


def faults(**fields):
    """Problems of a profile, by path."""
    with pytest.raises(ValidationError) as caught:
        MODEL.model_validate({"name": "X", "as_of": "2020-12-31"} | fields)
    return {
        problem.path: problem for problem in (problem_of(error, "x.json", MODEL) for error in caught.value.errors())
    }


class TestAnswer:
    def test_bare_value_stands_for_an_answer_without_evidence(self):
        short, long = (bare(answers={"cash_runway": given}) for given in (5, {"value": 5}))
        assert short == long
        assert short.answers.cash_runway.value == 5
        assert short.answers.cash_runway.evidence is None

    def test_evidence_in_any_known_spelling(self):
        answer = {"value": 5, "evidence": "第三方文件"}
        assert bare(answers={"cash_runway": answer}).answers.cash_runway.evidence == "third_party_document"

    def test_null_is_no_answer(self):
        assert bare(answers={"cash_runway": None}) == bare()

    def test_ticks_count_once(self):
        assert bare(answers={"partner_kinds": ["vendor", "vendor"]}).answers.partner_kinds.value == ["vendor"]

    @pytest.mark.parametrize(
        ("name", "bad"),
        [
            ("cash_runway", -1),
            ("cash_runway", 121),
            ("cash_runway", 1e300),
            ("cash_runway", float("nan")),
            ("cash_runway", float("inf")),
            ("cash_runway", "5"),
            ("cash_runway", True),
            ("cash_runway", [5]),
            ("revenue_focus", 100.5),
            ("revenue_focus", -0.1),
            ("revenue_focus", True),
            ("buying_map", 2.5),
            ("buying_map", 11),
            ("buying_map", True),
            ("rights_ownership", 1),
            ("rights_ownership", "yes"),
            ("model_lead", "best"),
            ("model_lead", 3),
            ("partner_kinds", ["friend"]),
            ("partner_kinds", "vendor"),
            ("partner_kinds", [["vendor"]]),
        ],
    )
    def test_bad_value_is_refused_with_its_place(self, name, bad):
        for given in (bad, {"value": bad}):
            found = faults(answers={name: given})
            assert found
            assert all(path.startswith(f"answers.{name}") for path in found)

    def test_bad_evidence_names_the_near_ones(self):
        found = faults(answers={"cash_runway": {"value": 5, "evidence": "internal_recrd"}})
        assert "internal record" in str(found["answers.cash_runway.evidence"]).lower().replace("_", " ")

    def test_choices_are_listed_as_chinese_lists_them(self):
        wrong = faults(answers={"model_lead": "best"})["answers.model_lead"]
        assert " 或 " in wrong.expected.zh and " or " not in wrong.expected.zh

    def test_every_grade_is_listed(self):
        wrong = faults(evidence="hearsay")["evidence"]
        assert wrong.expected.zh == "下列之一：企业自述、内部资料、第三方文件、公开登记信息"

    @pytest.mark.parametrize("given", [{"vaule": 5}, {"value": 5, "note": "x"}, {}])
    def test_other_mappings_are_refused(self, given):
        assert any(path.startswith("answers.cash_runway") for path in faults(answers={"cash_runway": given}))

    def test_unknown_answer_names_the_near_one(self):
        problem = faults(answers={"cash_runaway": 5})["answers.cash_runaway"]
        assert "cash_runway" in str(problem)


class TestIdentity:
    @pytest.mark.parametrize(
        ("field", "bad"),
        [
            ("name", ""),
            ("name", "   "),
            ("name", "x" * 201),
            ("name", "甲\x1b[31m"),
            ("name", "甲\u202e乙"),
            ("name", None),
            ("city", "Atlantis"),
            ("city", 755),
            ("sectors", ["alchemy"]),
            ("sectors", "medical"),
            ("layer", "crust"),
            ("segment", "alchemy"),
            ("founded", "2018-13"),
            ("founded", "2018-02-30"),
            ("founded", "18-02"),
            ("founded", "1850"),
            ("founded", "２０１８"),
            ("founded", 2018),
            ("head_count", -1),
            ("head_count", True),
            ("head_count", float("nan")),
            ("head_count", float("inf")),
            ("head_count", "50"),
            ("head_count", {"low": 100, "high": 50}),
            ("head_count", {}),
            ("head_count", {"low": True}),
            ("as_of", "soon"),
            ("as_of", 864000),
            ("as_of", "864000"),
            ("rounds", "none"),
            ("rounds", [{}]),
            ("rounds", [{"round": "Z"}]),
            ("rounds", [{"round": "a", "amount": -5}]),
            ("rounds", [{"round": "a", "amount": 1e16}]),
            ("rounds", [{"round": "a", "amount": float("nan")}]),
            ("rounds", [{"round": "a", "amount": True}]),
            ("rounds", [{"round": "a", "currency": "shells"}]),
            ("rounds", [{"round": "a", "investors": [""]}]),
            ("rounds", [{"round": "a", "investors": [{"name": "X", "kind": "uncle"}]}]),
            ("rounds", [{"round": "a", "founder": "X"}]),
            ("rounds", [{"round": "a"}] * 201),
            ("evidence", "hearsay"),
            ("answers", 5),
        ],
    )
    def test_bad_value_is_refused_with_its_field(self, field, bad):
        assert all(path.startswith(field) for path in faults(**{field: bad}))

    def test_unknown_field_names_the_near_one(self):
        assert "head_count" in str(faults(headcount=5)["headcount"])

    @pytest.mark.parametrize("field", ["founder", "founder_age", "email", "phone"])
    def test_nothing_about_persons(self, field):
        assert "unknown field" in str(faults(**{field: "x"})[field])

    def test_any_spelling_becomes_one_slug(self):
        profile = bare(
            city="广东省深圳市", sectors=["智慧医疗", "finance"], layer="解决方案", rounds=[{"round": "A+轮"}]
        )
        assert (profile.city, profile.sectors, profile.layer) == ("shenzhen", ["medical", "finance"], "solutions")
        assert profile.rounds[0].round == "a_plus"

    def test_a_bare_investor_is_its_name(self):
        given = [{"round": "a", "investors": ["Hill"]}]
        assert bare(rounds=given) == bare(rounds=[{"round": "a", "investors": [{"name": "Hill"}]}])


class TestDates:
    def test_as_of_in_the_future(self):
        assert "lies in the future" in str(faults(as_of=TOMORROW))

    def test_founded_after_the_as_of_date(self):
        assert "after the as-of date 2020-12-31" in str(faults(founded="2021"))

    def test_round_in_the_future(self):
        assert f"round 2 is dated {TOMORROW}, in the future" in str(
            faults(rounds=[{"round": "a"}, {"round": "b", "date": TOMORROW}])
        )

    def test_round_before_founding(self):
        found = faults(founded="2018-06", rounds=[{"round": "seed", "date": "2018-05"}])
        assert "round 1 (2018-05) comes before founding (2018-06)" in str(found)

    @pytest.mark.parametrize("day", ["2018", "2018-06", "2018-06-30"])
    def test_round_in_the_founding_month_is_fine(self, day):
        assert bare(founded="2018-06", rounds=[{"round": "seed", "date": day}]).rounds[0].date == day

    def test_round_between_as_of_and_today_stays_in_the_profile(self):
        assert bare(rounds=[{"round": "a", "date": "2021-03"}]).rounds[0].date == "2021-03"


class TestProblem:
    def test_long_values_are_cut(self):
        assert len(str(faults(city="x" * 5000)["city"])) < 400

    def test_missing_name(self):
        with pytest.raises(ValidationError) as caught:
            MODEL.model_validate({})
        assert "missing" in str(problem_of(caught.value.errors()[0], "x.json", MODEL))


class TestSchema:
    SCHEMA = MODEL.model_json_schema()

    def fields(self):
        yield from self.SCHEMA["properties"].items()
        for name, part in self.SCHEMA["$defs"].items():
            if name in ("Answers", "FundingRound", "Investor"):
                whole = part.get("anyOf", [part])[-1]  # an investor may be a bare name instead
                yield from ((f"{name}.{field}", schema) for field, schema in whole["properties"].items())

    def test_every_field_carries_its_label_in_both_languages(self):
        count = 0
        for name, schema in self.fields():
            label = schema["x-upslope"]["label"]
            assert label["en"], name
            assert any("一" <= sign <= "鿿" for sign in label["zh"]), name
            count += 1
        assert count > 60

    def test_answers_are_those_of_the_rules_in_their_order(self):
        assert list(self.SCHEMA["$defs"]["Answers"]["properties"]) == [item.input for item in shipped_book().asked()]

    def test_bare_value_and_whole_answer_are_both_in_the_schema(self):
        field = self.SCHEMA["$defs"]["Answers"]["properties"]["cash_runway"]["anyOf"]
        text = str([self.SCHEMA["$defs"][part["$ref"].split("/")[-1]] if "$ref" in part else part for part in field])
        assert "maximum" in text
        assert "evidence" in text

    def test_short_forms_are_in_the_schema(self):
        kinds = {name: [part["type"] for part in self.SCHEMA["$defs"][name]["anyOf"]] for name in ("Span", "Investor")}
        assert kinds == {"Span": ["number", "object"], "Investor": ["string", "object"]}
        assert "pattern" in self.SCHEMA["properties"]["founded"]["anyOf"][0]

    def test_choices_and_questions_are_there_for_forms(self):
        shown = self.SCHEMA["$defs"]["Answers"]["properties"]["model_lead"]["x-upslope"]
        assert [choice["id"] for choice in shown["choices"]] == [
            "not_measured", "no_lead_found", "own_test", "customer_test", "outside_test",
        ]  # fmt: skip
        assert all(choice["zh"] and choice["en"] for choice in shown["choices"])
        assert set(shown["question"]) == {"en", "zh"}
