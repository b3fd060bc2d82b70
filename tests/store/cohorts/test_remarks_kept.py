"""Notes and overrides stand beside the score, never change, and stay to be seen when they are withdrawn."""

from threading import Thread

import pytest
from saved_making import ACTOR, members, rankings, saved
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from scoring import InputError
from store import audit
from store.cohorts.keeping import delete_cohort, members_of, save_cohort, saved_ranking
from store.engine import reading, writing
from store.remarks import LONGEST, add_note, override, remarks_of, subjects, withdraw

OTHER = "user:another"


@pytest.fixture
def cohort(engine: Engine) -> str:
    return saved(engine)


@pytest.fixture
def company(engine: Engine, cohort: str) -> str:
    return members_of(engine, cohort)[0].company


def test_remarks_come_back_with_author_time_and_reason(engine: Engine, cohort: str, company: str) -> None:
    note = add_note(engine, "  Met the founders.\r\nGood talk. ", company=company, actor=ACTOR)
    changed = override(
        engine, "composite", "71.256", "Audited figures came in", company=company, cohort=cohort, actor=OTHER
    )  # fmt: skip
    found = remarks_of(engine, company=company)
    assert found == [note, changed]
    assert (note.kind, note.reason, note.author) == ("note", "Met the founders.\nGood talk.", ACTOR)
    assert (changed.subject, changed.value, changed.author) == ("composite", "71.26", OTHER)
    assert note.at < changed.at


def test_an_override_changes_no_score(engine: Engine, cohort: str, company: str) -> None:
    override(engine, "composite", "0", "why not", company=company, cohort=cohort, actor=ACTOR)
    assert saved_ranking(engine, cohort, "en") == rankings()["en"]


def test_what_concerns_a_cohort_is_found_by_it(engine: Engine, cohort: str, company: str) -> None:
    elsewhere = members_of(engine, saved(engine, "Other"))[0].company
    add_note(engine, "on the cohort", cohort=cohort, actor=ACTOR)
    add_note(engine, "on the company", company=company, actor=ACTOR)
    add_note(engine, "in the cohort", company=company, cohort=cohort, actor=ACTOR)
    add_note(engine, "elsewhere", company=elsewhere, actor=ACTOR)
    assert [each.reason for each in remarks_of(engine, cohort=cohort)] == [
        "on the cohort", "on the company", "in the cohort"
    ]  # fmt: skip
    assert [each.reason for each in remarks_of(engine, company=company, cohort=cohort)] == [
        "on the company", "in the cohort"
    ]  # fmt: skip
    assert [each.reason for each in remarks_of(engine, company=company)] == ["on the company", "in the cohort"]


def test_a_withdrawal_leaves_both_to_be_seen(engine: Engine, company: str) -> None:
    said = override(engine, "selection", "out", "no seat", company=company, actor=ACTOR)
    back = withdraw(engine, said.id, "a seat came free", actor=OTHER)
    first, second = remarks_of(engine, company=company)
    assert (first.id, first.value, first.withdrawn_by) == (said.id, "out", back.id)
    assert (second.kind, second.subject, second.reason, second.author) == (
        "withdrawal", said.id, "a seat came free", OTHER
    )  # fmt: skip


def test_nothing_is_withdrawn_twice_nor_a_withdrawal(engine: Engine, company: str) -> None:
    said = add_note(engine, "x", company=company, actor=ACTOR)
    back = withdraw(engine, said.id, "y", actor=ACTOR)
    with pytest.raises(InputError, match="withdrawn already"):
        withdraw(engine, said.id, "z", actor=ACTOR)
    for name in (back.id, "0" * 32, "\0"):
        with pytest.raises(InputError, match="none of this id"):
            withdraw(engine, name, "z", actor=ACTOR)
    assert len(remarks_of(engine, company=company)) == 2


def test_of_many_who_withdraw_at_once_one_does(engine: Engine, company: str) -> None:
    said, refused = add_note(engine, "x", company=company, actor=ACTOR), []

    def take_back() -> None:
        try:
            withdraw(engine, said.id, "y", actor=ACTOR)
        except InputError as error:
            refused.append(error)

    threads = [Thread(target=take_back) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(refused) == 5
    assert len(remarks_of(engine, company=company)) == 2


@pytest.mark.parametrize("value", ["", "101", "-1", "nan", "inf", "high", "1e400"])
def test_a_score_is_a_number_from_0_to_100(engine: Engine, company: str, value: str) -> None:
    for subject in ("composite", subjects()[1]):
        with pytest.raises(InputError, match="is no score"):
            override(engine, subject, value, "x", company=company, actor=ACTOR)


def test_a_selection_is_in_or_out_and_other_subjects_are_none(engine: Engine, company: str) -> None:
    with pytest.raises(InputError, match="in or out"):
        override(engine, "selection", "50", "x", company=company, actor=ACTOR)
    with pytest.raises(InputError, match="nothing that can be overridden"):
        override(engine, "rank", "1", "x", company=company, actor=ACTOR)
    assert not remarks_of(engine, company=company)


@pytest.mark.parametrize(("reason", "words"), [(" \n", "say why"), ("x" * (LONGEST + 1), "is too long")])
def test_a_reason_is_asked_for(engine: Engine, company: str, reason: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        add_note(engine, reason, company=company, actor=ACTOR)
    with pytest.raises(InputError, match=words):
        override(engine, "composite", "50", reason, company=company, actor=ACTOR)


def test_nothing_is_said_of_what_is_not_there(engine: Engine, cohort: str, company: str) -> None:
    foreign = save_cohort(engine, "Other", b"{}", members()[:1], rankings(), actor=ACTOR)
    for place in ({}, {"company": "0" * 32}, {"cohort": "\0"}, {"company": company, "cohort": foreign}):
        with pytest.raises(InputError, match="none of this id"):
            add_note(engine, "x", **place, actor=ACTOR)
    assert not remarks_of(engine, cohort=cohort)


def test_the_log_tells_whom_it_concerns_and_not_what_was_said(engine: Engine, cohort: str, company: str) -> None:
    said = override(engine, "composite", "71", "heard from the bank", company=company, cohort=cohort, actor=ACTOR)
    withdraw(engine, said.id, "the bank was wrong", actor=ACTOR)
    with reading(engine) as connection:
        first, second = list(audit.lines(connection))[-2:]
    assert (first.action, first.subject, first.actor) == ("remark.overridden", said.id, ACTOR)
    assert first.detail == {"company": company, "cohort": cohort, "subject": "composite"}
    assert second.action == "remark.withdrawn"
    assert "bank" not in str((first, second))


def test_no_remark_is_changed_or_taken_out(engine: Engine, company: str) -> None:
    add_note(engine, "x", company=company, actor=ACTOR)
    for statement in ("UPDATE remarks SET reason = 'y'", "DELETE FROM remarks"):
        with pytest.raises(DBAPIError), writing(engine) as connection:
            connection.execute(text(statement))


def test_remarks_go_with_their_cohort(engine: Engine, cohort: str, company: str) -> None:
    add_note(engine, "x", company=company, cohort=cohort, actor=ACTOR)
    add_note(engine, "y", cohort=cohort, actor=ACTOR)
    delete_cohort(engine, cohort, actor=ACTOR)
    assert not remarks_of(engine, cohort=cohort)
    assert not remarks_of(engine, company=company)
