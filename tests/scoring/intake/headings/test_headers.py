"""What headers mean: aliases in both languages, units, rounds, answers, mapping files, clashes."""

import pytest

from scoring.errors import InputError
from scoring.intake.cells.units import Unit
from scoring.intake.headings.columns import letter
from scoring.intake.headings.headers import understand
from scoring.rulesets.book import RuleBook

from ..conftest import Read


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("项目名称", "name"),
        ("公司名称", "name"),
        ("companyShortName", "name"),
        ("Company name", "name"),
        ("注册名", "legal_name"),
        ("赛道关键词", "sectors"),
        ("industryField", "sectors"),
        ("category_code", "sectors"),
        ("领域", "sectors"),
        ("成立时间", "founded"),
        ("founded_at", "founded"),
        ("当前轮次", "round"),
        ("financeStage", "round"),
        ("融资轮次", "round"),
        ("融资时间", "round_date"),
        ("融资额", "amount"),
        ("融资金额", "amount"),
        ("投资机构", "investors"),
        ("投资方", "investors"),
        ("创业者城市", "city"),
        ("city", "city"),
        ("state_code", "province"),
        ("country_code", "country"),
        ("district", "district"),
        ("companySize", "head_count"),
        ("融资经历", "rounds"),
        ("Ａs of", "as_of"),
        ("证据等级", "evidence"),
        ("币种", "currency"),
        (" 城 市 ", "city"),
        ("细分领域", "segment"),
        ("A轮时间", "rounds.a.date"),
        ("A轮金额", "rounds.a.amount"),
        ("Pre-A轮投资方", "rounds.pre_a.investors"),
        ("Series B amount", "rounds.b.amount"),
        ("Round 2 date", "rounds.2.date"),
        ("第二轮金额", "rounds.2.amount"),
        ("Round 2", "rounds.2.type"),
        ("贷款金额", None),
        ("备注", None),
        ("其他金额", None),
        ("pays", "answers.pays"),
        ("毛利率", "answers.gross_margin"),
        ("What of pays?", "answers.pays"),
        ("毛利率如何？", "answers.gross_margin"),
        ("毛利率 证据", "answers.gross_margin.evidence"),
        ("Gross margin evidence", "answers.gross_margin.evidence"),
        ("毛利率（%）", "answers.gross_margin"),
    ],
)
def test_header(header: str, field: str | None, book: RuleBook) -> None:
    assert understand(header, "A", book).field == field


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("融资额（万元）", Unit(1e4, "CNY")),
        ("融资额(亿元)", Unit(1e8, "CNY")),
        ("融资额/万美元", Unit(1e4, "USD")),
        ("amount (USD million)", Unit(1e6, "USD")),
        ("amount_usd", Unit(1, "USD")),
        ("Amount k", Unit(1e3)),
        ("融资额", None),
        ("融资额（最近一轮）", None),
    ],
)
def test_unit_in_a_header(header: str, unit: Unit | None, book: RuleBook) -> None:
    use = understand(header, "A", book)
    assert (use.field, use.unit) == ("amount", unit)


@pytest.mark.parametrize("header", ["是否连续创业者", "创始人", "Founder name", "联系电话", "E-mail"])
def test_facts_about_persons_are_left_out_and_said(header: str, read: Read) -> None:
    intake = read(f"公司名称,{header}\n甲科技,某某\n")
    assert (intake.columns[1].field, intake.columns[1].how) == (None, "personal")
    assert [note.path for note in intake.notes] == [header]
    assert "left out on purpose" in intake.notes[0].message.en


def test_unknown_columns_are_listed_and_said(read: Read) -> None:
    intake = read("公司名称,备注\n甲科技,好\n")
    assert (intake.columns[1].letter, intake.columns[1].field, intake.columns[1].how) == ("B", None, "unknown")
    assert "column B is not known" in str(intake.notes[0])


@pytest.mark.parametrize("headers", ["公司名称,城市,城市", "公司名称,城市,city"])
def test_two_headers_for_one_field_are_refused(headers: str, read: Read) -> None:
    with pytest.raises(InputError) as refusal:
        read(f"{headers}\n甲科技,北京,上海\n")
    text = str(refusal.value)
    assert "column B '城市'" in text and "column C" in text and "rename or remove one" in text


def test_a_mapping_file_resolves_a_clash_and_names_unknown_headers(read: Read) -> None:
    intake = read(
        "单位,城市,city,利润\n甲科技,北京,上海,40%\n",
        mapping="单位: name\ncity: city\n利润: gross_margin\n电话: null\n",
    )
    assert [use.field for use in intake.columns] == ["name", None, "city", "answers.gross_margin"]
    profile = intake.profiles[0]
    assert (profile.name, profile.city, profile.answers.gross_margin.value) == ("甲科技", "shanghai", 40)  # type: ignore[attr-defined]
    assert any("mapping file names this header" in note.message.en and note.path == "电话" for note in intake.notes)


def test_a_json_mapping_will_do_and_null_drops_a_column(read: Read) -> None:
    intake = read("公司名称,城市\n甲科技,北京\n", mapping='{"城市": null}')
    assert intake.profiles[0].city is None


def test_mapping_to_an_unknown_field_names_the_nearest(read: Read) -> None:
    with pytest.raises(InputError, match=r"mapping\.yaml:1.*'foundd'.*founded"):
        read("公司名称,城市\n甲科技,北京\n", mapping="城市: foundd\n")


def test_mapping_that_is_no_mapping(read: Read) -> None:
    with pytest.raises(InputError, match=r"mapping\.yaml: is no mapping"):
        read("公司名称\n甲科技\n", mapping="- 城市\n")


def test_letters() -> None:
    assert [letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
