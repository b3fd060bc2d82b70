"""What a column header means: a field of the profile, an answer, a detail of one round, or nothing known."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, Literal

import yaml

from scoring import taxonomy
from scoring.intake.cells.units import Unit
from scoring.intake.headings.accounts import NO_YEAR, NOT_YUAN, AccountNames, Heading, account_fields, in_yuan
from scoring.intake.headings.readings import in_brackets, readings, without_brackets
from scoring.resources import resource
from scoring.rulesets.book import RuleBook
from scoring.text import Text

How = Literal["alias", "mapping", "answer", "unknown", "personal", "unused"]

ANSWER: Final = "answers."
ROUND: Final = "rounds."
EVIDENCE: Final = ".evidence"

_NUMBERED: Final = re.compile(r"(?:第([1-9一二三四五六七八九])(?:轮|次)?|(?:round|轮次)([1-9]))(?:融资)?(.*)")
_ORDINALS: Final = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)}


@dataclass(frozen=True)
class ColumnUse:
    """How one column is used. `letter` is the spreadsheet's name of it; `field` None: not read."""

    header: str
    letter: str
    field: str | None
    how: How
    unit: Unit | None = None


@dataclass(frozen=True)
class Names:
    """Every known spelling, normalised, and the field it stands for."""

    fields: Mapping[str, str]
    unused: Mapping[str, str]
    personal: frozenset[str]
    of_a_round: Mapping[str, str]
    accounts: AccountNames
    answers: Mapping[str, Sequence[str]]
    """Headers of answers beside id, name and question."""
    choices: Mapping[str, Mapping[str, Sequence[str]]]
    """Names of choices beside their wording, by answer and choice."""

    @cached_property
    def longest_first(self) -> tuple[tuple[str, str], ...]:
        """Endings of headers that tell of a round, and the parts of it they stand for."""
        return tuple(sorted(self.of_a_round.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that can only be a header: in a cell they have gone astray."""
        return frozenset(self.fields) | frozenset(self.unused) | self.personal


@cache
def names() -> Names:
    """Return the aliases of `data/intake/headers.yaml`."""
    content = yaml.safe_load(resource("data", "intake", "headers.yaml").read_text(encoding="utf-8"))
    return Names(
        fields=_index(content["fields"]),
        unused=_index(content["unused"]),
        personal=frozenset(key(alias) for alias in content["personal"]),
        of_a_round=_index(content["of_a_round"]),
        accounts=AccountNames(
            figures=_index(content["accounts"]),
            years={key(word): back for back, words in content["account_years"].items() for word in words},
            asides=frozenset(key(aside) for aside in content["account_asides"]),
        ),
        answers=content["answers"],
        choices=content["choices"],
    )


def _index(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    index = {key(field): field for field in groups}
    for field, aliases in groups.items():
        for alias in aliases:
            if index.setdefault(key(alias), field) != field:
                raise ValueError(f"headers.yaml: {alias!r} stands for {index[key(alias)]} and for {field}")
    return index


def key(header: str) -> str:
    """A header as headers are compared: no case, blanks, punctuation or question mark."""
    return taxonomy.normalise(header).replace("?", "").replace("*", "").replace("#", "")


@cache
def answer_names(book: RuleBook) -> dict[str, str]:
    """Every header that stands for an answer: its id, its name and its question, in both languages, and aliases."""
    index: dict[str, str] = {}
    for item in book.asked():
        if item.ask is None:
            continue
        question = item.ask.question
        for text in (item.input, item.name.en, item.name.zh, question.en, question.zh):
            index.setdefault(key(text), ANSWER + item.input)
    for item in book.asked():
        for alias in names().answers.get(item.input, ()):
            index.setdefault(key(alias), ANSWER + item.input)
    return index


def known_fields(book: RuleBook) -> list[str]:
    """Names that a mapping file may use."""
    answers = [item.input for item in book.asked()]
    fields = [*dict.fromkeys(names().fields.values()), *answers, *(answer + EVIDENCE for answer in answers)]
    return fields + account_fields()


def understand(header: str, letter: str, book: RuleBook) -> ColumnUse:
    """Say what a header means by itself, without a mapping file."""
    for text, unit in readings(header):
        name = key(text)
        if not name:
            continue
        if name in names().personal:
            return ColumnUse(header, letter, None, "personal")
        if name in names().unused:
            return ColumnUse(header, letter, None, "unused")
        if field := names().fields.get(name) or _of_a_round(name):
            return ColumnUse(header, letter, field, "alias", unit)
        if field := _answer(name, answer_names(book)):
            return ColumnUse(header, letter, field, "answer", unit)
    heading, unit = _of_accounts(header)
    if heading and heading.field and in_yuan(unit):
        return ColumnUse(header, letter, heading.field, "alias", unit)
    return ColumnUse(header, letter, None, "unknown")


def why_no_accounts(header: str) -> Text | None:
    """Why an unknown header that speaks of annual accounts is not read, if it does."""
    heading, _ = _of_accounts(header)
    return None if heading is None else NOT_YUAN if heading.field else NO_YEAR


def _of_accounts(header: str) -> tuple[Heading | None, Unit | None]:
    """The figure and the year that a header speaks of, and its unit."""
    parts = [key(part) for part in in_brackets(header)]
    for text, unit in readings(header):
        heading = names().accounts.find(key(without_brackets(text)), parts)
        if heading and not (unit and unit.percent):
            return heading, unit
    return None, None


def unit_of(header: str) -> Unit | None:
    """The unit that a header carries, if any."""
    return next((unit for _, unit in readings(header) if unit), None)


def _answer(name: str, index: Mapping[str, str]) -> str | None:
    if name in index:
        return index[name]
    for suffix in ("evidencegrade", "evidence", "证据等级", "证据", "的证据"):
        stem = name.removesuffix(suffix)
        if stem != name and stem in index:
            return index[stem] + EVIDENCE
    return None


def _of_a_round(name: str) -> str | None:
    """'A轮时间' is 'rounds.a.date', 'Round 2 date' is 'rounds.2.date'."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered:
        number = numbered[2] or str(_ORDINALS.get(numbered[1], numbered[1]))
        part = names().of_a_round.get(numbered[3] or "type")
        return f"{ROUND}{number}.{part}" if part else None
    for suffix, part in names().longest_first:
        stem = name.removesuffix(suffix)
        found: Any = taxonomy.rounds().find(stem) if stem and stem != name and part != "type" else None
        # Only rounds of the ladder: '其他金额' or '贷款金额' are columns of their own, not rounds.
        if found and (found.stage or found.slug == "strategic"):
            return f"{ROUND}{found.slug}.{part}"
    return None
