"""Scoring a kept profile again with the rule sets, data and model that its assessment was made with.

A child process does it: what a process has loaded of its own rule sets stays loaded.
"""

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Engine, select

from scoring.errors import InputError, refuse, shortened
from scoring.resources import ROOT_VARIABLE
from scoring.text import Text, both
from scoring.versions import DECIDING
from store.artefacts import Artefact, read_artefact, unpack
from store.canonical import canonical
from store.engine import reading
from store.keeping import StoredAssessment, StoredProfile, assessment_of, profile_of
from store.schema import artefacts

_SECONDS: Final = 120
_PRIVATE: Final = ("UPSLOPE_DATABASE_URL", "UPSLOPE_SECRET_KEY")
"""What the child has no use for."""


@dataclass(frozen=True)
class Rescored:
    """A second result beside the kept one. `same`: byte for byte. Program versions are those of `upslope`.

    `same_but_program`: nothing differs but the version of the program that the result states.
    """

    assessment: str
    same: bool
    same_but_program: bool
    program_then: str
    program_now: str
    content: bytes

    @property
    def said(self) -> Text:
        """The outcome in words."""
        then, now = self.program_then, self.program_now
        if self.same:
            return both("the same, byte for byte", "逐字节一致")
        if self.same_but_program:
            return both(f"the same but for the program: {then} then, {now} now",
                        f"除程序版本外一致：当时为 {then}，现在为 {now}")  # fmt: skip
        if then != now:
            return both(f"different; the program was {then} then and is {now} now",
                        f"不一致；程序当时为 {then}，现在为 {now}")  # fmt: skip
        return both(f"different, with the same program {now}", f"不一致，程序版本同为 {now}")


def rescore(engine: Engine, assessment: str) -> Rescored:
    """Score again what the kept assessment was made of. Raises InputError where that can't be done."""
    kept = assessment_of(engine, assessment)
    profile = profile_of(engine, kept.profile)
    with reading(engine) as connection:
        parts = [read_artefact(connection, getattr(kept, kind)) for kind in DECIDING]
        release = _release(connection, kept)
    content = _scored(kept, profile, parts, release)
    now = version("upslope")
    return Rescored(
        assessment=assessment,
        same=content == kept.content,
        same_but_program=_without_program(content) == _without_program(kept.content),
        program_then=kept.program,
        program_now=now,
        content=content,
    )


def _release(connection: Connection, kept: StoredAssessment) -> bytes | None:
    """The release that the assessment was made with, if any. Raises InputError where it was emptied or damaged."""
    if kept.release is None:
        return None
    if connection.execute(select(artefacts.c.content).where(artefacts.c.hash == kept.release)).scalar() == b"":
        raise refuse(
            f"assessment {kept.id}",
            "can't be scored again: it was compared with companies of this installation, one of which was deleted or "
            "no longer takes part, so what was shown of them then is not kept any more; the assessment is as it was",
            "无法重新评估：当时与本系统内的企业作过比较，其中有企业已被删除或不再参与，"
            "当时展示的比较数据因此不再保存；评估结果本身未变",
            expected=both("the profile assessed anew", "用该资料重新做一次评估"),
        )
    return read_artefact(connection, kept.release).content


def _scored(kept: StoredAssessment, profile: StoredProfile, parts: Iterable[Artefact], release: bytes | None) -> bytes:
    asked = {
        "profile": profile.fields(),
        "lang": kept.lang,
        "release": base64.b64encode(release).decode() if release else None,
    }
    with tempfile.TemporaryDirectory(prefix="upslope-") as folder:
        for artefact in parts:
            unpack(artefact, Path(folder))
        environment = {name: text for name, text in os.environ.items() if name not in _PRIVATE}
        command = [sys.executable, "-m", "store.rescored"]
        try:
            done = subprocess.run(  # noqa: S603 - our own program, and nothing of the profile among its arguments
                command, input=orjson.dumps(asked), capture_output=True, timeout=_SECONDS, check=False,
                env=environment | {ROOT_VARIABLE: folder},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise _failed(kept, f"took more than {_SECONDS} seconds", f"超过 {_SECONDS} 秒未完成") from None
    if done.returncode:
        told = shortened(done.stderr.decode(errors="replace").strip().rpartition("\n")[2], 200)
        raise _failed(kept, f"failed ({told})", f"失败（{told}）")
    return done.stdout


def _failed(kept: StoredAssessment, en: str, zh: str) -> InputError:
    expected = both(f"version {kept.program} of the program, which made it", f"当时使用的程序版本 {kept.program}")
    return refuse(f"assessment {kept.id}", f"scoring it again {en}", f"重新评估{zh}", expected=expected)


def _without_program(content: bytes) -> bytes:
    document: dict[str, Any] = orjson.loads(content)
    document["versions"] = document["versions"] | {"upslope": ""}
    return canonical(document)
