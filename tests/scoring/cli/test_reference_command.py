"""`upslope reference build`: aggregates of made-up lists in the shape of the real ones; all files or none."""

import json

import pytest
from made_up_sources import write_sources

from scoring.cli.console import Failure
from scoring.cli.reference import run
from scoring.peers.building.sources import SOURCES
from scoring.peers.groups import LEAST, group_of

NAMES = [source.id for source in SOURCES]


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    return write_sources(tmp_path_factory.mktemp("lists"))


@pytest.fixture(scope="module")
def built(lists, tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "reference"
    run(lists, folder, "en")
    return {path.stem: json.loads(path.read_text("utf-8")) for path in folder.iterdir()}


def curves(document):
    return [cell for measure in document["measures"].values() for cell in measure["cells"].values()]


def test_every_source_becomes_a_file_that_says_what_it_is(built):
    assert sorted(built) == sorted(NAMES)
    for document in built.values():
        assert {"name", "nation", "finest", "vintage", "companies", "licence", "measures"} <= set(document)
        assert document["companies"] > 50
    assert built["itjuzi-companies-2023"]["companies"] == 240


def test_every_measure_asked_for_is_there_with_every_margin(built):
    events = built["itjuzi-events-2015"]
    assert set(events["measures"]) >= {"last_round_cny_m", "rounds_count", "months_per_round", "probability_24m"}
    assert set(events["rates"]) == {"raised_again_12m", "raised_again_24m"}
    groups = {group_of(key) for key in events["measures"]["rounds_count"]["cells"]}
    assert {"china", "region:southwest", "guangdong"} <= {group.place for group in groups}
    assert {group.sector for group in groups} == {None, "finance", "medical"}
    assert {group.stage for group in groups} >= {None, "a", "b", "c"}
    assert set(built["lagou-employers-2019"]["measures"]) == {"head_count"}
    assert "age_months" in built["crunchbase-2013"]["measures"]


def test_no_cell_is_of_fewer_than_ten_companies(built):
    for document in built.values():
        counted = [cell[0] for cell in curves(document)]
        counted += [cell[0] for rate in document.get("rates", {}).values() for cell in rate["cells"].values()]
        mixes = document.get("stage_mix", {}).get("cells", {}).values()
        counted += [cell[0] for cell in mixes] + [count for cell in mixes for count in cell[1].values()]
        assert counted and min(counted) >= LEAST


def test_curves_only_rise(built):
    for document in built.values():
        for _, values, shares in curves(document):
            assert len(values) == len(shares) > 0
            assert values == sorted(values)
            assert shares == sorted(shares)
            assert 0 <= shares[0] <= shares[-1] <= 1


def test_nothing_of_a_single_company_is_written(built):
    assert "虚构" not in json.dumps(built, ensure_ascii=False)
    assert "fictional" not in json.dumps(built)


def test_the_same_lists_give_the_same_bytes_and_each_file_is_told(lists, tmp_path, capsys):
    for folder, lang in (("one", "en"), ("two", "zh")):
        run(lists, tmp_path / folder, lang)
        out = capsys.readouterr().out
        told = {"en": "240 companies, ", "zh": "240 家企业，"}[lang]
        assert f"{NAMES[0]}.json" in out and told in out and "2023-12-31" in out
    for name in NAMES:
        assert (tmp_path / "one" / f"{name}.json").read_bytes() == (tmp_path / "two" / f"{name}.json").read_bytes()


@pytest.mark.parametrize(("lang", "says"), [("en", "expected a folder"), ("zh", "应为含有")])
def test_a_missing_folder_is_named_with_what_it_should_hold(lang, says, tmp_path):
    with pytest.raises(Failure) as caught:
        run(tmp_path / "none", tmp_path / "out", lang)
    assert all(part in str(caught.value) for part in ("--data", "none", says, *NAMES))


def test_a_missing_source_is_named(tmp_path):
    (tmp_path / NAMES[0]).mkdir()
    with pytest.raises(Failure, match=f"lacks {', '.join(NAMES[1:])} \\("):
        run(tmp_path, tmp_path / "out", "en")


def test_an_unreadable_source_is_explained_and_the_old_files_stay(tmp_path):
    lists, output = write_sources(tmp_path / "lists", companies=60), tmp_path / "out"
    output.mkdir()
    (output / f"{NAMES[0]}.json").write_text("old", "utf-8")
    employers = lists / "lagou-employers-2019" / "employers.csv"
    employers.write_text("一列,二列\n甲,乙\n", "utf-8")
    with pytest.raises(Failure, match=r"lagou-employers-2019/employers\.csv.*expected"):
        run(lists, output, "en")
    employers.unlink()
    with pytest.raises(Failure, match=r"lagou-employers-2019/employers\.csv.*No such file.*expected a file"):
        run(lists, output, "en")
    assert [path.name for path in output.iterdir()] == [f"{NAMES[0]}.json"]
    assert (output / f"{NAMES[0]}.json").read_text("utf-8") == "old"


@pytest.mark.parametrize("content", ["", "date,company\n", "\x00\x01", "date,company,field,place,round,amount\n"])
def test_a_list_of_events_without_events_is_explained(content, tmp_path):
    lists = write_sources(tmp_path / "lists", companies=30)
    (lists / "itjuzi-events-2015" / "events.csv").write_text(content, "utf-8")
    with pytest.raises(Failure, match=r"itjuzi-events-2015/events\.csv"):
        run(lists, tmp_path / "out", "en")


def test_the_shipped_files_are_what_the_command_builds(shared, tmp_path):
    from scoring.resources import resource

    run(shared / "data", tmp_path / "out", "en")
    for name in NAMES:
        shipped = resource("data", "reference") / f"{name}.json"
        assert (tmp_path / "out" / shipped.name).read_bytes() == shipped.read_bytes()
