"""No migration goes back: what a newer version keeps, an older one would lose."""

from typing import Never

from scoring.errors import refuse
from scoring.text import both


def refuse_downgrade(revision: str) -> Never:
    """Raise the InputError that every migration answers a downgrade with."""
    expected = both(
        "the newer program, or a backup made before the upgrade restored into an empty place: upslope db restore",
        "继续使用新版程序，或把升级前的备份恢复到空的位置：upslope db restore",
    )
    raise refuse(
        f"migration {revision}", "the store can't be taken back to an older version: content would be lost",
        "数据库不能退回旧版本，否则会丢失内容", expected=expected,
    )  # fmt: skip
