"""Taxonomies: every spelling that people use finds its entry, and nothing else."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from scoring import taxonomy as tx
from scoring.taxonomy.entries import Entry
from scoring.taxonomy.lookup import Taxonomy, TaxonomyError, normalise

ALL = [
    tx.stages,
    tx.rounds,
    tx.places,
    tx.regions,
    tx.clusters,
    tx.tiers,
    tx.sectors,
    tx.layers,
    tx.segments,
    tx.currencies,
    tx.investor_kinds,
    tx.investors,
    tx.evidence_grades,
    tx.headcount_bands,
]


def column(path: Path, name: str) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


def cases(spellings: dict[str, str]) -> list[tuple[str, str]]:
    """One case (text, slug) for each of the texts, which stand behind their slug with ' | ' between them."""
    return [(text, slug) for slug, texts in spellings.items() for text in texts.split(" | ")]


@pytest.fixture
def fruit() -> Taxonomy[Entry]:
    apple = Entry(slug="apple", en="Apple", zh="苹果", aliases=("A", "红富士"))
    pear = Entry(slug="pear", en="Pear", zh="梨", aliases=("A+",))
    return Taxonomy("fruit", [apple, pear], ignore=["juice", "汁"], unresolved=["other", "其他"])


class TestLookup:
    @pytest.mark.parametrize(
        "text", ["apple", "APPLE", " ap-ple ", "Ａｐｐｌｅ", "苹 果", "Apple juice", "苹果汁", "红富士", "a"]
    )
    def test_finds_by_slug_name_and_alias_in_odd_spellings(self, fruit, text):
        assert fruit.find(text) is fruit["apple"]

    def test_plus_is_part_of_the_name(self, fruit):
        assert fruit.find("a＋").slug == "pear"

    @pytest.mark.parametrize("text", ["", " - ", "banana", "juice", "其他"])
    def test_finds_nothing_where_nothing_is_meant(self, fruit, text):
        assert fruit.find(text) is None

    def test_knows_what_is_deliberately_unresolved(self, fruit):
        assert fruit.is_unresolved("Other")
        assert not fruit.is_unresolved("banana")

    def test_finds_all_entries_of_a_list_once_in_order(self, fruit):
        assert [entry.slug for entry in fruit.find_all("梨，banana/apple、Pear; 红富士")] == ["pear", "apple"]
        assert [entry.slug for entry in fruit.find_all("梨 苹果")] == ["pear", "apple"]
        assert fruit.find_all("") == []

    def test_offers_the_nearest_names(self, fruit):
        assert [entry.slug for entry in fruit.nearest("appel")] == ["apple"]
        assert [entry.slug for entry in fruit.nearest("aple", n=1)] == ["apple"]
        assert fruit.nearest("zzzz") == []

    def test_unknown_slug_names_the_nearest(self, fruit):
        with pytest.raises(KeyError, match="fruit has no entry 'appel'; nearest: apple"):
            fruit["appel"]

    def test_keeps_the_order(self, fruit):
        assert fruit.slugs == ("apple", "pear") == tuple(entry.slug for entry in fruit)
        assert len(fruit) == 2
        assert "pear" in fruit
        assert "Pear" not in fruit

    def test_name_in_either_language(self, fruit):
        assert fruit["pear"].in_("zh") == "梨"
        assert fruit["pear"].in_("en") == "Pear"

    def test_one_spelling_for_two_entries_is_an_error(self):
        entries = [Entry(slug="a", en="X", zh="甲"), Entry(slug="b", en="Y", zh="乙", aliases=("x ",))]
        with pytest.raises(TaxonomyError, match="taxonomy t: 'x ' stands for 'a' and for 'b'; remove it"):
            Taxonomy("t", entries)

    def test_a_spelling_that_clashes_only_without_ignored_words_is_an_error_too(self):
        entries = [Entry(slug="a", en="A", zh="甲"), Entry(slug="b", en="A round", zh="乙")]
        with pytest.raises(TaxonomyError, match="stands for 'a' and for 'b'"):
            Taxonomy("t", entries, ignore=["round"])

    def test_two_entries_of_one_slug_and_empty_aliases_are_errors(self):
        with pytest.raises(TaxonomyError, match="slug 'a' occurs twice"):
            Taxonomy("t", [Entry(slug="a", en="A", zh="甲"), Entry(slug="a", en="B", zh="乙")])
        with pytest.raises(TaxonomyError, match=r"'--' of 'a' .* says nothing"):
            Taxonomy("t", [Entry(slug="a", en="A", zh="甲", aliases=("--",))])


class TestFiles:
    @pytest.mark.parametrize("load", ALL, ids=lambda load: load.__name__)
    def test_every_entry_is_found_by_all_its_names(self, load):
        taxonomy = load()
        assert len(taxonomy) > 0
        for entry in taxonomy:
            for form in (entry.slug, entry.en, entry.zh, *entry.aliases):
                assert taxonomy.find(form) is entry, form

    @pytest.mark.parametrize("load", ALL, ids=lambda load: load.__name__)
    def test_aliases_belong_to_one_entry(self, load):
        owner: dict[str, str] = {}
        for entry in load():
            for form in (entry.slug, entry.en, entry.zh, *entry.aliases):
                assert owner.setdefault(normalise(form), entry.slug) == entry.slug, form

    @pytest.mark.parametrize("load", ALL, ids=lambda load: load.__name__)
    def test_names_are_in_their_language(self, load):
        for entry in load():
            assert entry.en.strip() == entry.en != "", entry.slug
            assert not any("一" <= char <= "鿿" for char in entry.en), entry.slug
            assert any("一" <= char <= "鿿" for char in entry.zh), entry.slug

    def test_wrong_field_names_file_and_entry(self):
        from scoring.taxonomy.load import entries

        with pytest.raises(TaxonomyError, match=r"x\.yaml, entry 'a': .*'colour'"):
            entries("x", Entry, {"a": {"en": "A", "zh": "甲", "colour": "red"}})
        with pytest.raises(TaxonomyError, match=r"x\.yaml, entry 'a': 360 is not text; put it in quotes"):
            entries("x", Entry, {"a": {"en": "A", "zh": "甲", "aliases": [360]}})


class TestStagesAndRounds:
    def test_the_ladder(self):
        assert tx.stages().slugs == ("unfunded", "seed", "angel", "pre_a", "a", "b", "c", "d_plus", "exit")
        assert [stage.order for stage in tx.stages()] == list(range(9))
        phases = ["early"] * 4 + ["middle"] * 2 + ["mature"] * 3
        assert [stage.phase for stage in tx.stages()] == phases

    @pytest.mark.parametrize(
        ("text", "slug"),
        cases(
            {
                "a": ("A轮 | a轮 | Series A | series-a | series a round | A | A轮融资 | 已完成 A 轮融资"),
                "a_plus": "Ａ＋轮",
                "pre_a": "Pre-A轮 | pre a",
                "angel": "天使轮 | 天使",
                "seed": "种子轮 | seed",
                "ipo": "IPO上市 | 已上市",
                "acquired": "被收购 | acquisition",
                "venture": "venture",
                "private_equity": "private-equity",
                "listed_follow_on": "post-ipo | 定增",
                "c_plus": "series-c+",
                "d_or_later": "D轮及以上",
                "d_plus_round": "D+轮",
                "neeq_placement": "新三板定增",
                "pre_ipo": "F轮-上市前",
                "strategic": "战略融资",
                "undisclosed": "Other | 不明确",
            }
        ),
    )
    def test_rounds_as_people_write_them(self, text, slug):
        assert tx.rounds().find(text).slug == slug

    @pytest.mark.parametrize(
        "text", ["尚未获投", "未融资", "不需要融资", "none", "Bootstrapped", "no funding", "未获投"]
    )
    def test_no_funding_is_a_stage_and_no_round(self, text):
        assert tx.stages().find(text).slug == "unfunded"
        assert tx.rounds().find(text) is None

    def test_every_round_stands_on_a_rung_or_has_no_order(self):
        rungs = [(tx.stages()[each.stage].order, each.order) for each in tx.rounds() if each.stage]
        assert [rung for rung, _ in sorted(rungs, key=lambda pair: pair[1])] == sorted(rung for rung, _ in rungs)
        assert all((each.stage is None) == (each.order is None) for each in tx.rounds())
        for slug in ("strategic", "venture", "undisclosed", "debt"):
            assert tx.rounds()[slug].stage is None

    def test_plus_and_pre_rounds_belong_to_the_rung_below_the_next_letter(self):
        stage = {each.slug: each.stage for each in tx.rounds()}
        assert (stage["a_plus"], stage["pre_b"], stage["b_plus"], stage["pre_c"]) == ("a", "a", "b", "b")


class TestSectorsAndMore:
    @pytest.mark.parametrize(
        ("text", "slug"),
        cases(
            {
                "medical": "医疗健康",
                "finance": "Fintech金融科技",
                "enterprise_services": "SAAS",
                "biotech": "biotech",
                "games_entertainment": "games_video | 文娱丨内容",
                "cloud": "network_hosting",
                "autonomous_driving": "无人驾驶 | autonomous-driving",
            }
        ),
    )
    def test_tags_lead_to_sectors(self, text, slug):
        assert tx.sectors().find(text).slug == slug

    def test_the_sectors_of_the_report(self):
        sectors = [sector for sector in tx.sectors() if sector.in_report]
        assert len(sectors) == 24
        quadrants = {sector.slug: sector.quadrant for sector in sectors if sector.quadrant}
        assert quadrants == {
            "manufacturing": "growth",
            "finance": "developing",
            "medical": "embryonic",
            "autonomous_driving": "embryonic",
            "digital_government": "transition",
        }
        assert tx.sectors()["medical"].quadrant_caution

    def test_segments_lie_in_layers(self):
        assert tx.layers().slugs == ("base", "technology", "terminals", "solutions")
        assert {segment.layer for segment in tx.segments()} == set(tx.layers().slugs)
        for text, slug in {
            "计算机视觉": "cv",
            "机器人": "robots",
            "芯片": "chips",
            "大数据": "big_data",
            "语音": "speech",
        }.items():
            assert tx.segments().find(text).slug == slug

    @pytest.mark.parametrize(
        ("text", "slug"),
        cases(
            {
                "CNY": "人民币 | 元 | RMB | ￥",
                "USD": "美元 | $ | US$ | usd",
                "HKD": "港元 | 港币 | HK$",
                "EUR": "欧元",
                "GBP": "£",
            }
        ),
    )
    def test_currencies_as_people_write_them(self, text, slug):
        assert tx.currencies().find(text).slug == slug

    def test_rates_are_of_the_year_they_name(self):
        assert tx.currencies()["CNY"].cny == 1
        assert {currency.cny_year for currency in tx.currencies()} == {2020}
        assert all(currency.cny > 0 for currency in tx.currencies())

    @pytest.mark.parametrize(
        ("name", "slug"),
        cases(
            {
                "platform_giant": "腾讯投资 | 百度风投 | Intel Capital",
                "venture_capital": "红杉资本中国（领投） | Some Ventures",
                "government_fund": "深创投 | 某市产业引导基金",
                "bank": "某某银行",
                "university": "某某大学",
            }
        ),
    )
    def test_an_investor_name_tells_its_kind(self, name, slug):
        assert tx.investor_kind(name).slug == slug

    def test_an_investor_name_that_tells_nothing_has_no_kind(self):
        assert tx.investor_kind("未透露") is None
        assert tx.investor_kind("") is None

    def test_investors_have_kinds_and_giants_are_flagged(self):
        assert all(investor.kind in tx.investor_kinds() for investor in tx.investors())
        assert [kind.slug for kind in tx.investor_kinds() if kind.giant] == ["platform_giant"]

    def test_evidence_grades_rise(self):
        assert [(grade.slug, grade.weight) for grade in tx.evidence_grades()] == [
            ("own_statement", 0.4),
            ("internal_record", 0.7),
            ("third_party_document", 0.9),
            ("public_register", 1.0),
        ]

    def test_headcount_bands_leave_no_gap(self):
        bands = list(tx.headcount_bands())
        assert bands[0].low == 1
        assert bands[-1].high is None
        assert all(after.low == before.high + 1 for before, after in pairwise(bands))
        assert [tx.band_for_headcount(staff).slug for staff in (1, 10, 11, 250, 501, 9000)] == [
            "1-10",
            "1-10",
            "11-50",
            "101-250",
            "over-500",
            "over-500",
        ]
        with pytest.raises(ValueError, match="at least 1"):
            tx.band_for_headcount(0)


class TestRealLists:
    def test_places_rounds_and_tags_of_companies(self, shared):
        path = shared / "data" / "itjuzi-companies-2023" / "companies.csv"
        places = column(path, "创业者城市") - {"", "创业者"}
        assert [text for text in places if tx.find_place(text).place is None] == []
        rounds = column(path, "当前轮次") - {"", "旅游"}
        assert [text for text in rounds if tx.rounds().find(text) is None] == []
        tags = column(path, "赛道关键词") - {""}
        assert [text for text in tags if not tx.sectors().find_all(text)] == []

    def test_fields_places_and_rounds_of_events(self, shared):
        path = shared / "data" / "itjuzi-events-2015" / "events.csv"
        assert [text for text in column(path, "field") - {"上海"} if tx.sectors().find(text) is None] == []
        assert [text for text in column(path, "place") - {"A轮"} if tx.find_place(text).place is None] == []
        stray = {"盛大资本-盛大网络"}
        assert [text for text in column(path, "round") - stray if tx.rounds().find(text) is None] == []

    def test_round_types_categories_and_countries_of_crunchbase(self, shared):
        folder = shared / "data" / "crunchbase-2013"
        types = column(folder / "rounds.csv", "funding_round_type")
        assert [text for text in types if tx.rounds().find(text) is None] == []
        categories = column(folder / "companies.csv", "category_code") - {""}
        unresolved = {text for text in categories if tx.sectors().find(text) is None}
        assert unresolved == {"other", "nonprofit"}
        assert all(tx.sectors().is_unresolved(text) for text in unresolved)
        countries = column(folder / "acquisitions.csv", "acquirer_country_code") - {""}
        assert [text for text in countries if tx.find_place(text).place is None] == []

    def test_fields_and_stages_of_employers(self, shared):
        path = shared / "data" / "lagou-employers-2019" / "employers.csv"
        for text in column(path, "industryField"):
            assert tx.sectors().find_all(text) or tx.sectors().is_unresolved(text), text
        for text in column(path, "financeStage"):
            assert tx.rounds().find(text) or tx.stages().find(text), text
