"""Places in the store as a Chinese reader calls them: tables, fields and parts by what they hold."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scoring.errors import Problem
    from scoring.text import Lang

_TABLES: Final = {
    "artefact": "存档", "artefacts": "存档", "assessment": "评估", "assessments": "评估", "audit": "日志",
    "audit_head": "日志末端", "block": "统计组", "block_members": "统计组成员", "blocks": "统计组",
    "cohort": "名单", "cohort_members": "名单成员", "cohort_rankings": "名单排名", "cohorts": "名单",
    "companies": "企业", "company": "企业", "consents": "授权选择", "links": "链接",
    "profile": "企业资料", "profiles": "企业资料", "ranking": "名单排名", "release_blocks": "发布的统计组",
    "releases": "发布", "remarks": "备注", "sessions": "登录会话", "told": "已展示的数据", "tokens": "令牌",
    "users": "用户",
}  # fmt: skip
_FIELDS: Final = {
    "days": "天数", "integrity_check": "数据库自检", "name": "名称", "password": "密码",
    "release": "发布", "role": "角色", "scopes": "权限",
}  # fmt: skip
_PARTS: Final = {"data": "数据", "model": "模型", "program": "程序", "release": "发布", "rules": "规则集"}


def table_in_words(name: str, lang: "Lang") -> str:
    """A table in the language of the reader."""
    return _TABLES.get(name, name) if lang == "zh" else name


def part_of_result(name: str) -> str:
    """What decides a result, in Chinese."""
    return _PARTS.get(name, name)


def told(problem: "Problem", lang: "Lang") -> str:
    """The problem in one line, its place in the language of the reader: `profile 1f…` is `企业资料 1f…`."""
    name, _, rest = problem.where.partition(" ")
    if lang == "en":
        return problem.in_(lang)
    return replace(problem, where=f"{(_TABLES | _FIELDS).get(name, name)} {rest}".rstrip()).in_(lang)
