"""Notes and overrides: what people say of a company or a cohort beside its score, which stays as it was made.

A remark is never changed. Who takes one back adds a withdrawal with its reason, and both stay to be seen.
"""

from dataclasses import dataclass, replace
from typing import Any, Final, Literal, cast

from sqlalchemy import Connection, Engine, Table, insert, or_, select

from scoring import shipped_book
from scoring.errors import refuse
from scoring.text import both
from store import audit
from store.canonical import is_id, now, random_name
from store.companies.held import missing
from store.engine import reading, writing
from store.schema import cohort_members, cohorts, companies, remarks

Kind = Literal["note", "override", "withdrawal"]
COMPOSITE: Final = "composite"
SELECTION: Final = "selection"
CHOICES: Final = ("in", "out")
"""What an override of the selection says."""
LONGEST: Final = 4000
"""Characters of a reason."""
_ACTIONS: Final[dict[Kind, str]] = {
    "note": "remark.noted", "override": "remark.overridden", "withdrawal": "remark.withdrawn",
}  # fmt: skip
_HIGHEST: Final = 100


@dataclass(frozen=True)
class Remark:
    """What somebody said, on a company, a cohort, or a company within a cohort.

    An override says by `subject` what it stands beside (composite, a factor's id, selection) and by `value` what it
    ought to be. The `subject` of a withdrawal is the id of the remark taken back, whose `withdrawn_by` is the id of
    the withdrawal.
    """

    id: str
    company: str | None
    cohort: str | None
    kind: Kind
    subject: str
    value: str
    reason: str
    author: str
    at: str
    withdrawn_by: str | None = None


def subjects() -> tuple[str, ...]:
    """What can be overridden."""
    return (COMPOSITE, *(rules.id for rules in shipped_book().rule_sets), SELECTION)


def add_note(
    engine: Engine, reason: str, *, company: str | None = None, cohort: str | None = None, actor: str
) -> Remark:
    """Note something on a company, a cohort, or a company within a cohort. Raises InputError."""
    return _add(engine, _remark("note", reason, company, cohort, actor))


def override(
    engine: Engine, subject: str, value: str, reason: str, *, company: str, cohort: str | None = None, actor: str
) -> Remark:
    """Say what a score ought to be (0-100), or that a company is to be selected (`in`) or not (`out`).

    Raises InputError.
    """
    made = _remark("override", reason, company, cohort, actor)
    return _add(engine, replace(made, subject=_subject(subject), value=_value(subject, value)))


def withdraw(engine: Engine, remark: str, reason: str, *, actor: str) -> Remark:
    """Take a note or an override back. Raises InputError where there is none of this id, or it is taken back."""
    told = _reason(reason)
    with writing(engine) as connection:
        # FOR UPDATE: of two who take it back at the same time the second finds it taken back.
        asked = select(remarks).where(remarks.c.id == remark).with_for_update()
        row = connection.execute(asked).mappings().first() if is_id(remark) else None
        if row is None or row["kind"] == "withdrawal":
            raise missing(remarks)
        if _withdrawal(connection, remark):
            expected = both("one that still holds", "尚未撤回的内容")
            raise refuse("remark", "has been withdrawn already", "已经撤回", expected=expected)
        made = _remark("withdrawal", told, row["company"], row["cohort"], actor)
        return _kept(connection, replace(made, subject=remark))


def remarks_of(engine: Engine, *, company: str | None = None, cohort: str | None = None) -> list[Remark]:
    """Remarks in the order of their time: all on a company, all on a cohort and its companies, or what is in both."""
    asked = select(remarks).order_by(remarks.c.at, remarks.c.id)
    if company is not None:
        asked = asked.where(remarks.c.company == company)
    if cohort is not None:
        members = select(cohort_members.c.company).where(cohort_members.c.cohort == cohort)
        of_members = remarks.c.cohort.is_(None) & remarks.c.company.in_(members)
        asked = asked.where(or_(remarks.c.cohort == cohort, of_members))
    with reading(engine) as connection:
        found = [Remark(**cast(Any, row)) for row in connection.execute(asked).mappings()]
    taken_back = {each.subject: each.id for each in found if each.kind == "withdrawal"}
    return [replace(each, withdrawn_by=taken_back.get(each.id)) for each in found]


def _remark(kind: Kind, reason: str, company: str | None, cohort: str | None, actor: str) -> Remark:
    return Remark(random_name(), company, cohort, kind, "", "", _reason(reason), actor, "")


def _add(engine: Engine, remark: Remark) -> Remark:
    with writing(engine) as connection:
        _check_place(connection, remark)
        return _kept(connection, remark)


def _kept(connection: Connection, remark: Remark) -> Remark:
    """Write the remark, and tell the log whom it concerns but not what it says."""
    made = replace(remark, at=now())
    row = {name: value for name, value in vars(made).items() if name != "withdrawn_by"}
    connection.execute(insert(remarks), row)
    detail = {name: value for name in ("company", "cohort", "subject") if (value := row[name])}
    audit.append(connection, made.author, _ACTIONS[made.kind], made.id, detail)
    return made


def _check_place(connection: Connection, remark: Remark) -> None:
    """See that the company and the cohort are there, and the one in the other."""
    if remark.company is None and remark.cohort is None:
        raise missing(companies)
    # Held, the company first as by everybody, so that neither goes before this is written.
    for table, name in ((companies, remark.company), (cohorts, remark.cohort)):
        if name is not None and not _there(connection, table, name):
            raise missing(table)
    if remark.company is not None and remark.cohort is not None:
        both_of = cohort_members.c.company == remark.company, cohort_members.c.cohort == remark.cohort
        if connection.execute(select(cohort_members.c.row).where(*both_of)).first() is None:
            raise missing(cohorts)


def _there(connection: Connection, table: Table, name: str) -> bool:
    asked = select(table.c.id).where(table.c.id == name).with_for_update(read=True)
    return is_id(name) and connection.execute(asked).first() is not None


def _withdrawal(connection: Connection, remark: str) -> bool:
    chosen = remarks.c.kind == "withdrawal", remarks.c.subject == remark
    return connection.execute(select(remarks.c.id).where(*chosen)).first() is not None


def _reason(text: str) -> str:
    told = "\n".join(line.rstrip() for line in text.replace("\0", "").strip().splitlines())
    if 0 < len(told) <= LONGEST:
        return told
    expected = both(f"1 to {LONGEST:,} characters", f"1 至 {LONGEST:,} 个字")
    if not told:
        raise refuse("reason", "is missing: say why", "没有填写，请说明理由", expected=expected)
    raise refuse("reason", f"is too long: {len(told):,} characters", f"过长：{len(told):,} 个字", expected=expected)


def _subject(subject: str) -> str:
    if subject in subjects():
        return subject
    listed = ", ".join(subjects())
    expected = both(f"one of {listed}", f"以下之一：{listed}")
    raise refuse("subject", "is nothing that can be overridden", "不是可以另作判断的内容", expected=expected)


def _value(subject: str, value: str) -> str:
    """The value as it is kept: `in` or `out`, or a number from 0 to 100 with at most two decimals."""
    told = value.strip()
    if subject == SELECTION:
        if told in CHOICES:
            return told
        raise refuse("value", "is no choice", "不是可选项", expected=both("in or out", "in 或 out"))
    try:
        number = float(told)
    except ValueError:
        number = -1.0
    if not 0 <= number <= _HIGHEST:
        raise refuse(
            "value", "is no score", "不是有效的得分", expected=both("a number from 0 to 100", "0 至 100 的数字")
        )
    return f"{round(number, 2):g}"
