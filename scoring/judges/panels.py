"""Panels: groups of judges that share no company, whose severities nothing compares."""

from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from scoring.intake.cells.values import quoted, shown
from scoring.judges.marks import Marks
from scoring.text import Text, both

_LISTED: Final = 6


def panels(marks: Marks, on_trust: Text) -> tuple[Text, ...]:
    """Note the panels where there is more than one. `on_trust`: how companies of separate panels are compared."""
    companies, judges = len(marks.companies), len(marks.judges)
    size = companies + judges
    links = coo_array((np.ones(len(marks.company)), (marks.company, companies + marks.judge)), shape=(size, size))
    count, of = connected_components(links, directed=False)
    if count == 1:
        return ()
    groups = [np.flatnonzero(of[companies:] == panel) for panel in dict.fromkeys(of[companies:].tolist())]
    listed = [[marks.judges[at] for at in group[:_LISTED]] for group in groups[:_LISTED]]
    en = "; ".join(", ".join(map(shown, names)) + (" …" if len(names) == _LISTED else "") for names in listed)
    zh = "；".join("、".join(map(quoted, names)) + ("等" if len(names) == _LISTED else "") for names in listed)
    return (both(
        f"the judges form {count} panels that share no company ({en}): whether one panel is stricter or had weaker "
        f"companies can't be told apart. {on_trust.en}; let some companies be marked by judges of both",
        f"评委分成 {count} 组，各组没有共同评过的公司（{zh}）：分不清是某一组打分更严，还是那组公司更弱。"
        f"{on_trust.zh}；建议让几家公司由两组评委都打分",
    ),)  # fmt: skip
