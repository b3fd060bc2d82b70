"""Tables as Parquet: typed columns named by their keys, and where they come from in the file's metadata."""

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from scoring.output.findings_table import FINDING_HEADINGS, finding_rows
from scoring.output.heading import Heading, Kind
from scoring.output.whole_table import whole_headings, whole_rows
from scoring.ranking import Ranking


def ranking_parquet(result: Ranking) -> bytes:
    """The ranking as in CSV: companies, then rejected rows, and percentiles behind everything else."""
    return _parquet(whole_headings(result), whole_rows(result), result)


def findings_parquet(result: Ranking) -> bytes:
    """One row a company and characteristic, all companies."""
    return _parquet(FINDING_HEADINGS, finding_rows(result), result)


def _parquet(headings: Sequence[Heading], rows: Iterable[Sequence[Any]], result: Ranking) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 (slow to load, and only this needs it)
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = list(zip(*rows, strict=True)) or [()] * len(headings)
    fields = [
        pa.field(heading.key, _type(heading.kind), metadata={"label": heading.label(result.lang)})
        for heading in headings
    ]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, fields, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=_metadata(result)))
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def _type(kind: Kind) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    known = {"text": pa.string(), "whole": pa.int64(), "count": pa.int64(), "date": pa.date32(), "flag": pa.bool_()}
    return known.get(kind, pa.float64())


def _metadata(result: Ranking) -> dict[str, str]:
    """As-of date, language, versions and, of a ranking put to the test, draws and seed; keys begin with `upslope.`."""
    told: dict[str, Any] = {"as_of": result.as_of.isoformat(), "lang": result.lang, **result.versions.model_dump()}
    if (tested := result.uncertainty) is not None:
        told |= {"draws": tested.draws, "seed": tested.seed, "spread": tested.spread, "top": tested.top}
    return {f"upslope.{name}": value if isinstance(value, str) else json.dumps(value) for name, value in told.items()}
