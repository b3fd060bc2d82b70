"""A company of a cohort found by what a person calls it: its row in the table, or its name."""

from difflib import get_close_matches
from typing import Final

from scoring.cohort.cohort import Cohort
from scoring.cohort.matching import name_key
from scoring.errors import Wrong, quoted, shortened
from scoring.text import both

_LONGEST_ROW: Final = 9
_LONGEST_NAME: Final = 200


def find_company(cohort: Cohort, asked: str | int) -> int:
    """Place in the cohort of the company `asked` for. Raises Wrong where there is none, or more than one."""
    text = str(asked).strip()
    if text.isdecimal() and len(text) <= _LONGEST_ROW and int(text) in cohort.intake.rows:
        return cohort.intake.rows.index(int(text))
    names: list[str] = cohort.table.name.tolist()
    found = [at for at, name in enumerate(names) if name == text]
    found = found or [at for at, name in enumerate(names) if name_key(name) == name_key(text)]
    if len(found) == 1:
        return found[0]
    if found:
        rows = ", ".join(str(cohort.intake.rows[at]) for at in found)
        raise Wrong(
            f"{shortened(text)!r} stands in rows {rows}",
            f"{quoted(text)}出现在第 {rows} 行",
            both("the row of one of them", "其中一行的行号"),
        )
    near = get_close_matches(text[:_LONGEST_NAME], names, 3, 0.4) or names[:3]
    raise Wrong(
        f"there is no company {shortened(text)!r}, and no such row",
        f"没有名为{quoted(text)}的公司，也没有这一行",
        both(f"a company such as {', '.join(near)}", f"公司名，例如{'、'.join(near)}；或行号"),
    )
