"""A company that is deleted goes from the rankings of its cohorts as well; everybody else stays where they were."""

import pytest
from saved_making import ACTOR, NAMES, rankings, saved
from sqlalchemy import Engine, delete
from store_making import past_the_guards

from store.canonical import canonical
from store.cohorts.keeping import members_of, ranking_hashes, saved_cohort, saved_ranking
from store.cohorts.removing import strike
from store.engine import writing
from store.remarks import add_note, remarks_of
from store.schema import companies


def deleted(engine: Engine, company: str) -> None:
    with writing(engine) as connection:
        strike(connection, company)
        connection.execute(delete(companies).where(companies.c.id == company))


@pytest.mark.parametrize("place", [0, 2])
def test_its_name_is_in_no_ranking_of_its_cohorts(engine: Engine, place: int) -> None:
    cohort, other = saved(engine), saved(engine, "Other")
    before = ranking_hashes(engine, cohort)
    member = members_of(engine, cohort)[place]
    deleted(engine, member.company)
    for lang in ("en", "zh"):
        left = saved_ranking(engine, cohort, lang)
        assert NAMES[place] not in canonical(left).decode()
        assert left.ranking == [each for each in rankings()[lang].ranking if each.row != member.row]
        assert saved_ranking(engine, other, lang) == rankings()[lang]
        assert ranking_hashes(engine, cohort)[lang] != before[lang]
    assert saved_cohort(engine, cohort).companies == 3
    assert member.row not in [each.row for each in members_of(engine, cohort)]


def test_what_was_said_of_it_goes_along(engine: Engine) -> None:
    cohort = saved(engine)
    first, second, *_ = members_of(engine, cohort)
    for each in (first, second):
        add_note(engine, "Met them", company=each.company, cohort=cohort, actor=ACTOR)
    add_note(engine, "Good year", cohort=cohort, actor=ACTOR)
    deleted(engine, first.company)
    assert [each.company for each in remarks_of(engine, cohort=cohort)] == [second.company, None]


def test_a_ranking_that_nobody_can_read_goes_as_a_whole(engine: Engine) -> None:
    cohort = saved(engine)
    with past_the_guards(engine) as do:
        do("UPDATE cohort_rankings SET content = ? WHERE lang = 'en'", b"?")
    deleted(engine, members_of(engine, cohort)[0].company)
    assert saved_ranking(engine, cohort, "en") is None
    assert len(saved_ranking(engine, cohort, "zh").ranking) == 3


def test_a_company_of_no_cohort_is_struck_from_nowhere(engine: Engine) -> None:
    cohort = saved(engine)
    before = ranking_hashes(engine, cohort)
    with writing(engine) as connection:
        strike(connection, "0" * 32)
    assert ranking_hashes(engine, cohort) == before
