"""The command `upslope score` as the tests call it, and its results read back."""

import pyarrow as pa
import pyarrow.parquet as pq

from scoring.cli.score import Place, run

AS_OF = "2021-06-30"


def score(tables, output, scheduler=None, processes=1, overwrite=False, lang="en", **options):
    """Run the command; options left out are not given."""
    given = {"weights": None, "rules": None, "mapping": None, "as_of": AS_OF} | options
    place = Place(scheduler, None if scheduler else processes)
    run([str(table) for table in tables], output, place, overwrite, lang=lang, **given)


def parts_in(folder):
    """The names of the files of results, in their order."""
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".parquet")


def results_in(folder):
    """All results of a folder as one table, in the order of the parts."""
    return pa.concat_tables([pq.read_table(folder / name) for name in parts_in(folder)])
