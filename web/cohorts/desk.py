"""Where cohorts are handed in, found again by their token, and cleared away when their time is over."""

import re
import secrets
import shutil
import threading
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from web.cohorts.case import PLAN, Case

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_BYTES: Final = 32
_GONE: Final = ".gone-"
_LOOKED_AFTER: Final = 600.0
"""Seconds between two looks at what is over time."""
MOST: Final = 1_000
"""Cohorts kept at the same time: no visitor can fill the disk without end."""


class NoCohort(Exception):
    """There is no cohort for a token: mistyped, over its time, or deleted."""


class DeskFull(Exception):
    """As many cohorts are kept as may be."""


class Desk:
    """The folder of all cohorts of an installation, kept `hours` hours."""

    def __init__(self, instance: Path, hours: int) -> None:
        self._folder = instance / "cohorts"
        self._kept = timedelta(hours=hours)
        self._watch: threading.Thread | None = None
        if self._folder.is_dir():
            self.sweep()
            self._look_after()

    def open(self) -> tuple[str, Case]:
        """Make room for a cohort: its token and its empty folder. Raises OSError, DeskFull."""
        self.sweep()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sum(1 for _ in self._folder.iterdir()) >= MOST:
            raise DeskFull
        token = secrets.token_urlsafe(_BYTES)
        case = self._case(token)
        case.folder.mkdir(mode=0o700)
        self._look_after()
        return token, case

    def find(self, token: str) -> Case:
        """The cohort of a token. Raises NoCohort."""
        if not _TOKEN.fullmatch(token):
            raise NoCohort
        case = self._case(token)
        if not (case.folder / PLAN).exists():
            raise NoCohort
        if self._over(case.folder):
            self.remove(case)
            raise NoCohort
        return case

    def remove(self, case: Case) -> None:
        """Delete a cohort with everything that was made of it. Raises OSError where that is not allowed."""
        aside = case.folder.with_name(f"{_GONE}{secrets.token_hex(8)}")
        try:
            case.folder.rename(aside)  # at once, whoever still writes there
        except FileNotFoundError:
            return
        shutil.rmtree(aside)

    def sweep(self) -> None:
        """Delete what is over time."""
        for folder in self._folder.glob("*") if self._folder.is_dir() else ():
            if folder.name.startswith(_GONE):
                shutil.rmtree(folder, ignore_errors=True)
            elif self._over(folder):
                self._remove_quietly(folder)

    def _remove_quietly(self, folder: Path) -> None:
        """Another process may be sweeping as well; what can't be deleted now is tried again at the next look."""
        try:
            self.remove(Case(folder))
        except OSError:
            return

    def _case(self, token: str) -> Case:
        return Case(self._folder / sha256(token.encode()).hexdigest())

    def _over(self, folder: Path) -> bool:
        """Whether a cohort's time is over; where its plan can't be read, the age of the folder tells."""
        try:
            made = Case(folder).plan().made
        except (OSError, ValidationError):
            try:
                made = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
            except OSError:
                return False
        return datetime.now(UTC) - made > self._kept

    def _look_after(self) -> None:
        """Begin to look after the folder: what was promised to be deleted is, also where nobody comes any more."""
        if self._watch is None or not self._watch.is_alive():  # a process forked off has no thread of its own yet
            self._watch = threading.Thread(target=self._look, name="cohorts-sweep", daemon=True)
            self._watch.start()

    def _look(self) -> None:
        while True:
            time.sleep(_LOOKED_AFTER)
            self.sweep()
