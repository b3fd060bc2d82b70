"""The log of who did what: lines are only ever added, and each holds the hash of the one before.

So a line altered, removed or moved breaks the chain, and lines cut off at the end no longer meet the head, which says
how many there are and the hash of the last. Who can rewrite the whole database can rewrite the head as well: keep a
head elsewhere (`upslope audit verify` prints it) and hand it to `verify` later. A line is written in the transaction
of what it tells, and before its commit, so that both are kept or neither.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy import Connection, insert, select, update

from scoring.errors import Problem, refuse
from scoring.text import both
from store.canonical import HASH, canonical, hash_of, now
from store.engine import few
from store.schema import audit, audit_head

START: Final = "0" * HASH
"""What the first line gives as the hash before it."""
WHERE: Final = "audit"
_LONGEST_HEAD: Final = 12
_AT_ONCE: Final = 1000


@dataclass(frozen=True)
class Line:
    """One line of the log; `hash` covers all the rest of it."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    detail: Mapping[str, Any]
    previous: str
    hash: str

    def as_dict(self) -> dict[str, Any]:
        """The line as it is exported."""
        return _content(self) | {"hash": self.hash}


@dataclass(frozen=True)
class Head:
    """How many lines there are, and the hash of the last; as text `count:hash`."""

    count: int
    hash: str

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"


def read_head(text: str) -> Head:
    """The head that a text gives. Raises InputError."""
    count, _, digest = text.strip().partition(":")
    sound = count.isascii() and count.isdigit() and len(count) <= _LONGEST_HEAD
    if not sound or len(digest) != HASH or not set(digest) <= set("0123456789abcdef"):
        expected = both("count:hash, as upslope audit verify printed it", "数量:哈希，即 upslope audit verify 的输出")
        raise refuse("--head", "is no head of a log", "不是日志末端", expected=expected)
    return Head(int(count), digest)


def append(
    connection: Connection, actor: str, action: str, subject: str, detail: Mapping[str, Any] | None = None
) -> Line:
    """Add a line within the transaction of `connection`; no detail may tell of a person.

    Ask for it last: from here to the end of the transaction every other writer waits.
    """
    last = head(connection, for_update=True)
    line = Line(last.count + 1, now(), actor, action, subject, dict(detail or {}), last.hash, "")
    line = Line(**{**vars(line), "hash": _hash(line)})
    connection.execute(insert(audit), line.as_dict() | {"detail": canonical(line.detail).decode()})
    connection.execute(update(audit_head).values(count=line.number, hash=line.hash))
    return line


def head(connection: Connection, for_update: bool = False) -> Head:
    """The head of the log, held until the transaction ends if asked for. Raises InputError without any."""
    asked = select(audit_head.c["count"], audit_head.c.hash)
    row = connection.execute(asked.with_for_update() if for_update else asked).first()
    if row is None:
        expected = both("a backup restored: upslope db restore", "恢复备份：upslope db restore")
        raise refuse(WHERE, "the head of the log was removed", "日志末端记录被删除", expected=expected)
    return Head(row[0], row[1])


def lines(connection: Connection) -> Iterator[Line]:
    """All lines in their order, a few at a time."""
    for row in few(connection, select(audit).order_by(audit.c.number), _AT_ONCE).mappings():
        yield Line(**{**row, "detail": _detail(row["detail"])})


def verify(connection: Connection, kept: Head | None = None) -> list[Problem]:
    """Everything that is wrong with the log; `kept` is a head written down earlier."""
    problems: list[Problem] = []
    last = Line(0, "", "", "", "", {}, "", START)
    found = None if kept is None else START if kept.count == 0 else ""
    for line in lines(connection):
        problems += _faults(last, line)
        if kept and line.number == kept.count:
            found = line.hash
        last = line
    problems += _at_the_end(last, head(connection))
    if kept and found != kept.hash:
        problems.append(_problem(
            kept.count, "does not bear the hash of the head that was kept: the log was cut off or rewritten",
            "与此前留存的末端哈希不符：日志被截断或改写",
        ))  # fmt: skip
    return problems


def _faults(last: Line, line: Line) -> Iterator[Problem]:
    if line.number != last.number + 1:
        first, missing = last.number + 1, line.number - last.number - 1
        yield _problem(first, f"is missing: {missing} removed here", f"缺失：此处被删去 {missing} 行")
    elif line.previous != last.hash:
        yield _problem(line.number, "does not follow the line before it: one of the two was altered or moved",
                       "与上一行不相接：两行之一被改动或移动")  # fmt: skip
    if line.hash != _hash(line):
        yield _problem(line.number, "was altered: its hash is not that of its content", "被改动：哈希与内容不符")


def _at_the_end(last: Line, end: Head) -> Iterator[Problem]:
    if last.number < end.count:
        gone = end.count - last.number
        yield _problem(last.number + 1, f"is missing: the last {gone} cut off", f"缺失：末尾被截去 {gone} 行")
    elif (last.number, last.hash) != (end.count, end.hash):
        yield _problem(last.number, "is not the one that the head names", "与末端记录不符")


def _problem(number: int, en: str, zh: str) -> Problem:
    return Problem(WHERE, both(f"line {number} {en}", f"第 {number} 行{zh}"))


def _content(line: Line) -> dict[str, Any]:
    return {name: value for name, value in vars(line).items() if name != "hash"}


def _hash(line: Line) -> str:
    return hash_of(canonical(_content(line)))


def _detail(text: str) -> Any:
    """What the text stands for; a text that is no JSON was altered, and its hash will say so."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text
