"""A ranking as one table that tells everything: ranked companies with percentiles, then the rejected rows."""

from collections.abc import Iterator
from typing import Any

from scoring.output.heading import Heading
from scoring.output.peers_table import percentile_headings, percentiles
from scoring.output.table import headings_of, ranked_rows, rejected_in_ranking
from scoring.ranking import Ranking


def whole_headings(result: Ranking) -> list[Heading]:
    """The columns of the ranking and, behind them, one of percentiles among peers for each measure."""
    return [*headings_of(result), *percentile_headings(result)]


def whole_rows(result: Ranking) -> Iterator[list[Any]]:
    """Rows in the order of `whole_headings`."""
    headings = headings_of(result)
    for company, row in zip(result.ranking, ranked_rows(result, headings), strict=True):
        yield [*row, *percentiles(result, company)]
    nothing = [None] * len(result.measures)
    for row in rejected_in_ranking(result, headings):
        yield [*row, *nothing]
