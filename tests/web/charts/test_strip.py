"""The strip: ranks on one scale for all rows, for the eye alone."""

import re
import xml.etree.ElementTree as ET

import pytest

from web.charts.strip import strip

SVG = "{http://www.w3.org/2000/svg}"


def band(drawn: str) -> tuple[float, float]:
    rect = ET.fromstring(drawn).find(f"{SVG}rect")
    assert rect is not None
    return float(rect.attrib["x"]), float(rect.attrib["x"]) + float(rect.attrib["width"])


def test_all_rows_share_a_scale() -> None:
    first, last = band(strip(1, 1, 1, 100))[0], band(strip(100, 100, 100, 100))[0]
    middle = band(strip(50.5, 50, 51, 100))
    assert first < middle[0] < last
    assert middle[0] - first == pytest.approx((last - first) * 49 / 99, abs=0.05)


def test_a_wider_interval_is_drawn_wider() -> None:
    widths = [right - left for left, right in (band(strip(5, 5 - each, 5 + each, 10)) for each in range(5))]
    assert widths == sorted(widths)
    assert widths[0] > 0


@pytest.mark.parametrize("last", [1, 2, 5000])
def test_nothing_leaves_the_picture(last: int) -> None:
    drawn = strip(last, 1, last, last)
    wide = float(ET.fromstring(drawn).attrib["viewBox"].split()[2])
    points = [float(x) for x in re.findall(r"([\d.]+),[\d.]+", drawn)]
    assert 0 <= min(points) < max(points) <= wide
    assert band(drawn)[1] <= wide


def test_it_is_not_read_out_and_has_no_style_of_its_own() -> None:
    drawn = strip(2, 1, 3, 9)
    assert ET.fromstring(drawn).attrib["aria-hidden"] == "true"
    assert "style" not in drawn
