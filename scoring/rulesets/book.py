"""The rule book: all rule sets of a folder and the factor weights, read and checked together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from reprlib import Repr
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scoring.errors import InputError, Problem, refuse, shortened
from scoring.resources import content_hash, resource
from scoring.rulesets import checks
from scoring.rulesets.schema import FIELD_NAMES, Ask, Characteristic, RuleSet, Weights
from scoring.rulesets.sections import report_sections, section_faults, sections_of
from scoring.rulesets.yamlfile import YamlFile
from scoring.text import both

M = TypeVar("M", bound=BaseModel)
WEIGHTS = "weights.yaml"
_FOLDER = both("a folder with one YAML file a success factor", "每项成功要素一个 YAML 文件的文件夹")
_KINDS_ZH = {
    "string_type": "文字（数字要加引号）", "float_type": "数字", "int_type": "整数", "bool_type": "true 或 false",
    "list_type": "列表", "tuple_type": "列表", "dict_type": "键值结构", "model_type": "键值结构",
    "finite_number": "有限的数字", "string_too_short": "不能为空",
}  # fmt: skip
_SHORT = Repr()
"""repr() that stops early: the value may be a YAML alias bomb."""
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxother = 2, 60, 60


@dataclass(frozen=True, eq=False)
class RuleBook:
    """Rule sets in the order of the factors, their weights, and the content hash of both."""

    rule_sets: tuple[RuleSet, ...]
    weights: Weights
    version: str

    def asked(self) -> list[Characteristic]:
        """Characteristics that carry the question for their answer."""
        return [item for rules in self.rule_sets for item in rules.characteristics if item.ask]

    @property
    def asks(self) -> dict[str, Ask]:
        """Questions by the name of their answer."""
        return checks.asks_of(self.rule_sets)


@cache
def shipped_book() -> RuleBook:
    """Rule sets that come with the product."""
    return load_book(resource("rules"))


def load_book(folder: Path, weights: Path | None = None) -> RuleBook:
    """Read the rule sets of `folder`, with the weights there or in the file `weights`.

    Raises InputError naming every fault with file, line and path.
    """
    files = _files(folder, weights)
    problems: list[Problem] = []
    rule_sets = {name: _parse(file, RuleSet, problems) for name, file in files.items() if name != WEIGHTS}
    factor_weights = _parse(files[WEIGHTS], Weights, problems)
    sound = {name: rules for name, rules in rule_sets.items() if rules}
    if len(sound) == len(rule_sets):
        problems += _cross_check(files, sound, factor_weights)
    if problems or factor_weights is None:
        raise InputError(problems)
    ordered = tuple(sorted(sound.values(), key=lambda rules: rules.order))
    return RuleBook(ordered, factor_weights, _version(folder, weights))


def reference_problems(folder: Path, facts: Sequence[str]) -> list[Problem]:
    """Problems with the facts and the sections of the report that the files of a sound `folder` refer to."""
    problems = []
    sections = report_sections()
    for name, file in _files(folder, None).items():
        if name == WEIGHTS:
            given: list[tuple[checks.Path, str]] = [(("section",), Weights.model_validate(file.data).section)]
        else:
            rules = RuleSet.model_validate(file.data)
            problems += [file.problem(*fault) for fault in checks.fact_faults(rules, facts)]
            given = list(sections_of(rules))
        problems += [file.problem(*fault) for fault in section_faults(given, sections)]
    return problems


def _version(folder: Path, weights: Path | None) -> str:
    return content_hash(*sorted(folder.glob("*.yaml")), *([weights] if weights else []))


def _files(folder: Path, weights: Path | None) -> dict[str, YamlFile]:
    if not folder.is_dir():
        raise refuse(str(folder), "no such folder", "没有这个文件夹", expected=_FOLDER)
    paths = {path.name: path for path in sorted(folder.glob("*.yaml"))}
    paths[WEIGHTS] = weights or folder / WEIGHTS
    if len(paths) == 1:
        raise refuse(str(folder), "holds no rule file", "里面没有规则文件", expected=_FOLDER)
    inside = folder.resolve().name
    return {
        name: YamlFile(path, str(path) if path == weights else f"{inside}/{path.name}") for name, path in paths.items()
    }


def _parse(file: YamlFile, model: type[M], problems: list[Problem]) -> M | None:
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
        problems += [_schema_problem(file, fault) for fault in error.errors() if not _other_branch(fault)]
        return None


def _cross_check(files: dict[str, YamlFile], sound: dict[str, RuleSet], weights: Weights | None) -> Iterator[Problem]:
    asks = checks.asks_of(list(sound.values()))
    taken: dict[str, str] = {}
    for name, rules in sound.items():
        for fault in checks.rule_set_faults(rules, asks, taken):
            yield files[name].problem(*fault)
    if weights:
        for fault in checks.weights_faults(weights, [rules.id for rules in sound.values()]):
            yield files[WEIGHTS].problem(*fault)


def _schema_problem(file: YamlFile, fault: Any) -> Problem:
    """Word pydantic's finding in the terms of a rule file."""
    path = _own_path(file.data, fault["loc"])
    name, kind = str(fault["loc"][-1]), fault["type"]
    if kind == "extra_forbidden":
        return file.problem(
            path, both(f"unknown field {name!r}", f"没有 {name!r} 这个字段"), checks.near(name, FIELD_NAMES)
        )
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
