"""The commands `upslope db …` and `upslope audit …`, which find these functions by entry point.

Each prints what it did and returns the exit status: 0 done, 1 done but something was found. InputError says what to do.
"""

import os
import sys
from pathlib import Path

import typer
from sqlalchemy import Engine

from scoring.cli.places import table_in_words, told
from scoring.errors import Problem
from scoring.output.files import write_bytes
from scoring.text import Lang
from store import audit, migrating
from store.backup import back_up
from store.canonical import canonical
from store.check import check as look
from store.engine import disposed, make_engine, reading, writing
from store.migrating import State, refuse_unless
from store.opening import existing_engine
from store.place import shown, store_url
from store.restoring import restore as fill
from store.terminal import actor, say

EXPORTED = "audit.exported"


def upgrade(lang: Lang) -> int:
    """Bring the store to the newest version, or make it."""
    with disposed(make_engine(store_url(os.environ))) as engine:
        before, after = migrating.upgrade(engine, actor())
    where = shown(engine.url)
    if before == after:
        say(lang, f"{where}: version {after} already", f"{where}：已是版本 {after}")
    elif before is None:
        say(lang, f"{where}: made, version {after}", f"{where}：已建立，版本 {after}")
    else:
        say(lang, f"{where}: upgraded from {before} to {after}", f"{where}：已从版本 {before} 升级到 {after}")
    return 0


def backup(output: Path, lang: Lang) -> int:
    """Write a backup."""
    with disposed(existing_engine()) as engine:
        manifest = back_up(engine, output, actor())
    rows = sum(table["rows"] for table in manifest.tables.values())
    say(lang, f"{output}: {rows:,} rows", f"{output}：共 {rows:,} 行")
    _say_head(lang, manifest.head)
    return 0


def restore(source: Path, lang: Lang) -> int:
    """Restore a backup into an empty database."""
    source.stat()  # a file that is not there is told before a database is made
    with disposed(make_engine(store_url(os.environ))) as engine:
        manifest = fill(engine, source, actor())
    where = shown(engine.url)
    say(lang, f"{where}: restored as of {manifest.made_at}", f"{where}：已恢复到 {manifest.made_at} 的状态")
    return 0


def check(lang: Lang) -> int:
    """Check the whole store."""
    with disposed(existing_engine()) as engine:
        found = look(engine)
    counts = [f"{table_in_words(name, lang)} {count:,}" for name, count in found.counts.items()]
    where = shown(engine.url)
    say(
        lang,
        f"{where}: version {found.revision}; {', '.join(counts)}",
        f"{where}：版本 {found.revision}；{'，'.join(counts)}",
    )
    return _told(lang, found.problems, "sound", "检查通过")


def audit_verify(head: str | None, lang: Lang) -> int:
    """Verify the log; `head` is one that was kept elsewhere."""
    kept = audit.read_head(head) if head else None
    with disposed(existing_engine()) as engine, reading(engine) as connection:
        refuse_unless(engine, connection, State.CURRENT)
        end, problems = audit.head(connection), audit.verify(connection, kept)
    status = _told(lang, problems, f"{end.count:,} lines, unbroken", f"共 {end.count:,} 行，完整无缺")
    if not problems:
        _say_head(lang, str(end))
    return status


def audit_export(output: Path | None, lang: Lang) -> int:
    """Write the log as JSON lines, to the screen or a file; the export is its last line."""
    with disposed(existing_engine()) as engine:
        content = _exported(engine)
    if output is None:
        sys.stdout.buffer.write(content)
        return 0
    write_bytes(output, content)
    count = content.count(b"\n")
    say(lang, f"{output}: {count:,} lines", f"{output}：共 {count:,} 行")
    return 0


def _exported(engine: Engine) -> bytes:
    with reading(engine) as connection:
        refuse_unless(engine, connection, State.CURRENT)
    with writing(engine) as connection:
        audit.append(connection, actor(), EXPORTED, "audit")
    with reading(engine) as connection:
        return b"".join(canonical(line.as_dict()) + b"\n" for line in audit.lines(connection))


def _told(lang: Lang, problems: list[Problem], en: str, zh: str) -> int:
    for problem in problems:
        typer.echo(told(problem, lang))
    if problems:
        say(lang, f"{len(problems):,} found", f"发现 {len(problems):,} 处问题")
        return 1
    say(lang, en, zh)
    return 0


def _say_head(lang: Lang, head: str) -> None:
    say(lang, f"end of the log, to be kept elsewhere: {head}", f"日志末端（请另行留存）：{head}")
