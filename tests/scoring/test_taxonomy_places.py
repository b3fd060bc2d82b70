"""Places: every usual spelling finds its place, and what is ambiguous or unknown is asked back."""

import pytest

from scoring import taxonomy as tx


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            (text, slug)
            for slug, texts in {
                "shenzhen": (
                    "广东 · 深圳 | 广东省深圳市 | 广东-深圳 | 深圳市南山区 | "
                    "Shenzhen, Guangdong | Shenzhen, China | SHENZHEN CITY | "
                    "Nanshan District, Shenzhen | 深圳市南山区科技园南路 5 号 | "
                    "深圳市龙岗区平湖街道 | 南山区"
                ),
                "beijing": ("北京 · 海淀区 | 北京市海淀区 | 海淀 | 中关村 | 北京 · 朝阳区 | 朝阳区 | 北京朝阳"),
                "chaoyang": "朝阳 | 朝阳市 | 辽宁朝阳",
                "changchun": "长春市朝阳区",
                "shanghai": "上海 · 闸北区 | 卢湾区 | 崇明 | 浦东新区",
                "hangzhou": "余杭区 | 滨江区",
                "suzhou": "工业园区 | 昆山市 | Suzhou",
                "jilin": "吉林 | 中国吉林",
                "jilin_city": "吉林市 | 吉林 · 吉林",
                "hainan": "海南",
                "hainan_qinghai": "青海 · 海南",
                "deqing": "德清县 | 浙江德清 | 浙江省湖州市德清县",
                "hohhot": "内蒙古自治区呼和浩特市",
                "xinjiang": "新疆维吾尔自治区",
                "xian": "西安 · 高新区 | Xi'an | xi an",
                "taizhou_zhejiang": "Taizhou, Zhejiang",
                "sichuan": "四川 | 四川省",
                "guangdong": "Guangdong",
                "inner_mongolia": "Inner Mongolia",
                "hong_kong": "香港 · 观塘区 | HK | 香港特别行政区",
                "macao": "澳门",
                "taipei": "台湾 · 台北市",
                "taiwan": "台湾",
                "north_america": "北美洲 · 其他",
                "singapore": "亚洲 · 新加坡",
                "united_states": "New York, USA",
                "united_kingdom": "欧洲 · 英国",
                "overseas": "国外",
            }.items()
            for text in texts.split(" | ")
        ],
    )
    def test_places_in_odd_spellings(self, text, slug):
        match = tx.find_place(text)
        assert match.place is not None, match.problem
        assert match.place.slug == slug
        assert match.problem is None

    @pytest.mark.parametrize(
        ("text", "slugs"),
        [
            ("Taizhou", {"taizhou_jiangsu", "taizhou_zhejiang"}),
            ("江北区", {"chongqing", "ningbo"}),
            ("高新区", {"chengdu", "hefei", "jinan", "suzhou", "xian"}),
        ],
    )
    def test_ambiguity_asks_back_with_the_candidates(self, text, slugs):
        match = tx.find_place(text)
        assert match.place is None
        assert {place.slug for place in match.candidates} == slugs
        for place in match.candidates:
            assert place.en in match.problem.en
            assert place.zh in match.problem.zh

    @pytest.mark.parametrize("text", ["", "  ", "创业者", "·", "A轮", "Atlantis", "广东深洲", "<script>", "x" * 5000])
    def test_unknown_places_are_a_problem_and_no_guess(self, text):
        match = tx.find_place(text)
        assert match.place is None
        assert match.problem.en
        assert match.problem.zh
        assert len(match.problem.en) < 300

    def test_a_typo_is_answered_with_the_name_in_the_province(self):
        assert [place.slug for place in tx.find_place("广东深洲").candidates] == ["shenzhen"]
        assert "Shenzhen" in tx.find_place("Shenzen").problem.en

    def test_places_that_contradict_each_other_are_a_problem(self):
        match = tx.find_place("上海 · 深圳")
        assert match.place is None
        assert "Shanghai, Shenzhen" in match.problem.en

    def test_every_city_and_province_is_found_in_every_usual_spelling(self):
        places = tx.places()
        for place in places:
            if place.kind not in ("province", "city"):
                continue
            spellings = [place.zh, f" {place.zh} ", place.en.upper()]
            if place.kind == "city":
                province = places[place.province]
                spellings += [f"{province.zh} · {place.zh}", f"{place.en}, {province.en}"]
            for text in [*spellings, *place.aliases, f"中国{place.zh}"]:
                found = tx.find_place(text).place
                assert found == place, text

    def test_every_district_is_found_behind_its_city(self):
        for place in tx.places():
            for district in place.districts:
                found = tx.find_place(f"{place.zh} · {district}").place
                assert found == place, district

    def test_mainland_cities_are_complete(self):
        regions = {region.slug for region in tx.regions()} - {"overseas", "hk_mo_tw"}
        mainland = [place for place in tx.places() if place.region in regions]
        assert sum(place.kind == "city" for place in mainland) == 333 + 4
        assert sum(place.kind == "province" for place in mainland) == 27

    def test_every_place_lies_in_places_and_groups_that_exist(self):
        places = tx.places()
        for place in places:
            assert place.parent is None or place.parent in places
            assert place.region is None or place.region in tx.regions()
            assert place.cluster is None or place.cluster in tx.clusters()
            assert place.tier is None or place.tier in tx.tiers()
            assert (place.region is None) == (place.slug == "china")

    def test_the_places_of_the_report(self):
        places = tx.places()
        portrayed = [place for place in places if place.tier]
        assert len(portrayed) == 15
        zones = {place.slug: place.pilot_zone for place in portrayed}
        assert zones["deqing"] == 2019
        assert [slug for slug, year in zones.items() if year is None] == ["nanjing", "suzhou"]
        assert places["beijing"].report["company_count"].value == 1074
        assert "company_count" not in places["nanjing"].report
        assert (places["shenzhen"].cluster, places["hefei"].cluster) == ("pearl_delta", "yangtze_delta")

    @pytest.mark.parametrize("text", ["北京" * 20_000, "广东" + "洲" * 20_000, "a " * 20_000])
    def test_absurdly_long_text_is_answered_at_once_and_in_short(self, text):
        match = tx.find_place(text)
        assert match.place is not None or len(match.problem.en) < 300
