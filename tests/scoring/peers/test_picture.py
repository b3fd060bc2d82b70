"""Pictures of peers: well-formed, said in words, honest about what is missing, and never broken by odd numbers."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.peers.picture import benchmark_svg, mix_svg, rate_svg
from scoring.peers.result import Benchmark, GroupRate, PeerGroup, Peers, Quantile, StageMix, StageShare

SVG = "{http://www.w3.org/2000/svg}"
GROUP = PeerGroup(place="foshan", sector=None, stage="a", name="Foshan · Series A")
ALLOWED = {"svg", "title", "desc", "text", "path", "rect", "line", "polygon", "circle"}
LANGS = pytest.mark.parametrize("lang", ["en", "zh"])


def peers(**changed: object) -> Peers:
    known = {"source": "reference", "dataset": "made-up", "vintage": date(2020, 8, 31), "group": GROUP, "n": 1234}
    return Peers.model_validate(known | changed)


def benchmark(values=(4, 9, 14, 18, 24), **changed: object) -> Benchmark:
    percents = (5, 25, 50, 75, 95)
    known = {
        "measure": "months_per_round", "name": "Time between rounds", "unit": "months", "better": "lower",
        "value": 11.0, "percentile": 62.4, "low": 48.0, "high": 75.0,
        "lower_quartile": values[1], "median": values[2], "upper_quartile": values[3], "peers": peers(),
        "quantiles": [Quantile(percent=p, value=v) for p, v in zip(percents, values, strict=True)],
    }  # fmt: skip
    return Benchmark.model_validate(known | changed)


def mix(**changed: object) -> StageMix:
    shares = [("seed", "Seed", 0.25), ("a", "Series A", 0.6), ("exit", "Exit (listed or acquired)", 0.15)]
    known = {"name": "Stages", "stage": "a", "peers": peers(), "shares": [
        StageShare(stage=stage, name=name, share=share) for stage, name, share in shares
    ]}  # fmt: skip
    return StageMix.model_validate(known | changed)


def rate(**changed: object) -> GroupRate:
    known = {"measure": "raised_again_12m", "name": "Raised again", "share": 0.31, "low": 0.24, "high": 0.39}
    return GroupRate.model_validate(known | {"peers": peers()} | changed)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def lines(svg: str) -> list[str]:
    return [each.text or "" for each in parsed(svg).iter(f"{SVG}text")]


def visible(svg: str) -> str:
    return "\n".join(lines(svg))


def desc(svg: str) -> str:
    return parsed(svg).findtext(f"{SVG}desc") or ""


def shapes(svg: str, kind: str) -> list[ElementTree.Element]:
    return [each for each in parsed(svg).iter() if each.get("class") == f"peer-{kind}"]


def mark_x(svg: str) -> float:
    """Middle of the company's mark in the distribution: the first of its marks."""
    points = [float(point.split(",")[0]) for point in shapes(svg, "mark")[0].get("points", "").split()]
    return (min(points) + max(points)) / 2


def check(svg: str) -> None:
    """What holds of every picture."""
    root = parsed(svg)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= ALLOWED
    assert root.get("role") == "img" and root.get("width") is None and root.get("viewBox", "").startswith("0 0 360 ")
    named = {each.get("id") for each in root.iter() if each.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) == named and len(named) == 2
    assert desc(svg) and lines(svg)
    for each in root.iter():
        assert not {"style", "href", "onload"} & set(each.attrib)
        numbers = " ".join(
            value for name, value in each.attrib.items() if name not in ("id", "aria-labelledby", "class")
        )
        assert not re.search(r"\b(nan|inf|None)\b|\d\.\d{4}|e[+-]\d", numbers), each.attrib
        assert float(each.get("font-size", 12)) >= 11


@LANGS
def test_every_number_of_a_benchmark_can_be_read(lang):
    svg = benchmark_svg(benchmark(), lang)
    check(svg)
    for number in ("11", "14", "9", "18", "62%", "48%", "75%", "1,234", "2020-08-31", "Foshan"):
        assert number in visible(svg) and number in desc(svg), number


def test_english_sentences_say_value_median_quartiles_percentile_and_peers():
    svg = benchmark_svg(benchmark(), "en")
    assert parsed(svg).findtext(f"{SVG}title") == "Time between rounds: Foshan · Series A"
    assert desc(svg) == (
        "Lower is better. This company: 11 months. Median (line): 14 months. Middle half (box): 9 to 18 months. "
        "Bars: 90% of peers, 4 to 24 months. Better than 62% of peers. 90% interval: 48% to 75%. "
        "Peers: Foshan · Series A; 1,234 companies. Source: reference population (made-up), as of 2020-08-31."
    )


def test_chinese_sentences_say_the_same_in_chinese():
    group = PeerGroup(place="foshan", sector=None, stage="a", name="佛山 · A 轮")
    chinese = benchmark(name="相邻两轮间隔", unit="个月", peers=peers(group=group, dataset="虚构数据"))
    assert desc(benchmark_svg(chinese, "zh")) == (
        "越低越好。本企业：11 个月。中位数（竖线）：14 个月。居中的一半（方框）：9 至 18 个月。"
        "柱形：90% 的同组企业，4 至 24 个月。优于 62% 的同组企业。90% 区间：48% 至 75%。"
        "对比群组：佛山 · A 轮，共 1,234 家企业。来源：参照总体（虚构数据），截至 2020-08-31。"
    )
    assert parsed(benchmark_svg(chinese, "zh")).get("lang") == "zh-CN"


@pytest.mark.parametrize(
    ("better", "direction", "standing"),
    [("higher", "Higher is better", "Better than 62%"), ("lower", "Lower is better", "Better than 62%"),
     ("neither", "Neither high nor low is better", "Above 62%")],
)  # fmt: skip
def test_the_direction_is_said(better, direction, standing):
    words = visible(benchmark_svg(benchmark(better=better), "en"))
    assert direction in words and standing in words


@LANGS
def test_the_reason_for_wider_peers_and_the_lending_group_are_shown(lang):
    said = desc(benchmark_svg(benchmark(peers=peers(widened="Too few in Foshan", pooled_with="China")), lang))
    assert "Too few in Foshan" in said and "China" in said


def test_the_company_is_marked_by_a_shape_and_without_a_company_there_is_no_mark():
    with_company = benchmark_svg(benchmark(), "en")
    assert len(shapes(with_company, "mark")) == 2 and shapes(with_company, "mark-line")
    without = benchmark_svg(benchmark(value=None, percentile=None, low=None, high=None), "en")
    check(without)
    assert not shapes(without, "mark") and "This company" not in visible(without)
    assert shapes(without, "bars") and shapes(without, "box") and shapes(without, "median")


@pytest.mark.parametrize(("value", "side"), [(-1e9, -1), (1e9, 1), (1e300, 1), (-1e300, -1)])
def test_a_value_beyond_the_picture_becomes_an_arrow_at_its_edge(value, side):
    svg = benchmark_svg(benchmark(value=value), "en")
    check(svg)
    corners = [tuple(map(float, each.split(","))) for each in shapes(svg, "mark")[0].get("points", "").split()]
    assert len(corners) == 3 and not shapes(svg, "mark-line")
    tip = corners[0][0]
    assert tip == (min if side < 0 else max)(x for x, _ in corners) and 0 <= tip <= 360


@given(st.lists(st.floats(-100, 2000), min_size=2, max_size=12), st.booleans())
def test_a_larger_value_is_never_marked_further_left(values, money):
    peers_values = (0.5, 3, 10, 80, 900) if money else (4, 9, 14, 18, 24)
    places = [mark_x(benchmark_svg(benchmark(peers_values, value=value), "en")) for value in sorted(values)]
    assert places == sorted(places)


def test_the_mark_stands_where_the_values_are():
    places = {value: mark_x(benchmark_svg(benchmark(value=value), "en")) for value in (4, 14, 24)}
    assert places[14] == pytest.approx((places[4] + places[24]) / 2, abs=0.1)
    median = shapes(benchmark_svg(benchmark(), "en"), "median")[0]
    assert float(median.get("x1", 0)) == pytest.approx(places[14], abs=0.1)


def test_widely_spread_money_gets_a_logarithmic_axis_with_round_ticks():
    svg = benchmark_svg(benchmark((0.5, 3, 10, 80, 900), unit="million yuan", value=20), "en")
    labels = [each.text for each in shapes(svg, "label")]
    assert "logarithmic axis" in visible(svg) and {"1M", "10M", "100M"} <= set(labels)
    steps = [mark_x(benchmark_svg(benchmark((0.5, 3, 10, 80, 900), value=value), "en")) for value in (1, 10, 100)]
    assert steps[1] - steps[0] == pytest.approx(steps[2] - steps[1], abs=0.2)


def test_values_of_nothing_or_less_stay_on_an_even_axis_and_a_company_without_anything_is_marked_left():
    assert "logarithmic" not in visible(benchmark_svg(benchmark((-5, 0, 10, 80, 900)), "en"))
    nothing = benchmark_svg(benchmark((0.5, 3, 10, 80, 900), value=0), "en")
    check(nothing)
    assert mark_x(nothing) < 20


def test_bars_are_as_tall_as_the_values_are_dense():
    outline = shapes(benchmark_svg(benchmark((0, 8, 10, 12, 20)), "en"), "bars")[0].get("d", "")
    heights = [float(each) for each in re.findall(r"v-([\d.]+)", outline)]
    middle = heights[len(heights) // 2]
    assert middle == max(heights) and heights[0] < middle / 2 and heights[-1] < middle / 2


def test_bars_share_the_group_out_by_the_percents_of_its_quantiles():
    uneven = [Quantile(percent=percent, value=value) for percent, value in ((0, 0), (10, 10), (50, 20))]
    outline = shapes(benchmark_svg(benchmark((0, 1, 2, 3, 20), quantiles=uneven), "en"), "bars")[0].get("d", "")
    heights = [float(each) for each in re.findall(r"v-([\d.]+)", outline)]
    assert heights[-1] == pytest.approx(4 * heights[0], rel=0.02)


def test_a_value_that_many_share_stands_out():
    outline = shapes(benchmark_svg(benchmark((1, 1, 1, 2, 5)), "en"), "bars")[0].get("d", "")
    heights = [float(each) for each in re.findall(r"v-([\d.]+)", outline)]
    assert heights[0] == max(heights) and heights[0] > 3 * heights[-1]


@LANGS
@pytest.mark.parametrize("value", [0.0, 7.0, -3.0, 1e-12, 1e12])
def test_peers_that_are_all_alike_are_drawn_and_said(lang, value):
    svg = benchmark_svg(benchmark((value,) * 5, value=value), lang)
    check(svg)
    assert ("same value" if lang == "en" else "数值相同") in desc(svg)
    assert mark_x(svg) == pytest.approx(180, abs=1)


def test_a_single_quantile_is_drawn_without_bars():
    single = {"quantiles": [Quantile(percent=50, value=14)], "lower_quartile": None, "upper_quartile": None}
    svg = benchmark_svg(benchmark(**single), "en")
    check(svg)
    assert not shapes(svg, "bars") and shapes(svg, "median") and "Median (line): 14 months" in visible(svg)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_left_out(bad):
    spoilt = benchmark((4, bad, 14, bad, bad), value=bad, percentile=bad, low=bad)
    svg = benchmark_svg(spoilt, "en")
    check(svg)
    assert not shapes(svg, "mark") and "Better than" not in visible(svg) and "14 months" in visible(svg)
    assert not re.search(r"\b(nan|inf)\b", visible(svg) + desc(svg))
    check(rate_svg(rate(share=bad, low=bad), "en"))
    check(mix_svg(mix(shares=[StageShare(stage="a", name="Series A", share=bad)]), "en"))


ENGLISH = "Only four companies of this kind are known in Foshan and in the whole of its province, fewer than ten."
CHINESE = "佛山及广东全省同类企业仅有四家，不足十家，因此没有可供对比的群组；请改选相近的行业或阶段后再试一次。"


@pytest.mark.parametrize(("note", "lang"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_without_peers_the_note_is_shown_in_lines_that_fit(note, lang):
    absent = {"peers": None, "note": note}
    for svg in (benchmark_svg(benchmark(quantiles=[], **absent), lang), rate_svg(rate(**absent), lang),
                mix_svg(mix(**absent), lang)):  # fmt: skip
        check(svg)
        shown = [each.text or "" for each in shapes(svg, "note")]
        assert (" " if lang == "en" else "").join(shown) == note and len(shown) > 1
        assert all(len(line) <= (60 if lang == "en" else 27) for line in shown)
        assert not any(line[0] in "，。；、" for line in shown)
        assert note in desc(svg)
        assert not shapes(svg, "bars") and not shapes(svg, "axis")


def test_a_withheld_percentile_leaves_the_distribution_and_says_why():
    svg = benchmark_svg(benchmark(percentile=None, note="The percentile is withheld."), "en")
    assert shapes(svg, "bars") and "withheld" in visible(svg) and "Better than" not in visible(svg)


@LANGS
def test_nothing_at_all_is_never_an_empty_picture(lang):
    words = "nothing to compare" if lang == "en" else "暂无可供对比的数据"
    empty = {"peers": None, "note": None}
    for svg in (benchmark_svg(benchmark(quantiles=[], **empty), lang), rate_svg(rate(**empty), lang),
                mix_svg(mix(**empty), lang), mix_svg(mix(shares=[]), lang)):  # fmt: skip
        check(svg)
        assert words in visible(svg) and words in desc(svg)


@LANGS
def test_a_rate_shows_share_and_interval(lang):
    svg = rate_svg(rate(), lang)
    check(svg)
    assert all(number in visible(svg) and number in desc(svg) for number in ("31%", "24%", "39%", "1,234"))
    disc = shapes(svg, "rate")[0]
    assert float(disc.get("cx", 0)) == pytest.approx(16 + 0.31 * 328, abs=0.1)


@LANGS
def test_a_mix_shows_every_share_and_marks_the_stage_asked_for(lang):
    svg = mix_svg(mix(), lang)
    check(svg)
    assert all(words in desc(svg) for words in ("Seed 25%", "Series A 60%", "Exit (listed or acquired) 15%"))
    lengths = [float(each.get("width", 0)) for each in shapes(svg, "bar")]
    assert lengths[0] / lengths[1] == pytest.approx(0.25 / 0.6, rel=0.01)
    assert 150 < max(lengths) < 250, "the longest bar uses the room there is"
    assert len(shapes(svg, "asked")) == 1 and not shapes(mix_svg(mix(stage=None), lang), "asked")


def test_only_all_of_a_group_is_one_hundred_percent():
    assert "Better than 99% of peers" in visible(benchmark_svg(benchmark(percentile=99.7), "en"))
    assert "Better than 100% of peers" in visible(benchmark_svg(benchmark(percentile=100), "en"))


def test_names_from_files_are_text_not_markup():
    name = '<script>alert(1)</script> & "quotes" ]]> \x00\x0b'
    hostile = peers(group=PeerGroup(place=None, sector=None, stage=None, name=name), dataset=name, widened=name)
    for svg in (
        benchmark_svg(benchmark(name=name, measure=name, unit=name, peers=hostile), "en"),
        rate_svg(rate(name=name, measure=name, peers=hostile), "zh"),
        mix_svg(mix(name=name, peers=hostile), "en"),
    ):
        check(svg)
        assert "<script>" in visible(svg) and "\x00" not in svg


def test_pictures_of_one_page_have_ids_of_their_own_and_the_same_input_the_same_bytes():
    made = [benchmark(), benchmark(value=12.0), benchmark(measure="head_count")]
    svgs = [benchmark_svg(each, lang) for each in made for lang in ("en", "zh")] + [
        rate_svg(rate(), "en"),
        mix_svg(mix(), "en"),
    ]
    ids = [each.get("id") for svg in svgs for each in parsed(svg).iter() if each.get("id")]
    assert len(ids) == 2 * len(svgs) == len(set(ids))
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9-]*", each or "") for each in ids)
    assert benchmark_svg(benchmark(), "zh") == svgs[1]


ANY = st.one_of(st.none(), st.floats(), st.floats(-1e4, 1e7))
NUMBERS = st.one_of(st.floats(), st.floats(-1e4, 1e7), st.integers(0, 5).map(float), st.floats(0, 1e-6))
TEXTS = st.one_of(st.just(""), st.text(max_size=40), st.just("数据" * 60), st.just("x" * 200))


@st.composite
def anything(draw: st.DrawFn) -> Benchmark:
    quantiles = draw(st.lists(st.builds(Quantile, percent=NUMBERS, value=NUMBERS), max_size=8))
    wild = {
        each: draw(ANY) for each in ("value", "percentile", "low", "high", "lower_quartile", "median", "upper_quartile")
    }
    group = PeerGroup(place=None, sector=None, stage=None, name=draw(TEXTS))
    some = peers(group=group, n=draw(st.integers(0, 10**9)), widened=draw(TEXTS), pooled_with=draw(TEXTS))
    words = {each: draw(TEXTS) for each in ("measure", "name", "unit", "note")}
    chosen = draw(st.sampled_from(["higher", "lower", "neither"]))
    return benchmark(
        **wild, **words, quantiles=quantiles, better=chosen, peers=draw(st.sampled_from([None, some, some]))
    )


@given(anything(), st.sampled_from(["en", "zh"]))
def test_whatever_the_numbers_and_names_there_is_a_sound_picture(made, lang):
    svg = benchmark_svg(made, lang)
    check(svg)
    for each in shapes(svg, "mark") + shapes(svg, "box") + shapes(svg, "bars"):
        across = [float(x) for x in re.findall(r"M([-\d.]+) ", each.get("d", ""))] or [float(each.get("x", 180))]
        assert all(0 <= x <= 360 for x in across)
    assert benchmark_svg(made, lang) == svg


@given(ANY, ANY, ANY, TEXTS, st.sampled_from(["en", "zh"]))
def test_whatever_a_rate_or_mix_holds_there_is_a_sound_picture(share, low, high, name, lang):
    check(rate_svg(rate(share=share, low=low, high=high, name=name), lang))
    shares = [
        StageShare(stage=str(at), name=name, share=each)
        for at, each in enumerate((share, low, high))
        if each is not None
    ]
    check(mix_svg(mix(shares=shares, stage="0", name=name), lang))
