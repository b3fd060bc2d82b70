"""Files that a ranking can be written to, by their ending."""

from collections.abc import Callable, Mapping
from typing import Final

from scoring.output.files import as_json
from scoring.output.findings_csv import findings_csv
from scoring.output.parquet import findings_parquet, ranking_parquet
from scoring.output.ranking_csv import ranking_csv
from scoring.output.ranking_xlsx import ranking_xlsx
from scoring.ranking import Ranking

Writer = Callable[[Ranking], bytes]

WRITERS: Final[Mapping[str, Writer]] = {
    ".xlsx": ranking_xlsx, ".csv": ranking_csv, ".json": as_json, ".parquet": ranking_parquet,
}  # fmt: skip
FINDINGS_WRITERS: Final[Mapping[str, Writer]] = {".csv": findings_csv, ".parquet": findings_parquet}
