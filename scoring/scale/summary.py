"""What is said of a whole job: how many companies, what was rejected, what was remarked, and what made the results."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import orjson

from scoring.intake.notes import Notes
from scoring.output.files import write_bytes
from scoring.rulesets.book import RuleBook
from scoring.scale.folder import SUMMARY
from scoring.scale.job import Done, Job

MOST_PROBLEMS: Final = 20


def summary_of(done: Sequence[Done], job: Job, book: RuleBook) -> dict[str, Any]:
    """The summary as plain values; the same companies and versions give the same summary."""
    problems = [problem for each in done for problem in each.problems]
    return {
        "companies": sum(each.scored for each in done),
        "rejected": sum(each.rejected for each in done),
        "as_of": job.as_of.isoformat(),
        "lang": job.lang,
        "versions": {**job.makings.listed(), "rules": book.version},
        "notes": _notes(done, job),
        "problems": [problem.as_dict(job.lang) for problem in problems[:MOST_PROBLEMS]],
        "parts": [
            {
                "name": each.part.name,
                "file": each.part.source,
                "first_row": each.part.start + 1,
                "companies": each.scored,
                "rejected": each.rejected,
            }
            for each in done
        ],
    }


def write_summary(folder: Path, summary: dict[str, Any]) -> None:
    """Write it to the folder of results, as a sign that all is there. Raises OSError."""
    write_bytes(folder / SUMMARY, orjson.dumps(summary, option=orjson.OPT_INDENT_2) + b"\n")


def _notes(done: Sequence[Done], job: Job) -> list[dict[str, object]]:
    """Remarks on the reading, each once, with the number of rows of all parts."""
    gathered = Notes("")
    for each in done:
        gathered.join(each.notes)
    return [{"column": note.path, "message": note.message.in_(job.lang)} for note in gathered.problems()]
