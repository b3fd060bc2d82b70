"""Domain cases: an answer or a fact in, the attribute met and its points out, by way of profile and columns.

`cases/<factor>.yaml` names a characteristic and, per case, what is `given` (the answer), the `company` around it,
and the `attribute` with its `points`, or the `state` unknown or not_applicable.
"""

from pathlib import Path

import numpy as np
import pytest
import yaml

from scoring.columns.build import columns_of
from scoring.profile import profile_model
from scoring.rulesets.book import shipped_book
from scoring.rulesets.evaluate import evaluate, reason_code
from scoring.table.from_profiles import table_of

AS_OF = "2020-12-31"
STATES = {"unknown": -1, "not_applicable": -2}


def all_cases():
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")):
            for number, case in enumerate(block["cases"], start=1):
                company = block.get("company", {}) | case.pop("company", {})
                yield pytest.param(block["characteristic"], company, case, id=f"{block['characteristic']}-{number}")


CASES = list(all_cases())
BOOK = shipped_book()
ITEMS = {item.id: item for rules in BOOK.rule_sets for item in rules.characteristics}


@pytest.mark.parametrize(("name", "company", "case"), CASES)
def test_case(name, company, case):
    item = ITEMS[name]
    answers = {item.input: case["given"]} if "given" in case else {}
    profile = profile_model(BOOK).model_validate({"name": "Case", "as_of": AS_OF, "answers": answers} | company)
    found = evaluate(BOOK, columns_of(table_of([profile], BOOK), BOOK))
    row = found.program.characteristics.index(item)
    attribute, partial = int(found.attribute[row, 0]), found.partial[row, 0]
    if "state" in case:
        assert (attribute, reason_code(item, attribute)) == (STATES[case["state"]], None)
        assert np.isnan(partial)
    else:
        assert reason_code(item, attribute) == f"{name}.{case['attribute']}"
        assert partial == pytest.approx(case["points"], abs=0.0051)


def test_every_attribute_of_every_characteristic_has_a_case():
    met = {(name, case.get("attribute")) for name, _, case in (param.values for param in CASES)}
    wanted = {(item.id, band.id) for item in ITEMS.values() for band in item.scale}
    # A company with named investors has at least one kind of them, one without is unknown.
    assert wanted - met == {("investor_mix", "unclear")}
    assert len(CASES) >= 400
