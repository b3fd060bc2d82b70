"""A ranking as one table that tells everything: companies with programmes and percentiles, then the rejected rows."""

from collections.abc import Iterator

from scoring.output.column import Block, nothing
from scoring.output.heading import Heading
from scoring.output.peers_table import percentile_headings, percentiles
from scoring.output.programmes_table import programme_columns, programme_headings
from scoring.output.table import headings_of, ranked_columns, rejected_in_ranking
from scoring.ranked_table_of import table_of
from scoring.ranking import Ranking


def whole_headings(result: Ranking) -> list[Heading]:
    """The columns of the ranking, those of official programmes, one of percentiles among peers for each measure."""
    return [*headings_of(result), *programme_headings(result), *percentile_headings(result)]


def whole_blocks(result: Ranking) -> Iterator[Block]:
    """Columns in the order of `whole_headings`: the companies, then, if there are any, the rejected rows."""
    headings, table = headings_of(result), table_of(result)
    if len(table):
        yield [
            *ranked_columns(table, headings, result.lang),
            *programme_columns(result, table),
            *percentiles(result, table),
        ]
    if size := len(result.rejected):
        others = len(whole_headings(result)) - len(headings)
        yield [*rejected_in_ranking(result, headings), *(nothing(size) for _ in range(others))]
