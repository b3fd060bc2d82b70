"""One uploaded cohort: the files in its folder, read and written whole."""

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from scoring.output.files import write_bytes
from scoring.ranking import Ranking
from scoring.text import Lang
from web.cohorts.plan import Plan, Status

PLAN: Final = "meta.json"
SILENT: Final = 60.0
"""Seconds without a sign of life after which whoever worked on a ranking is taken to be gone."""

Sectors = Mapping[str, list[str]]
"""Sectors of each company by its row: the ranking has none, and the list is filtered by them."""


@dataclass(frozen=True)
class Case:
    """A cohort in its folder, which is named by the hash of its token."""

    folder: Path

    @property
    def key(self) -> str:
        """What names the cohort within this installation; the token can't be told from it."""
        return self.folder.name

    def plan(self) -> Plan:
        """What is to be done. Raises FileNotFoundError where the cohort has been deleted meanwhile."""
        return Plan.model_validate_json((self.folder / PLAN).read_bytes())

    def keep(self, plan: Plan) -> None:
        """Keep a plan. Raises OSError."""
        write_bytes(self.folder / PLAN, plan.model_dump_json().encode())

    def change(self, plan: Plan) -> Plan:
        """Keep a changed plan as a new edition and drop the rankings of the last one. Raises OSError."""
        changed = plan.model_copy(update={"edition": plan.edition + 1})
        self.keep(changed)
        for old in self.folder.glob(f"*-{plan.edition}.*json"):
            old.unlink(missing_ok=True)
        return changed

    def path(self, file: str) -> Path:
        """Where a file of the cohort lies."""
        return self.folder / file

    def status(self, edition: int, lang: Lang) -> tuple[Status, bool] | None:
        """How far the ranking has come, and whether somebody is still at it; None where none was begun."""
        path = self._status(edition, lang)
        try:
            status = Status.model_validate_json(path.read_bytes())
            silent = time.time() - path.stat().st_mtime
        except FileNotFoundError:
            return None
        return status, status.state in ("waiting", "working") and silent < SILENT

    def tell(self, edition: int, lang: Lang, status: Status) -> None:
        """Keep how far the ranking has come. Raises OSError, where the cohort has been deleted as well."""
        write_bytes(self._status(edition, lang), status.model_dump_json().encode())

    def forget(self, edition: int, lang: Lang) -> None:
        """Drop what is known of a ranking that failed or was interrupted."""
        self._status(edition, lang).unlink(missing_ok=True)

    def alive(self, edition: int, lang: Lang) -> None:
        """Give a sign of life."""
        with suppress(OSError):
            os.utime(self._status(edition, lang))

    def done(self, edition: int, lang: Lang) -> bool:
        """Whether the ranking is there."""
        return self._ranking(edition, lang).exists()

    def finish(self, edition: int, ranking: Ranking, sectors: Sectors) -> None:
        """Keep a ranking. Raises OSError."""
        write_bytes(self.folder / f"sectors-{edition}.json", orjson.dumps(sectors))
        write_bytes(self._ranking(edition, ranking.lang), orjson.dumps(ranking.model_dump(mode="json")))

    def ranking(self, edition: int, lang: Lang) -> Ranking:
        """The ranking. Raises FileNotFoundError where it is not there."""
        return Ranking.model_validate_json(self._ranking(edition, lang).read_bytes())

    def sectors(self, edition: int) -> Sectors:
        """Sectors of the companies of a ranking that is there."""
        found: Sectors = orjson.loads((self.folder / f"sectors-{edition}.json").read_bytes())
        return found

    def _status(self, edition: int, lang: Lang) -> Path:
        return self.folder / f"status-{edition}.{lang}.json"

    def _ranking(self, edition: int, lang: Lang) -> Path:
        return self.folder / f"ranking-{edition}.{lang}.json"
