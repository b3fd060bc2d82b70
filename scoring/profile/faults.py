"""What pydantic found wrong with a profile, in the product's words and error shape."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from scoring.errors import Problem, Wrong, quoted, shortened
from scoring.profile.accounts import AccountYear
from scoring.rulesets.checks import alternatives
from scoring.text import Text, both

_LONGEST = 80
_INSIDE_ACCOUNTS = 3
_NO_MONEY = ("float_type", "finite_number", "greater_than_equal")


def problem_of(fault: Any, where: str, model: type[BaseModel]) -> Problem:
    """Word one entry of `ValidationError.errors()`; the path is the profile's own."""
    path = ".".join(str(step) for step in _own_steps(steps_of(fault)))
    if fault["type"] == "extra_forbidden":
        wrong = both("unknown field; remove it or correct its name", "没有这个字段，请删除或改正名称")
        return Problem(where, wrong, path, expected=_near(fault["loc"], model))
    message, expected = worded(fault)
    return Problem(where, message, path, value=_shown(fault["input"]), expected=expected)


def steps_of(fault: Any) -> tuple[str | int, ...]:
    """Where the fault is to be mended: pydantic's location, and the part that we name within it."""
    own = fault.get("ctx", {}).get("error")
    return tuple(fault["loc"]) + (own.at if isinstance(own, Wrong) else ())


def _own_steps(location: Sequence[str | int]) -> list[str | int]:
    """Steps of the path as people write it: a bare answer has no `value`."""
    return [step for place, step in enumerate(location) if not (place == 2 and step == "value")]  # noqa: PLR2004


def worded(fault: Any) -> tuple[Text, Text | None]:
    """Say what was found and what was expected, whatever kind of fault pydantic names."""
    own = fault.get("ctx", {}).get("error")
    if isinstance(own, Wrong):
        return own.text, own.expected
    if fault["type"] == "missing":
        return both("is missing; add it", "缺少这一项，请补上"), None
    shown = _shown(fault["input"])
    return both(f"found {shown}", f"实际是{quoted(fault['input'], _LONGEST)}"), _of_accounts(fault) or _expected(fault)


def _of_accounts(fault: Any) -> Text | None:
    """What was expected of an entry of accounts, where pydantic's kind of fault alone does not tell it well."""
    if len(fault["loc"]) != _INSIDE_ACCOUNTS or fault["loc"][0] != "accounts":
        return None
    if fault["loc"][-1] == "year":
        return both("a calendar year from 1990 to 2100, such as 2025", "1990 至 2100 之间的年份，例如 2025")
    return both("a number in yuan, 0 or more", "不小于 0 的数字，单位为元") if fault["type"] in _NO_MONEY else None


def _expected(fault: Any) -> Text:
    """Wording for pydantic's own kinds of fault; its English serves where we have none."""
    limits = {key: _number(value) for key, value in fault.get("ctx", {}).items()}
    limits["alternatives"] = alternatives(limits.get("expected", ""))
    known = {
        "float_type": ("a number", "数字"),
        "int_type": ("a whole number", "整数"),
        "finite_number": ("a finite number", "有限的数字"),
        "bool_type": ("true or false", "true 或 false"),
        "string_type": ("text", "文字"),
        "list_type": ("a list", "列表"),
        "string_too_short": ("text that is not empty", "不能为空"),
        "string_pattern_mismatch": (
            "text that is not empty and has no control characters",
            "不能为空，也不能含控制字符",
        ),
        "string_too_long": ("at most {max_length} characters", "不超过 {max_length} 个字符"),
        "too_short": ("at least {min_length} entries", "至少 {min_length} 项"),
        "too_long": ("at most {max_length} entries", "不超过 {max_length} 项"),
        "greater_than_equal": ("{ge} or more", "不小于 {ge}"),
        "less_than_equal": ("{le} or less", "不大于 {le}"),
        "literal_error": ("one of {expected}", "下列之一：{alternatives}"),
        "date_from_datetime_parsing": ("a date such as 2021-06-30", "日期，例如 2021-06-30"),
        "date_type": ("a date such as 2021-06-30", "日期，例如 2021-06-30"),
        "model_type": ("an object with named fields", "带字段名的对象"),
    }
    if fault["type"] in known:
        english, chinese = known[fault["type"]]
        return both(english.format(**limits), chinese.format(**limits))
    message = fault["msg"].removeprefix("Input should be ")
    return both(message[0].lower() + message[1:])


def _number(value: Any) -> str:
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)


def _shown(value: Any) -> str:
    return shortened(repr(value), _LONGEST)


def _near(location: Sequence[str | int], model: type[BaseModel]) -> Text:
    fields: list[str] = list(model.model_fields)
    if len(location) > 1 and location[0] == "answers":
        answers = model.model_fields["answers"].annotation
        fields = list(answers.model_fields) if isinstance(answers, type) and issubclass(answers, BaseModel) else []
    if len(location) == _INSIDE_ACCOUNTS and location[0] == "accounts":
        fields = list(AccountYear.model_fields)
    found = ", ".join(get_close_matches(str(location[-1]), fields, n=3, cutoff=0.5))
    if not found:
        return both("a known field", "已有的字段")
    return both(f"a known field, such as {found}", f"已有的字段，例如 {found}")
