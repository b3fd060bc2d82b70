"""Artefacts: the rule sets, data, model and release behind an assessment, each stored once under its content's hash.

Rule sets, data and model are zip files of the resource folders, with names from the resource root; the hash covers
names and contents, not the packing, so that another version of zlib changes nothing. A release is canonical JSON.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final
from zlib import error as ZlibError  # noqa: N812

from sqlalchemy import Connection, insert, select

from scoring.errors import InputError, refuse
from scoring.peers.installation.releases import Release
from scoring.resources import FOLDERS, HASH_LENGTH, digest_of, files_of
from scoring.result import Versions
from scoring.rulesets.book import shipped_book
from scoring.text import both
from scoring.versions import DECIDING, versions_of
from store.canonical import hash_of, now
from store.releases import release_bytes
from store.schema import artefacts

RELEASE: Final = "release"
KINDS: Final = (*DECIDING, RELEASE)
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644 << 16


@dataclass(frozen=True)
class Artefact:
    """Content as it is stored, the kind of it, its version as results state it, and the hash of what is in it."""

    hash: str
    kind: str
    version: str
    content: bytes


@cache
def installed() -> Mapping[str, Artefact]:
    """What this program scores with, by kind, packed once a process."""
    versions = versions_of(shipped_book())
    return {kind: _packed(kind, getattr(versions, kind)) for kind in DECIDING}


def made_with(versions: Versions, release: Release | None = None) -> dict[str, Artefact]:
    """Artefacts behind a result, by kind. Raises InputError where it was made with others than are installed."""
    found = dict(installed())
    for kind, artefact in found.items():
        stated = getattr(versions, kind)
        if stated != artefact.version:
            raise _other(kind, stated, artefact.version)
    if release is not None:
        found[RELEASE] = release_artefact(release)
    return found


def release_artefact(release: Release) -> Artefact:
    """What a release shows, as it is stored."""
    content = release_bytes(release)
    digest = hash_of(content)
    return Artefact(digest, RELEASE, digest[:HASH_LENGTH], content)


def keep_artefact(connection: Connection, artefact: Artefact) -> str:
    """Store the artefact unless it is there already; its hash."""
    if connection.execute(select(artefacts.c.hash).where(artefacts.c.hash == artefact.hash)).first() is None:
        row = vars(artefact) | {"kept_at": now()}
        if connection.dialect.name == "postgresql":  # there another writer may have stored it since the look
            from sqlalchemy.dialects.postgresql import insert as insert_once  # noqa: PLC0415

            connection.execute(insert_once(artefacts).on_conflict_do_nothing(), row)
        else:
            connection.execute(insert(artefacts), row)
    return artefact.hash


def read_artefact(connection: Connection, digest: str) -> Artefact:
    """The artefact of that hash. Raises InputError where it is not there, or no longer what was stored."""
    columns = [artefacts.c[name] for name in ("hash", "kind", "version", "content")]
    row = connection.execute(select(*columns).where(artefacts.c.hash == digest)).mappings().first()
    if row is None:
        raise _unsound(digest, "is not in the store", "数据库中没有")
    artefact = Artefact(**row)
    if not sound(artefact):
        raise _unsound(digest, "is not what was stored: its hash differs", "与存入时不同：哈希不符")
    return artefact


def sound(artefact: Artefact) -> bool:
    """Whether the content is what the hash says."""
    if artefact.kind == RELEASE:
        return hash_of(artefact.content) == artefact.hash
    try:
        return digest_of(sorted(unpacked(artefact.content).items())) == artefact.hash
    except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, ValueError):
        return False


def unpack(artefact: Artefact, root: Path) -> None:
    """Write the files of a sound artefact below `root`."""
    for name, content in unpacked(artefact.content).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Files of a packed artefact by name. Raises ValueError for a name that leaves the resource folders."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        for name in names:
            parts = PurePosixPath(name).parts
            if not parts or parts[0] not in FOLDERS or ".." in parts:
                raise ValueError(f"{name!r} lies outside the resource folders")
        return {name: archive.read(name) for name in names}


def pack(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip that depends on nothing but them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr, entry.compress_type = _READABLE, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _packed(kind: str, version: str) -> Artefact:
    files: dict[str, bytes] = {}
    for parts in DECIDING[kind]:
        files |= files_of(*parts)
    return Artefact(digest_of(sorted(files.items())), kind, version, pack(files))


def _other(kind: str, stated: str, installed_version: str) -> InputError:
    expected = both(f"{kind} {installed_version}; assess the company again", f"{kind} {installed_version}；请重新评估")
    return refuse(
        "assessment", f"was made with {kind} {stated}, which are not installed here, so it can't be kept",
        f"所用的 {kind} {stated} 不在本机，无法保存", expected=expected,
    )  # fmt: skip


def _unsound(digest: str, en: str, zh: str) -> InputError:
    expected = both("a backup restored: upslope db restore", "恢复备份：upslope db restore")
    return refuse(f"artefact {digest[:HASH_LENGTH]}", en, zh, expected=expected)
