"""What pandas takes for the same files: read the table, predict raw for as many rows, write the same cells.

Called by files.py as a process. What it writes and predicts from lies ready; the time to load that does not count.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from lightgbm import Booster

MODELS = Path(__file__).parent.parent / "models" / "progression"


def main() -> None:
    """Read, predict, write, and say what does not count."""
    source, cells, features, output = map(Path, sys.argv[1:])
    read = pd.read_csv(source) if source.suffix == ".csv" else pd.read_excel(source, engine="openpyxl")
    began = perf_counter()
    sheets, matrix = pd.read_pickle(cells), np.load(features)
    not_counted = perf_counter() - began
    for text in sorted(MODELS.glob("cn-shared-*.txt")):
        Booster(model_file=str(text)).predict(matrix)
    if source.suffix == ".csv":
        sheets[""].to_csv(output, index=False)
    else:
        with pd.ExcelWriter(output, engine="openpyxl") as book:
            for name, sheet in sheets.items():
                sheet.to_excel(book, sheet_name=name, index=False, header=False)
    assert len(read)
    print(json.dumps({"not_counted": not_counted}))


if __name__ == "__main__":
    main()
