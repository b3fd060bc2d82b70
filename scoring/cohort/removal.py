"""A company taken out of a ranking that was made with it: nothing that names it stays, nobody else moves.

Ranks, counts and what is said of the whole are those of the cohort as it was.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from scoring.cohort.matching import name_key
from scoring.cohort.result import Changes
from scoring.judges.result import JudgeReport
from scoring.ranking import Note, Ranking, RejectedRow
from scoring.shortlist.result import ShortlistReport

MARK: Final = "[…]"
"""What stands where a name stood within a sentence."""
_SURE: Final = 4
"""Letters from which on a name without its spaces is not found within other words by chance."""
_WORD: Final = r"[0-9A-Za-z]"
_ROW: Final = re.compile(r"(?: \(row |（第 )(\d+)(?:\)| 行）)$")


def without_company(ranking: Ranking, row: int, name: str) -> Ranking:
    """The ranking without the company of that name in that row.

    Where another company of the ranking has the same name, the name stays with that one, and only what tells of the
    row goes. Words in which other companies or groups are told of are not read: they name none.
    """
    others = [each for each in ranking.ranking if each.row != row]
    gone = _Gone(row, name, any(name_key(each.company) == name_key(name) for each in others), _spellings(ranking, name))
    return ranking.model_copy(
        update={
            "ranking": others,
            "rejected": [gone.reworded_row(each) for each in ranking.rejected if not gone.is_named(each.company)],
            "notes": [
                gone.reworded_note(each) for each in ranking.notes if each.row != row and not gone.is_named(each.value)
            ],
            "judges": ranking.judges and _judges(ranking.judges, gone),
            "shortlist": ranking.shortlist and _shortlist(ranking.shortlist, gone),
            "changes": ranking.changes and _changes(ranking.changes, gone),
        }
    )


class _Gone:
    """Who is gone: how it is recognised, and sentences without its name."""

    def __init__(self, row: int, name: str, shared: bool, spellings: Iterable[str]) -> None:
        self.row, self.shared, self._key = row, shared, name_key(name)
        longest_first = sorted({*spellings, name}, key=len, reverse=True)
        self._names = re.compile("|".join(map(_whole_word, longest_first)), re.IGNORECASE)

    def is_named(self, text: str | None) -> bool:
        """Whether a text is the name, in whatever spelling, and no other company's as well."""
        return text is not None and not self.shared and name_key(text) == self._key

    def is_meant(self, company: str, row: int | None) -> bool:
        """Whether a line on a company is about this one."""
        return row == self.row if row is not None else self.is_named(company)

    def reworded(self, text: str) -> str | None:
        """A sentence with a mark in place of the name; None where another spelling of it still stands there."""
        if self.shared:
            return text
        said = self._names.sub(MARK, text)
        return None if len(self._key) >= _SURE and self._key in name_key(said) else said

    def sentences(self, said: list[str]) -> list[str]:
        """Sentences, save those that can't be told without the name."""
        return [text for each in said if (text := self.reworded(each)) is not None]

    def reworded_note(self, note: Note) -> Note:
        """A note on another row, or on a column."""
        told = {"message": self.reworded(note.message) or MARK, "value": note.value and self.reworded(note.value)}
        return note.model_copy(update=told)

    def reworded_row(self, row: RejectedRow) -> RejectedRow:
        """A row of another company that could not be read: cells may still hold the name."""
        return row.model_copy(update={"problems": [self._problem(each) for each in row.problems]})

    def _problem(self, problem: dict[str, object]) -> dict[str, object]:
        return {key: self._cell(each) if isinstance(each, str) else each for key, each in problem.items()}

    def _cell(self, text: str) -> str:
        said = self.reworded(text)
        return MARK if said is None else said


def _judges(report: JudgeReport, gone: _Gone) -> JudgeReport:
    return report.model_copy(
        update={
            "unmatched": [each for each in report.unmatched if not gone.is_named(each)],
            "discuss": [each for each in report.discuss if not _discussed(each, gone)],
            "notes": gone.sentences(report.notes),
        }
    )


def _discussed(line: str, gone: _Gone) -> bool:
    """Whether a line of the companies to discuss is about the one: it ends in the row where the table has rows."""
    found = _ROW.search(line)
    if found is None:
        return gone.is_named(line)
    return int(found[1]) == gone.row or gone.is_named(line[: found.start()])


def _shortlist(report: ShortlistReport, gone: _Gone) -> ShortlistReport:
    misses = [each for each in report.near_misses if not gone.is_meant(each.company, each.row)]
    return report.model_copy(update={"near_misses": misses, "notes": gone.sentences(report.notes)})


def _changes(found: Changes, gone: _Gone) -> Changes:
    kept = [
        each
        for each in found.companies
        if not gone.is_named(each.company) and (each.row_now is None or each.row_now != gone.row)
    ]
    unclear = [each for each in found.unclear if not gone.is_named(each)]
    return found.model_copy(update={"companies": kept, "unclear": unclear, "in_words": gone.sentences(found.in_words)})


def _spellings(ranking: Ranking, name: str) -> set[str]:
    """How else the ranking writes the name, wherever names stand alone."""
    alone: list[str | None] = [each.company for each in ranking.rejected]
    alone += [note.value for note in ranking.notes]
    alone += ranking.judges.unmatched if ranking.judges else []
    if ranking.changes:
        alone += [*ranking.changes.unclear, *(each.company for each in ranking.changes.companies)]
    return {text for text in alone if text and name_key(text) == name_key(name)}


def _whole_word(name: str) -> str:
    """A pattern for a name that is not part of a longer word; Chinese is written without blanks between."""
    first, last = unicodedata.normalize("NFKC", name[:1]), unicodedata.normalize("NFKC", name[-1:])
    before = f"(?<!{_WORD})" if re.match(_WORD, first) else ""
    after = f"(?!{_WORD})" if re.match(_WORD, last) else ""
    return f"{before}{re.escape(name)}{after}"
