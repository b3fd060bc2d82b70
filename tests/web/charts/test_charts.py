"""Charts as SVG: what they draw stands where the number is, what they say is there for a screen reader."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from web.charts import Axis, Bar, Mark, Points, bars, points_bar, radar, scale

SVG = "{http://www.w3.org/2000/svg}"
SIX = ["Focus", "Solutions beyond technology", "Financing", "市场洞察与借力合作", "Operations", "Data loop"]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def of_class(svg: str, name: str) -> list[ElementTree.Element]:
    return [each for each in parsed(svg).iter() if each.get("class") == name]


def six(values: list[float | None], low: float = 0, high: float = 100) -> list[Axis]:
    return [Axis(name, str(value), value, low, high) for name, value in zip(SIX, values, strict=True)]


ALL = [
    radar(six([10, 20, 30, 40, 50, 60]), "Title <&>", "Words \x00 'here'"),
    bars([Bar("<b>Name</b>", "43.0", 43, 38, 71, "note")], "Title <&>", "Words \x00 'here'"),
    scale(Mark(43, 38, 71, 30), "Title <&>", "Words \x00 'here'", "%"),
    points_bar(Points(43, 68, 100, 70), "Title <&>", "Words \x00 'here'"),
]


@pytest.mark.parametrize("svg", ALL, ids=["radar", "bars", "scale", "points"])
def test_a_chart_is_sound_named_and_free_of_styles(svg: str) -> None:
    root = parsed(svg)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title.text == "Title <&>"
    assert desc.text == "Words  'here'"
    assert root.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert root.get("role") == "img"
    for each in root.iter():
        assert not {name for name in each.attrib if name == "style" or name.startswith("on")}


def test_charts_with_other_content_have_other_ids() -> None:
    first, second = (scale(Mark(value, 0, 100), "Score", "Words") for value in (10, 20))
    ids = [re.findall(r'\sid="([^"]+)"', svg) for svg in (first, second)]
    assert not set(ids[0]) & set(ids[1])
    assert scale(Mark(10, 0, 100), "Score", "Words") == first


def test_a_scale_shows_value_interval_and_second_number_in_order() -> None:
    svg = scale(Mark(50, 25, 75, 40), "Score", "Words", "%")
    band, ring = of_class(svg, "chart-band")[0], of_class(svg, "chart-ring")[0]
    left, right = float(band.get("x")), float(band.get("x")) + float(band.get("width"))
    ticks = {each.text: float(each.get("x")) for each in of_class(svg, "chart-tick")}
    assert [left, right] == pytest.approx([ticks["25%"], ticks["75%"]])
    mark = [float(point.split(",")[0]) for point in of_class(svg, "chart-mark")[0].get("points").split()]
    assert sum(mark) / 4 == pytest.approx(ticks["50%"], abs=0.1)
    assert left < float(ring.get("cx")) < ticks["50%"]


def test_an_unknown_score_has_no_mark() -> None:
    svg = scale(Mark(None, 0, 100), "Score", "Words")
    assert not of_class(svg, "chart-mark")
    assert of_class(svg, "chart-band")


def test_a_bar_says_what_is_certain_what_is_scored_and_what_is_open() -> None:
    svg = bars([Bar("Focus", "60.0", 60, 20, 90, "note")], "Title", "Words")
    certain, scored = of_class(svg, "chart-bar")
    track, open_ = of_class(svg, "chart-track")[0], of_class(svg, "chart-open")[0]
    whole = float(track.get("width"))
    assert float(certain.get("width")) == pytest.approx(0.2 * whole, abs=0.1)
    assert float(scored.get("width")) == pytest.approx(0.4 * whole, abs=0.1)
    assert float(open_.get("width")) == pytest.approx(0.7 * whole, abs=0.1)
    assert float(certain.get("fill-opacity")) > float(scored.get("fill-opacity"))
    assert len(of_class(svg, "chart-end")) == 2


def test_a_bar_of_which_all_is_known_has_no_interval() -> None:
    svg = bars([Bar("Focus", "60.0", 60, 60, 60, "note")], "Title", "Words")
    assert not of_class(svg, "chart-end")
    assert not of_class(svg, "chart-open")


def test_rows_never_overlap_however_long_their_names() -> None:
    svg = bars([Bar("a very long name of a factor " * 4, "1.0", 1, 0, 2, "note") for _ in range(3)], "Title", "Words")
    tracks = [float(each.get("y")) for each in of_class(svg, "chart-track")]
    names = [float(each.get("y")) for each in of_class(svg, "chart-name")]
    assert tracks == sorted(tracks)
    for above, below in pairwise(tracks):
        assert not [y for y in names if above < y < above + 12]
        assert len([y for y in names if above < y < below]) > 1
    height = float(parsed(svg).get("viewBox").split()[3])
    assert max(tracks) + 12 < height


def test_a_radar_joins_all_known_scores_and_names_every_axis() -> None:
    svg = radar(six([10, 20, 30, 40, 50, 60]), "Title", "Words")
    assert len(of_class(svg, "chart-line")) == len(of_class(svg, "chart-dot")) == 6
    said = "".join(each.text for each in of_class(svg, "chart-name"))
    for name in SIX:
        assert name.replace(" ", "") in said.replace(" ", "")


def test_a_radar_leaves_a_gap_where_a_score_is_unknown() -> None:
    svg = radar(six([10, None, 30, 40, 50, 60]), "Title", "Words")
    assert len(of_class(svg, "chart-dot")) == 5
    assert len(of_class(svg, "chart-line")) == 4
    assert not of_class(svg, "chart-area")


def test_a_full_score_lies_on_the_rim_and_none_leaves_the_picture() -> None:
    svg = radar(six([100, 0, 100, 0, 100, 0]), "Title", "Words")
    width, height = (float(size) for size in parsed(svg).get("viewBox").split()[2:])
    dots = [(float(each.get("cx")), float(each.get("cy"))) for each in of_class(svg, "chart-dot")]
    assert all(0 < x < width and 0 < y < height for x, y in dots)
    spokes = [(float(each.get("x2")), float(each.get("y2"))) for each in of_class(svg, "chart-spoke")]
    assert dots[0] == pytest.approx(spokes[0], abs=0.1)
    assert dots[1] != pytest.approx(spokes[1], abs=1)
    for label in [*of_class(svg, "chart-name"), *of_class(svg, "chart-value")]:
        assert 0 < float(label.get("y")) < height


@pytest.mark.parametrize(("low", "high", "most"), [(43, 68, 100), (0, 100, 100), (60, 60, 100), (0, 0, 90)])
def test_points_are_dark_up_to_what_is_sure_and_pale_up_to_what_is_possible(low, high, most) -> None:
    svg = points_bar(Points(low, high, most, 60), "Title", "Words")
    (track,), (bar,) = of_class(svg, "chart-track"), of_class(svg, "chart-bar")
    whole = float(track.get("width"))
    assert float(bar.get("width")) == pytest.approx(whole * low / most, abs=0.01)
    (opened,) = [float(each.get("width")) for each in of_class(svg, "chart-open")] or [0]
    assert opened == pytest.approx(whole * (high - low) / most, abs=0.01)
    (mark,) = of_class(svg, "chart-pass")
    assert float(mark.get("x1")) == pytest.approx(float(track.get("x")) + whole * 60 / most, abs=0.01)


@pytest.mark.parametrize(("needed", "shown"), [(None, ["0", "100"]), (60, ["0", "60", "100"]), (98, ["0", "98"])])
def test_numbers_below_the_points_do_not_run_into_each_other(needed, shown) -> None:
    ticks = of_class(points_bar(Points(0, 50, 100, needed), "Title", "Words"), "chart-tick")
    assert [each.text for each in sorted(ticks, key=lambda each: float(each.get("x")))] == shown
