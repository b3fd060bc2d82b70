"""Cells that list things: sector tags and investors."""

import pytest

from scoring import taxonomy
from scoring.intake.cells.tags import parse_investors, parse_tags, settle


def test_tags_become_sectors_layers_and_segments_in_their_order() -> None:
    tags = parse_tags("医疗健康/计算机视觉、技术层；Kuchen").value
    assert "medical" in tags.sectors
    assert (tags.layers, tags.segments) == (("technology",), ("cv",))
    assert tags.unmatched == ("Kuchen",)


def test_every_name_of_a_sector_layer_or_segment_can_be_typed() -> None:
    for place, entries in enumerate((taxonomy.sectors(), taxonomy.layers(), taxonomy.segments())):
        for entry in entries:
            for form in (entry.slug, entry.en, entry.zh, *entry.aliases):
                assert parse_tags(form).value[place] == (entry.slug,), form


def test_a_name_that_holds_a_comma_may_stand_in_a_list() -> None:
    tags = parse_tags("金融, Courts， police and legal services，AR／VR/Kuchen").value
    assert tags.sectors == ("finance", "legal_judicial", "hardware")
    assert tags.unmatched == ("Kuchen",)


def test_missing_tags_are_no_tags() -> None:
    assert parse_tags("未知/-").value is None


def test_a_tag_of_two_words_is_tried_in_parts() -> None:
    assert parse_tags("Kuchen丨医疗健康").value.sectors == ("medical",)


def test_at_most_ten_sectors_are_kept() -> None:
    assert len(parse_tags("/".join(taxonomy.sectors().slugs)).value.sectors) == 10


def test_segment_lies_in_the_layer_named_and_tells_the_layer_otherwise() -> None:
    assert settle(parse_tags("AI芯片/计算机视觉/技术层").value) == ("technology", "cv")
    assert settle(parse_tags("AI芯片/计算机视觉").value) == ("base", "chips")
    assert settle(parse_tags("AI芯片/应用终端").value) == ("terminals", None)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("甲资本（领投）/乙创投/丙顾问（财务顾问）", ["甲资本", "乙创投"]),
        ("甲资本领投、乙创投跟投", ["甲资本", "乙创投"]),
        ("Alpha Ventures (lead), Beta Fund", ["Alpha Ventures", "Beta Fund"]),
        ("投资方未透露", None),
        ("", None),
        ("甲资本,甲资本", ["甲资本"]),
        ("甲资本等", ["甲资本"]),
        ("丁基金(富达亚洲)", ["丁基金(富达亚洲)"]),
        ("领投：甲资本，跟投：乙创投", ["甲资本", "乙创投"]),
        ("甲资本 领投等", ["甲资本"]),
        ("甲资本、领投、老股东跟投", ["甲资本"]),
        ("Lead: Alpha Ventures, Beta Fund co-lead, led by Gamma", ["Alpha Ventures", "Beta Fund", "Gamma"]),
        ("Lead Edge Capital, Follow Capital", ["Lead Edge Capital", "Follow Capital"]),
    ],
)
def test_investors(cell: str, names: list[str] | None) -> None:
    assert parse_investors(cell).value == names


def test_an_adviser_left_out_is_said() -> None:
    assert "advisers" in parse_investors("甲资本/丙顾问（财务顾问）").remark.en
