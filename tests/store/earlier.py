"""Stores as earlier versions left them: for every revision, plain rows as they were written then.

A row here is never changed. A new migration adds a function of its own to `FILLED`, and a test fails until it does.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

_DAY = "2021-06-30T08:00:00.000000Z"


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _json(document: Any) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _packed(name: str, content: bytes) -> tuple[str, bytes]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return _sha(f"{len(name)}:{name}:{len(content)}:".encode() + content), buffer.getvalue()


def fill_0001(connection: Connection) -> None:
    """Two versions of a company, the second assessed with a release."""
    made_by = {"rules": "rules/a.yaml", "data": "data/b.yaml", "model": "models/c.json"}
    made_by = {kind: _packed(name, kind.encode()) for kind, name in made_by.items()}
    release = b'{"as_of":"2021-06-30","blocks":[]}'
    made_by["release"] = (_sha(release), release)
    for kind, (digest, content) in made_by.items():
        row = {"hash": digest, "kind": kind, "version": f"v-{kind}", "content": content, "at": _DAY}
        connection.execute(text("INSERT INTO artefacts VALUES (:hash, :kind, :version, :content, :at)"), row)
    connection.execute(text("INSERT INTO companies VALUES ('c', :at)"), {"at": _DAY})
    previous, count = "0" * 64, 0
    for number in (1, 2):
        profile = _json({"name": "云禾视觉（虚构）", "number": number})
        row = {"id": f"p{number}", "number": number, "content": profile, "hash": _sha(profile), "at": _DAY}
        connection.execute(text("INSERT INTO profiles VALUES (:id, 'c', :number, :content, :hash, :at)"), row)
        versions = {kind: f"v-{kind}" for kind in ("rules", "data", "model")} | {"upslope": "0.1.0"}
        content = _json({"versions": versions, "number": number})
        row = {"id": f"a{number}", "profile": f"p{number}", "content": content, "hash": _sha(content), "at": _DAY}
        row |= {kind: digest for kind, (digest, _) in made_by.items()} | ({"release": None} if number == 1 else {})
        connection.execute(text(
            "INSERT INTO assessments VALUES (:id, :profile, 'zh', :content, :hash, '0.1.0', "
            ":rules, :data, :model, :release, :at)"
        ), row)  # fmt: skip
        detail = {"company": "c", "profile": f"p{number}", "number": number}
        detail |= {"profile_hash": _sha(profile), "assessment_hash": _sha(content)}
        count += 1
        line = {
            "number": count, "at": _DAY, "actor": "测试", "action": "assessment.kept", "subject": f"a{number}",
            "detail": detail, "previous": previous,
        }  # fmt: skip
        line |= {"hash": _sha(_json(line)), "detail": _json(detail).decode()}
        connection.execute(text(
            "INSERT INTO audit VALUES (:number, :at, :actor, :action, :subject, :detail, :previous, :hash)"
        ), line)  # fmt: skip
        previous = line["hash"]
    connection.execute(text("UPDATE audit_head SET count = :count, hash = :hash"), {"count": count, "hash": previous})


def fill_0002(connection: Connection) -> None:
    """The same, and a row of every table that came with this version."""
    fill_0001(connection)
    release = connection.execute(text("SELECT hash FROM artefacts WHERE kind = 'release'")).scalar_one()
    given = {
        "at": _DAY,
        "no": False,
        "yes": True,
        "release": release,
        "ranking": _sha(b"{}"),
        "zip": zlib.compress(b"{}"),
    }
    for statement in (
        "INSERT INTO users VALUES ('u', '审核员', :release, 'reviewer', '$argon2id$', :yes, :at)",
        "INSERT INTO sessions VALUES (:ranking, 'u', :at, :at)",
        "INSERT INTO attempts VALUES (:ranking, 3, :at)",
        "INSERT INTO tokens VALUES ('t', 'portal', :ranking, 'read write', 'u', :at, NULL, :at, NULL)",
        "INSERT INTO links VALUES ('c', :ranking, :at, :at)",
        "INSERT INTO consents VALUES ('c', 1, :no, :yes, :at)",
        "INSERT INTO cohorts VALUES ('k', '2021 夏', :json, 'user:审核员', :at)",
        "INSERT INTO cohort_members VALUES ('k', 2, 'c', 'p1')",
        "INSERT INTO cohort_rankings VALUES ('k', 'zh', :zip, :ranking)",
        "INSERT INTO remarks VALUES ('r', 'c', 'k', 'note', '', '', '访谈后再议', 'user:审核员', :at)",
        "INSERT INTO releases VALUES (1, '2021-06-30', :release, :at)",
        "INSERT INTO blocks VALUES ('b', 1)",
        "INSERT INTO block_members VALUES ('b', 0, 'c', :json)",
        "INSERT INTO release_blocks VALUES (1, 0, 'b')",
        "INSERT INTO told VALUES ('c', :json)",
    ):
        connection.execute(
            text(statement), {name: each for name, each in (given | {"json": b"{}"}).items() if f":{name}" in statement}
        )


FILLED: dict[str, Callable[[Connection], None]] = {"0001": fill_0001, "0002": fill_0002}
