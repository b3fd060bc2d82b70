"""Tables as Parquet: typed columns named by their keys, and where they come from in the file's metadata."""

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from scoring.output.column import Block, arrow, arrow_type
from scoring.output.findings_table import FINDING_HEADINGS, finding_blocks
from scoring.output.heading import Heading
from scoring.output.whole_table import whole_blocks, whole_headings
from scoring.ranking import Ranking


def ranking_parquet(result: Ranking) -> bytes:
    """The ranking as in CSV: companies, then rejected rows, and percentiles behind everything else."""
    return _parquet(whole_headings(result), whole_blocks(result), result)


def findings_parquet(result: Ranking) -> bytes:
    """One row a company and characteristic, all companies."""
    return _parquet(FINDING_HEADINGS, finding_blocks(result), result)


def _parquet(headings: Sequence[Heading], blocks: Iterable[Block], result: Ranking) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 (slow to load, and only this needs it)
    import pyarrow.parquet as pq  # noqa: PLC0415

    fields = [
        pa.field(heading.key, arrow_type(heading.kind), metadata={"label": heading.label(result.lang)})
        for heading in headings
    ]
    schema = pa.schema(fields, metadata=_metadata(result))
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, schema) as writer:
        for block in blocks:
            arrays = [arrow(column, heading.kind) for column, heading in zip(block, headings, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return buffer.getvalue()


def _metadata(result: Ranking) -> dict[str, str]:
    """As-of date, language, versions and, of a ranking put to the test, draws and seed; keys begin with `upslope.`."""
    told: dict[str, Any] = {"as_of": result.as_of.isoformat(), "lang": result.lang, **result.versions.model_dump()}
    if (tested := result.uncertainty) is not None:
        told |= {"draws": tested.draws, "seed": tested.seed, "spread": tested.spread, "top": tested.top}
    return {f"upslope.{name}": value if isinstance(value, str) else json.dumps(value) for name, value in told.items()}
