"""Whether another process would give the same results: versions and content hashes of all that makes them."""

import os
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from scoring.errors import InputError, refuse
from scoring.resources import HASH_LENGTH, digest_of
from scoring.rulesets.book import shipped_book
from scoring.text import both
from scoring.versions import versions_of

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_LIBRARIES: Final = ("lightgbm", "numpy")
"""Those that compute figures."""


@dataclass(frozen=True)
class Makings:
    """What results are made with: versions of the product (with content hashes of rules, data and model), `code` a hash
    of its source, `libraries` their versions.
    """

    versions: dict[str, str]
    code: str
    libraries: dict[str, str]

    def listed(self) -> dict[str, str]:
        """All of it by name."""
        return {**self.versions, "code": self.code, **self.libraries}


@cache
def makings() -> Makings:
    """Those of this process."""
    files = sorted((path.relative_to(_PACKAGE).as_posix(), path) for path in _PACKAGE.rglob("*.py"))
    code = digest_of((name, path.read_bytes()) for name, path in files)[:HASH_LENGTH]
    return Makings(versions_of(shipped_book()).model_dump(), code, {name: version(name) for name in _LIBRARIES})


def check_same(wanted: Makings) -> None:
    """Raises InputError where this process has other makings."""
    if wanted != makings():
        raise unlike(os.uname().nodename, wanted, makings())


def unlike(where: str, wanted: Makings, found: Makings) -> InputError:
    """The error of a worker, or machine, `where` that would give other results."""
    has = found.listed()
    differ = [(name, value, has[name]) for name, value in wanted.listed().items() if has[name] != value]
    en = ", ".join(f"{name} is {other}, not {value}" for name, value, other in differ)
    zh = "，".join(f"{name} 是 {other}，这里是 {value}" for name, value, other in differ)
    return refuse(
        where,
        f"is not like this machine: {en}",
        f"与本机不一致：{zh}",
        expected=both(
            "the same upslope, with the same rules, data and model, everywhere",
            "各处安装同一份 Upslope，规则、数据、模型完全一致",
        ),
    )
