"""Rights by class: sums of what is known, open ends for what is not, own development, counts that contradict."""

from math import inf

import pytest
from readings import missing, read, remark


def rights(name, patents=None, **answers):
    given = {"invention_patents": patents} | answers
    return read(name, answers={key: value for key, value in given.items() if value is not None})


def test_class_one_adds_patents_and_others():
    assert rights("class1", 3, class1_other=2) == 5
    assert rights("class1", 0, class1_other=0) == 0


@pytest.mark.parametrize(
    ("given", "bounds"),
    [
        ({"patents": 3}, (3, inf)),
        ({"patents": 0}, (0, inf)),
        ({"class1_other": 2}, (2, inf)),
        ({"class1_high_value": 1}, (1, inf)),
        ({"patents": 1, "class1_acquired": 4}, (4, inf)),
        ({"class2": 9}, None),
    ],
)
def test_where_a_part_is_not_known_there_may_be_more(given, bounds):
    assert rights("class1", **given) == bounds


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ({"patents": 3, "class1_other": 2, "class1_acquired": 1}, 4),
        ({"patents": 3, "class1_other": 0, "class1_acquired": 3}, 0),
        ({"patents": 3, "class1_other": 2}, (0, 5)),
        ({"patents": 0, "class1_other": 0}, 0),
        ({"patents": 3, "class1_acquired": 1}, (2, inf)),
        ({"patents": 3}, (0, inf)),
        ({}, None),
    ],
)
def test_own_development(given, own):
    assert rights("class1_own", **given) == own


@pytest.mark.parametrize(
    ("given", "all_", "own"),
    [
        ({"patents": 1, "class1_other": 1, "class1_acquired": 1, "class2": 6, "class2_acquired": 2}, 8, 5),
        ({"patents": 1, "class1_other": 1, "class1_acquired": 1, "class2": 6}, 8, (1, 7)),
        ({"patents": 1, "class1_other": 1, "class1_acquired": 0}, (2, inf), (2, inf)),
        ({"class2": 6, "class2_acquired": 2}, (6, inf), (4, inf)),
        ({"class2": 0}, (0, inf), (0, inf)),
        ({"class2_acquired": 2}, (2, inf), (0, inf)),
    ],
)
def test_both_classes_together(given, all_, own):
    assert rights("rights", **given) == all_
    assert rights("rights_own", **given) == own


def test_nothing_lacks_where_there_are_none_to_acquire():
    none = {"invention_patents": 0, "class1_other": 0, "class2": 0}
    for name in ("class1_own", "rights_own"):
        assert missing(name, answers=none) == []
    some = none | {"class2": 1}
    assert missing("rights_own", answers=some) == ["Class I rights acquired", "Class II rights acquired"]


@pytest.mark.parametrize(
    ("part", "whole", "concerned", "untouched"),
    [
        ("class1_acquired", "Class I rights", ["class1", "class1_own", "rights", "rights_own"], ["class2"]),
        ("class1_high_value", "Class I rights", ["class1", "class1_own", "rights", "rights_own"], ["class2"]),
        ("class2_acquired", "Class II rights", ["class2", "rights", "rights_own"], ["class1", "class1_own"]),
        ("class2_lasting", "Class II rights", ["class2", "rights", "rights_own"], ["class1", "class1_own"]),
    ],
)
def test_a_part_above_all_is_a_contradiction(part, whole, concerned, untouched):
    sound = {"invention_patents": 2, "class1_other": 1, "class1_acquired": 0, "class2": 3, "class2_acquired": 0}
    for name in (part, *concerned, *untouched):
        assert read(name, answers=sound | {part: 3}) is not None, name
        assert remark(name, answers=sound | {part: 3}) == "", name
    for name in (part, *concerned):
        assert read(name, answers=sound | {part: 4}) is None, name
        assert f"(4) is more than {whole[0].lower()}{whole[1:]} (3)" in remark(name, answers=sound | {part: 4})
        assert missing(name, answers=sound | {part: 4}) == [], name
    for name in untouched:
        assert read(name, answers=sound | {part: 4}) is not None, name


@pytest.mark.parametrize(
    ("name", "given", "bounds"),
    [
        ("class1_high_value", {"patents": 0, "class1_other": 0}, 0),
        ("class1_high_value", {"patents": 3, "class1_other": 0}, (0, 3)),
        ("class1_high_value", {"patents": 3}, (0, inf)),
        ("class1_high_value", {}, None),
        ("class2_lasting", {"class2": 0}, 0),
        ("class2_lasting", {"class2": 4}, (0, 4)),
        ("class2", {"class2_lasting": 3}, (3, inf)),
        ("class2", {"class2_lasting": 3, "class2_acquired": 5}, (5, inf)),
    ],
)
def test_a_part_is_no_more_than_the_whole_and_the_whole_no_less_than_a_part(name, given, bounds):
    assert rights(name, **given) == bounds


def test_where_there_is_none_nobody_is_asked_how_many_of_them():
    answers = {"invention_patents": 0, "class1_other": 0, "class2": 0}
    assert missing("class1_high_value", answers=answers) == missing("class2_lasting", answers=answers) == []
    assert missing("class2_lasting", answers={"class2": 4}) == ["Class II rights that last"]
