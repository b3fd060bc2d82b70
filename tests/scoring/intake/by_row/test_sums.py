"""Rows that sum up a table are no companies; companies with such a name are."""

import pytest

from ..conftest import Read


@pytest.mark.parametrize(
    "name", ["合计", "总计：", "小 计", "共计2家", "平均值", "Total", "GRAND TOTAL", "Sub-total", "Average"]
)
def test_a_row_of_sums_is_no_company(name: str, read: Read) -> None:
    intake = read(f"公司名称,城市,轮次,金额\n甲科技,北京,A轮,2000万\n{name},,,2000万\n")
    assert [profile.name for profile in intake.profiles] == ["甲科技"]
    assert [row.row for row in intake.rejected] == [3]
    assert "sums up the table" in str(intake.rejected[0].problems[0])


def test_a_company_called_total_is_kept(read: Read) -> None:
    intake = read("company,city,round\nTotal,Beijing,Series A\nTotal AI,,\n")
    assert [profile.name for profile in intake.profiles] == ["Total", "Total AI"]
