"""A company held for the time of a transaction, and the answers for what is not there or no longer what it was."""

from sqlalchemy import Connection, Table, select

from scoring.errors import InputError, refuse
from scoring.text import both
from store.schema import companies


def hold(connection: Connection, company: str) -> None:
    """Keep others from changing a company until the transaction ends. Raises InputError where there is none."""
    asked = select(companies.c.id).where(companies.c.id == company).with_for_update()
    if connection.execute(asked).first() is None:
        raise missing(companies)


def missing(table: Table) -> InputError:
    """The error for an id that names nothing, or nothing that the one who asks may see."""
    expected = both("the id of one that was saved here", "本机已保存内容的编号")
    return refuse(table.name, "there is none of this id", "没有这个编号", expected=expected)


def unreadable(where: str, program: str) -> InputError:
    """The error for sound content in a shape that this program does not read; `program` is the version that made it."""
    expected = both(
        "its export, which holds all of it, or an assessment made anew",
        "可导出查看（内容完整），或重新评估",
    )
    return refuse(
        where,
        f"made by version {program} of the program, in a shape that this one does not read",
        f"由 {program} 版程序生成，当前程序无法识别其格式",
        expected=expected,
    )


def damaged(where: str) -> InputError:
    """The error for content that its hash does not fit."""
    expected = both("a backup restored: upslope db restore", "恢复备份：upslope db restore")
    return refuse(where, "is not what was saved: its hash differs", "与保存时不同：哈希不符", expected=expected)
