"""A YAML file into its schema; what pydantic finds wrong is worded in the terms of the file."""

from collections.abc import Sequence
from reprlib import Repr
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scoring.errors import Problem, shortened
from scoring.rulesets import checks
from scoring.rulesets.yamlfile import YamlFile
from scoring.text import both

M = TypeVar("M", bound=BaseModel)
_KINDS_ZH = {
    "string_type": "文字（数字要加引号）", "float_type": "数字", "int_type": "整数", "bool_type": "true 或 false",
    "list_type": "列表", "tuple_type": "列表", "dict_type": "键值结构", "model_type": "键值结构",
    "finite_number": "有限的数字", "string_too_short": "不能为空",
}  # fmt: skip
_SHORT = Repr()
"""repr() that stops early: the value may be a YAML alias bomb."""
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxother = 2, 60, 60


def parse(file: YamlFile, model: type[M], names: Sequence[str], problems: list[Problem]) -> M | None:
    """The contents of `file` as `model`, or None and what is wrong added to `problems`; `names` are all known keys."""
    if not isinstance(file.data, dict):
        problems.append(
            file.problem(
                (),
                both("is not a mapping", "顶层不是键值结构"),
                both("keys such as id, name, sub_factors", "id、name、sub_factors 等键"),
            )
        )
        return None
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        problems += [_schema_problem(file, fault, names) for fault in error.errors() if not _other_branch(fault)]
        return None


def _schema_problem(file: YamlFile, fault: Any, names: Sequence[str]) -> Problem:
    """Word pydantic's finding in the terms of a rule file."""
    path = _own_path(file.data, fault["loc"])
    name, kind = str(fault["loc"][-1]), fault["type"]
    if kind == "extra_forbidden":
        return file.problem(path, both(f"unknown field {name!r}", f"没有 {name!r} 这个字段"), checks.near(name, names))
    if kind == "missing" and name in ("en", "zh"):
        missing = {
            "en": both("the English wording is missing", "缺英文表述"),
            "zh": both("the Chinese wording is missing", "缺中文表述"),
        }
        return file.problem(path, missing[name], both("a text for both en and zh", "en 和 zh 都要写"))
    if kind == "missing":
        return file.problem(path, both(f"field {name!r} is missing", f"缺少字段 {name!r}"), both(f"{name}:"))
    found, expected = shortened(_SHORT.repr(fault["input"])), fault["msg"].removeprefix("Input should be ")
    chinese = checks.alternatives(expected) if kind == "literal_error" else _KINDS_ZH.get(kind)
    return file.problem(path, both(f"found {found}", f"写的是 {found}"), both(expected, chinese))


def _other_branch(fault: Any) -> bool:
    """Tell the branch of `points` that was not meant: a pair where a number stands, a number where a pair stands."""
    kind, found = fault["type"], fault["input"]
    number, pair = isinstance(found, int | float), isinstance(found, list)
    return "points" in fault["loc"] and ((kind == "tuple_type" and number) or (kind == "float_type" and pair))


def _own_path(data: Any, location: tuple[str | int, ...]) -> checks.Path:
    """Drop the steps that pydantic adds for the branches of a union."""
    path: list[str | int] = []
    for number, step in enumerate(location):
        inside = step in data if isinstance(data, dict) else isinstance(data, list) and isinstance(step, int)
        if inside:
            data = data[step]
        if inside or (step != "[key]" and number == len(location) - 1 and not isinstance(data, list | float | int)):
            path.append(step)
    return tuple(path)
