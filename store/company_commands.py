"""The commands `upslope company …`, `upslope db tidy` and `upslope db release`, found by entry point.

Each prints what it did and returns the exit status 0. InputError says what to do.
"""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typer

from scoring.errors import refuse
from scoring.output.files import write_bytes
from scoring.text import Lang, both
from store.companies.deleting import delete_as_in, delete_companies
from store.companies.exporting import export_company
from store.companies.listing import Company, companies
from store.companies.retention import tidy as tidied
from store.peers.releasing import build_release
from store.terminal import actor, existing_store, say

DAYS_VARIABLE: Final = "UPSLOPE_RETENTION_DAYS"
DAYS: Final = 365


def company_list(lang: Lang) -> int:
    """List companies, newest first."""
    with existing_store() as engine:
        found = companies(engine, shared_only=False)
    for company in found:
        typer.echo(_line(company, lang))
    say(lang, f"{len(found):,} companies", f"共 {len(found):,} 家企业")
    return 0


def company_export(company: str, output: Path | None, lang: Lang) -> int:
    """Write all that is kept of a company, to the screen or a file."""
    with existing_store() as engine:
        content = export_company(engine, company, actor=actor())
    if output is None:
        sys.stdout.buffer.write(content)
        return 0
    write_bytes(output, content)
    say(lang, f"{output}: {len(content):,} bytes", f"{output}：{len(content):,} 字节")
    return 0


def company_delete(ids: Sequence[str], as_in: Path | None, lang: Lang) -> int:
    """Delete companies: those named, and those that an exported log says were deleted."""
    if not ids and as_in is None:
        expected = both("ids of companies, or --as-in with an exported log", "企业编号，或用 --as-in 指定导出的日志")
        raise refuse("upslope company delete", "names nothing to delete", "没有写明要删除的内容", expected=expected)
    with existing_store() as engine:
        delete_companies(engine, ids, actor=actor())
        count = len(set(ids)) + (delete_as_in(engine, as_in, actor=actor()) if as_in else 0)
    say(lang, f"{count:,} companies deleted; what others were shown of them goes with upslope db release",
         f"已删除 {count:,} 家企业；对其他企业展示的数据在运行 upslope db release 后撤下")  # fmt: skip
    return 0


def tidy(days: int | None, lang: Lang) -> int:
    """Delete what has outlived the retention period."""
    with existing_store() as engine:
        found = tidied(engine, _days() if days is None else days, actor=actor())
    say(lang, f"deleted: companies {found.companies:,}, cohorts {found.cohorts:,}, sessions {found.sessions:,}",
         f"已删除：企业 {found.companies:,} 家，批次 {found.cohorts:,} 个，登录会话 {found.sessions:,} 个")  # fmt: skip
    _say_release(found.release, lang)
    return 0


def release(lang: Lang) -> int:
    """Make a release of the companies that are opted in."""
    with existing_store() as engine:
        number = build_release(engine, datetime.now(UTC).date(), actor=actor())
    _say_release(number, lang)
    return 0


def _days() -> int:
    told = os.environ.get(DAYS_VARIABLE, "").strip()
    if not told:
        return DAYS
    if not (told.isascii() and told.isdigit() and len(told) <= len("36500")):
        expected = both("a whole number of days", "天数，整数")
        raise refuse(DAYS_VARIABLE, "is no number of days", "不是天数", expected=expected)
    return int(told)


def _line(company: Company, lang: Lang) -> str:
    score = "–" if company.composite is None else f"{company.composite:.2f}"
    marks = [
        word.in_(lang)
        for word, holds in (
            (both("not shared", "未共享"), not company.consent.shared),
            (both("peer", "参与比较"), company.consent.peers),
            (both("in a cohort", "属于批次"), bool(company.cohorts)),
        )
        if holds
    ]
    return "  ".join([company.id, company.saved_at[:10], f"v{company.versions}", score, company.name, *marks])


def _say_release(number: int | None, lang: Lang) -> None:
    if number is None:
        say(lang, "no new release: nothing would change in it", "未生成新的发布：内容没有变化")
    else:
        say(lang, f"release {number} made", f"已生成第 {number} 次发布")
