"""Kinds of investor: the kind's own names, known institutions, and telling words."""

import pytest

from scoring import taxonomy


def test_every_name_and_alias_of_a_kind_stands_for_it() -> None:
    for kind in taxonomy.investor_kinds():
        for name in (kind.slug, kind.en, kind.zh, *kind.aliases):
            found = taxonomy.investor_kind(name)
            assert found and found.slug == kind.slug, name


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("government-guided fund", "government_fund"),
        ("guidance fund", "government_fund"),
        ("Eastern Province Guidance Fund", "government_fund"),
        ("angel investor", "angel_individual"),
        ("个人天使", "angel_individual"),
        ("产业投资方", "corporate"),
        ("某产业投资方", "corporate"),
        ("Group", "corporate"),
        ("Huadong Group", "corporate"),
        ("平台型科技巨头", "platform_giant"),
        ("Fund", "venture_capital"),
        ("Qingheng Fund II", "venture_capital"),
        ("腾讯产业共赢基金", "platform_giant"),
    ],
)
def test_names_as_people_write_them(name: str, slug: str) -> None:
    found = taxonomy.investor_kind(name)
    assert found and found.slug == slug


@pytest.mark.parametrize("name", ["", "未透露", "甲乙丙"])
def test_a_name_that_tells_nothing_has_no_kind(name: str) -> None:
    assert taxonomy.investor_kind(name) is None
