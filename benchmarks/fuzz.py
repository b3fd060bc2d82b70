"""Throws broken input at whatever reads it: tables, marks, conditions and profiles as files, and the API's routes.

Atheris (libFuzzer) mutates the bundled examples, led by the code that each input reaches. Found is: an exception other
than InputError, an answer of 500 or above, an answer in JSON that is no problem, and whatever takes too long.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from report import publish, table

TARGETS = ("import", "api")
SLOW = 20
"""Seconds after which an input counts as a hang."""
_EXAMPLES = Path(__file__).parent.parent / "data" / "examples"
_SUFFIXES = (".csv", ".json", ".xlsx", ".yaml", ".csv", ".ods", ".parquet")
_LONGEST = 6_000
_REFUSED, _FAULT = 400, 500


def main() -> None:
    """Fuzz both targets, each in a process of its own, or be one of those processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=60_000, help="inputs for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=TARGETS, help=argparse.SUPPRESS)
    # What follows `--` is for libFuzzer.
    ours = sys.argv[1 : sys.argv.index("--")] if "--" in sys.argv else sys.argv[1:]
    chosen = parser.parse_args(ours)
    if chosen.target:
        fuzz(chosen.target)
    else:
        rows = [measured(target, chosen.inputs, chosen.seed) for target in TARGETS]
        heads = ["target", "inputs", "seconds", "code reached (counters)", "faults or hangs"]
        publish("Fuzz", f"python benchmarks/fuzz.py --inputs {chosen.inputs} --seed {chosen.seed}", table(heads, rows))


def measured(target: str, inputs: int, seed: int) -> list[str]:
    """Run one target; what it found is left in the text of its process, which is shown."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for name in sorted(_EXAMPLES.iterdir()):
            if name.stat().st_size <= _LONGEST:
                for first in range(len(_SUFFIXES)):
                    (corpus / f"{first}-{name.name}").write_bytes(name.read_bytes() + bytes([first]))
        options = [f"-atheris_runs={inputs}", f"-seed={seed}", f"-max_len={_LONGEST}", f"-timeout={SLOW}"]
        command = [sys.executable, __file__, "--target", target, "--", *options, f"-artifact_prefix={folder}/", corpus]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stderr
    if done.returncode:
        print(said[-4000:], file=sys.stderr)
    whole = re.search(r"Done (\d+) in (\d+) second", said)
    runs, seconds = whole.groups() if whole else ("stopped", "")
    reached = re.findall(r"cov: (\d+)", said)
    return [target, runs, seconds, reached[-1] if reached else "", "0" if done.returncode == 0 else "1"]


def fuzz(target: str) -> None:
    """Fuzz until the number of inputs is reached; libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["scoring.intake", "scoring.profile", "scoring.shortlist", "web.api"]):
        look = {"import": importing, "api": asking}[target]()
    atheris.Setup([sys.argv[0], *sys.argv[sys.argv.index("--") + 1 :]], look)
    atheris.Fuzz()


def importing() -> Callable[[bytes], None]:
    """Reads an input as a table, as marks, as conditions; the last byte picks the ending of its file."""
    from scoring import shipped_book
    from scoring.errors import InputError
    from scoring.intake import read_table
    from scoring.judges.reading import read_marks
    from scoring.shortlist.reading import read_rules

    folder, book = Path(tempfile.mkdtemp()), shipped_book()
    readers = (
        lambda path: read_table(path, book=book, as_of=date(2021, 6, 30)),
        read_marks,
        lambda path: read_rules(path, book),
    )

    def look(raw: bytes) -> None:
        last = raw[-1] if raw else 0
        path = folder / f"input{_SUFFIXES[last % len(_SUFFIXES)]}"
        path.write_bytes(raw[:-1])
        try:
            readers[2 if path.suffix == ".yaml" else last // len(_SUFFIXES) % 2](path)
        except InputError as error:
            assert error.in_("en") and error.in_("zh"), "an error without words"

    return look


def asking() -> Callable[[bytes], None]:
    """Sends an input as the body of a request; the last byte picks the route and the kind of content."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "web"))
    from sending import made, with_token

    client = with_token(made(Path(tempfile.mkdtemp())).test_client())
    routes = ("assessments", "assessments:batch", "cohorts", "cohorts:compare?first=1&second=2", "companies")
    routes = tuple(f"/api/v1/{route}" for route in routes)
    kinds = ("application/json", "application/json", "multipart/form-data; boundary=x", "text/csv")

    def look(raw: bytes) -> None:
        last = raw[-1] if raw else 0
        route, kind = routes[last % len(routes)], kinds[last // len(routes) % len(kinds)]
        answer = client.post(route, data=raw[:-1], content_type=kind)
        assert answer.status_code < _FAULT, f"{route}: {answer.status_code} {answer.text}"
        if answer.status_code >= _REFUSED:
            assert answer.json["title"] and answer.json["detail"], f"{route}: no problem in words"

    return look


if __name__ == "__main__":
    main()
