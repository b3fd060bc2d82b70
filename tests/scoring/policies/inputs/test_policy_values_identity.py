"""Identity and staff: bands of head counts, founding dates known roughly, places, the share of scientific staff."""

from math import inf

import pytest
from making import bare
from readings import missing, read, remark, values_of


@pytest.mark.parametrize(
    ("given", "bounds"),
    [
        (30, 30), (0, 0), ({"low": 11, "high": 50}, (11, 50)), ({"low": 501, "high": None}, (501, inf)),
        ({"low": None, "high": 10}, (0, 10)), (None, None),
    ],
)  # fmt: skip
def test_head_count(given, bounds):
    assert read("head_count", head_count=given) == bounds
    assert missing("head_count", head_count=given) == ([] if given is not None else ["Head count"])


@pytest.mark.parametrize(
    ("founded", "days"),
    [("2020-01-01", 365), ("2019-12-31", 366), ("2019-12", (366, 396)), ("2019", (366, 730)), ("2020", (0, 365)),
     ("2020-12-31", 0), (None, None)],
)  # fmt: skip
def test_age(founded, days):
    assert read("age_days", founded=founded) == days


@pytest.mark.parametrize(
    ("city", "there"),
    [("shenzhen", 1), ("guangdong", 1), ("beijing", 1), ("deqing", 1), ("hong_kong", 0), ("macao", 0), ("taipei", 0),
     ("taiwan", 0), ("singapore", 0), ("europe", 0), ("overseas", 0), ("china", None), ("asia", None), (None, None)],
)  # fmt: skip
def test_mainland(city, there):
    assert read("mainland", city=city) == there
    assert missing("mainland", city=city) == ([] if there is not None else ["City"])


class TestScientificStaff:
    @pytest.mark.parametrize(
        ("heads", "share"),
        [
            (30, 40), (12, 100), ({"low": 20, "high": 40}, (30, 60)), ({"low": 10, "high": 40}, (30, 100)),
            ({"low": 120, "high": None}, (0, 10)), ({"low": None, "high": 48}, (25, 100)), (None, None),
        ],
    )  # fmt: skip
    def test_share_over_the_band(self, heads, share):
        fields = {"head_count": heads, "answers": {"science_staff": 12}}
        assert read("science_share", **fields) == share
        assert missing("science_share", **fields) == ([] if heads else ["Head count"])

    def test_none_of_them(self):
        assert read("science_share", head_count={"low": 11, "high": 50}, answers={"science_staff": 0}) == 0

    def test_without_their_number_those_outside_research_leave_a_limit(self):
        fields = {"head_count": 30, "answers": {"non_rd_share": 92}}
        assert read("science_share", **fields) == (0, 8)
        assert missing("science_share", **fields) == ["Science and technology staff"]
        assert read("science_share", **fields | {"answers": {"non_rd_share": 92, "science_staff": 12}}) == 40

    @pytest.mark.parametrize("heads", [11, {"low": 5, "high": 11}])
    def test_more_than_there_are_staff(self, heads):
        fields = {"head_count": heads, "answers": {"science_staff": 12}}
        for name in ("science_share", "science_staff"):
            assert read(name, **fields) is None
            assert "(12) is more than head count (11)" in remark(name, **fields)
            assert missing(name, **fields) == []
        assert read("head_count", **fields) is not None

    def test_no_staff(self):
        fields = {"head_count": 0, "answers": {"science_staff": 0}}
        assert read("science_share", **fields) is None
        assert "head count is 0" in remark("science_share", **fields)
        assert "员工人数为 0" in values_of(bare(**fields)).remark("science_share", 0).zh
